//! Traditional → simplified characters, one by one.

/// Traditional → simplified, by traditional character; made by `build.rs`.
static SIMPLIFIED: &[(char, char)] = &include!(concat!(env!("OUT_DIR"), "/simplified.rs"));

/// The first and the last character of the block that nearly all letters are of.
pub const HAN: [char; 2] = ['\u{4E00}', '\u{9FFF}'];

/// Which characters of that block are in [`SIMPLIFIED`], a bit each: most are not, and need not be looked for.
static TRADITIONAL: [u64; (HAN[1] as usize - HAN[0] as usize + 1) / 64] = traditional();

const fn traditional() -> [u64; (HAN[1] as usize - HAN[0] as usize + 1) / 64] {
    let mut bits = [0; _];
    let mut row = 0;
    while row < SIMPLIFIED.len() {
        let c = SIMPLIFIED[row].0;
        if HAN[0] <= c && c <= HAN[1] {
            let at = c as usize - HAN[0] as usize;
            bits[at / 64] |= 1 << (at % 64);
        }
        row += 1;
    }
    bits
}

/// The simplified form of `c`, or `c`.
pub fn simplified(c: char) -> char {
    let at = (c as usize).wrapping_sub(HAN[0] as usize);
    if TRADITIONAL.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 0) {
        return c;
    }
    match SIMPLIFIED.binary_search_by_key(&c, |&(traditional, _)| traditional) {
        Ok(at) => SIMPLIFIED[at].1,
        Err(_) => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found() {
        for &(traditional, form) in SIMPLIFIED {
            assert_eq!(simplified(traditional), form);
        }
        assert!("规划、a１".chars().all(|c| simplified(c) == c));
    }
}
