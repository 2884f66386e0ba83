//! Pictures that stand within a content stream, `BI … ID … EI`, are left out before its operators are read.
//!
//! A hatched page may have ten thousand of them, and reading each one's dictionary and looking for its end takes most of
//! the time of such a file. Where a beginning or an end is not certain the picture stays for the reader of operators.

use std::borrow::Cow;

use memchr::memmem;

/// Longest dictionary of a picture, in bytes.
const DICTIONARY: usize = 400;
/// How many bytes behind a picture must be those of operators.
const BEHIND: usize = 8;

/// The stream without its pictures, and whether there were any.
pub fn without_pictures(stream: &[u8]) -> (Cow<'_, [u8]>, bool) {
    let mut kept = Vec::new();
    let mut done = 0;
    for at in memmem::find_iter(stream, b"BI") {
        if let Some(end) = Some(at).filter(|at| *at >= done).and_then(|at| end(stream, at)) {
            kept.extend_from_slice(&stream[done..at]);
            done = end;
        }
    }
    if done == 0 {
        return (Cow::Borrowed(stream), false);
    }
    kept.extend_from_slice(&stream[done..]);
    (Cow::Owned(kept), true)
}

/// Where the picture ends whose `BI` stands at `at`.
fn end(stream: &[u8], at: usize) -> Option<usize> {
    let begins = at == 0 || is_blank(&stream[at - 1]);
    let dictionary = &stream[at + 2..(at + 2 + DICTIONARY).min(stream.len())];
    let data = word(dictionary, *b"ID").filter(|_| begins)?;
    let dictionary = &dictionary[..data];
    let opens = dictionary.first().is_some_and(|b| is_blank(b) || *b == b'/');
    let written = |b: &u8| is_plain(b) && !b"()%".contains(b);
    let sized = [*b"/W", *b"/H"].into_iter().all(|key| pairs(dictionary, key).next().is_some());
    if !opens || !sized || !dictionary.iter().all(written) {
        return None;
    }
    let data = at + 2 + data + 2;
    let end = data + word(&stream[data..], *b"EI")? + 2;
    stream[end..].iter().take(BEHIND).all(is_plain).then_some(end)
}

/// Where `word` stands by itself in `bytes`.
fn word(bytes: &[u8], word: [u8; 2]) -> Option<usize> {
    pairs(bytes, word).find(|&at| {
        let after = bytes.get(at + word.len());
        at > 0 && is_blank(&bytes[at - 1]) && after.is_none_or(is_blank)
    })
}

/// Where `pair` stands in `bytes`. There are many pictures and few bytes to look through in each: a searcher would take longer to
/// be made than to search.
fn pairs(bytes: &[u8], pair: [u8; 2]) -> impl Iterator<Item = usize> {
    let first = memchr::memchr_iter(pair[0], bytes);
    first.filter(move |at| bytes.get(at + 1) == Some(&pair[1]))
}

fn is_blank(byte: &u8) -> bool {
    byte.is_ascii_whitespace() || *byte == 0
}

fn is_plain(byte: &u8) -> bool {
    byte.is_ascii_graphic() || is_blank(byte)
}

#[cfg(test)]
mod tests {
    use super::without_pictures;

    #[test]
    fn pictures_are_left_out_and_what_stands_around_them_stays() {
        let kept = |stream: &[u8]| {
            let (kept, any) = without_pictures(stream);
            (String::from_utf8_lossy(&kept).into_owned(), any)
        };
        let one =
            b"q 1 0 0 1 0 0 cm\nBI\n/W 1 /H 1 /DP<</K -1>>\nID \xa4EI\x92\xff\nEI Q\nBT (BI) Tj ET";
        assert_eq!(kept(one), ("q 1 0 0 1 0 0 cm\n Q\nBT (BI) Tj ET".to_owned(), true));
        let two = b"BI /W 1/H 1 ID x\nEI q BI/W 2/H 2 ID \xff\xff\nEI Q";
        assert_eq!(kept(two), (" q  Q".to_owned(), true));
    }

    #[test]
    fn what_may_be_text_or_has_no_end_stays() {
        for stream in [
            &b"BT ( BI /a ID ) Tj (x EI ) Tj ET"[..],
            b"q BI /W 1 /H 1 ID \xff\xff",
            b"BI",
            b"q BI ID EI Q",
            b"",
        ] {
            assert_eq!(without_pictures(stream), (stream.into(), false));
        }
    }
}
