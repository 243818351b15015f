//! How much the compressed parts of a PDF grow, looked at before anything is unpacked into memory: a file of half a
//! megabyte can hold gigabytes of blanks.

use std::io::{Read, sink};

use flate2::bufread::ZlibDecoder;
use pdf_extract::{Document as Pdf, Object, ObjectId};

use crate::limits::{Meter, within};
use crate::{Measure, ReadError};

/// What the parser keeps in memory at once: tables of objects, and the drawing of one page. A page full of text has
/// some ten thousand bytes; a map drawn with lines some millions.
const AT_ONCE: u64 = 16 << 20;
/// Packed inside packed; honest files have one.
const LAYERS: u32 = 3;
/// How far before its bytes the description of a stream is looked for.
const DESCRIPTION: usize = 1024;

/// Looks at every packed part of the file as it lies there.
pub(super) fn of_file(bytes: &[u8], meter: &mut Meter) -> Result<(), ReadError> {
    let mut unpacked = 0;
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        meter.check()?;
        let (before, after) = bytes.split_at(at);
        if before.ends_with(b"end") {
            continue;
        }
        let after = after.strip_prefix(b"stream").unwrap_or(after);
        let after = after.strip_prefix(b"\r").unwrap_or(after);
        let after = after.strip_prefix(b"\n").unwrap_or(after);
        let description = before
            .get(before.len().saturating_sub(DESCRIPTION)..)
            .unwrap_or(before);
        let own = description
            .windows(3)
            .rposition(|three| three == b"obj")
            .and_then(|start| description.get(start..))
            .unwrap_or(description);
        let is_table = [&b"/ObjStm"[..], b"/XRef"]
            .iter()
            .any(|kind| memchr::memmem::find(own, kind).is_some());
        let rest = meter.limits.unpacked.saturating_sub(unpacked);
        let allowed = if is_table { rest.min(AT_ONCE) } else { rest };
        let size = inflated(after, allowed, LAYERS)?;
        within(Measure::Unpacked, size, allowed)?;
        unpacked += size;
    }
    Ok(())
}

/// Looks at what one page draws, once the file is open: encrypted parts show only then.
pub(super) fn of_page(pdf: &Pdf, page: ObjectId) -> Result<(), ReadError> {
    let mut unpacked = 0;
    for id in pdf.get_page_contents(page) {
        if let Ok(Object::Stream(stream)) = pdf.get_object(id) {
            let rest = AT_ONCE.saturating_sub(unpacked);
            unpacked += inflated(&stream.content, rest, LAYERS)?.max(stream.content.len() as u64);
            within(Measure::Unpacked, unpacked, AT_ONCE)?;
        }
    }
    Ok(())
}

/// Bytes that come out, counted up to one more than is allowed; 0 when these bytes are not packed.
fn inflated(packed: &[u8], allowed: u64, layers: u32) -> Result<u64, ReadError> {
    let mut decoder = ZlibDecoder::new(packed);
    let mut head = [0; 2];
    if decoder.read_exact(&mut head).is_err() {
        return Ok(0);
    }
    if is_packed(head) {
        within(Measure::Depth, u64::from(LAYERS - layers) + 1, u64::from(LAYERS))?;
        let mut inside = Vec::new();
        let kept = allowed.min(AT_ONCE);
        // What breaks off is as long as it got.
        drop(head.chain(decoder).take(kept).read_to_end(&mut inside));
        let inner = inflated(&inside, allowed, layers.saturating_sub(1))?;
        return Ok(inner.max(inside.len() as u64));
    }
    let mut rest = decoder.take(allowed.saturating_add(1));
    let counted =
        std::io::copy(&mut rest, &mut sink()).unwrap_or_else(|_| allowed.saturating_add(1) - rest.limit());
    Ok(counted + 2)
}

/// The two bytes with which packed data begin (RFC 1950).
fn is_packed([first, second]: [u8; 2]) -> bool {
    first & 0x0f == 8 && (u16::from(first) << 8 | u16::from(second)) % 31 == 0
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::ZlibEncoder;

    use super::*;
    use crate::Limits;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn file(kind: &str, content: &[u8]) -> Vec<u8> {
        let head = format!(
            "%PDF-1.7\n4 0 obj\n<< {kind} /Length {} >>\nstream\r\n",
            content.len()
        );
        [head.as_bytes(), content, b"\nendstream\nendobj\n"].concat()
    }

    fn look(file: &[u8], unpacked: u64) -> Result<(), ReadError> {
        let limits = Limits {
            unpacked,
            ..Limits::default()
        };
        of_file(file, &mut Meter::new(&limits))
    }

    #[test]
    fn what_grows_too_much_is_refused_before_it_is_unpacked() {
        let blanks = vec![b' '; 1 << 20];
        let bomb = file("/Filter /FlateDecode", &packed(&blanks));
        assert!(bomb.len() < 4096);
        assert!(look(&bomb, 2 << 20).is_ok());
        assert!(matches!(
            look(&bomb, 1 << 19),
            Err(ReadError::TooLarge {
                what: Measure::Unpacked,
                ..
            })
        ));
        let two = [bomb.clone(), bomb].concat();
        assert!(look(&two, 3 << 19).is_err(), "all parts count together");
    }

    #[test]
    fn packed_inside_packed_is_counted_too() {
        let blanks = vec![b' '; 1 << 20];
        let twice = file("/Filter [/FlateDecode /FlateDecode]", &packed(&packed(&blanks)));
        assert!(look(&twice, 1 << 19).is_err());
        assert!(look(&twice, 4 << 20).is_ok());
        let often = (0..6).fold(blanks, |inner, _| packed(&inner));
        assert!(look(&file("", &often), 1 << 30).is_err(), "nobody packs so often");
    }

    #[test]
    fn tables_of_objects_are_small() {
        let blanks = vec![b' '; 17 << 20];
        assert!(look(&file("/Type /ObjStm", &packed(&blanks)), 1 << 30).is_err());
        assert!(look(&file("/Subtype /Image", &packed(&blanks)), 1 << 30).is_ok());
    }

    #[test]
    fn what_is_not_packed_has_no_size() {
        assert!(look(&file("", b"BT (x) Tj ET"), 1).is_ok());
        assert!(look(b"stream", 1).is_ok());
    }
}
