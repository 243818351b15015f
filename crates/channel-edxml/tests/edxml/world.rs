//! A request and a report of agencies that do not exist.

use channel_edxml::{
    Attachment, Business, Code, Document, DocumentKind, Organ, Priority, Promulgation, Receiver,
    ReceiverKind, Replacement, Signer, Staff, Trace, Trading,
};
use jiff::civil::{date, datetime};

pub const SXD: &str = "000.00.16.H37";
pub const SNV: &str = "000.00.19.H37";

pub fn organ(id: &str, name: &str) -> Organ {
    Organ {
        id: id.to_owned(),
        name: name.to_owned(),
        ..Organ::default()
    }
}

pub fn request() -> Document {
    let code = Code {
        number: "120".to_owned(),
        notation: "SNV-CCHC".to_owned(),
    };
    let promulgation = Promulgation {
        place: "Hòa Giang".to_owned(),
        date: date(2026, 2, 27),
    };
    let to = vec![organ(SXD, "Sở Xây dựng")];
    Document::new(
        organ(SNV, "Sở Nội vụ"),
        to,
        code,
        promulgation,
        "V/v báo cáo công tác CCHC quý I",
    )
}

pub fn file(id: &str, bytes: &[u8]) -> Attachment {
    Attachment {
        content_id: id.to_owned(),
        content_type: "application/pdf".to_owned(),
        description: "Báo cáo".to_owned(),
        name: "Báo cáo \"quý I\" <ký> & đóng dấu.pdf".to_owned(),
        bytes: bytes.to_vec(),
    }
}

/// A report in which every field is filled.
pub fn report() -> Document {
    let code = Code {
        number: "07".to_owned(),
        notation: "BC-SXD".to_owned(),
    };
    let promulgation = Promulgation {
        place: "Hòa Giang".to_owned(),
        date: date(2026, 3, 16),
    };
    let from = Organ {
        in_charge: "UBND tỉnh Hòa Giang".to_owned(),
        address: "Số 1 <Trần Phú> & 2".to_owned(),
        email: "so@vidu.example".to_owned(),
        telephone: "0299".to_owned(),
        fax: "0298".to_owned(),
        website: "https://vidu.example".to_owned(),
        ..organ(SXD, "Sở Xây dựng")
    };
    let to = vec![organ(SNV, "Sở Nội vụ"), organ("000.00.00.H37", "UBND tỉnh")];
    let mut report =
        Document::new(from, to, code, promulgation, "Kết quả CCHC quý I").reporting_on(&request());
    report.kind = DocumentKind {
        code: "2".to_owned(),
        name: "Báo cáo".to_owned(),
    };
    report.content = "Dòng một\nDòng hai\rDòng ba".to_owned();
    report.signer = Signer {
        competence: "KT. GIÁM ĐỐC".to_owned(),
        position: "Phó Giám đốc".to_owned(),
        full_name: "Trần Thị Bích Ngọc".to_owned(),
    };
    report.due = Some(date(2026, 3, 20));
    report.to_places = vec!["Như trên".to_owned(), "Lưu: VT, VP".to_owned()];
    report.other.priority = Priority::Other("9".to_owned());
    report.other.sphere = "Nội bộ".to_owned();
    report.other.typer = "TVC".to_owned();
    report.other.copies = Some(5);
    report.other.pages = Some(12);
    report.other.appendixes = vec!["Phụ lục I".to_owned()];
    report.traces.push(Trace {
        organ_id: SXD.to_owned(),
        at: datetime(2026, 3, 16, 8, 5, 7, 0),
    });
    report.trading = Trading {
        business: Business::Update,
        reason: "Bổ sung nơi nhận".to_owned(),
        receivers: vec![Receiver {
            kind: ReceiverKind::Added,
            organ_id: SNV.to_owned(),
        }],
        document_id: "cũ".to_owned(),
        staff: Staff {
            department: "Văn phòng".to_owned(),
            name: "Lan".to_owned(),
            mobile: "09".to_owned(),
            email: "lan@vidu.example".to_owned(),
        },
        paper: "1".to_owned(),
        replacements: vec![Replacement {
            document_id: "x".to_owned(),
            organ_ids: vec![SNV.to_owned()],
        }],
    };
    report.signature = Some(
        "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"><ds:SignedInfo  a='1'/>\n<ds:SignatureValue>YQ==</ds:SignatureValue></ds:Signature>"
            .to_owned(),
    );
    report.attachments = vec![file("tep-1", b"%PDF-1.7 \x00\xff"), file("tep.2", b"")];
    report
}
