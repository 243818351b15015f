//! Lays a report of an agency that does not exist into the outbox of a folder.

use std::error::Error;
use std::io::{self, Write};

use channel_edxml::{Code, Document, Folder, Organ, Promulgation};
use jiff::civil::date;

fn main() -> Result<(), Box<dyn Error>> {
    let root = std::env::args().nth(1).unwrap_or_else(|| "edxml".to_owned());
    let organ = |id: &str, name: &str| Organ {
        id: id.to_owned(),
        name: name.to_owned(),
        ..Organ::default()
    };
    let report = Document::new(
        organ("000.00.16.H37", "Sở Xây dựng"),
        vec![organ("000.00.19.H37", "Sở Nội vụ")],
        Code {
            number: "07".to_owned(),
            notation: "BC-SXD".to_owned(),
        },
        Promulgation {
            place: "Hòa Giang".to_owned(),
            date: date(2026, 3, 16),
        },
        "Kết quả công tác tuyên truyền cải cách hành chính quý I năm 2026",
    );
    let receipt = Folder::open(&root)?.send(&report)?;
    writeln!(io::stdout(), "{root}/outbox/{}", receipt.file)?;
    Ok(())
}
