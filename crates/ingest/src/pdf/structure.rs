//! Streams that are inflated while a file is opened, before any of its objects can be asked for.

use super::decode::inflated_length;

/// How far before a stream its dictionary is looked at, bytes.
const DICTIONARY_BYTES: usize = 1024;

/// Most that one byte can inflate to: see `decode.rs`.
const MAX_GROWTH: u64 = 1_032;

/// Do the object and cross-reference streams of a file hold at most `limit` bytes together?
///
/// Streams of an encrypted file cannot be looked into here; they are let pass.
pub(super) fn fits(file: &[u8], limit: u64) -> bool {
    let length = u64::try_from(file.len()).unwrap_or(u64::MAX);
    if length.saturating_mul(MAX_GROWTH) <= limit {
        return true;
    }
    let mut left = limit;
    for at in memchr::memmem::find_iter(file, b"stream") {
        let before = file.get(at.saturating_sub(DICTIONARY_BYTES)..at).unwrap_or_default();
        if before.ends_with(b"end") {
            continue;
        }
        let dictionary = since_last(before, b"obj");
        if !is_structure(dictionary) {
            continue;
        }
        let data = after_line_end(file.get(at + b"stream".len()..).unwrap_or_default());
        match held(dictionary, data, left) {
            Some(bytes) => left = left.saturating_sub(bytes),
            None => return false,
        }
    }
    true
}

/// How many bytes a stream holds, or may hold; none where that is above the limit.
fn held(dictionary: &[u8], data: &[u8], limit: u64) -> Option<u64> {
    let count = |name: &[u8]| memchr::memmem::find_iter(dictionary, name).count();
    let flate = count(b"/Fl");
    let other = count(b"/LZW") + count(b"/RL") + count(b"/RunLength") + count(b"#");
    if flate <= 1 && other == 0 {
        return if flate == 1 { inflated_length(data, limit) } else { Some(0) };
    }
    // Several packings inside each other, or rare ones: only what cannot be large is let pass.
    let end = memchr::memmem::find(data, b"endstream").unwrap_or(data.len());
    let length = u64::try_from(end).unwrap_or(u64::MAX);
    let most = length.saturating_mul(MAX_GROWTH).saturating_mul(MAX_GROWTH);
    (most <= limit).then_some(most)
}

/// Is it the dictionary of a stream that a reader inflates by itself? Escapes in its names may hide that it is.
fn is_structure(dictionary: &[u8]) -> bool {
    [b"ObjStm".as_slice(), b"XRef", b"#"].iter().any(|name| memchr::memmem::find(dictionary, name).is_some())
}

fn since_last<'b>(bytes: &'b [u8], word: &[u8]) -> &'b [u8] {
    let at = memchr::memmem::rfind(bytes, word).map_or(0, |at| at + word.len());
    bytes.get(at..).unwrap_or_default()
}

fn after_line_end(bytes: &[u8]) -> &[u8] {
    match bytes {
        [b'\r', b'\n', rest @ ..] | [b'\r' | b'\n', rest @ ..] => rest,
        _ => bytes,
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(length: usize) -> Vec<u8> {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(&vec![0; length]).expect("writes to memory");
        packer.finish().expect("writes to memory")
    }

    fn file(kind: &str, length: usize) -> Vec<u8> {
        let mut file =
            format!("%PDF-1.5\n5 0 obj\n<< /Type /{kind} /Filter /FlateDecode >>\nstream\r\n").into_bytes();
        file.extend(packed(length));
        file.extend(b"\nendstream\nendobj\n");
        file
    }

    #[test]
    fn refuses_object_streams_that_hold_too_much() {
        assert!(fits(&file("ObjStm", 1 << 20), 1 << 20));
        assert!(!fits(&file("ObjStm", 1 << 20), (1 << 20) - 1));
        assert!(fits(&file("Other", 1 << 20), 1 << 16));
    }
}
