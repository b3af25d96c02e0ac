//! Inflating streams without being flooded.

use std::borrow::Cow;
use std::io::Read;

use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, Stream};

/// Most that a filter can make of one byte.
///
/// Deflate copies up to 258 bytes for two bits; LZW gives up to 4,096 bytes for a code of twelve bits; run lengths
/// give 128 for two bytes.
fn growth(filter: Filter) -> u64 {
    match filter {
        Filter::FlateDecode => 1_032,
        Filter::LzwDecode => 2_731,
        Filter::RunLengthDecode => 64,
        // A `z` stands for four zeros.
        Filter::Ascii85Decode => 4,
        _ => 1,
    }
}

/// A stream that would not be inflated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It holds more than the limit.
    TooLarge,
    /// Its bytes are damaged, or it is an image.
    Broken,
}

/// What a stream holds, if that is at most `limit` bytes.
pub(super) fn decode<'a>(stream: &Stream<'a>, limit: u64) -> Result<Cow<'a, [u8]>, Refused> {
    decode_checked(stream, limit).map(|(data, _)| data)
}

/// The same, and whether its packed bytes are damaged: then only a part may be there.
pub(super) fn decode_checked<'a>(stream: &Stream<'a>, limit: u64) -> Result<(Cow<'a, [u8]>, bool), Refused> {
    let is_plain_flate =
        stream.filters().as_slice() == [Filter::FlateDecode] && !has_parameters(stream.dict());
    if is_plain_flate && let Some(data) = inflate_whole(&stream.raw_data(), limit)? {
        return Ok((Cow::Owned(data), false));
    }
    if !fits(stream, limit) {
        return Err(Refused::TooLarge);
    }
    let data = stream.decoded_data().map_err(|_| Refused::Broken)?;
    if u64::try_from(data.len()).unwrap_or(u64::MAX) > limit {
        return Err(Refused::TooLarge);
    }
    Ok((data, is_plain_flate))
}

fn has_parameters(dict: &Dict<'_>) -> bool {
    dict.contains_key(b"DecodeParms".as_slice()) || dict.contains_key(b"DP".as_slice())
}

/// Inflates bytes that are whole; gives nothing where they are damaged.
fn inflate_whole(raw: &[u8], limit: u64) -> Result<Option<Vec<u8>>, Refused> {
    let guess = raw.len().saturating_mul(4).min(usize::try_from(limit).unwrap_or(usize::MAX));
    let mut data = Vec::with_capacity(guess);
    let mut reader = flate2::read::ZlibDecoder::new(raw).take(limit.saturating_add(1));
    let whole = reader.read_to_end(&mut data).is_ok();
    if u64::try_from(data.len()).unwrap_or(u64::MAX) > limit {
        return Err(Refused::TooLarge);
    }
    Ok(whole.then_some(data))
}

/// Does what the stream holds fit into `limit` bytes?
///
/// Most streams are too short to hold more, whatever is in them. The rest is inflated once without keeping it.
pub(super) fn fits(stream: &Stream<'_>, limit: u64) -> bool {
    let raw = stream.raw_data();
    let length = u64::try_from(raw.len()).unwrap_or(u64::MAX);
    let filters = stream.filters();
    let most = filters.iter().fold(length, |size, filter| size.saturating_mul(growth(*filter)));
    if most <= limit {
        return true;
    }
    let (bytes, filters) = without_text(&raw, &filters);
    let mut packing = filters.iter().filter(|filter| growth(**filter) > 1);
    match (packing.next(), packing.next()) {
        (None, _) => u64::try_from(bytes.len()).is_ok_and(|length| length <= limit),
        (Some(Filter::FlateDecode), None) if filters.first() == Some(&Filter::FlateDecode) => {
            inflated_length(&bytes, limit).is_some()
        }
        (Some(Filter::LzwDecode), None) if filters.first() == Some(&Filter::LzwDecode) => {
            lzw_length(&bytes) <= limit
        }
        // Several packings inside each other: no producer writes that at such a length.
        _ => false,
    }
}

/// The bytes that ASCII85 or hexadecimal digits around a packing stand for, and the filters below: reportlab writes all
/// its streams as ASCII85.
fn without_text<'r, 'f>(raw: &'r [u8], filters: &'f [Filter]) -> (Cow<'r, [u8]>, &'f [Filter]) {
    match filters {
        [Filter::Ascii85Decode, below @ ..] => (Cow::Owned(ascii85_bytes(raw)), below),
        [Filter::AsciiHexDecode, below @ ..] => (Cow::Owned(hex_bytes(raw)), below),
        _ => (Cow::Borrowed(raw), filters),
    }
}

/// ISO 32000-1, 7.4.3: five digits for four bytes, `z` for four zeros, `~>` at the end.
fn ascii85_bytes(raw: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(raw.len());
    let (mut group, mut digits) = (0_u32, 0_usize);
    for byte in raw.iter().copied().take_while(|byte| *byte != b'~') {
        match byte {
            b'z' if digits == 0 => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                group = group.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                digits += 1;
            }
            _ => {}
        }
        if digits == 5 {
            bytes.extend(group.to_be_bytes());
            (group, digits) = (0, 0);
        }
    }
    if digits > 1 {
        let padded = (digits..5).fold(group, |group, _| group.wrapping_mul(85).wrapping_add(84));
        bytes.extend(padded.to_be_bytes().iter().take(digits - 1));
    }
    bytes
}

/// ISO 32000-1, 7.4.2: two digits for a byte, `>` at the end.
fn hex_bytes(raw: &[u8]) -> Vec<u8> {
    let digits =
        raw.iter().take_while(|byte| **byte != b'>').filter_map(|byte| char::from(*byte).to_digit(16));
    let digits: Vec<u8> = digits.filter_map(|digit| u8::try_from(digit).ok()).collect();
    digits
        .chunks(2)
        .map(|pair| (pair.first().copied().unwrap_or(0) << 4) | pair.get(1).copied().unwrap_or(0))
        .collect()
}

/// Length of deflated bytes once inflated; none where it is above the limit.
pub(super) fn inflated_length(raw: &[u8], limit: u64) -> Option<u64> {
    let mut sink = [0_u8; 16 * 1024];
    let mut total = 0_u64;
    let mut reader = flate2::read::ZlibDecoder::new(raw);
    let mut header_is_missing = false;
    loop {
        match reader.read(&mut sink) {
            Ok(0) => break,
            Ok(read) => total = total.saturating_add(u64::try_from(read).unwrap_or(u64::MAX)),
            Err(_) => {
                header_is_missing = total == 0;
                break;
            }
        }
        if total > limit {
            return None;
        }
    }
    if header_is_missing {
        return bare_length(raw, limit, &mut sink);
    }
    Some(total)
}

/// The same for deflated bytes without the header of zlib, which readers accept.
fn bare_length(raw: &[u8], limit: u64, sink: &mut [u8]) -> Option<u64> {
    let longest = [raw, raw.get(2..).unwrap_or_default()].map(|bytes| {
        let mut reader = flate2::read::DeflateDecoder::new(bytes);
        let mut total = 0_u64;
        while let Ok(read @ 1..) = reader.read(sink) {
            total = total.saturating_add(u64::try_from(read).unwrap_or(u64::MAX));
            if total > limit {
                break;
            }
        }
        total
    });
    let total = longest.into_iter().max().unwrap_or(0);
    (total <= limit).then_some(total)
}

/// Code of LZW that forgets the table, and the one that ends the data.
const LZW_CLEAR: usize = 256;
const LZW_END: usize = 257;

/// An upper bound of the length of LZW data once expanded.
fn lzw_length(raw: &[u8]) -> u64 {
    let mut bits = BitReader { bytes: raw, at: 0 };
    let mut lengths: Vec<u64> = Vec::with_capacity(4096);
    let (mut total, mut previous) = (0_u64, 0_u64);
    loop {
        let known = lengths.len().saturating_add(258);
        let width = match known.saturating_add(1) {
            ..=511 => 9,
            512..=1023 => 10,
            1024..=2047 => 11,
            _ => 12,
        };
        let Some(code) = bits.take(width) else { return total };
        match code {
            LZW_CLEAR => {
                lengths.clear();
                previous = 0;
            }
            LZW_END => return total,
            _ => {
                let length = match code.checked_sub(258) {
                    None => 1,
                    Some(entry) => lengths.get(entry).copied().unwrap_or(previous.saturating_add(1)),
                };
                total = total.saturating_add(length);
                if previous > 0 && known < 4096 {
                    lengths.push(previous.saturating_add(1));
                }
                previous = length;
            }
        }
    }
}

/// Reads numbers of a few bits, highest bit first.
struct BitReader<'b> {
    bytes: &'b [u8],
    at: usize,
}

impl BitReader<'_> {
    fn take(&mut self, count: usize) -> Option<usize> {
        let mut value = 0_usize;
        for bit in self.at..self.at.checked_add(count)? {
            let byte = usize::from(*self.bytes.get(bit / 8)?);
            value = (value << 1) | ((byte >> (7 - bit % 8)) & 1);
        }
        self.at = self.at.saturating_add(count);
        Some(value)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn stops_at_the_limit() {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(&vec![0; 1 << 20]).expect("writes to memory");
        let packed = packer.finish().expect("writes to memory");
        assert_eq!(inflated_length(&packed, 1 << 20), Some(1 << 20));
        assert_eq!(inflated_length(&packed, (1 << 20) - 1), None);
        let bare = &packed[2..packed.len() - 4];
        assert_eq!(inflated_length(bare, 1 << 20), Some(1 << 20));
    }

    #[test]
    fn takes_text_off() {
        // Python's base64.a85encode(b"keikaku.\0\0\0\0ab").
        assert_eq!(ascii85_bytes(b"CLq3q@;\nC!<z@:B~>xyz"), b"keikaku.\0\0\0\0ab");
        assert_eq!(hex_bytes(b"6B 65 6>0"), [0x6b, 0x65, 0x60]);
        let (bytes, below) = without_text(b"6B>", &[Filter::AsciiHexDecode, Filter::FlateDecode]);
        assert_eq!((bytes.as_ref(), below), (b"k".as_slice(), [Filter::FlateDecode].as_slice()));
    }

    #[test]
    fn counts_lzw() {
        // The example of ISO 32000-1, 7.4.4.2: ten bytes.
        assert_eq!(lzw_length(&[0x80, 0x0B, 0x60, 0x50, 0x22, 0x0C, 0x0C, 0x85, 0x01]), 10);
    }
}
