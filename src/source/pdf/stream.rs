//! Streams of a PDF, inflated within bounds.
//!
//! The crate that reads the objects inflates without a bound. What could be a bomb is therefore inflated here first, into
//! nothing, and counted.

use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::object::{Array, Dict, Name, Stream};

use super::super::limits;

/// How much of what may be inflated is left.
#[derive(Debug)]
pub struct Budget {
    left: usize,
    inflater: Inflater,
}

impl Default for Budget {
    fn default() -> Self {
        Self { left: limits::PDF_INFLATED, inflater: Inflater::default() }
    }
}

/// More would be inflated than [`limits::PDF_INFLATED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl Budget {
    /// The data of a stream; nothing if it is damaged or a picture.
    pub fn data(&mut self, stream: &Stream<'_>) -> Result<Vec<u8>, TooLarge> {
        let mut data = Vec::new();
        self.append(stream, &mut data)?;
        Ok(data)
    }

    /// Puts the data of a stream behind what is in `data`.
    pub fn append(&mut self, stream: &Stream<'_>, data: &mut Vec<u8>) -> Result<(), TooLarge> {
        let raw = stream.raw_data();
        let filters = filters(stream.dict());
        let plain = !["DecodeParms", "DP"].iter().any(|key| stream.dict().contains_key(*key));
        let size = match filters.iter().filter(|f| packs(f)).collect::<Vec<_>>()[..] {
            [] => raw.len(),
            [flate] if filters.len() == 1 && flate.starts_with(b"Fl") => {
                let put = |piece: &[u8]| {
                    if plain {
                        data.extend_from_slice(piece)
                    }
                };
                let size = self.inflater.inflate(&raw, self.left, put);
                self.left = self.left.checked_sub(size).ok_or(TooLarge)?;
                if !plain {
                    data.extend(decoded(stream));
                }
                return Ok(());
            }
            // One byte of LZW stands for some hundreds at most, one of deflated data for a thousand.
            [_] => raw.len().saturating_mul(1032),
            _ => return Err(TooLarge),
        };
        self.left = self.left.checked_sub(size).ok_or(TooLarge)?;
        data.extend(decoded(stream));
        Ok(())
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

/// Inflates one stream after another in the same memory: a file has hundreds, most of them short.
#[derive(Debug)]
struct Inflater {
    state: Decompress,
    piece: Vec<u8>,
}

impl Default for Inflater {
    fn default() -> Self {
        Self { state: Decompress::new(true), piece: Vec::with_capacity(PIECE) }
    }
}

/// How much is inflated at a time, in bytes.
const PIECE: usize = 16 << 10;

impl Inflater {
    /// Hands on what `packed` inflates to piece by piece, up to a piece beyond `most`, and gives its length. A damaged end does
    /// not change what there was before it.
    fn inflate(&mut self, packed: &[u8], most: usize, mut to: impl FnMut(&[u8])) -> usize {
        let mut at = (0, 0);
        self.state.reset(true);
        loop {
            self.piece.clear();
            let (rest, flush) = (&packed[at.0..], FlushDecompress::None);
            let status = self.state.decompress_vec(rest, &mut self.piece, flush);
            to(&self.piece);
            let before = at;
            at = (self.state.total_in() as usize, self.state.total_out() as usize);
            let goes_on = matches!(status, Ok(Status::Ok | Status::BufError)) && at != before;
            if !goes_on || at.1 > most {
                return at.1;
            }
        }
    }
}

/// Whether streams that are inflated when the file is opened (lists and bundles of objects) stay within the bounds.
///
/// Every stream of the file is counted but for those whose dictionary shows that they are neither, and pictures.
pub fn check(bytes: &[u8]) -> Result<(), TooLarge> {
    let mut left = limits::PDF_INFLATED;
    let mut inflater = Inflater::default();
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
        left = left.checked_sub(inflater.inflate(data, left, |_| {})).ok_or(TooLarge)?;
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
