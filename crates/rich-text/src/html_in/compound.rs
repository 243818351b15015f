//! Blocks with blocks inside: lists, quotes, tables.

use scraper::{ElementRef, Node};

use super::values::{line, one_line};
use super::{Context, Dropped, Limits, Reader};
use crate::model::{Block, Cell, Item, List, Marks, Table, Text};

impl Reader<'_> {
    pub(super) fn list(&mut self, element: ElementRef<'_>, context: Context<'_>) -> List {
        let mut list = List {
            ordered: element.value().name() == "ol",
            items: Vec::new(),
        };
        if context.depth > Limits::DEPTH {
            self.drop(Dropped::TooMuch);
            return list;
        }
        let deeper = Context {
            depth: context.depth + 1,
            lists: context.lists + 1,
            ..context
        };
        for child in element.child_elements() {
            match child.value().name() {
                // Some programs put the inner list beside the item instead of into it.
                "ul" | "ol" => {
                    let under = self.list(child, deeper);
                    match list.items.last_mut() {
                        Some(last) if last.under.is_none() && deeper.lists <= Limits::LISTS => {
                            last.under = Some(under)
                        }
                        _ => list.items.extend(under.items),
                    }
                }
                _ => {
                    let item = self.item(child, deeper);
                    if !item.text.is_empty() || item.under.is_some() {
                        list.items.push(item);
                    }
                }
            }
        }
        list
    }

    fn item(&mut self, element: ElementRef<'_>, context: Context<'_>) -> Item {
        let mut item = Item::default();
        let mut inner = Text::default();
        for node in element.children() {
            let Some(child) = ElementRef::wrap(node) else {
                if let Node::Text(text) = node.value() {
                    inner.push(&one_line(text), context.marks, context.link);
                }
                continue;
            };
            if matches!(child.value().name(), "ul" | "ol") && item.under.is_none() {
                let under = self.list(child, context);
                if context.lists > Limits::LISTS {
                    // So deep, it is read as lines: whatever keeps the body as JSON has a limit too.
                    inner.push("\n", Marks::default(), None);
                    inner.push(&Block::List(under).to_text(), Marks::default(), None);
                } else {
                    item.under = Some(under).filter(|list| !list.items.is_empty());
                }
                continue;
            }
            let before = std::mem::take(&mut self.words);
            let blocks = self.blocks.len();
            self.element(child, context);
            let rest = std::mem::replace(&mut self.words, before);
            for block in self.blocks.drain(blocks..).collect::<Vec<_>>() {
                if let Block::Paragraph { text } | Block::Heading { text, .. } = block {
                    if !inner.is_empty() {
                        inner.push("\n", Marks::default(), None);
                    }
                    for run in text.runs {
                        inner.push(&run.text, run.marks, run.link.as_deref());
                    }
                } else {
                    self.blocks.push(block);
                }
            }
            for run in rest.runs {
                inner.push(&run.text, run.marks, run.link.as_deref());
            }
        }
        item.text = inner.trimmed();
        item
    }

    pub(super) fn quote(&mut self, element: ElementRef<'_>, context: Context<'_>) {
        self.end_paragraph();
        let text = self.text_of(element, context);
        let mut paragraphs = vec![Text::default()];
        for run in text.runs {
            for (index, piece) in run.text.split('\n').enumerate() {
                if index > 0 {
                    paragraphs.push(Text::default());
                }
                if let Some(last) = paragraphs.last_mut() {
                    last.push(piece, run.marks, run.link.as_deref());
                }
            }
        }
        paragraphs.retain(|one| !one.is_empty());
        if !paragraphs.is_empty() {
            self.put(Block::Quote { paragraphs });
        }
    }

    pub(super) fn table(&mut self, element: ElementRef<'_>, context: Context<'_>) {
        self.end_paragraph();
        let mut table = Table::default();
        let mut rows = Vec::new();
        for child in element.child_elements() {
            match child.value().name() {
                "caption" => table.caption = line(&child.text().collect::<String>()),
                "thead" | "tbody" | "tfoot" => {
                    rows.extend(child.child_elements().filter(|row| row.value().name() == "tr"));
                }
                "tr" => rows.push(child),
                _ => {}
            }
        }
        for row in rows {
            let mut cells = Vec::new();
            let mut heads = 0;
            for cell in row.child_elements() {
                if self.cells >= Limits::CELLS {
                    self.drop(Dropped::TooMuch);
                    break;
                }
                self.cells += 1;
                heads += usize::from(cell.value().name() == "th");
                let span = |name| {
                    let given = cell
                        .value()
                        .attr(name)
                        .and_then(|text| text.trim().parse::<u16>().ok());
                    given.unwrap_or(1).clamp(1, 100)
                };
                cells.push(Cell {
                    across: span("colspan"),
                    down: span("rowspan"),
                    text: self.text_of(cell, context),
                });
            }
            if table.rows.is_empty() {
                table.headed = !cells.is_empty() && heads == cells.len();
            }
            if cells.iter().any(|cell| !cell.text.is_empty()) {
                table.rows.push(cells);
            }
        }
        if !table.rows.is_empty() {
            self.put(Block::Table(table));
        }
    }
}
