//! The grammar of promises: how a number, a verb and a noun stand together.
//!
//! | rule | reads |
//! |---|---|
//! | `sign` | 森林覆盖率≥65% |
//! | `level` | 森林覆盖率达到46％, 细颗粒物浓度控制在27微克／立方米以下 |
//! | `striven` | 达到95%，力争100% |
//! | `change` | 单位GDP能耗比2020年下降14％, 经济总量翻一番 |
//! | `work` | 新建200家绿色工厂 |
//! | `summed` | 新建甲、乙等10处工程 |
//! | `work-again` | 改造小区100个，2025年改造120个 |
//! | `finished` | 确保20个项目竣工投产, 帮助500名失业人员实现再就业 |
//! | `treated` | 对30家企业实施改造 |
//! | `led` | 推进100公里管网改造 |
//! | `work-amount` | 建成加氢站40座, 造林5万亩, 争取上级资金5亿元 |
//! | `capacity` | 形成年产20万吨甲醇生产能力 |
//! | `list` | 建成加氢站40座、充电桩16万个 |
//! | `part` | 公路总里程达到21万公里（其中高速公路7000公里） |
//! | `size` | 新建桥梁3座，长20公里: no promise |
//! | `nominal` | 粮食产量700亿斤以上 |
//! | `share` | 70％的县级党政机关建成节约型机关, 新建建筑100％执行绿色建筑标准, 覆盖90%以上的乡镇 |

mod after;
mod capacity;
mod coming;
mod further;
mod nominal;
mod part;
mod share;
mod task;
mod work;

use std::ops::Range;

use self::after::after;
use self::capacity::capacity;
use self::coming::{gained, itself, realised, sought, stepped};
use self::further::{again, lent, list, sloganed, striven};
use self::nominal::nominal;
use self::part::part;
pub(super) use self::part::{PART, parts};
use self::share::{covering, share};
use self::task::{led, summed, treated};
use self::work::{past_chain, work, work_amount};
use super::indicator::is_whole;
use super::noun::{has_head, head, trimmed};
use super::page::{Page, Role, Verb};
use super::quantity::{Quantity, UnitKind};
use crate::lexicon::DIVISION_ENDS;
use crate::tags::words::Does;
use crate::tags::{Bound, Change};

/// The rule of a number that only tells how long or wide what stands before it is.
pub(super) const SIZE: &str = "size";

/// How a number stands in its sentence.
#[derive(Clone, Debug)]
pub(super) struct Frame {
    /// What it is of; empty where it is of the same as the number before.
    pub noun: Range<usize>,
    /// Whether a level or a change is promised.
    pub change: Change,
    /// Which side is meant.
    pub bound: Bound,
    /// The verb and the words that shade it, in order.
    pub words: Vec<Range<usize>>,
    /// The name of the rule.
    pub rule: &'static str,
    /// The place after all of it.
    pub end: usize,
}

/// What stands left of a number, up to its verb.
struct Approach {
    /// The place where what has been read so far begins.
    start: usize,
    /// The side that the words read so far mean.
    bound: Option<Bound>,
    /// Those words.
    words: Vec<Range<usize>>,
}

/// Reads how numbers stand in their sentence, if they stand so.
type Rule = fn(scene: &Scene<'_>) -> Option<Frame>;

/// The frame of the numbers `values`, whose sentence begins no earlier than `from`; `last` is the frame before it.
pub(super) fn frame(
    page: &Page<'_>,
    values: &[Quantity],
    from: usize,
    last: Option<&Frame>,
) -> Option<Frame> {
    let (first, end) = (values.first()?, values.last()?.end);
    let scene = Scene { page, first, end, from, last };
    let readers: [Rule; 23] = [
        summed,
        sign,
        capacity,
        level,
        moved,
        striven,
        realised,
        change,
        work,
        lent,
        sloganed,
        again,
        treated,
        led,
        work_amount,
        itself,
        gained,
        sought,
        stepped,
        list,
        covering,
        nominal,
        share,
    ];
    // 推进甲、乙等3个项目: only what is to be built or finished is more than an example.
    let of_examples: [Rule; 4] = [summed, realised, treated, work_amount];
    let examples = page.reading.before(first.range.start) == '等';
    let readers: &[Rule] = match (page.is_open(first.range.start), examples) {
        (false, _) => &[part],
        (true, true) => &of_examples,
        (true, false) => &readers,
    };
    let frame = readers.iter().find_map(|read| read(&scene))?;
    // 滩涂约占全国的95%: what there is.
    if !page.dated && page.reading.holds(frame.noun.clone(), &["约占"]) {
        return None;
    }
    // 比全省高1个百分点: how far it is from another.
    let apart = matches!(page.reading.before(frame.noun.end), '高' | '低' | '快' | '慢');
    if apart && page.reading.holds(frame.noun.clone(), &["比"]) {
        return None;
    }
    if is_rule_for_each(&scene, &frame) {
        return None;
    }
    let better = is_bettered(&scene, &frame).then_some(Change::To);
    let change = pace(page, end).or(better).unwrap_or(frame.change);
    let bound = kept(page, &frame)?;
    Some(Frame { change, bound, ..frame })
}

/// Whether a count is how many there are to be of something in each, or an amount how much each of what stands before has: 每支队伍不少于50人,
/// but 每千人口拥有3名; 每个面积不少于5亩.
fn is_rule_for_each(scene: &Scene<'_>, frame: &Frame) -> bool {
    let (page, noun) = (scene.page, &frame.noun);
    let each = page.word(noun.start, Does::Each);
    // 全市每个乡镇配备消防员不少于10人
    let every = noun.clone().find(|&at| page.reading.at(at) == '每');
    if !matches!(frame.rule, "level" | "list" | "nominal") || each.or(every).is_none() {
        return false;
    }
    match head(page, noun) {
        Some(head) => each == Some(head.start),
        None => {
            let rate = every.is_some_and(|at| is_rate(page, &(at..noun.end)));
            scene.first.kind == UnitKind::Count && !rate
        }
    }
}

/// Whether so many things are made better and no more of them: 提升公路10公里, but 提升绿化面积10公顷.
fn is_bettered(scene: &Scene<'_>, frame: &Frame) -> bool {
    let things = matches!(scene.first.kind, UnitKind::Count | UnitKind::Extent);
    let betters = |w: &Range<usize>| scene.page.word(w.start, Does::Betters) == Some(w.end);
    things && frame.words.iter().any(betters) && !has_head(scene.page, &frame.noun)
}

/// The side that `frame` means. Of what is to be kept the noun tells it (守住耕地红线, 严守用水总量); where it does not, nothing is
/// promised: 严守48小时处置时限.
fn kept(page: &Page<'_>, frame: &Frame) -> Option<Bound> {
    let keeps = |w: &Range<usize>| page.word(w.start, Does::Keeps).is_some();
    if !frame.words.iter().any(keeps) {
        return Some(frame.bound);
    }
    let of = |what| page.holds_word(frame.noun.clone(), what);
    let sides = [(Does::Least, Bound::AtLeast), (Does::Most, Bound::AtMost)];
    sides.into_iter().find(|&(what, _)| of(what)).map(|(_, bound)| bound)
}

/// The change that a noun after the number names: 保持5%的增长速度.
fn pace(page: &Page<'_>, end: usize) -> Option<Change> {
    let at = Some(end + 1).filter(|_| page.reading.at(end) == '的')?;
    let ways = [(Does::Grows, Change::IncreaseBy), (Does::Falls, Change::DecreaseBy)];
    ways.into_iter().find(|&(what, _)| page.word(at, what).is_some()).map(|(_, change)| change)
}

/// What a rule reads: numbers, the place after them, and where their sentence begins.
struct Scene<'a> {
    page: &'a Page<'a>,
    first: &'a Quantity,
    end: usize,
    from: usize,
    last: Option<&'a Frame>,
}

impl Scene<'_> {
    /// The words between the sentence's start and the number that shade the promise: 约, 至少, 力争.
    fn approach(&self, start: usize) -> Approach {
        let start = self.past_scope(self.past_time(start));
        let mut approach = Approach { start, bound: None, words: Vec::new() };
        while let Some(verb) = self.page.verb_before(approach.start, self.from, Role::shades) {
            approach.bound = approach.bound.or(self.shade_bound(&verb.range));
            approach.start = self.past_scope(verb.range.start);
            approach.words.insert(0, verb.range.clone());
        }
        approach
    }

    /// Where a year begins, if it stands between the verb and a number at `start`: 提升到2025年的93%, 完成2025年30个小区改造.
    fn past_time(&self, start: usize) -> usize {
        let page = self.page;
        let end = start - usize::from(page.reading.before(start) == '的');
        let time = page.time(|time| time.end == end && time.start >= self.from);
        let behind = |at: usize| page.verb_before(at, self.from, Role::works).is_some();
        let time = time.filter(|time| end < start || behind(time.range.start));
        time.map_or(start, |time| time.range.start)
    }

    /// Where words that end at `start` begin which say of all of what a count is, behind a verb: 完成全县19座水库加固,
    /// 推进全市62处隐患点整治.
    fn past_scope(&self, start: usize) -> usize {
        let scope = self.page.word_before(start, Does::Among).filter(|&at| at >= self.from);
        let acts = |role: Role| role.works() || role.leads();
        let behind = |at: usize| self.page.verb_before(at, self.from, acts).is_some();
        scope.or_else(|| self.place(start)).filter(|&at| behind(at)).unwrap_or(start)
    }

    /// Where the name of a place begins that ends at `start`, right behind a verb, if what is counted there is named behind the number:
    /// 完成|青川县|15个卫生院建设, but 建设示范区3个.
    fn place(&self, start: usize) -> Option<usize> {
        const LONGEST: usize = 20;
        let page = self.page;
        if !DIVISION_ENDS.contains(&page.reading.before(start)) || self.closes() {
            return None;
        }
        let verb = |at: &usize| page.verb_before(*at, self.from, Role::works).is_some();
        let at = (start.saturating_sub(LONGEST).max(self.from)..start - 1).rfind(verb)?;
        is_verbless(page, &(at..start)).then_some(at)
    }

    /// The side that a shading word means.
    fn shade_bound(&self, range: &Range<usize>) -> Option<Bound> {
        let is = |what| self.page.word(range.start, what) == Some(range.end);
        let sides = [(Does::Nearly, Bound::About), (Does::Fewest, Bound::AtLeast)];
        sides.into_iter().find(|&(what, _)| is(what)).map(|(_, bound)| bound)
    }

    /// The words that shade a verb at `start`, as they stand before it.
    fn shades(&self, start: usize) -> Vec<Range<usize>> {
        self.approach(start).words
    }

    /// A frame whose verb is `verb` and whose noun stands before it.
    fn before(&self, verb: &Verb, approach: Approach, rule: &'static str) -> Frame {
        let noun = trimmed(self.page, self.from..verb.range.start);
        let (words, bound) = self.said(verb, approach);
        Frame { noun, change: verb.change, bound, words, rule, end: self.end }
    }

    /// The verb with the words that shade it, and the side that they mean: 至少建成, 达到约.
    fn said(&self, verb: &Verb, approach: Approach) -> (Vec<Range<usize>>, Bound) {
        let mut words = self.shades(verb.range.start);
        let shaded = words.iter().find_map(|word| self.shade_bound(word));
        words.push(verb.range.clone());
        words.extend(approach.words);
        (words, approach.bound.or(shaded).unwrap_or(verb.bound))
    }

    /// Whether the number closes its clause, so that it is no attribute of what follows: 达到80％, but not 达到80％的企业.
    fn closes(&self) -> bool {
        const NEXT: [&str; 9] = ["、", "和", "及", "与", "并", "且", "以及", "（", "）"];
        let (page, reading) = (self.page, self.page.reading);
        // 规模超过10万立方米（含）的水源, 产量高于2万吨或库容低于5万立方米的企业: classes.
        let clause = || self.end..reading.clause(self.end).end;
        let or = reading.at(self.end) == '或' && !reading.holds(clause(), &["的"]);
        let remark = reading.any(self.end, &["（含）", "（不含）"]);
        if remark.is_some_and(|(_, end)| reading.at(end).is_alphabetic()) {
            return false;
        }
        self.end >= reading.len()
            || or
            || reading.is_stop(self.end)
            || reading.any(self.end, &NEXT).is_some()
            || page.word(self.end, Does::Closes).is_some()
            || reading.at(self.end) == '的' && page.word(self.end + 1, Does::Rounds).is_some()
    }
}

/// 森林覆盖率≥65%: a sign instead of a verb.
fn sign(scene: &Scene<'_>) -> Option<Frame> {
    let at = scene.first.range.start;
    let bound = match scene.page.reading.before(at) {
        '≥' | '>' => Bound::AtLeast,
        '≤' | '<' => Bound::AtMost,
        '=' if scene.first.unit.is_some() => Bound::Exactly,
        _ => return None,
    };
    let noun = trimmed(scene.page, scene.from..at - 1);
    let words = std::iter::once(at - 1..at).collect();
    let frame = Frame { noun, change: Change::To, bound, words, rule: "sign", end: scene.end };
    scene.closes().then_some(frame)
}

/// 森林覆盖率达到46％: a state to reach.
fn level(scene: &Scene<'_>) -> Option<Frame> {
    let approach = scene.approach(scene.first.range.start);
    let verb = scene.page.verb_before(approach.start, scene.from, |r| r == Role::Level);
    let verb = verb.or_else(|| finished(scene, approach.start));
    let verb = verb.or_else(|| of_whole(scene, approach.start))?;
    if let Some(frame) = compared_level(scene, verb) {
        return Some(frame);
    }
    let frame = of_works(scene, scene.before(verb, approach, "level"));
    let plain = match scene.first.kind {
        UnitKind::Count => {
            frame.change != verb.change
                || !matches!(scene.page.reading.before(verb.range.end), '为' | '过')
                || is_passed(scene, verb, &frame.noun)
                || is_rate(scene.page, &frame.noun)
                || has_head(scene.page, &frame.noun)
        }
        // 铁钢比下降至0.75以下: what is measured so finely is no name.
        UnitKind::Bare => {
            let defined = scene.page.reading.ends(verb.range.end, "为");
            let fine = scene.first.value.fract() > 0.0 && !defined;
            fine || scene.first.unit.is_some() || has_head(scene.page, &frame.noun)
        }
        _ => true,
    };
    if !scene.closes() {
        return not_fewer(scene, verb);
    }
    plain.then_some(frame)
}

/// 提高普及率至95%, 压缩办理时间到3天: a change, what changes, and where it ends.
fn moved(scene: &Scene<'_>) -> Option<Frame> {
    let page = scene.page;
    let approach = scene.approach(scene.first.range.start);
    let to =
        approach.start.checked_sub(1).filter(|&at| matches!(page.reading.at(at), '至' | '到'))?;
    let verb = page.verb_at(trimmed(page, scene.from..to).start, |role| role == Role::Delta)?;
    let noun = trimmed(page, verb.range.end.min(to)..to);
    let (mut words, bound) = scene.said(verb, approach);
    words.push(to..to + 1);
    let told = noun.len() > 1 && scene.closes();
    let frame = Frame { noun, change: Change::To, bound, words, rule: "level", end: scene.end };
    told.then_some(frame)
}

/// Whether what is to pass a number is named at length, and no condition: 家电销售超过320万件, but 从业人员超过100人、收入超过1亿元的企业.
fn is_passed(scene: &Scene<'_>, verb: &Verb, noun: &Range<usize>) -> bool {
    let reading = &scene.page.reading;
    let rest = || scene.end..reading.clause(scene.end).end;
    let passed = noun.len() >= 4 && reading.words(verb.range.clone()) == "超过";
    passed && !reading.holds(rest(), &["的"])
}

/// 系统整合完成25％, 固定资产投资完成150亿元: what is to be finished of it, by the verb that ends at `end`.
fn finished<'s>(scene: &'s Scene<'_>, end: usize) -> Option<&'s Verb> {
    let page = scene.page;
    let verb = page.verb_before(end, scene.from, |r| r == Role::Work)?;
    let of = || {
        let noun = trimmed(page, scene.from..verb.range.start);
        noun.len() > 1 && scene.first.kind != UnitKind::Time && page.is_open(verb.range.start)
    };
    let amount = scene.closes() && (scene.first.kind == UnitKind::Share || of());
    (amount && page.reading.ends(verb.range.end, "完成")).then_some(verb)
}

/// 园区比例达到全部园区的50％: the verb before what a share that begins at `end` is of.
fn of_whole<'s>(scene: &'s Scene<'_>, end: usize) -> Option<&'s Verb> {
    let page = scene.page;
    let share = scene.first.kind == UnitKind::Share && scene.closes();
    let near = |v: &&Verb| v.role == Role::Level && v.range.start > scene.from && v.range.end < end;
    let verb = page.verbs().iter().rfind(near);
    let of =
        verb.filter(|v| share && page.reading.before(end) == '的' && end - v.range.end < 14)?;
    is_verbless(page, &(of.range.end..end)).then_some(of)
}

/// `frame` of what is to be built rather than of a noun that has the verb in it: 新建、改建和扩建再生水生产能力.
fn of_works(scene: &Scene<'_>, frame: Frame) -> Frame {
    let page = scene.page;
    let amount = matches!(scene.first.kind, UnitKind::Count | UnitKind::Extent | UnitKind::Rating);
    let start = past_whole(page, &frame.noun);
    let built = amount && page.word(start, Does::Building).is_some();
    let Some(verb) = page.verb_at(start, Role::works).filter(|_| built) else {
        return frame;
    };
    let noun = trimmed(page, past_chain(page, verb.range.end).min(frame.noun.end)..frame.noun.end);
    // 新建超低能耗建筑总面积达到500万平方米: a level of what is new.
    let reached = |w: &Range<usize>| page.reading.starts(w.start, "达");
    let level = verb.change == Change::IncreaseBy
        && frame.words.iter().any(reached)
        && has_head(page, &frame.noun);
    let named = noun.len() > 2 && frame.bound != Bound::AtMost && !level;
    if named { Frame { noun, change: verb.change, ..frame } } else { frame }
}

/// The place after 全市 and its like at the start of `noun`.
fn past_whole(page: &Page<'_>, noun: &Range<usize>) -> usize {
    let end = noun.end.clamp(noun.start, noun.start + 2);
    let whole = is_whole(&page.reading.words(noun.start..end));
    noun.start + if whole && noun.len() > 2 { 2 } else { 0 }
}

/// 配置不少于2辆新能源汽车, 突破20项关键技术: a count that is not to be less, and what is counted.
fn not_fewer(scene: &Scene<'_>, verb: &Verb) -> Option<Frame> {
    let bounds =
        ["不少于", "不低于"].contains(&scene.page.reading.words(verb.range.clone()).as_str());
    let counted = scene.first.kind == UnitKind::Count && scene.page.reading.at(scene.end) != '的';
    let approach = scene.approach(scene.first.range.start);
    let fewer = counted && (bounds || is_mastered(scene, verb));
    if fewer { after(scene, verb, approach) } else { None }
}

/// Whether `verb` opens its clause and says that so many things are to be mastered: 突破20项技术, 突破技术20项; but 产值突破….
fn is_mastered(scene: &Scene<'_>, verb: &Verb) -> bool {
    scene.first.kind == UnitKind::Count
        && scene.page.reading.starts(verb.range.start, "突破")
        && trimmed(scene.page, scene.from..verb.range.start).is_empty()
}

/// 实施超过150个项目, 提高到不低于90％: a word that compares, after the verb that promises.
fn compared_level(scene: &Scene<'_>, compare: &Verb) -> Option<Frame> {
    let approach = scene.approach(compare.range.start);
    let outer =
        scene.page.verb_before(approach.start, scene.from, |r| !r.shades() && !r.leads())?;
    let bounded =
        Approach { bound: Some(compare.bound), words: vec![compare.range.clone()], ..approach };
    match outer.role {
        Role::Level | Role::Delta if scene.closes() => {
            let rule = if outer.role == Role::Level { "level" } else { "change" };
            Some(scene.before(outer, bounded, rule))
        }
        Role::Work | Role::Task => after(scene, outer, bounded),
        _ => None,
    }
}

/// 能耗下降14％, 总量翻一番: a change.
fn change(scene: &Scene<'_>) -> Option<Frame> {
    let at = scene.first.range.start;
    if scene.page.reading.at(at) == '翻' {
        let noun = trimmed(scene.page, scene.from..at);
        let words = scene.shades(at);
        let frame = Frame {
            noun,
            change: Change::IncreaseBy,
            bound: Bound::Exactly,
            words,
            rule: "change",
            end: scene.end,
        };
        return scene.closes().then_some(frame);
    }
    let approach = scene.approach(at);
    let changes = |role| matches!(role, Role::Delta | Role::Work);
    let verb = scene.page.verb_before(approach.start, scene.from, changes)?;
    // 考虑电力需求增长1、…: the number of a note; 利用系数提高0.02 is a change.
    let bare = scene.first.kind == UnitKind::Bare && scene.first.unit.is_none();
    if bare && scene.first.value.fract() == 0.0 && scene.page.reading.at(scene.end) == '、' {
        return None;
    }
    if scene.closes() && verb.change != Change::To {
        let frame = scene.before(verb, approach, "change");
        return (verb.role == Role::Delta || !frame.noun.is_empty()).then_some(frame);
    }
    after(scene, verb, approach)
}

/// What joins the members of a list.
const LISTING: [&str; 5] = ["、", "以及", "和", "及", "与"];

/// Whether a noun is of so many heads: 每千人口拥有…, 全省每千人口拥有….
fn is_rate(page: &Page<'_>, noun: &Range<usize>) -> bool {
    page.word(past_whole(page, noun), Does::Per).is_some()
}

/// Whether no verb stands in `noun`.
fn is_verbless(page: &Page<'_>, noun: &Range<usize>) -> bool {
    page.verbs().iter().all(|v| v.range.end <= noun.start || v.range.start >= noun.end)
}
