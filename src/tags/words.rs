//! The words of `clause-words.tsv` in a measure, by what they do there.

use std::ops::Range;

use super::reading::Reading;
use crate::lexicon::{Lexicon, List, does};

does! {
    /// A year behind it only describes what follows: 完成2022年民生实事.
    Takes = "takes",
    /// The time of a plan behind it is what a document is about: 提出了“十四五”时期的目标.
    Tells = "tells",
    /// A year before it bounds what is done.
    Acts = "acts",
    /// A bare year before it is a time by which.
    Reaches = "reaches",
    /// A year before it is part of a name: 2022年冬奥会.
    Names = "names",
    /// A year behind it is one to compare with: 比2020年.
    Compares = "compares",
    /// So is a year before it: 2020年相比.
    Compared = "compared",
    /// The name of a kind of document.
    Document = "document",
    /// What is done to a document.
    Writes = "writes",
    /// It tells what has been.
    Past = "past",
    /// What has been reached.
    Done = "done",
    /// What a share of something is to do.
    Acting = "does",
    /// Money or points are given.
    Given = "given",
    /// It names a sum that is given.
    Sum = "sum",
    /// Money is paid, or not.
    Paid = "paid",
    /// A number behind it is a limit.
    Forbidden = "forbidden",
    /// It counts no things.
    Abstract = "abstract",
    /// It names a course, an aim or a picture, of which something else is said.
    Course = "course",
    /// It is no thing, unless one follows.
    Field = "field",
    /// A thing of weight.
    Thing = "thing",
    /// What is built in classes.
    Classed = "classed",
    /// Whom a plan covers.
    Covered = "covered",
    /// A feast or a season before which work may be due: 春节前.
    Feast = "feast",
    /// Work ends with it, behind the time in which it is to.
    Finishes = "finishes",
    /// An action comes again in it: 每季度.
    Every = "every",
    /// A season that work may fall into: 采暖季.
    Season = "season",
    /// It points at the year of the plan: 今年内.
    ThisYear = "this-year",
    /// Behind the name of a five-year plan it is its last year: 末.
    PlanEnd = "plan-end",
    /// Behind that name it is its time, or a part of it: 时期.
    PlanPart = "plan-part",
    /// Work begins with it, behind a time that says no year: 开展.
    Starts = "starts",
    /// It stands between such a time and the end of work: 如期.
    Wholly = "wholly",
    /// What it says behind a year and 后 is from then on: 不再.
    Onward = "onward",
    /// A time of which the plan says elsewhere when it is: 近期.
    Horizon = "horizon",
    /// As many years behind it as the plan has are all of it: 今后.
    Ahead = "ahead",
    /// After as many years behind it something is so: 用.
    Used = "used",
    /// It introduces a list of what is to be by the time before it: 目标.
    Announces = "announces",
    /// It tells of the years of the plan: 规划期限.
    Period = "period",
    /// So many things come to it at the end of a clause.
    Comes = "comes",
    /// A step of a work, which may have an amount of its own.
    Step = "step",
    /// It holds what is done and to what: 造林, 退耕还湿.
    Itself = "itself",
    /// There is to be no less of it than what is to be kept.
    Least = "least",
    /// There is to be no more of it.
    Most = "most",
    /// A length behind it is the size of something.
    Size = "size",
    /// A word that begins like a connective: 并网.
    Begins = "begins",
    /// A word that holds a connective: 饱和.
    Holds = "holds",
    /// A year of scope behind it only describes what follows: 公布我市2025年标准.
    Aspect = "aspect",
    /// Whose the year behind it is: 我市.
    Scope = "scope",
    /// All things of the plan: 全省.
    All = "all",
    /// It is work on each thing that it is done to: 改造.
    Mends = "mends",
    /// It is a service to each person: 培训.
    Cares = "cares",
    /// It is a rule for those whom it covers: 总量控制.
    Caps = "caps",
    /// A village or a quarter of a town.
    Quarter = "quarter",
    /// A village or a quarter that is itself what is counted before the work on it: 行政村.
    Settled = "settled",
    /// One who acts, or a project.
    Body = "body",
    /// What those who come must have: 至少有3名专职人员.
    Asked = "asked",
    /// A number behind it is a rate, a rule or the most: 按, 每, 最高.
    Idle = "idle",
    /// An area behind it is what there is: 国土面积.
    Area = "area",
    /// A time behind it is how long a work takes: 工期.
    Term = "term",
    /// A level that nobody names, from which points behind it are counted: 全省平均.
    Average = "average",
    /// A number behind it is about so much: 约.
    Nearly = "nearly",
    /// What follows behind a comma explains the number: ，包括.
    Explains = "explains",
    /// What a number is the level of, behind 的: 的目标.
    Aim = "aim",
    /// What a number is a rule or a basis of, behind 的: 的标准.
    Norm = "norm",
    /// What a rule or a basis begins with: 按照.
    Basis = "basis",
    /// One thing, of which a length behind it is the size: 一条.
    One = "one",
    /// What each is given, behind it: 每个.
    Each = "each",
    /// The most that is given: 最高.
    Highest = "highest",
    /// Money that is spent on something: 总投资.
    Invested = "invested",
    /// Money that others are to spend: 带动.
    Drawn = "drawn",
    /// Before what is promised, in the midst of a clause: 力争.
    Strives = "strives",
    /// Begins a bracket that is no part of a name: （含5个矿山）.
    Remark = "remark",
    /// Stands before an indicator and is no part of it: 推动.
    Precedes = "precedes",
    /// Stands behind an indicator and is no part of it: 继续.
    Trails = "trails",
    /// A word that ends like a preposition: 存在.
    Ends = "ends",
    /// Compares with the year before: 比上年.
    Yearly = "yearly",
    /// Ends like a quantity and names none: 超低能耗.
    Quality = "quality",
    /// A clause that ends with it, behind a word of `drafts`, promises a text: 方案.
    Paper = "paper",
    /// A text or a rule is made: 编制.
    Drafts = "drafts",
    /// What is done for what is promised, in a clause that begins with 为: 提供.
    Serves = "serves",
    /// What is promised is only what something goes with: 相适应的.
    Fits = "fits",
    /// A word that begins with 对 as no preposition does: 对外.
    Toward = "toward",
    /// Stands before what is done and is no part of it: 实施.
    Carries = "carries",
    /// A verb before what is realised, of which the name stands behind it: 支持银行实现….
    Realises = "realises",
    /// Behind a number, which is the least: 以上.
    Floor = "floor",
    /// Behind a number, which is the most: 以内.
    Ceiling = "ceiling",
    /// Behind a number, which is about so much: 左右.
    Roughly = "roughly",
    /// Years behind it are how long something is, and no date: 延长到11年.
    Longer = "longer",
    /// A small number in Chinese signs behind it is meant: 建成两座.
    Built = "built",
    /// So is one of bodies: 培育三家企业.
    Won = "won",
    /// How the name of a programme ends, which may begin with a round number: 百万头肉牛行动.
    Programme = "programme",
    /// A scale alone behind it counts one: 突破万亿元.
    Passes = "passes",
    /// A further number behind it is how long what was counted is: 支渠98条长119公里.
    Length = "length",
    /// A kind of place, which alone is no indicator: 农村.
    Region = "region",
    /// A sum of what was named before: 总数.
    Total = "total",
    /// How the indicator before it changes: 逐年.
    Manner = "manner",
    /// Looks like one of these and is a limit: 以上.
    Limits = "limits",
    /// A level that others set: 不低于上级下达任务.
    Set = "set",
    /// Sums up a list of indicators: 等主要指标.
    Sums = "sums",
    /// What is said is of each of a list: 均.
    Apiece = "apiece",
    /// How fast the members of a list grow, said of the last: 增速.
    Pace = "pace",
    /// What is behind it is to be kept: 守住.
    Keeps = "keeps",
    /// Behind a number and 的 it is how much more there is to be: 的增速.
    Grows = "grows",
    /// Behind a number and 的 it is how much less there is to be: 的降幅.
    Falls = "falls",
    /// What a count is of, between the verb and the number: 全县, 剩余.
    Among = "among",
    /// The number behind it is the least: 至少.
    Fewest = "fewest",
    /// Behind a number it leaves the number the end of what is said: 大关.
    Closes = "closes",
    /// So does this behind 的: 的目标.
    Rounds = "rounds",
    /// Work that opens the name of what a level is of: 新建再生水生产能力达到….
    Building = "building",
    /// Work that begins another member of a list: 升级改造.
    Further = "further",
    /// Those of whom a bare number of 万 is: 就业人员.
    People = "people",
    /// For whom or where something is done, before the verb: 围绕.
    Setting = "setting",
    /// How a work is done, before its verb: 有序.
    Way = "way",
    /// With a task before it alone it names something about that, and no work: 改造费用.
    About = "about",
    /// Makes things better, or more of a quantity: 提升.
    Betters = "betters",
    /// Names a work with 工程 behind it: 养护.
    Kind = "kind",
    /// A noun that begins with it is a rate: 每千人口.
    Per = "per",
    /// What is counted is to do it, or where: 参与.
    Goes = "goes",
    /// A capacity is to be there: 形成.
    Has = "has",
    /// A capacity is to be added: 新增.
    Adds = "adds",
    /// So many things are to come to what is said of them: 推动.
    Brings = "brings",
    /// So do at least so many things that are to reach something: 争创.
    Rises = "rises",
    /// What is sought at higher bodies: 资金.
    Funds = "funds",
    /// A number behind it is whom the work reaches: 惠及.
    Reached = "reached",
    /// A unit of length.
    Lengths = "lengths",
    /// A unit that structures are counted in: 座.
    Structure = "structure",
    /// A noun and its number behind it are promised: 全年.
    Meant = "meant",
    /// Begins a bracket of parts: （其中高速公路7000公里）.
    Part = "part",
    /// What a share of something is to have or to be rid of: 通公路.
    Having = "having",
    /// Something is done to what is named behind 对: 进行.
    Performs = "performs",
    /// Begins what is done to so many things: 对30家企业实施改造.
    Treats = "treats",
}

/// Tells the words of the table apart by what they do.
pub(super) fn prepare(lexicon: &Lexicon) {
    lexicon.table(List::ClauseWords).words(Does::NAMES);
}

/// The end of the longest word at `at` that does `what`.
pub(super) fn word(reading: &Reading, lexicon: &Lexicon, at: usize, what: Does) -> Option<usize> {
    let words = what.words(lexicon.table(List::ClauseWords)).beginning(reading.at(at));
    let here = words.filter(|word| reading.starts(at, word));
    here.map(|word| at + word.chars().count()).max()
}

/// The start of the longest word before `at` that does `what`.
pub(super) fn word_before(
    reading: &Reading,
    lexicon: &Lexicon,
    at: usize,
    what: Does,
) -> Option<usize> {
    let words = what.words(lexicon.table(List::ClauseWords));
    if !words.lasts.may_hold(reading.before(at)) {
        return None;
    }
    let here = words.iter().filter(|word| reading.ends(at, word));
    here.map(|word| at - word.chars().count()).min()
}

/// Whether a word that does `what` stands in `range`.
pub(super) fn holds(reading: &Reading, lexicon: &Lexicon, range: Range<usize>, what: Does) -> bool {
    holds_where(reading, lexicon, range, what, |_| true)
}

/// Whether a word that does `what` stands in `range` at a place that `counts`.
pub(super) fn holds_where(
    reading: &Reading,
    lexicon: &Lexicon,
    range: Range<usize>,
    what: Does,
    counts: impl Fn(usize) -> bool,
) -> bool {
    let end = range.end;
    let firsts = &what.words(lexicon.table(List::ClauseWords)).firsts;
    let ends_within = |at| word(reading, lexicon, at, what).is_some_and(|next| next <= end);
    reading.places(range, firsts).any(|at| ends_within(at) && counts(at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::all_do;

    #[test]
    fn every_word_of_the_table_does_something() {
        let lexicon = Lexicon::shipped();
        let table = lexicon.table(List::ClauseWords);
        all_do(table, Does::NAMES);
    }

    #[test]
    fn words_at_and_before_a_place() {
        let lexicon = Lexicon::shipped();
        let text = "完成2022年冬奥会";
        let reading = Reading::of(text, crate::ground::Span::new(0, text.len()));
        assert_eq!(word_before(&reading, &lexicon, 2, Does::Takes), Some(0));
        assert_eq!(word(&reading, &lexicon, 7, Does::Names), Some(10));
        assert!(holds(&reading, &lexicon, 0..10, Does::Names));
        assert!(!holds(&reading, &lexicon, 0..9, Does::Names));
    }
}
