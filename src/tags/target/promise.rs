//! Sentences of numbers → targets: lists of values and of nouns, 分别, values without a noun of their own, 从…提高到….

use std::ops::Range;

use super::due::{self, Due};
use super::frame::{Frame, PART, SIZE, frame};
use super::idle::{is_idle, is_paid, told};
use super::indicator;
use super::noun::{Joints, has_head, head, lent_name, members, trimmed};
use super::page::{Page, Role, Verb};
use super::quantity::{Quantity, UnitKind, quantities, quantity};
use crate::ground::numeral;
use crate::lexicon::{DIVISION_ENDS, List};
use crate::tags::words::Does;
use crate::tags::{Bound, Change, Deadline, Target};

/// What has been read of a measure so far.
struct Progress {
    /// The place after the last promise.
    from: usize,
    /// The last promise.
    last: Option<Frame>,
    /// What it was of.
    nouns: Vec<String>,
    /// The first of its values.
    value: Option<Quantity>,
}

/// Every target with a number, in order.
pub(super) fn read(page: &Page<'_>, deadlines: &[Deadline]) -> Vec<Target> {
    let mut targets = Vec::new();
    let mut progress = Progress { from: 0, last: None, nouns: Vec::new(), value: None };
    let mut origin = Vec::new();
    for values in groups(page, quantities(page)) {
        let promised = promised(page, &values, &mut progress, &origin);
        match &promised {
            Some(promise) => targets.extend(promise.targets(page, deadlines)),
            None => origin = values,
        }
    }
    targets
}

/// Quantities that stand in one list: 45.8％和45.22％.
fn groups(page: &Page<'_>, quantities: Vec<Quantity>) -> Vec<Vec<Quantity>> {
    let mut groups: Vec<Vec<Quantity>> = Vec::new();
    for quantity in quantities {
        match groups.last_mut() {
            Some(group) if follows(page, &group[group.len() - 1], &quantity) => {
                group.push(quantity)
            }
            _ => groups.push(vec![quantity]),
        }
    }
    groups
}

/// Whether `next` stands right after `last` in a list of values: of one kind, or after 分别.
fn follows(page: &Page<'_>, last: &Quantity, next: &Quantity) -> bool {
    // 清淤支渠98条长119公里; but 3条长50公里的绿道 describes what is counted.
    let long = page.word(last.end, Does::Length);
    if long.unwrap_or(last.end) == next.range.start {
        let describes = long.is_some() && page.reading.at(next.end) == '的';
        return !describes && is_one_work(page, last, next);
    }
    let joint = page.reading.any(last.end, &["、", "以及", "和", "与", "及"]);
    let clause = page.reading.clause(last.range.start);
    let parted = || page.reading.holds(clause.start..last.range.start, &["分别"]);
    let alike = last.kind == next.kind || last.unit.is_none() || next.kind == UnitKind::Point;
    let mixed = || is_amount(last) && is_amount(next) && is_bare(page, next.end);
    joint.is_some_and(|(_, at)| at == next.range.start)
        && (alike || parted() || mixed())
        && !is_class(page, next)
}

/// Whether a round sum in Chinese signs says how large what follows is: 百亿元以上产业链.
fn is_class(page: &Page<'_>, quantity: &Quantity) -> bool {
    let round = !page.reading.at(quantity.range.start).is_ascii_digit();
    round && quantity.kind == UnitKind::Money && page.reading.at(quantity.end).is_alphabetic()
}

/// Whether two numbers side by side are both of one work: 建成12条759公里高速公路, 新建管网3处25公里, 改造小区25个1697户; but 1个10万亩茶叶大县.
fn is_one_work(page: &Page<'_>, last: &Quantity, next: &Quantity) -> bool {
    let unit =
        |q: &Quantity, units: &[&str]| q.unit.as_deref().is_some_and(|unit| units.contains(&unit));
    let road = unit(last, &["条", "段"]) && unit(next, &["公里", "千米"]);
    let amounts = is_amount(last) && is_amount(next) && last.unit != next.unit;
    let third = || quantity(page, next.end).is_some_and(|third| is_one_work(page, next, &third));
    amounts && (road || is_bare(page, next.end) || third())
}

/// Whether a number tells how much work there is.
fn is_amount(quantity: &Quantity) -> bool {
    matches!(quantity.kind, UnitKind::Count | UnitKind::Extent)
}

/// Whether a number tells how much work or money there is.
fn is_sum(quantity: &Quantity) -> bool {
    is_amount(quantity) || quantity.kind == UnitKind::Money
}

/// Whether no noun follows a number that ends at `end`: 49个、256万平方米、3.2万户。
fn is_bare(page: &Page<'_>, end: usize) -> bool {
    let listed = page.reading.at(end) == '、' && page.reading.at(end + 1).is_ascii_digit();
    listed || end >= page.reading.len() || page.reading.is_stop(end)
}

/// Numbers with their frame and what they are of.
struct Promise {
    frame: Frame,
    values: Vec<Quantity>,
    nouns: Vec<String>,
    /// Where a name ends that a later number lends them.
    lent: usize,
    /// What it was before, of each value where it is said.
    base_values: Vec<f64>,
}

/// The promise that `values` make, if they make one.
fn promised(
    page: &Page<'_>,
    values: &[Quantity],
    progress: &mut Progress,
    origin: &[Quantity],
) -> Option<Promise> {
    let at = values[0].range.start;
    let clause = page.reading.clause(at);
    if is_idle(page, &clause, &values[0]) {
        return None;
    }
    let frame = frame(page, values, clause.start.max(progress.from), progress.last.as_ref())?;
    if is_paid(page, &clause, &values[0], &frame) {
        return None;
    }
    if let Some(start) = told(page, &clause, &values[0]) {
        // 去年覆盖率为45%，到2030年达到60%: it says what the next number is of.
        let (noun, _) = without_origin(page, frame.noun.clone(), origin);
        let noun = start.max(noun.start).min(noun.end)..noun.end;
        progress.nouns = nouns(page, noun, values.len(), &frame);
        progress.from = frame.end;
        return None;
    }
    if frame.rule == SIZE {
        // It promises nothing, and the list goes on behind it.
        progress.from = frame.end;
        progress.last = progress.last.take().map(|last| Frame { end: frame.end, ..last });
        return None;
    }
    let before = progress.value.as_ref();
    // 学校10所（含民办2所，面积30亩）: an amount of something else is no part.
    if frame.rule == PART
        && is_sum(&values[0])
        && before.is_none_or(|before| before.kind != values[0].kind)
    {
        return None;
    }
    let alike = before.is_some_and(|before| before.unit == values[0].unit);
    let frame = as_before(page, frame, progress.last.as_ref());
    let (range, base_values) = without_origin(page, frame.noun.clone(), origin);
    // 分别占全国的10％和8％: the share of what is not said.
    let is_share = page.reading.any(range.start, &["占", "分别占"]).is_some();
    if is_share && !has_head(page, &range) {
        return None;
    }
    let nouns = match nouns(page, range, values.len(), &frame) {
        found if found.is_empty() => {
            let nearer = earlier_noun(page, &clause, progress.from).map(|noun| vec![noun]);
            nearer.or_else(|| Some(progress.nouns.clone()).filter(|n| !n.is_empty()))?
        }
        found if alike => with_subject(page, found, &frame, &progress.nouns),
        found => found,
    };
    let lent = lent_name(page, &without_summary(page, frame.noun.clone()));
    let (last, value) = (Some(frame.clone()), values.first().cloned());
    *progress = Progress { from: frame.end, last, nouns: nouns.clone(), value };
    let lent = lent.map_or(0, |name| name.end);
    Some(Promise { frame, values: values.to_vec(), nouns, lent, base_values })
}

/// `nouns`, or where they are only another place, that place with what the number before was of: 全省PM2.5浓度降到25微克/立方米，某市
/// 降到30微克/立方米; 新增规上企业30家、总数达360家.
fn with_subject(
    page: &Page<'_>,
    nouns: Vec<String>,
    frame: &Frame,
    before: &[String],
) -> Vec<String> {
    let ([noun], [last]) = (nouns.as_slice(), before) else { return nouns };
    if page.words(Does::Total).hold(noun) {
        // 企业总数达到300家，2030年总数达到400家: of the same.
        return vec![if last.ends_with(noun) { last.clone() } else { format!("{last}{noun}") }];
    }
    let place = |c: char| DIVISION_ENDS.contains(&c) || matches!(c, '镇' | '乡');
    let name = noun.trim_end_matches(['）', ')', '、']);
    let alone = frame.rule == "level"
        && (name.ends_with(place) || page.words(Does::Region).close(name))
        && !has_head(page, &frame.noun)
        && noun.chars().count() <= 16;
    // 城市市政管网: the first sign of a word is no end of a place.
    let whole =
        |at: &usize| !last[at + '市'.len_utf8()..].starts_with(['政', '场', '民', '容', '域']);
    let mut ends = last.match_indices(place).map(|(at, _)| at).filter(whole);
    let of = ends.next_back().map(|at| at + '市'.len_utf8()).filter(|&at| last.len() - at >= 9);
    let of = last[of.unwrap_or(0)..].trim_start_matches('）');
    if alone && !of.ends_with(place) { vec![format!("{noun}{of}")] } else { nouns }
}

/// `frame` as the last one where it has no noun: …降低13.5％，并力争达到14％ is a change as well.
fn as_before(page: &Page<'_>, frame: Frame, last: Option<&Frame>) -> Frame {
    // 压缩一半，分别减至1个月: the verb says itself that this is where it ends.
    let lands = |w: &Range<usize>| {
        let reached = page.reading.ends(w.end, "达到");
        page.reading.ends(w.end, "至") || page.reading.ends(w.end, "到") && !reached
    };
    let level = |last: &&Frame| {
        let strives = frame.noun.is_empty() && frame.words.len() > 1;
        let strives = strives && !frame.words.iter().any(lands);
        let changed = last.rule == "change" || last.rule.starts_with("work");
        // 新增充电站不低于350座、充电桩不低于20000个: both are new.
        let listed = last.rule == "level"
            && last.change == Change::IncreaseBy
            && frame.noun.start == last.end + 1
            && frame.bound == last.bound;
        frame.rule == "level" && frame.change == Change::To && (strives && changed || listed)
    };
    let change = last.filter(level).map_or(frame.change, |last| last.change);
    Frame { change, ..frame }
}

/// `noun` without 从62％ at its end, and that number: 由62％提高到65％, 由62％，到2030年提高到65％. Several that are all of it are what was before as
/// well: 比2020年的25万吨、3万吨分别减少8％、6％.
fn without_origin(
    page: &Page<'_>,
    noun: Range<usize>,
    origin: &[Quantity],
) -> (Range<usize>, Vec<f64>) {
    let end = page.reading.any_before(noun.end, &["分别"]).map_or(noun.end, |(_, at)| at);
    let (Some(first), Some(last)) = (origin.first(), origin.last()) else {
        return (noun, Vec::new());
    };
    let only_time = || trimmed(page, last.end + 1..end.max(last.end + 1)).is_empty();
    let apart = noun.is_empty() && page.reading.at(last.end) == '，' && only_time();
    let before =
        if apart { page.reading.clause(first.range.start).start..end } else { noun.clone() };
    if last.end != end && !apart || first.range.start < before.start {
        return (noun, Vec::new());
    }
    let values = origin.iter().map(|q| q.value).collect();
    if first.range.start == noun.start {
        return (noun.start..noun.start, values);
    }
    let word = before.clone().find(|&i| matches!(page.reading.at(i), '从' | '由'));
    match word.filter(|&i| i < first.range.start) {
        Some(i) => (trimmed(page, before.start..i), values),
        None => (noun, Vec::new()),
    }
}

/// The noun of the clause before, where a clause has none and that one no number of its own: 森林覆盖率，到2025年达到46％;
/// 签约率以每年2个百分点的速度提升，到2025年达到40％.
fn earlier_noun(page: &Page<'_>, clause: &Range<usize>, from: usize) -> Option<String> {
    let before = page.reading.clause(clause.start.checked_sub(2)?);
    if before.start < from {
        return None;
    }
    let before = before.start..level_in_words(page, &before).unwrap_or(before.end);
    let whole = without_change(page, trimmed(page, before.clone()));
    let headed = || {
        // 规模以上企业: no way in which it changes.
        let limit = |end: usize| page.word(end, Does::Limits).is_some();
        let changes = |end: usize| page.word(end, Does::Manner).is_some() && !limit(end);
        let ends = (before.start + 2..before.end).filter(|&end| changes(end));
        ends.map(|end| trimmed(page, before.start..end)).find(|range| has_head(page, range))
    };
    let range = Some(whole).filter(|range| has_head(page, range)).or_else(headed)?;
    Some(words(page, range))
}

/// Where a level that others set stands in `clause`, behind what has it: 岸线保有率|不低于上级下达任务.
fn level_in_words(page: &Page<'_>, clause: &Range<usize>) -> Option<usize> {
    page.word_before(clause.end, Does::Set)?;
    let named = |v: &&Verb| has_head(page, &(clause.start..v.range.start));
    let mut levels = page.verbs().iter().filter(|v| v.role == Role::Level);
    let level = levels.find(|v| clause.contains(&v.range.start) && named(v))?;
    Some(level.range.start)
}

/// `noun` without a change at its start: 持续提高铁路运输比例.
fn without_change(page: &Page<'_>, noun: Range<usize>) -> Range<usize> {
    let verb = page.verb_at(noun.start, |role| role == Role::Delta);
    let end = verb.map_or(noun.start, |verb| verb.range.end);
    if end < noun.end { end..noun.end } else { noun }
}

/// The nouns that `count` numbers are of: as many, or one.
fn nouns(page: &Page<'_>, range: Range<usize>, count: usize, frame: &Frame) -> Vec<String> {
    if range.is_empty() {
        return Vec::new();
    }
    let range = without_summary(page, range);
    if let Some(name) = lent_name(page, &range) {
        return vec![words(page, range) + &words(page, name)];
    }
    let members = if count > 1 { parted(page, &range, count) } else { each(page, &range, frame) };
    match members {
        Some(members) => restored(page, &members),
        None => vec![words(page, range)],
    }
}

/// `range` without 等指标 that sums up a list at its end: 比例、合格率等指标.
fn without_summary(page: &Page<'_>, range: Range<usize>) -> Range<usize> {
    let sum = page.word_before(range.end, Does::Sums).filter(|&at| at > range.start + 1);
    let listed = |at: usize| {
        has_head(page, &(range.start..at)) && page.reading.holds(range.start..at, &["、"])
    };
    let end = sum.filter(|&at| listed(at)).unwrap_or(range.end);
    range.start..end
}

/// `range` in `count` members, if it can be parted so.
fn parted(page: &Page<'_>, range: &Range<usize>, count: usize) -> Option<Vec<Range<usize>>> {
    let ways = [Joints::Marks, Joints::Words, Joints::All];
    ways.into_iter().map(|joints| members(page, range.clone(), joints)).find(|m| m.len() == count)
}

/// The members of a list that share one value: X率、Y率达到100％, X、Y均达到90％.
fn each(page: &Page<'_>, range: &Range<usize>, frame: &Frame) -> Option<Vec<Range<usize>>> {
    let members = members(page, range.clone(), Joints::Words);
    // 产能和数据中心达到标杆水平的比例 is of one thing.
    let last = members.last()?;
    let reaches = |v: &Verb| v.role == Role::Level && last.contains(&v.range.start);
    if page.verbs().iter().any(reaches) && page.reading.holds(last.clone(), &["的"]) {
        return None;
    }
    let apiece = page.words(Does::Apiece);
    let word = |w: &Range<usize>| apiece.hold(&page.reading.words(w.clone()));
    // X、Y排放总量均比2020年下降8%.
    let compared = page.reading.any(range.end, &["分别", "均", "都"]).is_some();
    let told = (compared || frame.words.iter().any(word))
        && page.reading.words(range.clone()).chars().all(|c| c != '等');
    let members = if told { members } else { headed(page, members) };
    (members.len() > 1 && frame.rule != "work").then_some(members)
}

/// The members that name quantities, at the end of a list; the first of them takes in what stands before: 甲、乙等单位安装率、联网率.
fn headed(page: &Page<'_>, members: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let count = members.iter().rev().take_while(|m| has_head(page, m)).count().max(1);
    let (before, mut headed) = (members[0].start, members[members.len() - count..].to_vec());
    headed[0].start = before;
    headed
}

/// Members as nouns; one that does not name a quantity borrows the head of the last: 绿色防控、统防统治覆盖率.
fn restored(page: &Page<'_>, members: &[Range<usize>]) -> Vec<String> {
    let last = members.last().cloned().unwrap_or_default();
    let head = head(page, &last).filter(|h| h.len() > 1 && *h != last);
    // 大、中、小型矿山建成率: of a single sign, all that follows it in the last is meant.
    let short = members.iter().rev().skip(1).all(|m| m.len() == 1) && last.len() > 2;
    let head = if short { Some(last.start + 1..last.end) } else { head };
    let plain = |member: &Range<usize>| without_sum(page, trimmed(page, member.clone()));
    let plain: Vec<Range<usize>> = members.iter().map(plain).collect();
    if let Some(count) = count_of_places(page, &plain) {
        let of = |place: &Range<usize>| {
            words(page, place.start..place.end.min(count.start)) + &words(page, count.end..last.end)
        };
        return plain.iter().map(of).collect();
    }
    let bare: Vec<Range<usize>> =
        plain.iter().filter(|member| !has_head(page, member)).cloned().collect();
    let borrow = short || !bare.is_empty();
    let head = if short { head } else { shared(page, &bare, &last).or(head) };
    let part = proportion(page, &plain, &last).or_else(|| growth(page, &plain, &last));
    let (borrow, head) = (borrow || part.is_some(), part.or(head));
    let head = head.map(|head| words(page, head)).unwrap_or_default();
    let of = |member: &Range<usize>| {
        let own = words(page, member.clone());
        if borrow && !own.ends_with(&head) { joined(own, &head) } else { own }
    };
    plain.iter().map(of).collect()
}

/// `head` behind `own`, once what both share there: 高速公路 and 公路通车里程.
fn joined(own: String, head: &str) -> String {
    let starts = own.char_indices().map(|(at, _)| at);
    let mut shared = starts.filter(|&at| own[at..].chars().count() > 1);
    let from = shared.find(|&at| head.starts_with(&own[at..])).unwrap_or(own.len());
    own[..from].to_owned() + head
}

/// Where the last of `members` counts them as places, before it names what they have: 甲、乙、丙三县（市）储备林, 甲、乙、丙两市一县储备林.
fn count_of_places(page: &Page<'_>, members: &[Range<usize>]) -> Option<Range<usize>> {
    let last = members.last()?;
    let whole = |at: usize| {
        let (end, count) = counted_places(page, at..last.end);
        (count == members.len() && end < last.end).then_some(at..end)
    };
    (last.start + 1..last.end).find_map(whole)
}

/// Where the places end that `range` begins to count, and how many they are: 三县（市）, 两市一县; none in 两市场, where a word begins.
fn counted_places(page: &Page<'_>, range: Range<usize>) -> (usize, usize) {
    let reading = &page.reading;
    let (mut end, mut count) = (range.start, 0);
    while let Some(number) = numeral::digit(reading.at(end)) {
        let kinds = (end + 1..range.end).take_while(|&at| DIVISION_ENDS.contains(&reading.at(at)));
        let Some(kind) = kinds.last() else { break };
        let is_whole = opening_word(page, kind..range.end).is_none_or(|to| to <= kind + 1)
            || opening_word(page, kind + 1..range.end).is_some();
        if !is_whole {
            break;
        }
        let bracket = (reading.at(kind + 1) == '（')
            .then(|| (kind + 1..range.end).find(|&at| reading.at(at) == '）'));
        end = bracket.flatten().unwrap_or(kind) + 1;
        count += number as usize;
    }
    (end, count)
}

/// Where the longest word ends that `range` begins with.
fn opening_word(page: &Page<'_>, range: Range<usize>) -> Option<usize> {
    let span = page.reading.span(range.clone());
    let words = page.context.finds.of(List::Phrases, span);
    let words = words.take_while(|find| find.span.start == span.start);
    let longest = words.map(|find| find.span.end).max()?;
    range.map(|at| at + 1).find(|&at| page.reading.span(at - 1..at).end >= longest)
}

/// What all members are a share of, where only the `last` says it: 甲贷款、乙贷款占各项贷款比重.
fn proportion(
    page: &Page<'_>,
    members: &[Range<usize>],
    last: &Range<usize>,
) -> Option<Range<usize>> {
    let of = |member: &Range<usize>| {
        member.clone().skip(1).find(|&i| page.reading.at(i) == '占').map(|at| at..member.end)
    };
    let others = || members.iter().rev().skip(1).all(|member| of(member).is_none());
    of(last).filter(|part| part.len() > 2 && has_head(page, part) && others())
}

/// How fast all members grow, where only the `last` says that it is meant: 工业投资、民间投资增速.
fn growth(page: &Page<'_>, members: &[Range<usize>], last: &Range<usize>) -> Option<Range<usize>> {
    let of = |end: usize| page.word_before(end, Does::Pace);
    let start = of(last.end).filter(|&start| start > last.start)?;
    let mut others = members.iter().rev().skip(1);
    others.all(|member| of(member.end).is_none()).then_some(start..last.end)
}

/// What the bare `members` of a list share with the `last`: what follows the class in it, else all that follows as many signs as one of
/// them has, where another word begins there: 污水处理率 in 城市、县城污水处理率.
fn shared(page: &Page<'_>, members: &[Range<usize>], last: &Range<usize>) -> Option<Range<usize>> {
    let by_length = || {
        let mut lengths: Vec<usize> = members.iter().map(Range::len).collect();
        lengths.sort_unstable();
        let starts = lengths.iter().rev().map(|length| last.start + length);
        let mut starts = starts.filter(|&at| at + 2 <= last.end);
        starts.find(|&at| opening_word(page, at..last.end).is_some())
    };
    let behind = behind_class(page, members, last).or_else(|| behind_place(page, members, last));
    let at = behind.or_else(by_length)?;
    Some(at..last.end)
}

/// Where the name begins behind the class of the `last` member, if the others are nothing but classes: 国家级、省级重点实验室.
fn behind_class(page: &Page<'_>, members: &[Range<usize>], last: &Range<usize>) -> Option<usize> {
    let class = |member: &Range<usize>| page.reading.ends(member.end, "级");
    let others = members.iter().filter(|member| *member != last).all(class);
    let end = (last.start + 1..last.end).find(|&at| page.reading.at(at) == '级')? + 1;
    (others && end + 2 <= last.end).then_some(end)
}

/// Where what places have begins behind the place of the `last` member, if the others are nothing but such places: 甲市、乙市轨道交通里程.
fn behind_place(page: &Page<'_>, members: &[Range<usize>], last: &Range<usize>) -> Option<usize> {
    let mut others = members.iter().filter(|member| *member != last);
    let sign = page.reading.before(others.next()?.end);
    let place = DIVISION_ENDS.contains(&sign) || "圈群".contains(sign);
    let alike = place && others.all(|member| page.reading.before(member.end) == sign);
    let end = (last.start + 1..last.end).find(|&at| page.reading.at(at) == sign)? + 1;
    (alike && end + 2 <= last.end).then_some(end)
}

/// A member without 等4项… that sums up the list it closes.
fn without_sum(page: &Page<'_>, member: Range<usize>) -> Range<usize> {
    let sum = |&i: &usize| page.reading.at(i) == '等' && page.reading.at(i + 1).is_ascii_digit();
    let end = member.clone().find(sum).unwrap_or(member.end);
    member.start..end
}

/// The printed words of `range`, without white space.
fn words(page: &Page<'_>, range: Range<usize>) -> String {
    let printed = page.reading.span(range).of(page.context.text);
    printed.split_whitespace().collect::<String>().replace("分别", "")
}

impl Promise {
    /// One target for each indicator, value and year.
    fn targets(&self, page: &Page<'_>, deadlines: &[Deadline]) -> Vec<Target> {
        let at = self.values[0].range.start;
        let (nouns, values) = (self.nouns.len(), self.values.len());
        let one = || due::due(page, deadlines, at);
        let times = match (nouns, values) {
            (1, 1) if self.is_parted(page) => due::count(page, deadlines, at),
            (1, n) if n > 1 => n,
            _ => 1,
        };
        let dues = due::dues(page, deadlines, at, times).filter(|_| times > 1);
        let count = nouns.max(values).max(dues.as_ref().map_or(1, Vec::len));
        let due = |n: usize| dues.as_ref().map_or_else(one, |d| d[n]);
        let uneven = values > 1 && nouns != values && dues.is_none() && self.is_parted(page);
        let target = |n: usize| {
            let target = self.target(page, n.min(nouns - 1), n.min(values - 1), due(n));
            // Which number is of what is then a guess; whoever compares numbers can tell by the rule.
            let rule = if uneven { format!("{}:uneven", target.rule).into() } else { target.rule };
            Target { rule, ..target }
        };
        (0..count).map(target).collect()
    }

    /// Whether 分别 stands before the number.
    fn is_parted(&self, page: &Page<'_>) -> bool {
        let start = page.reading.clause(self.values[0].range.start).start;
        page.reading.holds(start..self.values[0].range.start, &["分别"])
    }

    /// The target of noun `n` and value `v`.
    fn target(&self, page: &Page<'_>, n: usize, v: usize, due: Due) -> Target {
        let (noun, value) = (&self.nouns[n], &self.values[v]);
        let range = self.range();
        let clause = page.reading.clause(value.range.start);
        Target {
            indicator: noun.clone(),
            indicator_id: indicator::id(page.context.lexicon, noun),
            change: self.frame.change,
            bound: self.bound(v),
            value: Some(value.value),
            value_to: value.value_to,
            unit: self.unit(page, v),
            qualifiers: self.qualifiers(page, value),
            deadline: due.map(|(year, _)| year),
            deadline_basis: due.map(|(_, basis)| basis),
            base_year: page.base_year(clause.start..value.range.start),
            base_value: self.base_values.get(v).copied(),
            attribute: None,
            qualitative: false,
            span: page.reading.span(range),
            rule: format!("target:{}", self.frame.rule).into(),
        }
    }

    /// Indicator, verb and value.
    fn range(&self) -> Range<usize> {
        let (first, last) = (&self.values[0], &self.values[self.values.len() - 1]);
        let noun = &self.frame.noun;
        let verb =
            self.frame.words.iter().map(|w| w.start).filter(|_| self.frame.rule != "list").min();
        let start = first.range.start.min(verb.unwrap_or(usize::MAX));
        let start = if noun.is_empty() { start } else { start.min(noun.start) };
        start..last.end.max(if noun.is_empty() { 0 } else { noun.end }).max(self.lent)
    }

    /// The side meant for value `v`: said after it, or after the last of its list where only that has one, or by the verb.
    fn bound(&self, v: usize) -> Bound {
        let several = self.values.iter().filter(|q| q.bound.is_some()).count() > 1;
        let last = self.values.last().and_then(|q| q.bound).filter(|_| !several);
        self.values[v].bound.or(last).unwrap_or(self.frame.bound)
    }

    /// The unit of value `v`: in 20个、10个百分点 the first has that of the last; 比例（%）为0 has it before the verb.
    fn unit(&self, page: &Page<'_>, v: usize) -> Option<String> {
        let (noun, number) = (self.frame.noun.end, self.values[v].range.start);
        if self.values[v].unit.is_none() && page.reading.holds(noun..number, &["（%）"]) {
            return Some("%".into());
        }
        let last = self.values.last().and_then(|q| q.unit.as_ref());
        let own = self.values[v].unit.as_ref();
        let shared = own.is_none_or(|own| last.is_some_and(|last| last.starts_with(own.as_str())));
        // 1.2万亿、8200亿元: the first has a scale of its own and what is counted from the last.
        let base = last.map(|last| last.trim_start_matches(['万', '亿']));
        let scaled = own.filter(|own| own.chars().all(|c| matches!(c, '万' | '亿')));
        match scaled.zip(base) {
            _ if shared => last.cloned(),
            Some((scale, base)) => Some(format!("{scale}{base}")),
            None => own.cloned(),
        }
    }

    /// The words that shade the promise, in order.
    fn qualifiers(&self, page: &Page<'_>, value: &Quantity) -> Vec<String> {
        let after = value.range.end..value.end;
        let ranges = self.frame.words.iter().cloned().chain(Some(after).filter(|r| !r.is_empty()));
        ranges.map(|range| page.reading.words(range)).collect()
    }
}
