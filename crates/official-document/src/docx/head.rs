//! The head of page 1 and "Kính gửi".

use super::paragraph::{Extra, Inset, bar, line, space, with};
use super::table::{unruled, unruled_row};
use super::xml::Xml;
use crate::compose::{Boxed, Composed, MOTTO, bold_width, text_width};

const MILLIMETRES_PER_POINT: f32 = 25.4 / 72.0;

/// Issuer and nation, number and date, marks.
pub(super) fn letterhead(xml: &mut Xml, composed: &Composed) {
    let right = composed.head_right;
    let left = text_width(&composed.layout, false) - right;
    let widths = [left, right];
    unruled(xml, &widths, |xml| {
        unruled_row(
            xml,
            &widths,
            [&mut |xml| issuer(xml, composed, left), &mut |xml| {
                nation(xml, composed, right)
            }],
        );
        unruled_row(
            xml,
            &widths,
            [&mut |xml| line(xml, "SoKyHieu", &composed.number), &mut |xml| {
                line(xml, "DiaDanh", &composed.place_and_date)
            }],
        );
        if composed.letter_subject.is_some() || !composed.boxes.is_empty() {
            unruled_row(
                xml,
                &widths,
                [&mut |xml| under_number(xml, composed, left), &mut |xml| {
                    space(xml, 1.0)
                }],
            );
        }
    });
    space(xml, 6.0);
}

fn issuer(xml: &mut Xml, composed: &Composed, width: f32) {
    for superior in &composed.superior {
        line(xml, "CoQuanChuQuan", superior);
    }
    for issuer in &composed.issuer {
        line(xml, "CoQuanBanHanh", issuer);
    }
    let size = composed.layout.head_size;
    let longest = composed
        .issuer
        .iter()
        .map(|line| bold_width(line, size))
        .fold(0.0, f32::max);
    bar(xml, width, (longest * MILLIMETRES_PER_POINT).min(width) * 0.4);
}

fn nation(xml: &mut Xml, composed: &Composed, width: f32) {
    line(xml, "QuocHieu", composed.nation);
    line(xml, "TieuNgu", composed.motto);
    let text = bold_width(MOTTO, composed.layout.motto_size) * MILLIMETRES_PER_POINT;
    bar(xml, width, text);
}

fn under_number(xml: &mut Xml, composed: &Composed, width: f32) {
    if let Some(subject) = &composed.letter_subject {
        line(xml, "TrichYeuCongVan", subject);
    }
    for Boxed { text, width: length } in &composed.boxes {
        space(xml, 8.0);
        let extra = Extra {
            style: "Dau",
            boxed: Some(Inset {
                width,
                length: length.min(width),
            }),
            ..Extra::default()
        };
        with(xml, extra, text);
    }
    space(xml, 6.0);
}

/// One addressee stands on the line of the words, several stand under them.
pub(super) fn addressees(xml: &mut Xml, composed: &Composed) {
    match composed.addressees.as_slice() {
        [] => {}
        [only] => line(
            xml,
            "KinhGui",
            &format!("Kính gửi: {}", only.trim_end_matches('.')),
        ),
        several => {
            let at = |left, hanging| Extra {
                style: "KinhGuiMuc",
                hanging: Some((left, hanging)),
                ..Extra::default()
            };
            with(xml, at(25.0, 0.0), "Kính gửi:");
            for addressee in several {
                with(xml, at(48.0, 3.0), &format!("-\u{a0}{addressee}"));
            }
            space(xml, 6.0);
        }
    }
}
