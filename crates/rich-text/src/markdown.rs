//! Markdown, for writing where no editor runs: read by the same rules as HTML, written so that it reads back the same.

use pulldown_cmark::{Options, Parser, html};

use crate::html_in::{Reading, read_html};
use crate::model::{Block, Body, List, Picture, Run, Table, Text};

/// Reads Markdown. `known` is as for [`read_html`]; HTML inside is read like any other HTML.
///
/// ```
/// let read = rich_text::read_markdown("## Đầu đề\n\nMột **hai**\n\n- ba\n- bốn", |_| None);
/// assert_eq!(read.body.to_markdown(), "## Đầu đề\n\nMột **hai**\n\n- ba\n- bốn\n");
/// ```
#[must_use]
pub fn read_markdown(markdown: &str, known: impl Fn(&str) -> Option<String>) -> Reading {
    let mut page = String::new();
    html::push_html(&mut page, Parser::new_ext(markdown, Options::ENABLE_TABLES));
    read_html(&page, known)
}

impl Body {
    /// The body as Markdown. Pictures are written with their source as the address.
    #[must_use]
    pub fn to_markdown(&self) -> String {
        let mut blocks = Vec::new();
        for (index, one) in self.blocks.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|before| self.blocks.get(before));
            // Two lists in a row would become one.
            if let (Some(Block::List(_)), Block::List(_)) = (before, one) {
                blocks.push("<!-- -->".to_owned());
            }
            blocks.push(block(one));
        }
        let mut out = blocks.join("\n\n");
        if !out.is_empty() {
            out.push('\n');
        }
        out
    }
}

fn block(block: &Block) -> String {
    match block {
        Block::Heading { level, text } => {
            format!(
                "{} {}",
                "#".repeat(usize::from((*level).clamp(2, 4))),
                inline(text)
            )
        }
        Block::Paragraph { text } => inline(text),
        Block::Quote { paragraphs } => {
            let lines: Vec<String> = paragraphs
                .iter()
                .map(|text| format!("> {}", inline(text)))
                .collect();
            lines.join("\n>\n")
        }
        Block::List(list) => {
            let mut lines = Vec::new();
            items(list, "", &mut lines);
            lines.join("\n")
        }
        // Markdown knows neither tables without heads nor cells over several columns.
        Block::Table(table) => html_table(table),
        Block::Picture(picture) => image(picture),
        Block::Rule => "---".to_owned(),
    }
}

fn html_table(table: &Table) -> String {
    let alone = Body {
        blocks: vec![Block::Table(table.clone())],
    };
    alone.to_html(&|_| None).trim_end().to_owned()
}

fn image(picture: &Picture) -> String {
    let tag = format!(
        "<img src=\"{}\" alt=\"{}\">",
        crate::escape(&picture.source),
        crate::escape(&picture.alt)
    );
    if picture.caption.is_empty() {
        format!("![{}]({})", escaped(&picture.alt), picture.source)
    } else {
        let caption = crate::escape(&picture.caption);
        format!("<figure>{tag}<figcaption>{caption}</figcaption></figure>")
    }
}

fn items(list: &List, indent: &str, lines: &mut Vec<String>) {
    for (index, item) in list.items.iter().enumerate() {
        let mark = if list.ordered {
            format!("{}. ", index + 1)
        } else {
            "- ".to_owned()
        };
        let inner = format!("{indent}{}", " ".repeat(mark.len()));
        let text = inline(&item.text).replace('\n', &format!("\n{inner}"));
        lines.push(format!("{indent}{mark}{text}"));
        if let Some(under) = &item.under {
            items(under, &inner, lines);
        }
    }
}

fn inline(text: &Text) -> String {
    text.runs.iter().map(run).collect()
}

fn run(run: &Run) -> String {
    // Marks must touch the words, not the blanks around them.
    let words = run.text.trim_matches(' ');
    let start = run.text.len() - run.text.trim_start_matches(' ').len();
    let before = run.text.get(..start).unwrap_or_default();
    let after = run.text.get(start + words.len()..).unwrap_or_default();
    if words.is_empty() {
        return run.text.clone();
    }
    let mut out = escaped(words).replace('\n', "\\\n");
    for (set, open, close) in [
        (run.marks.raised, "<sup>", "</sup>"),
        (run.marks.lowered, "<sub>", "</sub>"),
        (run.marks.italic, "*", "*"),
        (run.marks.bold, "**", "**"),
    ] {
        if set {
            out = format!("{open}{out}{close}");
        }
    }
    if let Some(link) = &run.link {
        out = format!("[{out}](<{}>)", link.replace('>', "%3E").replace('<', "%3C"));
    }
    format!("{before}{out}{after}")
}

/// Signs that Markdown would take for its own.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut line_start = true;
    let mut number = true;
    for c in words.chars() {
        let sign = matches!(
            c,
            '\\' | '*' | '_' | '[' | ']' | '<' | '&' | '`' | '|' | '~' | '#'
        );
        let first = line_start && matches!(c, '>' | '-' | '+' | '=');
        let after_number = number && !line_start && matches!(c, '.' | ')');
        if sign || first || after_number {
            out.push('\\');
        }
        out.push(c);
        number = (number || line_start) && c.is_ascii_digit();
        line_start = c == '\n';
        number |= line_start;
    }
    out
}
