//! Streams of a PDF, inflated within bounds.
//!
//! The crate that reads the objects inflates without a bound. What could be a bomb is therefore inflated here first, into
//! nothing, and counted.

use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use hayro_syntax::object::{Array, Dict, Name, Stream};

use super::super::limits;

/// How much of what may be inflated is left.
#[derive(Debug)]
pub struct Budget {
    left: usize,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: limits::PDF_INFLATED }
    }
}

/// More would be inflated than [`limits::PDF_INFLATED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl Budget {
    /// The data of a stream; nothing if it is damaged or a picture.
    pub fn data(&mut self, stream: &Stream<'_>) -> Result<Vec<u8>, TooLarge> {
        let raw = stream.raw_data();
        let filters = filters(stream.dict());
        let plain = !["DecodeParms", "DP"].iter().any(|key| stream.dict().contains_key(*key));
        let size = match filters.iter().filter(|f| packs(f)).collect::<Vec<_>>()[..] {
            [] => raw.len(),
            [flate] if filters.len() == 1 && flate.starts_with(b"Fl") => {
                let data = inflated(&raw, self.left);
                self.left = self.left.checked_sub(data.len()).ok_or(TooLarge)?;
                return Ok(if plain { data } else { decoded(stream) });
            }
            // One byte of LZW stands for some hundreds at most, one of deflated data for a thousand.
            [_] => raw.len().saturating_mul(1032),
            _ => return Err(TooLarge),
        };
        self.left = self.left.checked_sub(size).ok_or(TooLarge)?;
        Ok(decoded(stream))
    }
}

fn decoded(stream: &Stream<'_>) -> Vec<u8> {
    stream.decoded_data().map(|data| data.into_owned()).unwrap_or_default()
}

/// The names of a stream's filters in their order.
fn filters(dict: &Dict<'_>) -> Vec<Vec<u8>> {
    let one = |key| dict.get::<Name<'_>>(key).map(|n| vec![n.as_ref().to_vec()]);
    let several = |key| {
        let names = dict.get::<Array<'_>>(key)?;
        Some(names.iter::<Name<'_>>().map(|n| n.as_ref().to_vec()).collect())
    };
    ["F", "Filter"]
        .into_iter()
        .find_map(|key| one(key).or_else(|| several(key)))
        .unwrap_or_default()
}

/// Whether what a filter gives can be longer than what it takes.
fn packs(filter: &[u8]) -> bool {
    [&b"Fl"[..], b"LZW", b"R"].iter().any(|name| filter.starts_with(name))
}

/// What `packed` inflates to, to one byte beyond `most`.
fn inflated(packed: &[u8], most: usize) -> Vec<u8> {
    let mut unpacked = ZlibDecoder::new(packed).take(most as u64 + 1);
    let mut data = Vec::new();
    // A damaged end does not change what there was before it.
    let _ = unpacked.read_to_end(&mut data);
    data
}

/// How many bytes `packed` inflates to, counted to one beyond `most`.
fn counted(packed: &[u8], most: usize) -> usize {
    let mut unpacked = ZlibDecoder::new(packed).take(most as u64 + 1);
    let mut sink = Count(0);
    let _ = io::copy(&mut unpacked, &mut sink);
    sink.0
}

struct Count(usize);

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Whether streams that are inflated when the file is opened (lists and bundles of objects) stay within the bounds.
///
/// Every stream of the file is counted but for those whose dictionary shows that they are neither, and pictures.
pub fn check(bytes: &[u8]) -> Result<(), TooLarge> {
    let mut left = limits::PDF_INFLATED;
    let locked = find(bytes, b"/Encrypt").is_some();
    let mut bundled = limits::PDF_INFLATED / LOCKED;
    let mut rest = bytes;
    while let Some(at) = find(rest, b"stream") {
        let dictionary = &rest[at.saturating_sub(DICTIONARY)..at];
        let own = find_last(dictionary, b"obj").map_or(dictionary, |o| &dictionary[o..]);
        rest = &rest[at + b"stream".len()..];
        if locked && find(dictionary, b"/ObjStm").is_some() {
            let packed = find(rest, b"endstream").unwrap_or(rest.len());
            bundled = bundled.checked_sub(packed).ok_or(TooLarge)?;
        }
        let data = rest.trim_ascii_start();
        let zlib = data.first().is_some_and(|b| b & 0x0f == 8);
        if !zlib || is_surely_other(own) || (is_picture(own) && !own.contains(&b'#')) {
            continue;
        }
        left = left.checked_sub(counted(data, left)).ok_or(TooLarge)?;
    }
    Ok(())
}

/// What bundles of objects that are encrypted, so that they cannot be inflated here, are taken to inflate to: text in PDF's own language
/// inflates to some ten times, so that a plan stays far below.
const LOCKED: usize = 256;

/// How far before its stream a dictionary is looked for, in bytes.
const DICTIONARY: usize = 1024;

/// Whether a dictionary is whole, hides nothing in strings, remarks or escapes, and is that of no list or bundle of objects.
fn is_surely_other(dictionary: &[u8]) -> bool {
    let count = |what: &[u8]| memchr::memmem::find_iter(dictionary, what).count();
    let plain = !dictionary.iter().any(|b| b"%()#".contains(b));
    let whole = dictionary.trim_ascii_start().strip_prefix(b"obj");
    let whole = whole.is_some_and(|d| d.trim_ascii_start().starts_with(b"<<"));
    plain && whole && count(b"<<") == count(b">>") && count(b"/ObjStm") + count(b"/XRef") == 0
}

fn is_picture(dictionary: &[u8]) -> bool {
    let has = |word| find(dictionary, word).is_some();
    (has(b"/Image") || has(b"/FontFile") || has(b"/Length1")) && !has(b"/ObjStm") && !has(b"/XRef")
}

fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::find(bytes, what)
}

fn find_last(bytes: &[u8], what: &[u8]) -> Option<usize> {
    memchr::memmem::rfind(bytes, what)
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn bundles_of_objects_that_are_encrypted_are_bounded_by_their_length() {
        let file = |length: usize| {
            let mut bytes = b"1 0 obj <</Type/ObjStm/Filter/FlateDecode>> stream\n".to_vec();
            bytes.resize(bytes.len() + length, b'?');
            bytes.extend(b"\nendstream endobj trailer <</Encrypt 2 0 R>>");
            bytes
        };
        assert!(check(&file(500_000)).is_ok());
        assert!(check(&file(2_000_000)).is_err());
    }
}
