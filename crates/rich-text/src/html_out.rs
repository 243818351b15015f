//! Blocks as HTML. Everything is escaped here, so what comes out is safe whatever the body holds.

use std::fmt::Write;

use crate::model::{Block, Body, Cell, List, Picture, Run, Table, Text};

/// How a picture is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// Its address.
    pub address: String,
    /// Width and height in pixels, so that the page does not jump while it loads.
    pub size: Option<(u32, u32)>,
    /// Smaller ones for smaller screens, with their widths in pixels.
    pub smaller: Vec<(String, u32)>,
}

impl Body {
    /// The body as HTML. `shown` says where a picture lies; one of which it knows nothing is left out.
    #[must_use]
    pub fn to_html(&self, shown: &dyn Fn(&str) -> Option<Shown>) -> String {
        let mut out = String::new();
        for block in &self.blocks {
            write_block(&mut out, block, shown);
        }
        out
    }
}

/// Text as it stands in HTML, also inside quoted attributes.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

fn write_block(out: &mut String, block: &Block, shown: &dyn Fn(&str) -> Option<Shown>) {
    match block {
        Block::Heading { level, text } => {
            let level = level.clamp(&2, &4);
            put(out, format_args!("<h{level}>{}</h{level}>\n", inline(text)));
        }
        Block::Paragraph { text } => put(out, format_args!("<p>{}</p>\n", inline(text))),
        Block::Quote { paragraphs } => {
            out.push_str("<blockquote>\n");
            for text in paragraphs {
                put(out, format_args!("<p>{}</p>\n", inline(text)));
            }
            out.push_str("</blockquote>\n");
        }
        Block::List(list) => write_list(out, list),
        Block::Table(table) => write_table(out, table),
        Block::Picture(picture) => {
            if let Some(shown) = shown(&picture.source) {
                write_picture(out, picture, &shown);
            }
        }
        Block::Rule => out.push_str("<hr>\n"),
    }
}

/// Writing to a string cannot fail.
fn put(out: &mut String, what: std::fmt::Arguments<'_>) {
    out.write_fmt(what).unwrap_or_default();
}

fn inline(text: &Text) -> String {
    text.runs.iter().map(inline_run).collect()
}

fn inline_run(run: &Run) -> String {
    let mut words = escape(&run.text).replace('\n', "<br>");
    let marks = [
        (run.marks.raised, "sup"),
        (run.marks.lowered, "sub"),
        (run.marks.italic, "em"),
        (run.marks.bold, "strong"),
    ];
    for (_, tag) in marks.iter().filter(|(set, _)| *set) {
        words = format!("<{tag}>{words}</{tag}>");
    }
    match &run.link {
        Some(link) => format!("<a href=\"{}\">{words}</a>", escape(link)),
        None => words,
    }
}

fn write_list(out: &mut String, list: &List) {
    let tag = if list.ordered { "ol" } else { "ul" };
    put(out, format_args!("<{tag}>\n"));
    for item in &list.items {
        put(out, format_args!("<li>{}", inline(&item.text)));
        if let Some(under) = &item.under {
            out.push('\n');
            write_list(out, under);
        }
        out.push_str("</li>\n");
    }
    put(out, format_args!("</{tag}>\n"));
}

fn write_table(out: &mut String, table: &Table) {
    out.push_str("<table>\n");
    if !table.caption.is_empty() {
        put(
            out,
            format_args!("<caption>{}</caption>\n", escape(&table.caption)),
        );
    }
    let heads = usize::from(table.headed);
    let (head, body) = table.rows.split_at(heads.min(table.rows.len()));
    for (part, cell, rows) in [("thead", "th", head), ("tbody", "td", body)] {
        if rows.is_empty() {
            continue;
        }
        put(out, format_args!("<{part}>\n"));
        for row in rows {
            write_row(out, row, cell);
        }
        put(out, format_args!("</{part}>\n"));
    }
    out.push_str("</table>\n");
}

fn write_row(out: &mut String, row: &[Cell], tag: &str) {
    out.push_str("<tr>");
    for cell in row {
        put(out, format_args!("<{tag}"));
        if tag == "th" {
            out.push_str(" scope=\"col\"");
        }
        for (name, span) in [("colspan", cell.across), ("rowspan", cell.down)] {
            if span > 1 {
                put(out, format_args!(" {name}=\"{span}\""));
            }
        }
        put(out, format_args!(">{}</{tag}>", inline(&cell.text)));
    }
    out.push_str("</tr>\n");
}

fn write_picture(out: &mut String, picture: &Picture, shown: &Shown) {
    out.push_str("<figure>");
    put(
        out,
        format_args!(
            "<img src=\"{}\" alt=\"{}\" loading=\"lazy\"",
            escape(&shown.address),
            escape(&picture.alt)
        ),
    );
    if let Some((width, height)) = shown.size {
        put(out, format_args!(" width=\"{width}\" height=\"{height}\""));
    }
    if !shown.smaller.is_empty() {
        let smaller: Vec<String> = shown
            .smaller
            .iter()
            .map(|(address, width)| format!("{} {width}w", escape(address)))
            .collect();
        put(
            out,
            format_args!(
                " srcset=\"{}\" sizes=\"(max-width: 48rem) 100vw, 44rem\"",
                smaller.join(", ")
            ),
        );
    }
    out.push('>');
    if !picture.caption.is_empty() {
        put(
            out,
            format_args!("<figcaption>{}</figcaption>", escape(&picture.caption)),
        );
    }
    out.push_str("</figure>\n");
}
