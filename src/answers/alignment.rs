//! The pieces of one version of a plan, its headings and measures, ↔ those of another.
//!
//! A piece that stands in both word for word is the same one; those that keep their order stay where they are, the others were
//! moved. What is left is the same piece changed where the two share most of their letters; the rest was added or removed.

use std::collections::{BTreeMap, VecDeque};

use super::{Piece, pieces};
use crate::ground::Span;
use crate::plan::Plan;

/// How much of their letters two pieces share to be one that was changed.
const ALIKE: f64 = 0.5;

/// The longest pieces, in characters, that are compared character by character; longer ones are exchanged as a whole.
const LONG: usize = 2000;

/// A piece in both versions, or in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The piece of the first plan.
    pub old: Option<Piece>,
    /// The piece of the second plan.
    pub new: Option<Piece>,
    /// What became of it.
    pub fate: Drift,
}

/// What became of a piece from one version to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drift {
    /// It stands where it stood, word for word.
    Kept,
    /// It stands somewhere else, word for word.
    Moved,
    /// Its words are others here and there.
    Changed(Vec<Edit>),
    /// It is new.
    Added,
    /// It is gone.
    Removed,
}

/// A stretch of both texts that is the same, or that was exchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The stretch of the first text; empty where something was put in.
    pub old: Span,
    /// The stretch of the second text; empty where something was taken out.
    pub new: Span,
    /// Whether the two are the same.
    pub is_same: bool,
}

impl Drift {
    /// The word used in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            Drift::Kept => "kept",
            Drift::Moved => "moved",
            Drift::Changed(_) => "changed",
            Drift::Added => "added",
            Drift::Removed => "removed",
        }
    }

    /// The word a Chinese reader sees.
    pub fn label(&self) -> &'static str {
        match self {
            Drift::Kept => "未变",
            Drift::Moved => "移动",
            Drift::Changed(_) => "修改",
            Drift::Added => "新增",
            Drift::Removed => "删去",
        }
    }
}

impl Pair {
    /// Whether it is a measure that stands in both versions word for word.
    pub fn is_same_measure(&self) -> bool {
        let is_measure = self.old.is_some_and(|piece| piece.measure.is_some());
        is_measure && matches!(self.fate, Drift::Kept | Drift::Moved)
    }
}

/// The pieces of two plans, those of the second in the order of its text, and before each what is gone that stood before it.
pub fn align(old: &Plan, new: &Plan) -> Vec<Pair> {
    let all = [pieces(old), pieces(new)];
    // A heading stands without its closing mark, a measure with it.
    let bare = |words: &str| words.trim_end_matches(['。', '；', '：']).to_owned();
    let words = |plan: &Plan, pieces: &[Piece]| -> Vec<String> {
        pieces.iter().map(|piece| bare(piece.span.of(&plan.text))).collect()
    };
    let texts = [words(old, &all[0]), words(new, &all[1])];
    let mut found = word_for_word(&texts);
    let kept = in_order(&found);
    changed(&texts, &mut found);
    let fate = |at: usize, twin: Option<usize>| match twin {
        None => Drift::Added,
        Some(twin) if texts[0][twin] != texts[1][at] => {
            let spans = (all[0][twin].span, all[1][at].span);
            Drift::Changed(edits((&old.text, spans.0), (&new.text, spans.1)))
        }
        Some(_) if kept[at] => Drift::Kept,
        Some(_) => Drift::Moved,
    };
    let pair = |(at, &twin): (usize, &Option<usize>)| Pair {
        old: twin.map(|twin| all[0][twin]),
        new: Some(all[1][at]),
        fate: fate(at, twin),
    };
    with_removed(found.iter().enumerate().map(pair).collect(), &found, &all[0])
}

/// For each piece of the second text the one of the first that has the same words; of several the first that is left.
fn word_for_word(texts: &[Vec<String>; 2]) -> Vec<Option<usize>> {
    let mut places = BTreeMap::<&str, VecDeque<usize>>::new();
    for (at, text) in texts[0].iter().enumerate() {
        places.entry(text).or_default().push_back(at);
    }
    let twin = |text: &String| places.get_mut(text.as_str()).and_then(VecDeque::pop_front);
    texts[1].iter().map(twin).collect()
}

/// Which of the pieces found again keep their order: as many as can.
fn in_order(found: &[Option<usize>]) -> Vec<bool> {
    // The longest rising run: `ends[n]` is the piece at which the best run of n + 1 ends.
    let mut ends = Vec::<usize>::new();
    let mut before = vec![None; found.len()];
    for (at, twin) in found.iter().enumerate() {
        let Some(twin) = twin else { continue };
        let length = ends.partition_point(|&end| found[end] < Some(*twin));
        before[at] = length.checked_sub(1).map(|n| ends[n]);
        ends.truncate(ends.len().max(length + 1));
        if length == ends.len() { ends.push(at) } else { ends[length] = at }
    }
    let mut kept = vec![false; found.len()];
    let mut at = ends.last().copied();
    while let Some(end) = at {
        kept[end] = true;
        at = before[end];
    }
    kept
}

/// Finds for what is left of the second text the most similar of what is left of the first: the most alike first.
fn changed(texts: &[Vec<String>; 2], found: &mut [Option<usize>]) {
    let mut taken = vec![false; texts[0].len()];
    found.iter().flatten().for_each(|&at| taken[at] = true);
    let free = |at: &usize| !taken[*at];
    let left: Vec<(usize, Vec<(char, char)>)> =
        (0..texts[0].len()).filter(free).map(|at| (at, twos(&texts[0][at]))).collect();
    let mut likely = Vec::new();
    for at in (0..found.len()).filter(|&at| found[at].is_none()) {
        let own = twos(&texts[1][at]);
        let alike = left.iter().map(|(twin, twos)| (likeness(&own, twos), at, *twin));
        likely.extend(alike.filter(|(likeness, ..)| *likeness >= ALIKE));
    }
    likely.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, at, twin) in likely {
        if found[at].is_none() && !taken[twin] {
            found[at] = Some(twin);
            taken[twin] = true;
        }
    }
}

/// The pairs of neighbouring letters of `text`, sorted.
fn twos(text: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut twos: Vec<_> = letters.windows(2).map(|two| (two[0], two[1])).collect();
    twos.sort_unstable();
    twos
}

/// How many of the pairs of letters two texts share, from 0 to 1.
fn likeness(a: &[(char, char)], b: &[(char, char)]) -> f64 {
    let most = 2 * a.len().min(b.len());
    let all = a.len() + b.len();
    if all == 0 || (most as f64) < ALIKE * all as f64 {
        return 0.0;
    }
    let (mut n, mut m, mut shared) = (0, 0, 0);
    while n < a.len() && m < b.len() {
        match a[n].cmp(&b[m]) {
            std::cmp::Ordering::Less => n += 1,
            std::cmp::Ordering::Greater => m += 1,
            std::cmp::Ordering::Equal => (n, m, shared) = (n + 1, m + 1, shared + 1),
        }
    }
    f64::from(2 * shared) / all as f64
}

/// Puts each of `before` that is gone after what stood before it: `found` tells what of it there still is.
fn with_removed(pairs: Vec<Pair>, found: &[Option<usize>], before: &[Piece]) -> Vec<Pair> {
    let mut places = vec![None; before.len()];
    for (at, old) in found.iter().enumerate().filter_map(|(at, old)| Some((at, (*old)?))) {
        places[old] = Some(at);
    }
    let mut gone = BTreeMap::<usize, Vec<Pair>>::new();
    let mut after = 0;
    for (piece, place) in before.iter().zip(places) {
        match place {
            Some(at) => after = at + 1,
            None => {
                let pair = Pair { old: Some(*piece), new: None, fate: Drift::Removed };
                gone.entry(after).or_default().push(pair);
            }
        }
    }
    let mut out = gone.remove(&0).unwrap_or_default();
    for (at, pair) in pairs.into_iter().enumerate() {
        out.push(pair);
        out.extend(gone.remove(&(at + 1)).into_iter().flatten());
    }
    out
}

/// The stretches in which two texts agree and differ.
pub fn edits(old: (&str, Span), new: (&str, Span)) -> Vec<Edit> {
    let letters = |(text, span): (&str, Span)| -> Vec<(usize, char)> {
        let start = span.start as usize;
        span.of(text).char_indices().map(|(at, c)| (start + at, c)).collect()
    };
    let (a, b) = (letters(old), letters(new));
    let mut same = Vec::new();
    if a.len() <= LONG && b.len() <= LONG {
        same = common(&a, &b);
    }
    let place = |letters: &[(usize, char)], at: usize, end: u32| {
        letters.get(at).map_or(end as usize, |letter| letter.0)
    };
    let mut edits = Vec::<Edit>::new();
    let mut put = |from: (usize, usize), to: (usize, usize), is_same: bool| {
        let span =
            |letters, from, to, end| Span::new(place(letters, from, end), place(letters, to, end));
        let edit = Edit {
            old: span(&a, from.0, to.0, old.1.end),
            new: span(&b, from.1, to.1, new.1.end),
            is_same,
        };
        if edit.old.is_empty() && edit.new.is_empty() {
            return;
        }
        match edits.last_mut().filter(|last| last.is_same == is_same) {
            Some(last) => (last.old.end, last.new.end) = (edit.old.end, edit.new.end),
            None => edits.push(edit),
        }
    };
    let mut done = (0, 0);
    for (n, m) in same {
        put(done, (n, m), false);
        put((n, m), (n + 1, m + 1), true);
        done = (n + 1, m + 1);
    }
    put(done, (a.len(), b.len()), false);
    edits
}

/// The places of a longest common run of letters, in order.
fn common(a: &[(usize, char)], b: &[(usize, char)]) -> Vec<(usize, usize)> {
    let width = b.len() + 1;
    // How many letters the rests from n and m on have in common.
    let mut rest = vec![0u16; (a.len() + 1) * width];
    for n in (0..a.len()).rev() {
        for m in (0..b.len()).rev() {
            rest[n * width + m] = match a[n].1 == b[m].1 {
                true => rest[(n + 1) * width + m + 1] + 1,
                false => rest[(n + 1) * width + m].max(rest[n * width + m + 1]),
            };
        }
    }
    let (mut n, mut m, mut same) = (0, 0, Vec::new());
    while n < a.len() && m < b.len() {
        if a[n].1 == b[m].1 {
            same.push((n, m));
            (n, m) = (n + 1, m + 1);
        } else if rest[(n + 1) * width + m] >= rest[n * width + m + 1] {
            n += 1;
        } else {
            m += 1;
        }
    }
    same
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(old: &str, new: &str) -> String {
        let whole = |text: &str| Span::new(0, text.len());
        let edits = edits((old, whole(old)), (new, whole(new)));
        let mut out = String::new();
        for edit in edits {
            let (a, b) = (edit.old.of(old), edit.new.of(new));
            match edit.is_same {
                true => out += a,
                false => out += &format!("[{a}→{b}]"),
            }
        }
        out
    }

    #[test]
    fn letters_that_differ_are_marked() {
        assert_eq!(marked("到2025年达到45%。", "到2027年达到46%。"), "到202[5→7]年达到4[5→6]%。");
        assert_eq!(marked("保护湿地。", "保护重要湿地。"), "保护[→重要]湿地。");
        assert_eq!(marked("甲", "乙"), "[甲→乙]");
        assert_eq!(marked("同", "同"), "同");
    }

    #[test]
    fn what_keeps_its_order_stays() {
        let kept = |found: &[i64]| {
            let found: Vec<Option<usize>> =
                found.iter().map(|&n| usize::try_from(n).ok()).collect();
            let kept = in_order(&found);
            kept.iter().map(|&k| if k { 'k' } else { '-' }).collect::<String>()
        };
        assert_eq!(kept(&[0, 1, -1, 2]), "kk-k");
        assert_eq!(kept(&[3, 0, 1, 2]), "-kkk");
        assert_eq!(kept(&[]), "");
    }
}
