//! What a sentence says: something to be done, a state to be reached, or the setting.

use super::Kind;
use crate::ground::{is_numeric, signs};
use crate::lexicon::{Lexicon, List};
use crate::outline::{Kind as NodeKind, Node, Outline, years};

/// The kind of the measure `words` in `node`, which [looks back](Situation) or does not.
///
/// The front and chapters on the situation are context, as is a sentence that names its guide (以…为指导). A sentence that
/// opens with a year, or whose clauses say how things stand when all is done, is an outcome; the rest is action.
pub fn of(words: &str, node: &Node, looks_back: bool, lexicon: &Lexicon) -> Kind {
    if node.kind == NodeKind::Preamble || looks_back || guides(words) {
        Kind::Context
    } else if opens_with_year(words)
        || node.kind == NodeKind::Stage
        || mostly_states(words, lexicon)
    {
        Kind::Outcome
    } else {
        Kind::Action
    }
}

/// Longest heading that looks back or around, in characters; a longer one is a sentence.
const LONGEST: usize = 26;

/// The headings of one plan, and which of them look back or around.
pub struct Situation<'a> {
    outline: &'a Outline,
    /// What each heading says, in the order of the nodes.
    headings: Vec<Heading>,
}

/// What the words of a heading say, by the table `situation.tsv`.
#[derive(Clone, Copy, Debug, Default)]
struct Heading {
    /// It looks back or around.
    back: bool,
    /// It tells of what was reached, or is to be where it stands among goals.
    reached: bool,
    /// It is one of goals.
    goal: bool,
}

impl<'a> Situation<'a> {
    /// Reads the headings of `outline`.
    pub fn of(outline: &'a Outline, lexicon: &Lexicon) -> Self {
        let title = outline.nodes.iter().find(|n| n.kind == NodeKind::Title);
        let begins = title.and_then(|title| years(&title.title)).map(|(from, _)| from);
        let short = |n: &&Node| n.head.is_some() && n.title.chars().count() <= LONGEST;
        let heading = |n: &Node| match Some(n).filter(short) {
            Some(node) => Heading::read(&node.title, begins, lexicon),
            None => Heading::default(),
        };
        Self { outline, headings: outline.nodes.iter().map(heading).collect() }
    }

    /// Whether `node`, or one above it, is headed as a look back or around.
    pub fn holds(&self, node: usize) -> bool {
        let above = self.outline.ancestors(node).into_iter().chain([node]);
        let all = above.map(|n| self.headings[n]).reduce(|a, b| Heading {
            back: a.back || b.back,
            reached: a.reached || b.reached,
            goal: a.goal || b.goal,
        });
        all.is_some_and(|all| all.back || all.reached && !all.goal)
    }
}

impl Heading {
    /// Reads a heading of a plan that begins in the year `begins`.
    fn read(title: &str, begins: Option<u16>, lexicon: &Lexicon) -> Self {
        let table = lexicon.table(List::Situation);
        let mut heading = Self::default();
        let (mut works, mut field, mut done) = (false, false, false);
        for (at, first) in title.char_indices() {
            let rest = &title[at..];
            for row in table.beginning(first).filter(|row| rest.starts_with(row.word())) {
                match row.cell(1) {
                    "holds" => heading.back = true,
                    "ends" => heading.back |= rest.len() == row.word().len(),
                    "done" => done |= rest.len() == row.word().len(),
                    "reached" => heading.reached = true,
                    "goal" => heading.goal = true,
                    "works" => works |= at == 0,
                    "field" => field |= at == 0,
                    _ => {}
                }
            }
        }
        // 夯实…基础 is work to be done.
        heading.back &= !works || field;
        heading.reached |= done && (!works || field);
        // “十三五”…, in a plan of later years.
        let dated =
            || title.contains(|c: char| c == '五' || is_numeric(c)).then(|| years(title))?;
        let past = |begins| dated().is_some_and(|(_, last)| last < begins);
        heading.back |= begins.is_some_and(past);
        heading
    }
}

/// 以习近平新时代中国特色社会主义思想为指导.
fn guides(words: &str) -> bool {
    words.starts_with('以')
        && words.split('，').next().is_some_and(|clause| clause.ends_with("为指导"))
}

/// 到2035年, 到“十四五”末, 力争到2030年, 2025年底前.
fn opens_with_year(words: &str) -> bool {
    let words = words.trim_start_matches("力争").trim_start_matches("确保").trim_start();
    let after = words.strip_prefix('到').unwrap_or(words).trim_start_matches(['“', ' ']);
    let year = after.starts_with("20") || after.starts_with("十") || after.starts_with("二〇");
    let named = after.chars().take(12).any(|c| c == '年' || c == '末');
    year && named
}

/// Whether more than half of the clauses are a subject with a predicate of state, not a verb with its object.
fn mostly_states(words: &str, lexicon: &Lexicon) -> bool {
    let marks = signs(words).filter(|(_, sign)| matches!(sign, '，' | '；'));
    let ends = marks.chain([(words.len(), '。')]);
    let (mut start, mut clauses, mut states) = (0, 0, 0);
    for (end, mark) in ends {
        clauses += 1;
        states += usize::from(is_state(words[start..end].trim_end_matches(['。', '；']), lexicon));
        start = end + mark.len_utf8();
    }
    states * 2 > clauses
}

/// Whether `clause` ends with a state that a degree stands before: 生态环境质量显著改善.
fn is_state(clause: &str, lexicon: &Lexicon) -> bool {
    let Some(before) = before_state(clause, lexicon) else { return false };
    // 不断提升…: the degree opens the clause, so it is an order, not a state.
    let behind = before.chars().next().map_or("", |first| &before[first.len_utf8()..]);
    let mut degrees = lexicon.table(List::States).rows.iter().filter(|row| row.cell(1) == "degree");
    degrees.any(|row| behind.contains(row.word()))
}

/// What stands before the state that `clause` ends with.
fn before_state<'c>(clause: &'c str, lexicon: &Lexicon) -> Option<&'c str> {
    let ending = lexicon.table(List::States).ending(clause.chars().next_back()?);
    let mut states = ending.filter(|row| row.cell(1) == "state");
    states.find_map(|row| clause.strip_suffix(row.word()))
}
