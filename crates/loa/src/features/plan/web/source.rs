//! The source document as a pane: every paragraph and row can be pointed at.

use std::collections::HashMap;

use plan_reader::{Block, Document, Source, Table};
use ui::{Html, Link, Pagination, Translator};

/// Lines of the document on one page of the pane.
const LINES: usize = 400;

/// The name of a place, in links and anchors.
pub(super) fn place_name(source: &Source) -> String {
    match source.row {
        Some(row) => format!("b{}-r{row}", source.block),
        None => format!("b{}", source.block),
    }
}

/// The document in the order of its lines: paragraphs and rows of tables.
pub(super) struct Pane<'a> {
    document: &'a Document,
    /// The first line of each block.
    starts: Vec<usize>,
    total: usize,
}

impl<'a> Pane<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let mut total = 0;
        let starts = document
            .blocks
            .iter()
            .map(|block| {
                let start = total;
                total += match block {
                    Block::Paragraph(_) => 1,
                    Block::Table(table) => table.rows.len(),
                    Block::PageBreak => 0,
                };
                start
            })
            .collect();
        Self {
            document,
            starts,
            total,
        }
    }

    /// The page of the pane, from 1, on which a place stands.
    pub(super) fn page_of(&self, source: &Source) -> usize {
        let start = self
            .starts
            .get(source.block as usize)
            .copied()
            .unwrap_or_default();
        (start + source.row.unwrap_or_default() as usize) / LINES + 1
    }

    /// A page of the pane; `back` leads from a place to the field that was read from it.
    pub(super) fn html(&self, t: Translator, at: usize, back: &HashMap<String, String>, link: &Link) -> Html {
        let pages = self.total.div_ceil(LINES).max(1);
        let at = at.clamp(1, pages);
        let (first, end) = ((at - 1) * LINES, at * LINES);
        let mut pieces = Vec::new();
        for (index, (block, start)) in self.document.blocks.iter().zip(&self.starts).enumerate() {
            match block {
                Block::Paragraph(paragraph) if (first..end).contains(start) => {
                    let name = format!("b{index}");
                    let label = paragraph.label.as_deref().unwrap_or_default();
                    let text = format!("{label} {}", paragraph.text);
                    let text = Html::text(text.trim());
                    let body = if paragraph.bold {
                        Html::join([Html::trusted("<strong>"), text, Html::trusted("</strong>")])
                    } else {
                        text
                    };
                    pieces.push(piece("p", &name, body, back, t));
                }
                Block::Table(table) => {
                    let from = first.saturating_sub(*start);
                    let to = end.saturating_sub(*start).min(table.rows.len());
                    if from < to {
                        pieces.push(rows(table, index, (from, to), back, t));
                    }
                }
                Block::Paragraph(_) | Block::PageBreak => {}
            }
        }
        if pages > 1 {
            pieces.push(
                Pagination::new(t, link, at, LINES, self.total)
                    .parameter("nguon")
                    .into(),
            );
        }
        Html::join(pieces)
    }
}

fn rows(
    table: &Table,
    block: usize,
    (from, to): (usize, usize),
    back: &HashMap<String, String>,
    t: Translator,
) -> Html {
    let mut html = vec![
        Html::trusted("<div class=\"table-sheet\" id=\"b"),
        Html::text(block),
        Html::trusted("\"><table class=\"table\">"),
    ];
    for (index, row) in table.rows.iter().enumerate().take(to).skip(from) {
        let name = format!("b{block}-r{index}");
        html.push(Html::trusted(format!(
            "<tr class=\"piece\" id=\"{name}\" data-link=\"{name}\">"
        )));
        for (at, cell) in row.cells.iter().enumerate() {
            html.push(Html::trusted(format!(
                "<td colspan=\"{}\" rowspan=\"{}\">",
                cell.columns.clamp(1, 100),
                cell.rows.clamp(1, u32::try_from(to - index).unwrap_or(1))
            )));
            html.push(Html::text(&cell.text));
            if at == 0 {
                html.push(way_back(&name, back, t));
            }
            html.push(Html::trusted("</td>"));
        }
        html.push(Html::trusted("</tr>"));
    }
    html.push(Html::trusted("</table></div>"));
    Html::join(html)
}

fn piece(tag: &str, name: &str, body: Html, back: &HashMap<String, String>, t: Translator) -> Html {
    Html::join([
        Html::trusted(format!(
            "<{tag} class=\"piece\" id=\"{name}\" data-link=\"{name}\">"
        )),
        body,
        way_back(name, back, t),
        Html::trusted(format!("</{tag}>")),
    ])
}

fn way_back(name: &str, back: &HashMap<String, String>, t: Translator) -> Html {
    let Some(anchor) = back.get(name) else {
        return Html::empty();
    };
    Html::join([
        Html::trusted(" <a class=\"no-print\" href=\"#"),
        Html::text(anchor),
        Html::trusted("\">"),
        Html::text(t.say("plan-to-field")),
        Html::trusted("</a>"),
    ])
}
