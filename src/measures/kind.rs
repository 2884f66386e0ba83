//! What a sentence says: something to be done, a state to be reached, or the setting.

use std::collections::BTreeMap;
use std::iter;

use super::Kind;
use super::background::{Does, acts, begins, ends, is_background, opens_work, says};
use super::state::{is_pace, is_state};
use crate::ground::{SignSet, is_digit, is_han, is_numeric, numeral, signs};
use crate::lexicon::{Lexicon, List};
use crate::outline::{COLONS, Kind as NodeKind, Node, Outline, years};

/// The kind of the measure `words` in `node`, above which the headings say what `setting` tells, of a plan that begins in the year `begins`.
///
/// The front, but for the aims that it sets, chapters on the situation and sections on the guides of the plan are context, as is a
/// sentence that is [background](is_background) by itself. A sentence that opens with a year, that names the aims or is `listed` among those
/// that one named, that stands among the aims, or whose clauses say how things stand when all is done, is an outcome; the rest is action,
/// and so is what a year alone stands before: 2023年，推进….
pub fn of(
    words: &str,
    node: &Node,
    setting: Setting,
    listed: bool,
    begins: Option<u16>,
    lexicon: &Lexicon,
) -> Kind {
    let year = after_year(words);
    let is_told = || era(words).map(|(_, rest)| rest).or(year).is_some_and(tells);
    let is_past = || begins.is_some_and(|begins| tells_past(words, begins, lexicon));
    let is_background =
        || announces(words, lexicon) || is_told() || is_past() || is_background(words, lexicon);
    let aims = || listed || states_aims(words, lexicon);
    if node.kind == NodeKind::Preamble {
        let aims = || aims() || sets_aims(words, lexicon) || reaches(words, begins);
        match aims() && !is_background() {
            true => Kind::Outcome,
            false => Kind::Context,
        }
    } else if setting == Setting::Back || is_background() {
        Kind::Context
    } else if year.is_some_and(|rest| !is_work_of(words, rest, lexicon))
        || node.kind == NodeKind::Stage
        || aims()
    {
        Kind::Outcome
    } else if setting == Setting::Guide {
        Kind::Context
    } else if setting == Setting::Aims || mostly_states(words, lexicon) {
        Kind::Outcome
    } else {
        Kind::Action
    }
}

/// Longest heading of aims that may begin with a verb, in characters: 建设目标.
const AIMS: usize = 4;

/// Longest heading that looks back or around, in characters; a longer one is a sentence.
const LONGEST: usize = 26;

/// What the headings above a measure say of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Setting {
    /// Nothing: it is work to be done.
    #[default]
    Work,
    /// It looks back or around: 发展基础, 面临形势, 编制依据.
    Back,
    /// It is what guides the plan: 指导思想.
    Guide,
    /// It is one of the aims: 主要目标.
    Aims,
}

/// The headings of one plan, and which of them look back or around.
pub struct Situation<'a> {
    outline: &'a Outline,
    /// What each heading says, in the order of the nodes.
    headings: Vec<Heading>,
    /// The signs that the words begin with that tell of a heading.
    firsts: SignSet,
    /// What the label before each node says that stands beside it: 整改措施：, by the same order.
    labels: Vec<Heading>,
    /// The year in which the plan begins, by its title.
    pub begins: Option<u16>,
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
    /// It is that of the guides of the plan.
    guide: bool,
    /// It is that of its aims, and of nothing else.
    aims: bool,
    /// It heads work, wherever it stands.
    tasks: bool,
    /// It turns from what was to what is to be.
    mends: bool,
    /// It is that of its principles.
    principles: bool,
    /// It says what follows in the cases that stand below it.
    cases: bool,
    /// It counts a problem.
    problem: bool,
}

impl<'a> Situation<'a> {
    /// Reads the headings of `outline`.
    pub fn of(text: &str, outline: &'a Outline, lexicon: &Lexicon) -> Self {
        let title = outline.nodes.iter().find(|n| n.kind == NodeKind::Title);
        let begins = title.and_then(|title| years(&title.title)).map(|(from, _)| from);
        let short = |n: &&Node| n.head.is_some() && n.title.chars().count() <= LONGEST;
        let firsts = firsts(lexicon);
        let problem = |n: &Node| n.head.is_some_and(|h| names_problem(h.of(text), lexicon));
        let heading = |n: &Node| match Some(n).filter(short) {
            Some(node) => Heading::read(&node.title, begins, lexicon, &firsts),
            None => Heading { cases: names_cases(&n.title, lexicon), ..Heading::default() },
        };
        let heading = |n: &Node| Heading { problem: problem(n), ..heading(n) };
        let headings = outline.nodes.iter().map(heading).collect();
        let labels = labels(text, outline, |label| Heading::read(label, begins, lexicon, &firsts));
        Self { outline, headings, firsts, labels, begins }
    }

    /// Whether `node` is one of the cases that a heading above it speaks of, and no paragraph below them.
    pub fn is_case(&self, node: usize) -> bool {
        let counted = self.outline.nodes[node].number.is_some();
        counted && self.outline.ancestors(node).into_iter().any(|above| self.headings[above].cases)
    }

    /// Whether `node` counts a problem, which its first line tells.
    pub fn is_problem(&self, node: usize) -> bool {
        self.headings[node].problem && self.outline.nodes[node].number.is_some()
    }

    /// What the heading of `node` and those above it say.
    pub fn of_node(&self, node: usize) -> Setting {
        self.said(node).setting()
    }

    /// What the label that the paragraph `words` of `node` begins with makes of the same, where it turns to what is to be: 整改措施：….
    pub fn labelled(&self, node: usize, words: &str, lexicon: &Lexicon) -> Option<Setting> {
        let (label, rest) = behind_label(words)?;
        let said = Heading::read(label, self.begins, lexicon, &self.firsts);
        let told = rest.is_empty() || rest.starts_with(DONE);
        (said.mends && !told).then(|| self.said(node).with(said).setting())
    }

    fn said(&self, node: usize) -> Heading {
        let above = self.outline.ancestors(node).into_iter().chain([node]);
        let said = above.flat_map(|n| [self.labels[n], self.headings[n]]);
        said.reduce(Heading::with).unwrap_or_default()
    }
}

impl Heading {
    /// What a heading says that stands `below` this one.
    fn with(self, below: Self) -> Self {
        Self {
            back: self.back && !below.mends || below.back,
            reached: self.reached && !below.mends || below.reached,
            goal: self.goal || below.goal,
            // 主要目标 below 总体思路 are aims, and 重点任务 there are tasks.
            guide: self.guide && !below.aims && !below.tasks || below.guide,
            // The principles among the aims are none, nor is work.
            aims: (self.aims && !below.tasks || below.aims) && !below.principles,
            principles: below.principles,
            ..Self::default()
        }
    }

    /// The same where it turns to what is to be, else nothing.
    fn turning(self) -> Self {
        if self.mends { self } else { Self::default() }
    }

    fn setting(self) -> Setting {
        match self {
            all if all.back || all.reached && !all.goal => Setting::Back,
            Self { guide: true, .. } => Setting::Guide,
            Self { aims: true, .. } => Setting::Aims,
            _ => Setting::Work,
        }
    }

    /// Reads a heading of a plan that begins in the year `begins`; the words that tell of it begin with `firsts`.
    fn read(title: &str, begins: Option<u16>, lexicon: &Lexicon, firsts: &SignSet) -> Self {
        let table = lexicon.table(List::Situation);
        // 前 言
        let title: String = title.chars().filter(|c| !c.is_whitespace()).collect();
        let title = title.as_str();
        let mut heading = Self { cases: names_cases(title, lexicon), ..Self::default() };
        let (mut works, mut field, mut done, mut sets) = (false, false, false, false);
        for (at, first) in title.char_indices().filter(|&(_, sign)| firsts.may_hold(sign)) {
            let rest = &title[at..];
            for row in table.beginning(first).filter(|row| rest.starts_with(row.word())) {
                let is_end = rest.len() == row.word().len();
                let says = |what: Does| row.does(what.name());
                heading.back |= says(Does::Holds) || is_end && says(Does::Ends);
                // 未取得许可 is no result.
                heading.reached |= says(Does::Reached) && !title[..at].ends_with(['未', '不']);
                heading.goal |= says(Does::Goal);
                heading.aims |= is_end && says(Does::Aims);
                heading.guide |= is_end && says(Does::GuideHead);
                heading.principles |= is_end && says(Does::Principles);
                heading.tasks |= is_end && says(Does::Tasks);
                heading.mends |= is_end && says(Does::Mends);
                done |= is_end && says(Does::Done);
                works |= (at == 0 || is_end) && says(Does::Works);
                field |= at == 0 && says(Does::Field);
                sets |= !is_end && says(Does::Sets);
            }
        }
        // 夯实…基础 is work to be done.
        heading.back &= !works || field;
        heading.reached |= done && (!works || field);
        // 推动完成节能目标 is work, and 指导思想与目标 heads more than aims; 建设目标 does not.
        heading.aims &= !sets && (!works || title.chars().count() <= AIMS);
        // “十三五”…, in a plan of later years.
        let dated =
            || title.contains(|c: char| c == '五' || is_numeric(c)).then(|| years(title))?;
        let past = |begins| dated().is_some_and(|(_, last)| last < begins);
        heading.back |= begins.is_some_and(past);
        heading
    }
}

/// Whether `words` are only the label of the aims or the work that follow: 整改措施：.
fn announces(words: &str, lexicon: &Lexicon) -> bool {
    let label = words.strip_suffix(COLONS);
    label.is_some_and(|w| ends(w, Does::Tasks, lexicon) || ends(w, Does::Aims, lexicon))
        && behind_label(words).is_some()
}

/// What stands behind a label that tells of work done: 整改措施：已建设管网10公里.
const DONE: char = '已';

/// Longest label, in characters.
const LONGEST_LABEL: usize = 8;

/// What the label before each node of `outline` says, read by `read`: its own, 整改目标：…, or the last of those beside it or above it under
/// the same heading. One with nothing behind it says nothing of itself.
fn labels(text: &str, outline: &Outline, read: impl Fn(&str) -> Heading) -> Vec<Heading> {
    let mut last = BTreeMap::<Option<u32>, Heading>::new();
    let of_node = |(at, node): (usize, &Node)| {
        let before = last.get(&node.parent).copied().unwrap_or_default();
        // The last line above what stands below.
        let line = node.body.last().and_then(|body| body.of(text).rsplit('\n').next());
        if let Some((label, _)) = line.and_then(|line| behind_label(line.trim_start())) {
            last.insert(Some(at as u32), read(label).turning());
        }
        let Some((label, rest)) = label_of(node) else { return before };
        let said = if rest.starts_with(DONE) { Heading::default() } else { read(label) };
        last.insert(node.parent, said.turning());
        // 问题描述：… looks back, and no more than that.
        if rest.is_empty() || !(said.mends || said.back) { Heading::default() } else { said }
    };
    outline.nodes.iter().enumerate().map(of_node).collect()
}

/// The label that a paragraph begins with, and what stands behind it.
fn label_of(node: &Node) -> Option<(&str, &str)> {
    let is_paragraph = node.kind == NodeKind::Paragraph && node.head.is_none();
    is_paragraph.then(|| behind_label(&node.title)).flatten()
}

/// The label that `words` begin with, and what stands behind its colon: 整改措施：建设管网.
pub(super) fn behind_label(words: &str) -> Option<(&str, &str)> {
    let near = words.floor_char_boundary((LONGEST_LABEL + 1) * char::MAX.len_utf8());
    let (label, rest) = words.split_at(words[..near].find(COLONS)?);
    // 组  长：某某
    let letters = || label.chars().filter(|c| !c.is_whitespace());
    let is_label = letters().count() <= LONGEST_LABEL && letters().all(is_han);
    is_label.then(|| (label, rest.trim_start_matches(COLONS).trim_start()))
}

/// Whether `words`, behind what a problem is, turn to what is to be done about it: 整改措施：新建管网, 新建泵站, not 建设滞后.
pub(super) fn turns_to_work(words: &str, lexicon: &Lexicon) -> bool {
    let behind_label = behind_label(words).map_or(words, |(_, rest)| rest);
    let whole = words.trim_end_matches(['。', '；', ';']);
    opens_work(behind_label, lexicon) && !ends(whole, Does::Lacks, lexicon)
}

/// Whether the printed heading of a point counts problems: 问题一：….
fn names_problem(head: &str, lexicon: &Lexicon) -> bool {
    begins(head, Does::Problem, lexicon)
}

/// Whether a heading says what follows where one of the cases below it is given: 有下列情形之一的，应当….
fn names_cases(title: &str, lexicon: &Lexicon) -> bool {
    let mut ones = title.match_indices("之一").map(|(at, one)| &title[..at + one.len()]);
    title.contains("下列") && ones.any(|one| ends(one, Does::Cases, lexicon))
}

/// The signs that the words begin with that tell of a heading.
fn firsts(lexicon: &Lexicon) -> SignSet {
    use Does::{Aims, Done, Ends, Field, Goal, GuideHead, Holds, Mends, Principles, Reached};
    use Does::{Sets, Tasks, Works};
    let aims = [Goal, Aims, Sets, Principles, GuideHead];
    let tell = [Holds, Ends, Done, Reached, Tasks, Mends, Works, Field].into_iter().chain(aims);
    let table = lexicon.table(List::Situation);
    tell.fold(SignSet::default(), |firsts, what| firsts.and(&what.words(table).firsts))
}

/// What stands behind the year that `words` open with: 到2035年, 到“十四五”末, 力争到2030年, 2025年底前.
fn after_year(words: &str) -> Option<&str> {
    if !words.starts_with(|c: char| YEAR.may_hold(c) || c.is_whitespace()) {
        return None;
    }
    let led = ["力争", "确保", "展望"].iter().find_map(|lead| words.strip_prefix(lead));
    let words = led.unwrap_or(words).trim_start();
    let after = words.strip_prefix(['到', '至']).unwrap_or(words);
    let after = after.trim_start_matches(|c: char| matches!(c, '“' | '"') || c.is_whitespace());
    let mut digits = after.chars().map_while(numeral::digit);
    let year = after.starts_with('十') || (digits.next(), digits.next()) == (Some(2), Some(0));
    let mut near = after.char_indices().take(12).filter(|_| year);
    let (end, mark) = near.find(|(_, c)| matches!(c, '年' | '末'))?;
    Some(after[end + mark.len_utf8()..].trim_start())
}

/// What a year begins with, and what stands before one.
const YEAR: SignSet = SignSet::of(&['2', '２', '十', '二', '到', '至', '“', '"', '力', '确', '展']);

/// Whether `words` open with the year by which something is to be reached, in a plan that begins in the year `begins`: 到2025年，….
fn reaches(words: &str, begins: Option<u16>) -> bool {
    let Some(rest) = after_year(words) else { return false };
    let mut opening = words[..words.len() - rest.len()].chars();
    let led = opening.any(|sign| matches!(sign, '到' | '至'));
    let year = opening.map_while(numeral::digit).fold(0, |year, digit| year * 10 + digit);
    led && begins.is_none_or(|begins| year >= begins.into()) && !rest.contains(['已', '了'])
}

/// Whether `words` open with a year alone, and `rest` behind it with work that comes to no level: 2023年，计划推进….
fn is_work_of(words: &str, rest: &str, lexicon: &Lexicon) -> bool {
    let alone = words.starts_with(is_numeric);
    let rest = rest.trim_start_matches(COMMAS).trim_start();
    let rest = &rest[says(rest, &["either"], lexicon).unwrap_or_default()..];
    // 2023年实现… reaches something.
    let committed = || acts(rest, lexicon) && says(rest, &["task", "lead"], lexicon).is_some();
    // 2026年，新建公路30公里
    let counted = || {
        let first = clauses(rest).next().unwrap_or_default();
        says(first, &["work"], lexicon).is_some() && first.contains(is_numeric)
    };
    alone
        && !begins(rest, Does::Sets, lexicon)
        && (committed() || counted())
        && !clauses(rest).any(|clause| comes_to_level(clause, lexicon))
}

/// Whether `words` name the aims and go on with amounts: 预期目标：地区生产总值增长6%.
fn sets_aims(words: &str, lexicon: &Lexicon) -> bool {
    names_aims(words, lexicon, |rest| rest.contains(is_numeric))
}

/// Whether `words` say what the aims are: 主要目标是：绿色转型取得进展.
pub(super) fn states_aims(words: &str, lexicon: &Lexicon) -> bool {
    names_aims(words, lexicon, |rest| {
        let list = rest.strip_prefix(['是', '为']);
        list.is_some_and(|list| list.starts_with(['：', ':']))
    })
}

/// Whether `words` name the aims, and what stands behind the name goes `on` so.
fn names_aims(words: &str, lexicon: &Lexicon, on: impl Fn(&str) -> bool) -> bool {
    let mut heads = words.match_indices(['是', '为', '：', ':']);
    heads.any(|(at, _)| ends(&words[..at], Does::Aims, lexicon) && on(&words[at..]))
}

/// The five-year plan that `words` open with, and what stands behind its time: “十三五”, “十四五”时期, “ 十四五 ” 期间.
fn era(words: &str) -> Option<(&str, &str)> {
    let (era, rest) = words.strip_prefix(['“', '"'])?.split_once(['”', '"'])?;
    let (era, rest) = (era.trim(), rest.trim_start());
    let rest = rest.strip_prefix("时期").or_else(|| rest.strip_prefix("期间")).unwrap_or(rest);
    (era.starts_with('十') && era.ends_with('五')).then_some((era, rest))
}

/// Whether `words` open with the time of a five-year plan that ended before the year `begins`, name no later one and go on with no work:
/// “十四五”期间，全县累计…, not “十四五”期间，继续推进….
fn tells_past(words: &str, begins: u16, lexicon: &Lexicon) -> bool {
    let Some((past, rest)) = era(words) else { return false };
    let is_past = |era: &str| years(&format!("“{era}”")).is_some_and(|(_, last)| last < begins);
    let is_time = words[..words.len() - rest.len()].ends_with(['期', '间']);
    let year = |at: usize| {
        let (from, _) = rest[..at].char_indices().rev().take(4).last()?;
        numeral::parse(&rest[from..at])
    };
    let later = || {
        let mut years = rest.match_indices('年').filter_map(|(at, _)| year(at));
        rest.contains("五”") || rest.contains("五\"") || years.any(|year| year >= begins.into())
    };
    let told = is_time && is_past(past) && !later();
    told && !clauses(rest).any(|clause| acts(clause.trim_start(), lexicon))
}

/// Whether a sentence tells of the time that stands before `rest`: 2025年是…的收官之年, “十四五”时期（2021—2025年），是….
fn tells(rest: &str) -> bool {
    let bracket = rest.strip_prefix('（').and_then(|inside| inside.split_once('）'));
    let rest = bracket.map_or(rest, |(_, behind)| behind);
    rest.trim_start_matches('，').starts_with('是')
}

/// Whether more than half of the clauses are a subject with a predicate of state, not a verb with its object.
fn mostly_states(words: &str, lexicon: &Lexicon) -> bool {
    let (mut all, mut states) = (0, 0);
    let mut clauses = clauses(words).peekable();
    while let Some(clause) = clauses.next() {
        let changes = iter::from_fn(|| clauses.next_if(|next| is_change(next, lexicon))).count();
        let changes = || changes > 0 && !opens_work(clause, lexicon);
        all += 1;
        let stands = || is_state(clause, lexicon) && !obliges(clause, lexicon);
        states += usize::from(stands() || is_level(clause, lexicon) || changes());
    }
    states * 2 > all
}

/// Whether `clause` says what somebody has to do: 各地要稳定播种面积、提高单产水平; not 主要污染物….
fn obliges(clause: &str, lexicon: &Lexicon) -> bool {
    // 主要, 需要, 只要
    const OTHER: [char; 6] = ['主', '重', '首', '需', '只', '必'];
    let mut duties = clause.match_indices('要').filter(|&(at, _)| !clause[..at].ends_with(OTHER));
    duties.any(|(at, duty)| acts(&clause[at + duty.len()..], lexicon))
}

/// Whether `clause` says only by how much the one before it changes: 增长10%, 同比增加0.24亿元.
fn is_change(clause: &str, lexicon: &Lexicon) -> bool {
    let clause = clause.trim_start_matches("同比");
    let amount = says(clause, &["delta"], lexicon).map_or("", |verb| &clause[verb..]);
    let unit = ["以上", "左右"].iter().find_map(|side| amount.strip_suffix(side)).unwrap_or(amount);
    amount.starts_with(is_numeric) && unit.ends_with(['%', '％', '点', '元', '倍'])
}

/// What parts clauses from the one before, in either width.
const COMMAS: [char; 2] = ['，', ','];

/// The clauses of a sentence, without their marks. The comma of 1,200 parts none.
fn clauses(words: &str) -> impl Iterator<Item = &str> {
    let parts = |&(at, sign): &(usize, char)| {
        let number = words[at + sign.len_utf8()..].starts_with(is_digit);
        COMMAS.contains(&sign) && !(sign == ',' && number) || matches!(sign, '；' | ';')
    };
    let marks = signs(words).filter(parts);
    let ends = marks.chain([(words.len(), '。')]);
    let mut start = 0;
    let all = ends.map(move |(end, mark)| {
        let clause = words[start..end].trim_end_matches(['。', '；', ';']);
        start = end + mark.len_utf8();
        clause
    });
    // Nothing stands behind the mark that ends a sentence.
    all.filter(|clause| !clause.is_empty())
}

/// Whether `clause` says to what level something comes: 贷款余额同比增长15%以上. It does not open with what is to be done for it.
fn is_level(clause: &str, lexicon: &Lexicon) -> bool {
    (comes_to_level(clause, lexicon) || names_level(clause, lexicon))
        && !opens_work(clause, lexicon)
        && !clause.starts_with('将')
}

/// The longest unit, in characters: 亿吨标准煤.
const LONGEST_UNIT: usize = 6;

/// Whether an indicator and the side of its value are all of `clause`: 粮食产量1.4万亿斤左右.
fn names_level(clause: &str, lexicon: &Lexicon) -> bool {
    let side = ["左右", "以上", "以下", "以内"].iter().find_map(|side| clause.strip_suffix(side));
    let Some(amount) = side else { return false };
    let number = amount.trim_end_matches(|c| !is_numeric(c));
    let unit = &amount[number.len()..];
    let name = number.trim_end_matches(|c| is_numeric(c) || c == '.');
    let heads = lexicon.table(List::IndicatorHeads);
    let mut heads = name.chars().next_back().into_iter().flat_map(|last| heads.ending(last));
    unit.chars().count() <= LONGEST_UNIT && heads.any(|head| name.ends_with(head.word()))
}

/// Whether `amount` only describes the noun that closes its clause: 500万元的经费支持, 10万立方米的水库, but 5%的增长.
fn describes(amount: &str, lexicon: &Lexicon) -> bool {
    let Some((unit, noun)) = amount.trim_start_matches(is_numeric).split_once('的') else {
        return false;
    };
    unit.chars().count() <= LONGEST_UNIT && !noun.is_empty() && !is_pace(noun, lexicon)
}

/// Whether a verb of level or change stands within `clause` before its last number, which no noun follows: not 给予不超过10%的支持.
fn comes_to_level(clause: &str, lexicon: &Lexicon) -> bool {
    let numbers = signs(clause).filter(|&(_, c)| is_numeric(c));
    let Some((number, _)) = numbers.last() else { return false };
    if describes(&clause[number..], lexicon) {
        return false;
    }
    let mut within = clause[..number].char_indices().skip(1);
    // 下达 is no 达.
    let part = |at: usize| {
        let first = clause[..at].chars().next_back().map_or(0, char::len_utf8);
        says(&clause[at - first..], &["none"], lexicon).is_some()
    };
    within.any(|(at, _)| says(&clause[at..], &["level", "delta"], lexicon).is_some() && !part(at))
}
