use quick_xml::escape::escape;
use unicode_normalization::UnicodeNormalization;

use super::Element;

/// The namespace of the standard.
const NAMESPACE: &str = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

/// As text. Receivers are known that want every element with its prefix.
pub(crate) fn print(root: &Element) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    element(root, 0, &mut out);
    out
}

fn element(element: &Element, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    out.push_str(&indent);
    if let Some(raw) = &element.raw {
        out.push_str(raw);
        out.push('\n');
        return;
    }
    let name = format!("edXML:{}", element.name);
    out.push('<');
    out.push_str(&name);
    if depth == 0 {
        out.push_str(&format!(" xmlns:edXML=\"{NAMESPACE}\""));
    }
    for (key, value) in &element.attributes {
        out.push_str(&format!(" {key}=\"{}\"", words(value)));
    }
    if element.children.is_empty() && element.text.is_empty() {
        out.push_str("/>\n");
        return;
    }
    out.push('>');
    if element.children.is_empty() {
        out.push_str(&words(&element.text));
    } else {
        out.push('\n');
        for child in &element.children {
            self::element(child, depth + 1, out);
        }
        out.push_str(&indent);
    }
    out.push_str(&format!("</{name}>\n"));
}

/// Escaped, composed, without what XML cannot hold; breaks of lines survive as they are.
fn words(text: &str) -> String {
    let allowed = |c: &char| matches!(*c, '\t' | '\n' | '\r' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    let text: String = text.nfc().filter(allowed).collect();
    escape(text.as_str()).replace('\r', "&#13;")
}
