//! Places to break words that are wider than their column, such as long addresses of pages. Word
//! breaks them by itself; the typesetter would run them over the margin.

use crate::compose::{Composed, Item, PADDING, POINTS_PER_MM, Span, bold_width, text_width};

/// Invisible, and a line may end at it.
const BREAK: char = '\u{200b}';

/// Lets every word of the document fit.
pub(super) fn allow(composed: &mut Composed) {
    let layout = composed.layout;
    allow_in(
        &mut composed.items,
        text_width(&layout, false),
        layout.body_size,
        layout.table_size,
    );
    for annex in &mut composed.annexes {
        let width = text_width(&layout, annex.landscape);
        allow_in(&mut annex.items, width, layout.body_size, layout.table_size);
    }
}

fn allow_in(items: &mut [Item], width: f32, size: f32, table_size: f32) {
    for item in items {
        match item {
            Item::Paragraph { spans } | Item::Centered { spans } => allow_spans(spans, width, size),
            Item::Heading { text, .. } => allow_text(text, width, size),
            Item::Table { grid } => {
                for cell in grid
                    .header
                    .iter_mut()
                    .chain(&mut grid.rows)
                    .flat_map(|row| &mut row.cells)
                {
                    for spans in &mut cell.paragraphs {
                        allow_spans(spans, cell.width - PADDING, table_size);
                    }
                }
            }
            Item::Division { .. } | Item::Figure { .. } | Item::PageBreak => {}
        }
    }
}

fn allow_spans(spans: &mut [Span], width: f32, size: f32) {
    for span in spans {
        allow_text(&mut span.text, width, size);
    }
}

fn allow_text(text: &mut String, width: f32, size: f32) {
    let most = width.max(2.0) * POINTS_PER_MM;
    let is_free = |c: char| c.is_whitespace() && c != '\u{a0}';
    if text.split(is_free).all(|word| bold_width(word, size) <= most) {
        return;
    }
    let mut broken = String::with_capacity(text.len() + 16);
    let mut run = 0.0;
    let mut is_address = false;
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        let advance = bold_width(c.encode_utf8(&mut [0; 4]), size);
        run += advance;
        // The typesetter breaks addresses at their signs by itself, and they are copied from the page: a mark in
        // them would make them lead nowhere.
        is_address = (is_address || rest.starts_with("://") || rest.starts_with("www.")) && !is_free(c);
        if is_free(c) || c == '/' || (is_address && !c.is_alphanumeric()) {
            run = 0.0;
        } else if run > most && advance > 0.0 {
            broken.push(BREAK);
            run = advance;
        }
        broken.push(c);
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    *text = broken;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_words_that_do_not_fit_are_broken() {
        let mut plain = "Sở Xây dựng tỉnh Hòa Giang".to_owned();
        allow_text(&mut plain, 20.0, 12.0);
        assert_eq!(plain, "Sở Xây dựng tỉnh Hòa Giang");

        let mut address = "https://soxaydung.hoagiang.example/tin-tuc/0120".to_owned();
        allow_text(&mut address, 30.0, 12.0);
        assert_eq!(address, "https://soxaydung.hoagiang.example/tin-tuc/0120");

        let mut long = format!("xem {}", "a".repeat(100));
        allow_text(&mut long, 30.0, 12.0);
        let pieces: Vec<&str> = long.split(BREAK).collect();
        assert!(pieces.len() > 5, "{pieces:?}");
        assert!(
            pieces
                .iter()
                .all(|piece| bold_width(piece, 12.0) <= 30.0 * POINTS_PER_MM + 30.0)
        );
        assert_eq!(long.replace(BREAK, ""), format!("xem {}", "a".repeat(100)));
    }
}
