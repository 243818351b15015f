//! Numbers, dates and citations of documents, as official texts write them.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::{DocumentKind, Field, LegalBasis, title};
use crate::plan::lines::Line;
use crate::text::{Folded, pattern};

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bso\s*:?\s*(?:(\d{1,5}[a-z]?)\s*)?(?:/\s?(\d{4})\s?)?([/-])\s?([a-z][a-z0-9]*(?:\s?[&/-]\s?[a-z0-9]+)*)",
    )
});
static LONG_DATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"ngay\s*(\d{1,2})?[\s._]*thang\s*(\d{1,2})?[\s._]*nam\s*(\d{4})"));
static SHORT_DATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"ngay\s*(\d{1,2})?\s*[/.-]\s*(\d{1,2})?\s*[/.-]\s*(\d{4})"));
static LAW: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:can cu\s+)?((?:bo )?luat|hien phap|phap lenh)\b"));
static ISSUER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^\s*,?\s*cua\s+(.+?)(?:\s+(?:ve|phe duyet|ban hanh|thuc hien|quy dinh|huong dan|sua doi|trien khai|giao|cong bo|thong qua|tai|keo|ket luan|thong bao|khoa)\b",
        r"|[,;.()]|\s+va\s+(?:ke hoach|nghi quyet|quyet dinh|chuong trinh|chi thi|cong van)|$)"
    ))
});
/// The plan's own sentence that begins after its basis.
static ABOUT_END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[,.]\s+(?:so|ubnd|uy ban nhan dan|bo|chinh phu|thu tuong|ban|van phong|phong|truong|trung tam|cong an|chi cuc|cuc)\s[^,;]{0,80}?\b(?:xay dung|ban hanh)\b",
    )
});

/// A document's number as written in one text.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    /// The whole number without spaces, when it is not blank.
    pub(crate) number: Option<String>,
    /// The symbol alone.
    pub(crate) symbol: String,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The first number in a text, blank or not.
pub(crate) fn number(text: &Folded, from: usize) -> Option<Number> {
    let found = NUMBER.captures_at(&text.ascii, from.min(text.ascii.len()))?;
    let whole = found.get(0)?;
    let symbol_at = found.get(4)?;
    // A symbol is written in capitals: "số lượng/chất lượng" is none.
    let letters: Vec<char> = text.chars.get(symbol_at.start()..symbol_at.end())?.to_vec();
    if !letters.first().is_some_and(|c| c.is_uppercase()) {
        return None;
    }
    let mut end = symbol_at.end();
    // "số 57-NQ/TW của": a space ends the symbol unless a sign stands beside it.
    while end > symbol_at.start()
        && text
            .chars
            .get(end - 1)
            .is_some_and(|c| c.is_whitespace() || matches!(c, '-' | '/'))
    {
        end -= 1;
    }
    let compact = |from: usize, to: usize| {
        text.slice(from, to)
            .split_whitespace()
            .collect::<String>()
            .replace(['–', '—'], "-")
    };
    let symbol = compact(symbol_at.start(), end);
    let number = found.get(1).map(|number| {
        let year = found
            .get(2)
            .map_or_else(String::new, |year| format!("/{}", year.as_str()));
        let digits = text.slice(number.start(), number.end());
        format!("{digits}{year}{}{symbol}", &found[3])
    });
    Some(Number {
        number,
        symbol,
        start: whole.start(),
        end,
    })
}

/// A date in a text, perhaps with day or month left blank.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct DateParts {
    pub(crate) day: Option<i8>,
    pub(crate) month: Option<i8>,
    pub(crate) year: i16,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl DateParts {
    pub(crate) fn date(&self) -> Option<Date> {
        Date::new(self.year, self.month?, self.day?).ok()
    }
}

/// The first date "ngày …" in a text.
pub(crate) fn date(ascii: &str, from: usize) -> Option<DateParts> {
    let from = from.min(ascii.len());
    let long = LONG_DATE.captures_at(ascii, from);
    let short = SHORT_DATE.captures_at(ascii, from);
    let at = |found: &Option<regex::Captures<'_>>| {
        found
            .as_ref()
            .and_then(|found| found.get(0))
            .map_or(usize::MAX, |all| all.start())
    };
    let found = if at(&long) <= at(&short) { long } else { short }?;
    let whole = found.get(0)?;
    let part = |index: usize| found.get(index).and_then(|part| part.as_str().parse().ok());
    Some(DateParts {
        day: part(1),
        month: part(2),
        // Other numbers of four digits are typing errors; no calendar is asked about them.
        year: found
            .get(3)?
            .as_str()
            .parse()
            .ok()
            .filter(|year| (1900..2200).contains(year))?,
        start: whole.start(),
        end: whole.end(),
    })
}

/// The documents that a line rests on, the first of each clause.
pub(crate) fn legal_bases(line: &Line) -> Vec<Field<LegalBasis>> {
    let mut bases = Vec::new();
    let mut start = 0;
    let ascii = line.ascii();
    for clause in ascii.split_inclusive(';') {
        let end = start + clause.len();
        if let Some(basis) = basis(line, start, end) {
            bases.push(basis);
        }
        start = end;
    }
    bases
}

fn basis(line: &Line, start: usize, end: usize) -> Option<Field<LegalBasis>> {
    let clause = line.ascii().get(start..end)?;
    let trimmed = clause.trim_start();
    let opening = [
        "can cu",
        "thuc hien",
        "trien khai thuc hien",
        "trien khai",
        "theo",
        "tiep tuc thuc hien",
    ];
    let skipped = opening
        .iter()
        .filter_map(|word| trimmed.strip_prefix(word))
        .map(str::trim_start)
        .min_by_key(|rest| rest.len());
    let body = skipped.unwrap_or(trimmed);
    let body_at = end - body.len();
    let numbered = number(&line.text, body_at).filter(|number| number.start < end && number.number.is_some());
    let kind_words = line
        .ascii()
        .get(body_at..numbered.as_ref().map_or(end, |number| number.start))?;
    let kind = title::kind_of_start(kind_words);
    let words = |from: usize, to: usize| line.field(from, to, 0.9).value;
    let Some(number) = numbered.filter(|number| number.start - body_at < 60) else {
        LAW.find(body)?;
        let dated = date(line.ascii(), body_at).filter(|date| date.start < end);
        let name_end = dated.map_or(end, |date| date.start);
        let value = LegalBasis {
            kind: DocumentKind::Law,
            number: None,
            date: dated.and_then(|date| date.date()),
            issuer: None,
            about: Some(words(body_at, name_end)),
        };
        return Some(Field::new(value, line.sources(body_at, end), 0.9));
    };
    let dated = date(line.ascii(), number.end).filter(|date| date.start < end && date.start < number.end + 4);
    let after = dated.map_or(number.end, |date| date.end);
    let rest = line.ascii().get(after..end)?;
    let issuer = ISSUER.captures(rest).and_then(|found| found.get(1));
    let about_at = issuer.map_or(after, |issuer| after + issuer.end());
    let about_end = ABOUT_END
        .find(line.ascii().get(about_at..end)?)
        .map_or(end, |found| about_at + found.start());
    let about = words(about_at, about_end);
    let about = about
        .strip_prefix("về việc ")
        .or_else(|| about.strip_prefix("về "))
        .unwrap_or(&about)
        .to_owned();
    let value = LegalBasis {
        kind: kind.unwrap_or(DocumentKind::Other),
        number: number.number,
        date: dated.and_then(|date| date.date()),
        issuer: issuer.map(|issuer| words(after + issuer.start(), after + issuer.end())),
        about: (!about.is_empty()).then_some(about),
    };
    let confidence = if value.date.is_some() && value.issuer.is_some() {
        0.95
    } else {
        0.8
    };
    Some(Field::new(value, line.sources(body_at, end), confidence))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Source;

    fn line(text: &str) -> Line {
        let end = u32::try_from(text.chars().count()).unwrap();
        Line::new(
            text,
            Source {
                end,
                ..Source::default()
            },
        )
    }

    #[test]
    fn numbers_are_read_with_and_without_digits() {
        let read = |text: &str| number(&Folded::new(text), 0).map(|number| (number.number, number.symbol));
        assert_eq!(
            read("Số: 617/KH-UBND"),
            Some((Some("617/KH-UBND".into()), "KH-UBND".into()))
        );
        assert_eq!(read("Số:         /KH-SXD"), Some((None, "KH-SXD".into())));
        assert_eq!(
            read("số 57-NQ/TW ngày 22/12/2024"),
            Some((Some("57-NQ/TW".into()), "NQ/TW".into()))
        );
        assert_eq!(
            read("số 197/2025/QH15 của Quốc hội"),
            Some((Some("197/2025/QH15".into()), "QH15".into()))
        );
        assert_eq!(
            read("Nghị quyết số 71/NQ -CP ngày"),
            Some((Some("71/NQ-CP".into()), "NQ-CP".into()))
        );
        assert_eq!(read("số lượng - chất lượng"), None);
    }

    #[test]
    fn a_basis_has_issuer_number_and_date() {
        let bases = legal_bases(&line(
            "Căn cứ Kế hoạch số 19/KH-UBND ngày 22/01/2025 của Ủy ban nhân dân tỉnh Đồng Xuân về tuyên truyền, Sở Ví dụ xây dựng kế hoạch",
        ));
        let basis = &bases[0].value;
        assert_eq!(basis.number.as_deref(), Some("19/KH-UBND"));
        assert_eq!(basis.issuer.as_deref(), Some("Ủy ban nhân dân tỉnh Đồng Xuân"));
        assert_eq!(basis.date, Some(Date::constant(2025, 1, 22)));
        assert_eq!(basis.kind, DocumentKind::Plan);
        let law = legal_bases(&line(
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;",
        ));
        assert_eq!(
            law[0].value.about.as_deref(),
            Some("Luật Tổ chức chính quyền địa phương")
        );
        assert_eq!(law[0].value.date, Some(Date::constant(2025, 6, 16)));
    }
}
