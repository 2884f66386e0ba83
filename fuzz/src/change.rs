//! Random changes of bytes.

/// Random numbers, the same for the same seed.
pub struct Dice(u64);

impl Dice {
    /// Dice for a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `most`; 0 where that is 0.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % most.max(1)
    }

    /// One of several.
    pub fn one_of<'a, T>(&mut self, several: &'a [T]) -> &'a T {
        &several[self.below(several.len())]
    }
}

/// Longest input made.
const LONGEST: usize = 300_000;

/// Changes `bytes` in one to eight places: flips, cuts, copies, repeats, and pieces that mean something to the reader.
pub fn change(bytes: &[u8], pieces: &[&[u8]], dice: &mut Dice) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=dice.below(8) {
        let at = dice.below(out.len() + 1);
        let most = 1 << dice.below(10);
        let length = dice.below(most).min(out.len() - at);
        match dice.below(7) {
            0 if at < out.len() => out[at] ^= 1 << dice.below(8),
            1 => drop(out.drain(at..at + length)),
            2 => {
                let copy = out[at..at + length].to_vec();
                let to = dice.below(out.len() + 1);
                drop(out.splice(to..to, copy));
            }
            3 => {
                let most = 1 << dice.below(12);
                let times = dice.below(most);
                let again = out[at..at + length.min(40)].repeat(times);
                drop(out.splice(at..at, again));
            }
            4 => out.truncate(at),
            _ => {
                let times = if dice.below(8) == 0 { dice.below(3000) } else { 1 };
                let piece = dice.one_of(pieces).repeat(times);
                drop(out.splice(at..at, piece));
            }
        }
        out.truncate(LONGEST);
    }
    out
}
