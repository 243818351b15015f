//! HTML as people paste it, read into blocks. Only what the model knows comes through, whatever the input is.

mod bounds;
mod compound;
mod values;
mod word_lists;

use scraper::node::Element;
use scraper::{ElementRef, Html, Node};

use crate::model::{Block, Body, Marks, Picture, Text};
use bounds::bounded;
use values::{is_safe, line, marks_of, one_line};
use word_lists::{Marker, WordList};

/// How much is read; the rest is left out and told in [`Reading::dropped`].
#[derive(Debug, Clone, Copy)]
pub struct Limits;

impl Limits {
    /// Bytes of input.
    pub const INPUT: usize = 2 << 20;
    /// Elements inside each other.
    pub const DEPTH: usize = 100;
    /// Lists inside each other; deeper ones become lines of the item above.
    pub const LISTS: usize = 12;
    /// Blocks of a body.
    pub const BLOCKS: usize = 5_000;
    /// Cells of all tables.
    pub const CELLS: usize = 20_000;
    /// Bytes of an address.
    pub const LINK: usize = 2_000;
}

/// What came of reading.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reading {
    /// The body.
    pub body: Body,
    /// What the reader could not take, each kind once.
    pub dropped: Vec<Dropped>,
}

/// Something that was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dropped {
    /// A picture that is not among those the caller knows.
    Picture,
    /// A video, a frame or another thing that is played.
    Embedded,
    /// A link that leads to a script or a file of the writer's machine.
    Link,
    /// What went over a limit.
    TooMuch,
}

/// Reads HTML. `known` says what the caller calls the picture at an address, or none when it is not theirs.
///
/// Headings begin with level 2, because the title stands outside; what Microsoft Word pastes as paragraphs with
/// bullets becomes a list; colours, fonts and sizes go.
///
/// ```
/// let read = rich_text::read_html("<h1>Một</h1><p onclick=x()>Hai <b>ba</b><script>x()</script>", |_| None);
/// assert_eq!(read.body.to_html(&|_| None), "<h2>Một</h2>\n<p>Hai <strong>ba</strong></p>\n");
/// ```
#[must_use]
pub fn read_html(html: &str, known: impl Fn(&str) -> Option<String>) -> Reading {
    let mut reader = Reader {
        known: &known,
        blocks: Vec::new(),
        words: Text::default(),
        word_list: WordList::default(),
        dropped: Vec::new(),
        cells: 0,
    };
    let kept = bounded(html);
    if kept.len() < html.len() {
        reader.drop(Dropped::TooMuch);
    }
    let page = Html::parse_fragment(kept);
    reader.children(page.root_element(), Context::default());
    reader.end_paragraph();
    reader.end_word_list();
    Reading {
        body: Body {
            blocks: reader.blocks,
        },
        dropped: reader.dropped,
    }
}

#[derive(Debug, Clone, Copy, Default)]
struct Context<'a> {
    marks: Marks,
    link: Option<&'a str>,
    /// Blanks and line ends count.
    verbatim: bool,
    /// Lists around.
    lists: usize,
    depth: usize,
}

struct Reader<'k> {
    known: &'k dyn Fn(&str) -> Option<String>,
    blocks: Vec<Block>,
    /// The paragraph that is being read.
    words: Text,
    /// Paragraphs that Word marked as items of a list.
    word_list: WordList,
    dropped: Vec<Dropped>,
    cells: usize,
}

impl Reader<'_> {
    fn drop(&mut self, what: Dropped) {
        if !self.dropped.contains(&what) {
            self.dropped.push(what);
        }
    }

    fn put(&mut self, block: Block) {
        self.end_word_list();
        if self.blocks.len() < Limits::BLOCKS {
            self.blocks.push(block);
        } else {
            self.drop(Dropped::TooMuch);
        }
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.words).trimmed();
        if !text.is_empty() {
            self.put(Block::Paragraph { text });
        }
    }

    fn end_word_list(&mut self) {
        if let Some(list) = std::mem::take(&mut self.word_list).finish() {
            self.put(Block::List(list));
        }
    }

    fn children(&mut self, parent: ElementRef<'_>, context: Context<'_>) {
        if context.depth > Limits::DEPTH {
            self.drop(Dropped::TooMuch);
            return;
        }
        for node in parent.children() {
            match node.value() {
                Node::Text(text) if context.verbatim => self.words.push(text, context.marks, context.link),
                Node::Text(text) => self.words.push(&one_line(text), context.marks, context.link),
                Node::Element(_) => {
                    if let Some(child) = ElementRef::wrap(node) {
                        self.element(child, context);
                    }
                }
                _ => {}
            }
        }
    }

    fn element(&mut self, element: ElementRef<'_>, outer: Context<'_>) {
        let tag = element.value();
        let inner = Context {
            depth: outer.depth + 1,
            marks: marks_of(tag, outer.marks),
            ..outer
        };
        match tag.name() {
            "script" | "style" | "head" | "title" | "meta" | "link" | "template" | "noscript" | "svg"
            | "math" | "button" | "input" | "select" | "textarea" | "option" => {}
            "iframe" | "object" | "embed" | "video" | "audio" | "canvas" => self.drop(Dropped::Embedded),
            "br" => self.words.push("\n", outer.marks, outer.link),
            "hr" => {
                self.end_paragraph();
                self.put(Block::Rule);
            }
            "h1" | "h2" => self.heading(2, element, inner),
            "h3" => self.heading(3, element, inner),
            "h4" | "h5" | "h6" => self.heading(4, element, inner),
            "a" => self.anchor(element, inner),
            "img" => self.picture(tag, String::new()),
            "figure" => self.figure(element, inner),
            "ul" | "ol" => {
                self.end_paragraph();
                let list = self.list(element, inner);
                if !list.items.is_empty() {
                    self.put(Block::List(list));
                }
            }
            "blockquote" => self.quote(element, inner),
            "table" => self.table(element, inner),
            "pre" => self.paragraph(
                element,
                Context {
                    verbatim: true,
                    ..inner
                },
            ),
            "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "nav"
            | "center" | "address" | "dl" | "dt" | "dd" | "li" | "form" | "fieldset" | "details"
            | "summary" => {
                self.paragraph(element, inner);
            }
            _ => self.children(element, inner),
        }
    }

    fn paragraph(&mut self, element: ElementRef<'_>, context: Context<'_>) {
        self.end_paragraph();
        let Some(marker) = Marker::of(element) else {
            self.children(element, context);
            self.end_paragraph();
            return;
        };
        self.children(element, context);
        let text = std::mem::take(&mut self.words).trimmed();
        if !text.is_empty() {
            self.word_list.add(&marker, text);
        }
    }

    /// The words of an element by themselves; blocks inside it become lines.
    fn text_of(&mut self, element: ElementRef<'_>, context: Context<'_>) -> Text {
        let mut inner = Reader {
            known: self.known,
            blocks: Vec::new(),
            words: Text::default(),
            word_list: WordList::default(),
            dropped: Vec::new(),
            cells: self.cells,
        };
        inner.children(element, context);
        inner.end_paragraph();
        inner.end_word_list();
        self.cells = inner.cells;
        for what in inner.dropped {
            self.drop(what);
        }
        let mut text = Text::default();
        for block in inner.blocks {
            if !text.runs.is_empty() {
                text.push("\n", Marks::default(), None);
            }
            match block {
                Block::Paragraph { text: one } | Block::Heading { text: one, .. } => {
                    for run in one.runs {
                        text.push(&run.text, run.marks, run.link.as_deref());
                    }
                }
                // A picture among words has no place here.
                Block::Picture(_) => self.drop(Dropped::Picture),
                other => text.push(&other.to_text(), Marks::default(), None),
            }
        }
        text.trimmed()
    }

    fn heading(&mut self, level: u8, element: ElementRef<'_>, context: Context<'_>) {
        self.end_paragraph();
        let marks = Marks {
            bold: false,
            ..context.marks
        };
        let mut text = self.text_of(element, Context { marks, ..context });
        // A heading is bold as it is.
        for run in &mut text.runs {
            run.marks.bold = false;
        }
        let mut merged = Text::default();
        for run in text.runs {
            merged.push(&run.text.replace('\n', " "), run.marks, run.link.as_deref());
        }
        if !merged.is_empty() {
            self.put(Block::Heading { level, text: merged });
        }
    }

    fn anchor(&mut self, element: ElementRef<'_>, context: Context<'_>) {
        let href = element.value().attr("href").map(str::trim);
        let link = href.filter(|href| is_safe(href));
        if link.is_none() && href.is_some_and(|href| !href.is_empty() && !href.starts_with('#')) {
            self.drop(Dropped::Link);
        }
        self.children(
            element,
            Context {
                link: link.or(context.link),
                ..context
            },
        );
    }

    fn picture(&mut self, tag: &Element, caption: String) {
        let source = tag.attr("src").and_then(|src| (self.known)(src));
        let Some(source) = source else {
            self.drop(Dropped::Picture);
            return;
        };
        self.end_paragraph();
        self.put(Block::Picture(Picture {
            source,
            alt: line(tag.attr("alt").unwrap_or_default()),
            caption,
        }));
    }

    fn figure(&mut self, element: ElementRef<'_>, context: Context<'_>) {
        let find = |name: &str| {
            element
                .descendants()
                .filter_map(ElementRef::wrap)
                .find(|one| one.value().name() == name)
        };
        let Some(image) = find("img") else {
            self.paragraph(element, context);
            return;
        };
        let caption = find("figcaption").map(|one| line(&one.text().collect::<String>()));
        self.picture(image.value(), caption.unwrap_or_default());
    }
}
