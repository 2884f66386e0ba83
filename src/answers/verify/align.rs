//! How one sentence lies in another: which tokens are the same, which differ.
//!
//! The whole of the claim is laid into the passage; what the passage has before and after it costs nothing.

use std::ops::Range;

use super::token::{Kind, Token};

/// A claim laid into a passage.
#[derive(Clone, Debug, Default)]
pub struct Alignment {
    /// The tokens of the passage from the first that answers to one of the claim to the one after the last.
    pub place: Range<usize>,
    /// The tokens that are the same, as places in the claim and in the passage, in order.
    pub same: Vec<(usize, usize)>,
    /// Where they differ, in order.
    pub blocks: Vec<Block>,
    /// How well it fits, in thousandths of a claim that stands there word for word.
    pub fit: i32,
}

/// A stretch in which the two differ; one of the two may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// The tokens of the claim.
    pub claim: Range<usize>,
    /// Those of the passage in their place.
    pub passage: Range<usize>,
}

impl Alignment {
    /// The alignment of a claim before which there are `more` tokens, to which nothing in the passage answers.
    pub fn behind(mut self, more: usize) -> Self {
        let shifted = |at: &Range<usize>| at.start + more..at.end + more;
        self.same.iter_mut().for_each(|(claim, _)| *claim += more);
        self.blocks.iter_mut().for_each(|block| block.claim = shifted(&block.claim));
        let start = self.place.start;
        self.blocks.insert(0, Block { claim: 0..more, passage: start..start });
        self
    }
}

/// What opening a gap costs; going on in it costs little, so that a clause may be left out.
const OPEN: i32 = -5;
const ADDED: i32 = -1;
/// Less than any score.
const NEVER: i32 = i32::MIN / 2;

/// How the cell of the table was come to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Begin,
    Pair,
    Added,
    LeftOut,
}

/// What a token is worth where it is the same.
fn worth(token: &Token) -> i32 {
    match token.kind {
        Kind::Letter => 4,
        Kind::Word | Kind::Number => 8,
        Kind::Mark => 1,
    }
}

fn pair(a: &Token, b: &Token) -> i32 {
    match (a.kind, b.kind) {
        _ if a.form == b.form && a.kind == b.kind => worth(a),
        (Kind::Mark, Kind::Mark) | (Kind::Number, Kind::Number) => -1,
        (Kind::Letter | Kind::Word, Kind::Letter | Kind::Word) => -3,
        _ => -6,
    }
}

/// The table of scores: for each pair of places the best of three ways to come there.
struct Table {
    width: usize,
    /// Ending in a pair, in tokens added, in tokens left out.
    scores: Vec<[i32; 3]>,
    ways: Vec<[Way; 3]>,
}

/// Lays `claim` into `passage`.
pub fn align(claim: &[Token], passage: &[Token]) -> Alignment {
    let all: i32 = claim.iter().map(worth).sum();
    if claim.is_empty() || passage.is_empty() {
        return Alignment::default();
    }
    let table = Table::fill(claim, passage);
    let last = claim.len() * table.width;
    let ends = (0..table.width).flat_map(|j| [(j, 0), (j, 1)]);
    let best = |&(j, k): &(usize, usize)| (table.scores[last + j][k], std::cmp::Reverse(j));
    let (j, k) = ends.max_by_key(best).unwrap_or((0, 1));
    let score = table.scores[last + j][k];
    let mut found = table.trace(claim, passage, j, k);
    found.fit = 1000 * score / all.max(1);
    found
}

impl Table {
    fn fill(claim: &[Token], passage: &[Token]) -> Self {
        let width = passage.len() + 1;
        let cells = (claim.len() + 1) * width;
        let mut table =
            Self { width, scores: vec![[NEVER; 3]; cells], ways: vec![[Way::Begin; 3]; cells] };
        table.scores[..width].iter_mut().for_each(|cell| cell[0] = 0);
        for i in 1..=claim.len() {
            for j in 0..width {
                table.added(i, j);
                if j > 0 {
                    table.pair(i, j, pair(&claim[i - 1], &passage[j - 1]));
                    table.left_out(i, j);
                }
            }
        }
        table
    }

    /// The best score at `at` with what each way costs to leave.
    fn best(&self, at: usize, costs: [i32; 3]) -> (i32, Way) {
        let [pair, added, left_out] = self.scores[at];
        let ways = [
            (pair + costs[0], Way::Pair),
            (added + costs[1], Way::Added),
            (left_out + costs[2], Way::LeftOut),
        ];
        ways.into_iter().reduce(|a, b| if b.0 > a.0 { b } else { a }).unwrap_or((NEVER, Way::Begin))
    }

    fn pair(&mut self, i: usize, j: usize, score: i32) {
        let (best, way) = self.best((i - 1) * self.width + j - 1, [0; 3]);
        let way = if i == 1 { Way::Begin } else { way };
        self.set(i, j, 0, (best + score, way));
    }

    fn added(&mut self, i: usize, j: usize) {
        let (best, way) = self.best((i - 1) * self.width + j, [OPEN + ADDED, ADDED, OPEN + ADDED]);
        let way = if i == 1 { Way::Begin } else { way };
        self.set(i, j, 1, (best, way));
    }

    fn left_out(&mut self, i: usize, j: usize) {
        let way = self.best(i * self.width + j - 1, [OPEN, OPEN, 0]);
        self.set(i, j, 2, way);
    }

    fn set(&mut self, i: usize, j: usize, k: usize, (score, way): (i32, Way)) {
        let at = i * self.width + j;
        self.scores[at][k] = score.max(NEVER);
        self.ways[at][k] = way;
    }

    /// The way back from the end at passage place `j`, come to in way `k`.
    fn trace(&self, claim: &[Token], passage: &[Token], end: usize, mut k: usize) -> Alignment {
        let (mut i, mut j) = (claim.len(), end);
        let mut steps = Vec::new();
        while i > 0 {
            let way = self.ways[i * self.width + j][k];
            match k {
                0 => {
                    i -= 1;
                    j -= 1;
                }
                1 => i -= 1,
                _ => j -= 1,
            }
            steps.push((k, i, j));
            k = match way {
                Way::Begin | Way::Pair => 0,
                Way::Added => 1,
                Way::LeftOut => 2,
            };
        }
        steps.reverse();
        let mut found = Alignment { place: j..end, ..Alignment::default() };
        for (k, i, j) in steps {
            found.step(claim, passage, (k, i, j));
        }
        found
    }
}

impl Alignment {
    fn step(&mut self, claim: &[Token], passage: &[Token], (k, i, j): (usize, usize, usize)) {
        let (a, b) = (i..i + usize::from(k != 2), j..j + usize::from(k != 1));
        let same = k == 0 && claim[i].form == passage[j].form && claim[i].kind == passage[j].kind;
        if same {
            self.same.push((i, j));
            return;
        }
        match self.blocks.last_mut().filter(|last| last.claim.end == i && last.passage.end == j) {
            Some(last) => (last.claim.end, last.passage.end) = (a.end, b.end),
            None => self.blocks.push(Block { claim: a, passage: b }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::token::tokens;
    use super::*;
    use crate::ground::Span;

    fn differences(claim: &str, passage: &str) -> String {
        let (a, b) = (tokens(claim), tokens(passage));
        let words = |all: &[Token], text: &str, range: &Range<usize>| {
            let spans = all[range.clone()].iter().map(|token| token.span);
            spans.reduce(Span::to).map_or(String::new(), |span| span.of(text).to_owned())
        };
        let blocks = align(&a, &b).blocks;
        let said = blocks.iter().map(|block| {
            format!("{}→{}", words(&a, claim, &block.claim), words(&b, passage, &block.passage))
        });
        said.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_part_stands_in_the_whole() {
        assert_eq!(differences("加强重要湿地保护", "推进修复，加强重要湿地保护与恢复。"), "");
        assert_eq!(differences("加强湿地保护", "推进修复，加强重要湿地保护与恢复。"), "→重要");
        assert_eq!(differences("到2030年达到46%", "到2035年，达到46％。"), "2030→2035 →，");
        assert_eq!(differences("全部消除黑臭水体", "基本消除黑臭水体"), "全部→基本");
    }

    #[test]
    fn a_claim_that_fits_is_worth_a_thousand() {
        assert_eq!(align(&tokens("湿地保护"), &tokens("加强湿地保护")).fit, 1000);
        assert!(align(&tokens("新建机场"), &tokens("加强湿地保护")).fit < 100);
    }
}
