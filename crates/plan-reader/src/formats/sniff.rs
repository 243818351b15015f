//! The kind of a file by its content.

use crate::{Format, OfficeProgram, ReadError};

const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// The name endings of a format.
pub(crate) fn names(format: Format) -> &'static [&'static str] {
    match format {
        Format::Docx => &["docx", "docm", "dotx", "dotm"],
        Format::Xlsx => &["xlsx", "xlsm", "xltx", "xltm"],
        Format::Pdf => &["pdf"],
        Format::Html => &["html", "htm", "xhtml", "mht"],
        Format::Markdown => &["md", "markdown"],
        Format::Text => &["txt", "text", "csv", "tsv"],
    }
}

/// Tells the format, or why the file cannot be read.
pub(crate) fn format(bytes: &[u8], extension: Option<&str>) -> Result<Format, ReadError> {
    if bytes.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return Err(ReadError::Empty);
    }
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if head.starts_with(OLE) {
        return Err(old_office(bytes, extension));
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return packed(bytes);
    }
    if find(head.get(..1024.min(head.len())).unwrap_or_default(), b"%PDF-") {
        return Ok(Format::Pdf);
    }
    for (magic, found) in [
        (&b"\x89PNG"[..], "png"),
        (b"\xff\xd8\xff", "jpeg"),
        (b"GIF8", "gif"),
        (b"II*\x00", "tiff"),
        (b"MM\x00*", "tiff"),
        (b"{\\rtf", "rtf"),
        (b"Rar!", "rar"),
        (b"7z\xbc\xaf", "7z"),
        (b"\x1f\x8b", "gzip"),
        (b"MZ", "exe"),
    ] {
        if head.starts_with(magic) {
            return Err(ReadError::Unsupported {
                found: found.to_owned(),
            });
        }
    }
    let utf16 = head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff");
    let zeros = head.iter().filter(|byte| **byte == 0).count();
    if !utf16 && zeros * 50 > head.len() {
        return Err(ReadError::Unsupported {
            found: "binary".to_owned(),
        });
    }
    let start = String::from_utf8_lossy(head).to_lowercase();
    let start = start.trim_start_matches('\u{feff}').trim_start();
    let web = [
        "<!doctype html",
        "<html",
        "<head",
        "<body",
        "<table",
        "<div",
        "<meta",
    ];
    if web.iter().any(|tag| start.starts_with(tag)) || (start.starts_with("<?xml") && start.contains("<html"))
    {
        return Ok(Format::Html);
    }
    if start.starts_with("<?xml") {
        return Err(ReadError::Unsupported {
            found: "xml".to_owned(),
        });
    }
    let marks =
        start.contains("\n#") || start.starts_with('#') || start.contains("**") || start.contains("\n|");
    match extension {
        Some("md" | "markdown") => Ok(Format::Markdown),
        Some("txt" | "text") => Ok(Format::Text),
        _ if marks => Ok(Format::Markdown),
        _ => Ok(Format::Text),
    }
}

fn old_office(bytes: &[u8], extension: Option<&str>) -> ReadError {
    let stream = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &name)
    };
    if stream("EncryptedPackage") || stream("EncryptionInfo") {
        return ReadError::PasswordProtected;
    }
    let (program, save_as) = if stream("WordDocument") {
        (OfficeProgram::Word, "docx")
    } else if stream("Workbook") || stream("Book") {
        (OfficeProgram::Excel, "xlsx")
    } else if stream("PowerPoint Document") {
        (OfficeProgram::PowerPoint, "pptx")
    } else {
        match extension {
            Some("xls") => (OfficeProgram::Excel, "xlsx"),
            Some("doc") => (OfficeProgram::Word, "docx"),
            _ => (OfficeProgram::Unknown, "docx"),
        }
    };
    ReadError::OldOffice {
        program,
        save_as: save_as.to_owned(),
    }
}

/// Looks at the names in a packed file. They are also in the local heads, so a file cut off at its end is still known.
fn packed(bytes: &[u8]) -> Result<Format, ReadError> {
    if find(bytes, b"word/document") {
        Ok(Format::Docx)
    } else if find(bytes, b"xl/workbook") {
        Ok(Format::Xlsx)
    } else {
        let kinds: [(&[u8], &str); 4] = [
            (b"ppt/", "pptx"),
            (b"opendocument.text", "odt"),
            (b"opendocument.spreadsheet", "ods"),
            (b"epub", "epub"),
        ];
        let found = kinds
            .iter()
            .find(|(mark, _)| find(bytes, mark))
            .map_or("zip", |(_, name)| name);
        Err(ReadError::Unsupported {
            found: found.to_owned(),
        })
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> bool {
    let Some(&first) = needle.first() else {
        return true;
    };
    let mut rest = haystack;
    while let Some(at) = rest.iter().position(|byte| *byte == first) {
        rest = rest.get(at..).unwrap_or_default();
        if rest.starts_with(needle) {
            return true;
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    false
}
