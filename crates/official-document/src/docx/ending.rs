//! Signatures and Nơi nhận.

use super::paragraph::{Extra, line, paragraph, space, spacer, with};
use super::picture::Media;
use super::table::{unruled, unruled_row};
use super::xml::Xml;
use crate::compose::{Composed, SignerBlock, text_width};

/// Points between the position and the name, where the hand signs and the seal stands.
const ROOM: f32 = 66.0;

/// The signer on the right half; on the left the recipients, or the second signer above them.
pub(super) fn signatures(xml: &mut Xml, composed: &Composed, media: &[Media]) {
    let half = text_width(&composed.layout, false) / 2.0;
    let widths = [half, half];
    if composed.signer.is_none() && composed.second_signer.is_none() && composed.recipients.is_empty() {
        return;
    }
    let held = Extra {
        keep_next: true,
        ..spacer(6.0)
    };
    paragraph(xml, held, |_| {});
    unruled(xml, &widths, |xml| {
        let mut right = |xml: &mut Xml| signer(xml, composed.signer.as_ref(), media);
        if composed.second_signer.is_some() {
            let mut left = |xml: &mut Xml| signer(xml, composed.second_signer.as_ref(), media);
            unruled_row(xml, &widths, [&mut left, &mut right]);
            let mut below = |xml: &mut Xml| {
                space(xml, 12.0);
                recipients(xml, composed);
            };
            unruled_row(xml, &widths, [&mut below, &mut |xml| space(xml, 1.0)]);
        } else {
            unruled_row(xml, &widths, [&mut |xml| recipients(xml, composed), &mut right]);
        }
    });
}

fn signer(xml: &mut Xml, block: Option<&SignerBlock>, media: &[Media]) {
    let Some(block) = block else {
        return space(xml, 1.0);
    };
    for title in &block.titles {
        line(xml, "ChucVu", title);
    }
    let picture = block
        .picture
        .and_then(|index| media.get(index).map(|media| (index, media)));
    let before = match picture {
        Some((index, media)) => {
            let extra = Extra {
                style: "ChuKy",
                ..Extra::default()
            };
            paragraph(xml, extra, |xml| {
                xml.element("w:r", &[], |xml| media.draw(xml, index, 50.0, 22.0, &block.name));
            });
            2.0
        }
        None => ROOM,
    };
    let extra = Extra {
        style: "HoTen",
        before: Some(before),
        ..Extra::default()
    };
    with(xml, extra, &block.name);
}

fn recipients(xml: &mut Xml, composed: &Composed) {
    if composed.recipients.is_empty() {
        space(xml, 1.0);
    } else {
        line(xml, "NoiNhan", "Nơi nhận:");
    }
    for recipient in &composed.recipients {
        let extra = Extra {
            style: "NoiNhanMuc",
            hanging: Some((2.0, 2.0)),
            ..Extra::default()
        };
        with(xml, extra, &format!("-\u{a0}{recipient}"));
    }
    if let Some(drafter) = &composed.drafter {
        line(xml, "NoiNhanMuc", drafter);
    }
}
