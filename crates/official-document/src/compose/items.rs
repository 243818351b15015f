//! Blocks to items: labels are counted, line feeds become paragraphs.

use super::table::grid;
use super::{Block, Item, Layout, Orientation, Picture, Span, count, text_width};
use crate::WriteError;
use crate::clean::{line, paragraphs};
use crate::model::{Figure, Number, Text};

/// Walks the blocks of the body and the annexes; tables and pictures are counted through.
pub(super) struct Composer {
    layout: Layout,
    tables: usize,
    pub(super) pictures: Vec<Picture>,
}

/// Where the counting of one body or annex stands.
#[derive(Default)]
struct Counters {
    headings: [u32; 3],
    articles: u32,
    points: u32,
}

impl Composer {
    pub(super) fn new(layout: Layout) -> Self {
        Self {
            layout,
            tables: 0,
            pictures: Vec::new(),
        }
    }

    /// The items of a body or an annex. Counting starts anew in each.
    pub(super) fn blocks(
        &mut self,
        blocks: &[Block],
        orientation: Orientation,
    ) -> Result<Vec<Item>, WriteError> {
        let mut counters = Counters::default();
        let mut items = Vec::new();
        for block in blocks {
            self.block(block, orientation, &mut counters, &mut items)?;
        }
        Ok(items)
    }

    fn block(
        &mut self,
        block: &Block,
        orientation: Orientation,
        counters: &mut Counters,
        items: &mut Vec<Item>,
    ) -> Result<(), WriteError> {
        match block {
            Block::Division { label, title } => {
                counters.headings = [0; 3];
                items.push(Item::Division {
                    label: line(label),
                    title: line(title).to_uppercase(),
                });
            }
            Block::Heading { level, number, text } => {
                let label = counters.heading(*level, number)?;
                let text = line(text);
                let text = if *level == 1 { text.to_uppercase() } else { text };
                items.push(Item::Heading {
                    level: *level,
                    text: labelled(&label, &text),
                });
            }
            Block::Article { number, title, text } => {
                let label = counters.article(number);
                items.extend(article(&label, &line(title), text));
            }
            Block::Paragraph { text } => {
                items.extend(
                    paragraphs(text, false)
                        .into_iter()
                        .map(|spans| Item::Paragraph { spans }),
                );
            }
            Block::Point { number, text } => {
                let label = counters.point(number);
                let mut all = paragraphs(text, false);
                if let Some(first) = all.first_mut() {
                    label_spans(&label, first);
                }
                items.extend(all.into_iter().map(|spans| Item::Paragraph { spans }));
            }
            Block::Centered { text } => {
                items.extend(
                    paragraphs(text, false)
                        .into_iter()
                        .map(|spans| Item::Centered { spans }),
                );
            }
            Block::Table(table) => {
                self.tables += 1;
                let width = text_width(&self.layout, orientation == Orientation::Landscape);
                let grid = grid(table, width, &self.layout).map_err(|(row, problem)| WriteError::Table {
                    table: self.tables,
                    row,
                    problem,
                })?;
                items.push(Item::Table { grid });
            }
            Block::Figure(figure) => items.push(self.figure(figure)),
            Block::PageBreak => items.push(Item::PageBreak),
        }
        Ok(())
    }

    fn figure(&mut self, figure: &Figure) -> Item {
        self.pictures.push(figure.picture.clone());
        let width = if figure.width.is_finite() {
            figure.width.clamp(0.05, 1.0)
        } else {
            1.0
        };
        Item::Figure {
            picture: self.pictures.len() - 1,
            width,
            caption: line(&figure.caption),
        }
    }
}

impl Counters {
    fn heading(&mut self, level: u8, number: &Number) -> Result<String, WriteError> {
        let nth = usize::from(level).checked_sub(1).unwrap_or(usize::MAX);
        let Some((counter, deeper)) = self
            .headings
            .get_mut(nth..)
            .and_then(|slots| slots.split_first_mut())
        else {
            return Err(WriteError::HeadingLevel(level));
        };
        deeper.fill(0);
        self.points = 0;
        if *number != Number::None {
            *counter += 1;
        }
        let counted = *counter;
        Ok(label(number, || match level {
            1 => format!("{}.", count::roman(counted)),
            2 => format!("{counted}."),
            _ => format!("{})", count::letter(counted)),
        }))
    }

    fn article(&mut self, number: &Number) -> String {
        self.points = 0;
        if *number != Number::None {
            self.articles += 1;
        }
        label(number, || format!("Điều {}.", self.articles))
    }

    fn point(&mut self, number: &Number) -> String {
        match number {
            Number::None => "-".to_owned(),
            Number::Next | Number::Fixed(_) => {
                self.points += 1;
                label(number, || format!("{})", count::letter(self.points)))
            }
        }
    }
}

fn label(number: &Number, next: impl FnOnce() -> String) -> String {
    match number {
        Number::None => String::new(),
        Number::Next => next(),
        Number::Fixed(label) => line(label),
    }
}

/// Label and text, the space between them fixed so that justified lines do not widen it.
fn labelled(label: &str, text: &str) -> String {
    if label.is_empty() {
        text.to_owned()
    } else {
        format!("{label}\u{a0}{text}")
    }
}

/// Puts the label before the first words; it stays upright and regular whatever they are.
fn label_spans(label: &str, spans: &mut Vec<Span>) {
    match spans.first_mut().filter(|first| !first.bold && !first.italic) {
        Some(first) => first.text = labelled(label, &first.text),
        None => spans.insert(
            0,
            Span {
                text: format!("{label}\u{a0}"),
                bold: false,
                italic: false,
            },
        ),
    }
}

/// A title stands on its own line; without one the text follows the number.
fn article(label: &str, title: &str, text: &Text) -> Vec<Item> {
    let mut all = paragraphs(text, false);
    let head = [label, title]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\u{a0}");
    let bold = |text| Span {
        text,
        bold: true,
        italic: false,
    };
    match all.first_mut().filter(|_| title.is_empty()) {
        Some(first) => first.insert(0, bold(format!("{head} "))),
        None => all.insert(0, vec![bold(head)]),
    }
    all.into_iter().map(|spans| Item::Paragraph { spans }).collect()
}
