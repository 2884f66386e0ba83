//! Sentences that tell of the plan itself, of its guides, of what words mean or of how things stand, wherever they are.

use crate::ground::{is_digit, parts};
use crate::lexicon::{Lexicon, List, does};
use crate::outline::{COLONS, Terms, behind_call};

does! {
    /// A heading that holds it looks back or around.
    Holds = "holds",
    /// So does one that ends with it.
    Ends = "ends",
    /// One that ends with it tells of what was done, or is to be where it stands among goals.
    Done = "done",
    /// One that holds it does.
    Reached = "reached",
    /// One that holds it is one of goals.
    Goal = "goal",
    /// One that ends with it is that of aims.
    Aims = "aims",
    /// One that holds it is not that of aims alone.
    Sets = "sets",
    /// One that ends with it heads work, below what guides the plan too.
    Tasks = "tasks",
    /// What stands below it is no look back, even within one: 整改措施.
    Mends = "mends",
    /// One that ends with it is that of principles.
    Principles = "principles",
    /// One that ends with it is that of what guides the plan.
    GuideHead = "guide-head",
    /// One that begins or ends with it is work to be done.
    Works = "works",
    /// One that begins with it names a field.
    Field = "field",
    /// One that holds it behind 下列 says what follows in the cases below it.
    Cases = "cases",
    /// A sentence that begins with it is background.
    Begins = "begins",
    /// So is one that begins with it and soon names its [`Guide`](Does::Guide).
    Reveres = "reveres",
    /// A clause that ends with it names a guide.
    Guide = "guide",
    /// The first clause of a sentence that tells how things stand ends with it.
    Since = "since",
    /// Behind 本 it is the document itself.
    Document = "document",
    /// It stands near that at the beginning of what a document says of itself.
    Itself = "itself",
    /// A sentence that begins with it counts what there is, where it holds what [`Counts`](Does::Counts).
    Until = "until",
    /// It counts what there is.
    Counts = "counts",
    /// A clause of what a document says of its own force ends with it.
    Force = "force",
    /// The last clause of a sentence that gives reasons begins with it.
    Closes = "closes",
    /// It stands in one of the first clauses of a sentence that says what a word means.
    Defines = "defines",
    /// A sentence that ends with it says what something means for others.
    Matters = "matters",
    /// A sentence that ends with it says what something is to others: …是…的必然要求.
    Being = "being",
    /// A sentence that ends with it, and tells of no work, complains: …认识不足.
    Lacks = "lacks",
    /// Unless what stands behind this is what work is done about: 防止监管不力.
    Against = "against",
    /// A point whose number follows it tells of a problem: 问题一：….
    Problem = "problem",
    /// What is said to be it has something to do: 责任主体.
    Answers = "answers",
    /// Before 是 it says that what follows is to be done: 重点是.
    Assigns = "assigns",
    /// Before 是： it names what guides the plan, unless an amount follows.
    Tenor = "tenor",
    /// A sentence that begins with it and has no amount calls to work, or only speaks of the aims.
    Calls = "calls",
    /// Before a colon it names a part in a body, and who has it stands behind.
    Roster = "roster",
}

/// How far into a sentence a plan names itself and says what it is for, in characters: 本办法所称公共数据.
const NEAR: usize = 12;

/// How many clauses a sentence may open with before it names its guide.
const CLAUSES: usize = 4;

/// What parts clauses.
const MARKS: [char; 4] = ['，', ',', '；', '。'];

/// Whether `words` are background by themselves, by the table `situation.tsv`.
pub fn is_background(words: &str, lexicon: &Lexicon) -> bool {
    let words = behind_call(Terms::of(lexicon), words).unwrap_or(words);
    let mut all = clauses(words);
    let [first, second] = [(); 2].map(|()| all.next().unwrap_or_default());
    let whole = words.trim_end_matches(['。', '；', ';']);
    let is_first_alone = first.len() >= whole.len();
    words.is_empty()
        || begins(words, Does::Begins, lexicon) && !goes_on_with_work(words, lexicon)
        || (names_tenor(words, lexicon) || begins(words, Does::Calls, lexicon))
            && !has_amount(words)
        || begins(words, Does::Reveres, lexicon) && guides(words, lexicon) && !has_amount(words)
        || counts(words, lexicon)
        || defines(words, [first, second], lexicon)
        || says_what_is(words, lexicon)
        || ends(whole, Does::Matters, lexicon) && !(opens_work(first, lexicon) && has_amount(words))
        || complains(whole, lexicon)
        || is_roster(words, lexicon)
        || words.starts_with('本') && names_itself(words, lexicon)
        || !is_first_alone && (ends(first, Does::Since, lexicon) || closes(whole, lexicon))
}

/// Whether `words` end in what is wrong, 农村污水收集率不高，经费短缺, and tell of no work, nor of what that is done about: 各地要防止监管不力.
fn complains(words: &str, lexicon: &Lexicon) -> bool {
    let table = lexicon.table(List::Situation);
    let lacks = |words: &str| table.get(words).is_some_and(|row| row.does(Does::Lacks.name()));
    // 问题解决不彻底 complains of that work.
    let is_how = |what: &str| what.starts_with('不') && lacks(what);
    let about = |verb: &str| {
        words.split_once(verb).is_some_and(|(_, what)| !what.is_empty() && !is_how(what))
    };
    ends(words, Does::Lacks, lexicon)
        && !clauses(words).any(|clause| opens_work(clause, lexicon))
        && !Does::Against.words(table).iter().any(about)
}

/// Whether `words` may say what is to be done or reached: a clause opens with work, or an amount is named.
pub(super) fn may_commit(words: &str, lexicon: &Lexicon) -> bool {
    let works = || clauses(words).any(|clause| opens_work(clause, lexicon));
    !is_background(words, lexicon) && (works() || has_amount(words))
}

/// Whether a label opens `words`, and a clause behind what it tells says what is to be done, with a label of its own or none: 建设地点：某县，
/// 建设内容：新建水库3座.
fn goes_on_with_work(words: &str, lexicon: &Lexicon) -> bool {
    let mut clauses = clauses(words);
    let is_labelled = clauses.next().is_some_and(|first| first.contains(COLONS));
    let works = |clause: &str| {
        let behind_label = clause.split_once(COLONS).map_or(clause, |(_, rest)| rest).trim_start();
        acts(behind_label, lexicon) || says(behind_label, &["work", "task"], lexicon).is_some()
    };
    is_labelled && clauses.any(works)
}

/// The clauses of a sentence, without their marks.
fn clauses(words: &str) -> impl Iterator<Item = &str> {
    parts(words, |sign| MARKS.contains(&sign)).map(str::trim).filter(|clause| !clause.is_empty())
}

/// Whether `words` say what guides the plan, before their first colon: “十五五”时期发展的指导思想是：….
fn names_tenor(words: &str, lexicon: &Lexicon) -> bool {
    let colon = words.find(['：', ':']);
    let head = colon.and_then(|at| words[..at].strip_suffix('是'));
    head.is_some_and(|head| ends(head, Does::Tenor, lexicon))
}

/// 截至2023年底，全市已建成…; 截至2025年底，建成… is to be done.
fn counts(words: &str, lexicon: &Lexicon) -> bool {
    let mut rows = lexicon.table(List::Situation).rows.iter();
    begins(words, Does::Until, lexicon)
        && rows.any(|row| row.does(Does::Counts.name()) && words.contains(row.word()))
}

/// Whether a number stands in `words` that is no year: 新建灌区30处.
fn has_amount(words: &str) -> bool {
    let mut behind =
        words.char_indices().filter(|&(at, c)| !is_digit(c) && words[..at].ends_with(is_digit));
    behind.any(|(_, c)| !matches!(c, '年' | '—' | '-'))
}

/// 以习近平新时代中国特色社会主义思想为指导, 全面贯彻党的二十大精神，…为根本遵循.
fn guides(words: &str, lexicon: &Lexicon) -> bool {
    clauses(words).take(CLAUSES).any(|clause| ends(clause, Does::Guide, lexicon))
}

/// 组  长：某某; 成员单位：市财政局、市水利局. Not what they are to do: 组长：每半年召开一次会议, 成员单位：县水利局负责水库建设.
fn is_roster(words: &str, lexicon: &Lexicon) -> bool {
    /// The longest label, in bytes.
    const LONGEST: usize = 30;
    let near = &words[..words.floor_char_boundary(LONGEST)];
    let Some((label, _)) = near.split_once(COLONS) else { return false };
    let rest = words[label.len()..].trim_start_matches(COLONS).trim_start();
    let duty = |clause: &str| {
        const WHO: [char; 10] = ['局', '委', '办', '厅', '会', '府', '院', '处', '科', '室'];
        let answers = |rest: &str| !rest.starts_with('人') && !rest.starts_with("同志");
        clause.starts_with('每')
            || clause.starts_with("协助")
            || clause.split("负责").skip(1).any(answers)
            || acts(clause, lexicon) && !clause.trim_end_matches('。').ends_with(WHO)
    };
    if clauses(rest).any(duty) {
        return false;
    }
    let letters: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    let row = lexicon.table(List::Situation).get(&letters);
    row.is_some_and(|row| row.does(Does::Roster.name()))
}

/// 农村生活污水治理率是指… in one of the `first` clauses of `words`.
fn defines(words: &str, first: [&str; 2], lexicon: &Lexicon) -> bool {
    let mut rows = lexicon.table(List::Situation).beginning('是');
    first.iter().any(|clause| clause.contains('是'))
        && words.contains('指')
        && rows.any(|row| {
            let holds = |clause: &&str| clause.contains(row.word());
            row.does(Does::Defines.name()) && first.iter().any(holds)
        })
}

/// 能源是发展的重要基础，也是碳排放的主要来源: every clause says what something is, and none how much or what is to be done. What is said to be
/// a necessity may be work, and named in a clause before: 发展绿色农业，是…的必然要求.
fn says_what_is(words: &str, lexicon: &Lexicon) -> bool {
    // 是党员的要带头: whoever is one.
    let may_say = words.contains('是') && !words.starts_with('是');
    if !may_say || words.contains(COLONS) || has_amount(words) {
        return false;
    }
    let is_needed = ends(words.trim_end_matches(['。', '；']), Does::Being, lexicon);
    let is_work = |words: &str| !is_needed && opens_work(words, lexicon);
    let says = |clause: &str| {
        // 企业是安全生产的责任主体 says who has to do something.
        let is_what =
            |what: &str| !what.is_empty() && !is_work(what) && !ends(what, Does::Answers, lexicon);
        !is_work(clause) && complements(clause, lexicon).any(is_what)
    };
    let mut all = clauses(words).peekable();
    if is_needed {
        all.next_if(|clause| !says(clause));
    }
    all.peek().is_some() && all.all(says)
}

/// What `clause` says that something is: 碳排放的主要领域 of 工业是碳排放的主要领域; nothing of 重点是抓好落实.
fn complements<'c>(clause: &'c str, lexicon: &Lexicon) -> impl Iterator<Item = &'c str> {
    /// 但是, 特别是, 实事求是, 十一是, 应当是.
    const OTHER: [char; 27] = [
        '于', '但', '还', '不', '求', '别', '其', '若', '凡', '或', '可', '要', '只', '先', '当',
        '应', '须', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十',
    ];
    clause.match_indices('是').filter_map(|(at, is)| {
        let (before, what) = (&clause[..at], &clause[at + is.len()..]);
        let other = before.ends_with(OTHER) || what.starts_with(['否', '非', '要']);
        (!other && !ends(before, Does::Assigns, lexicon)).then_some(what)
    })
}

/// 本办法所称公共数据，是指…; 本办法自2025年1月1日起施行.
fn names_itself(words: &str, lexicon: &Lexicon) -> bool {
    let near = words.char_indices().nth(NEAR).map_or(words, |(at, _)| &words[..at]);
    let itself = |words: &str| {
        let mut rows = lexicon.table(List::Situation).rows.iter();
        rows.any(|row| row.does(Does::Itself.name()) && words.contains(row.word()))
    };
    let force = |clause: &&str| ends(clause, Does::Force, lexicon);
    // 本方案自印发之日起施行，各区要认真落实: work stands behind.
    let in_force = || {
        let mut behind = clauses(words).skip_while(|clause| !force(clause)).peekable();
        behind.peek().is_some() && behind.all(|clause| force(&clause) || itself(clause))
    };
    names_document(words, lexicon) && (in_force() || itself(near))
}

/// 根据《…》，结合本市实际，制定本办法: the last clause is what the others give the reason for. 制定本地区实施方案 is work.
fn closes(words: &str, lexicon: &Lexicon) -> bool {
    let last = words.rsplit(MARKS).next().unwrap_or_default().trim();
    let itself = || last.find('本').is_none_or(|at| names_document(&last[at..], lexicon));
    begins(last, Does::Closes, lexicon) && itself()
}

/// Whether `words` begin with 本 and the name of a kind of document: 本办法, 本实施方案.
fn names_document(words: &str, lexicon: &Lexicon) -> bool {
    words.strip_prefix('本').is_some_and(|rest| begins(rest, Does::Document, lexicon))
}

/// Whether `clause` opens with a word of commitment, and not with a rate called after one, 宣传率, nor with a longer name: 研究中心.
pub(super) fn acts(clause: &str, lexicon: &Lexicon) -> bool {
    let words = lexicon.table(List::Strength).opening(clause);
    let longest = words.max_by_key(|row| row.word().len());
    longest.is_some_and(|row| row.cell(1) != "none" && !goes_on_as_rate(clause, row.word().len()))
}

/// Whether the verb that `clause` opens with, of so many bytes, is only the beginning of a rate's name: 宣传率, 签订率.
fn goes_on_as_rate(clause: &str, verb: usize) -> bool {
    clause[verb..].starts_with(['率', '量'])
}

/// Whether `clause` opens with work, committed to or not: 新建公路50公里.
pub(super) fn opens_work(clause: &str, lexicon: &Lexicon) -> bool {
    let verb = says(clause, &["work", "task", "lead"], lexicon);
    acts(clause, lexicon) || verb.is_some_and(|verb| !goes_on_as_rate(clause, verb))
}

/// The length of the verb that `words` open with, if it is of one of `roles`.
pub(super) fn says(words: &str, roles: &[&str], lexicon: &Lexicon) -> Option<usize> {
    let verbs = lexicon.table(List::TargetVerbs).opening(words);
    let longest = verbs.max_by_key(|row| row.word().len());
    longest.filter(|row| roles.contains(&row.cell(1))).map(|row| row.word().len())
}

/// Whether `words` begin with a word that does `what`.
pub(super) fn begins(words: &str, what: Does, lexicon: &Lexicon) -> bool {
    let table = lexicon.table(List::Situation);
    words.starts_with(|first| what.words(table).firsts.may_hold(first))
        && table.opening(words).any(|row| row.does(what.name()))
}

/// Whether `words` end with a word that does `what`.
pub(super) fn ends(words: &str, what: Does, lexicon: &Lexicon) -> bool {
    let table = lexicon.table(List::Situation);
    let last = words.chars().next_back().filter(|&last| what.words(table).lasts.may_hold(last));
    let mut rows = last.into_iter().flat_map(|last| table.ending(last));
    rows.any(|row| row.does(what.name()) && words.ends_with(row.word()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::all_do;

    #[test]
    fn every_word_tells_something() {
        all_do(Lexicon::shipped().table(List::Situation), Does::NAMES);
    }
}
