//! What a bracket of responsibility says: 牵头单位：A；配合单位：B and A牵头，B、C等按职责分工负责 → bodies with their roles.

use serde::{Deserialize, Serialize};

use crate::ground::Span;
use crate::outline::{self, begins_with_label};

/// What a department is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// 牵头.
    Lead,
    /// 配合.
    Support,
    /// 负责 without a distinction.
    Responsible,
}

/// One body named in a bracket, and what it is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Duty {
    /// Its name as printed, without 等.
    pub name: Span,
    /// What it is to do.
    pub role: Role,
}

const LEAD: [&str; 4] = ["牵头", "主办", "主责", "主要责任"];
const SUPPORT: [&str; 9] =
    ["配合", "协办", "协同", "协助", "参与", "参加", "协作", "支持单位", "会办"];
/// What may follow a name without a label, from the end inwards. Only the first eleven make a list of names one of duties.
const ENDINGS: [&str; 31] = [
    "负责",
    "牵头",
    "配合",
    "参与",
    "参加",
    "协助",
    "协同",
    "协办",
    "主办",
    "落实",
    "承担",
    "实施",
    "推进",
    "组织",
    "按照职责分工",
    "按照职责",
    "按职责分工",
    "按职责",
    "按分工",
    "根据职责分工",
    "依职责",
    "依据职责",
    "职责分工",
    "各自",
    "分工",
    "共同",
    "分别",
    "具体",
    "密切",
    "联合",
    "协调",
];
const DUTY_ENDINGS: usize = 11;
/// What may stand before a name.
const OPENINGS: [&str; 8] = ["并会同", "会同", "以及", "由", "和", "及", "与", "并"];
/// How the names of bodies end.
const BODIES: [&str; 44] = [
    "委", "厅", "局", "部", "办", "室", "院", "会", "社", "署", "司", "处", "科", "行", "组",
    "政府", "公司", "集团", "中心", "单位", "部门", "机构", "海关", "妇联", "残联", "文联", "科协",
    "专班", "企业", "区", "市", "县", "州", "镇", "街道", "地方", "队", "站", "校", "所", "厂",
    "大学", "管委", "团",
];
/// Verbs that make what follows them no name.
const VERBS: [&str; 9] = ["鼓励", "支持", "引导", "推动", "动员", "组织", "依托", "指导", "督促"];
/// Remarks that stand among the names.
const REMARKS: [&str; 8] =
    ["以下", "不再", "下同", "持续推进", "长期坚持", "长期推进", "完成", "全年"];

/// The bodies that the words at `inside` of `text` make responsible, in order; none where they say only by when. `None` for
/// words that say neither.
pub fn read(text: &str, inside: Span) -> Option<Vec<Duty>> {
    let mut reader = Reader { text, ..Reader::default() };
    for piece in pieces(text, inside) {
        reader.piece(piece)?;
    }
    reader.finish()
}

/// Whether the words at `inside` of `text` name bodies and say nothing of what these are to do.
pub fn is_bare_list(text: &str, inside: Span) -> bool {
    pieces(text, inside)
        .iter()
        .all(|&p| !p.of(text).contains(['：', ':']) && without_endings(text, p).1.is_none())
}

/// What the label before the names says of them.
#[derive(Clone, Copy, PartialEq)]
enum Label {
    Who(Role),
    When,
}

#[derive(Default)]
struct Reader<'a> {
    text: &'a str,
    label: Option<Label>,
    /// Names whose verb is still to come.
    waiting: Vec<Span>,
    duties: Vec<Duty>,
    /// Whether a label or a verb has told what this is about.
    told: bool,
    /// How many names without a label are those of bodies, and how many are not.
    bodies: usize,
    others: usize,
}

impl Reader<'_> {
    /// Takes one piece between separators; `None` if it cannot stand in such a bracket.
    fn piece(&mut self, piece: Span) -> Option<()> {
        let words = piece.of(self.text);
        let name = match words.find(['：', ':']) {
            Some(at) => {
                self.label = Some(label(&words[..at])?);
                self.told = true;
                let colon = words[at..].chars().next().map_or(1, char::len_utf8);
                Span::new(piece.start as usize + at + colon, piece.end as usize).trimmed(self.text)
            }
            None => piece,
        };
        if self.label == Some(Label::When) || is_remark(name.of(self.text)) {
            return Some(());
        }
        self.name(name);
        Some(())
    }

    fn name(&mut self, name: Span) {
        let (rest, duty) = without_endings(self.text, name);
        let name = cleaned(self.text, rest);
        let role = match (duty, self.label) {
            (Some(role), _) => Some(role),
            (None, Some(Label::Who(role))) => Some(role),
            _ => None,
        };
        self.told |= duty.is_some();
        let words = name.of(self.text);
        // A name torn by a page break is left out.
        if !words.is_empty() && is_short_name(words) {
            self.waiting.push(name);
            self.bodies += usize::from(is_body(words));
        }
        self.others += usize::from(self.label.is_none() && !words.is_empty() && !is_body(words));
        if let Some(role) = role {
            self.duties.extend(self.waiting.drain(..).map(|name| Duty { name, role }));
        }
    }

    /// What was read, if it is a list of bodies at all: most names without a label must be those of bodies. A list without
    /// label or verb makes them responsible too, if each is surely a body.
    fn finish(mut self) -> Option<Vec<Duty>> {
        let sure = self.waiting.iter().all(|name| is_surely_body(name.of(self.text)));
        let untold = !self.told && (self.waiting.is_empty() || !sure);
        if untold || self.others > self.bodies {
            return None;
        }
        let role = Role::Responsible;
        self.duties.extend(self.waiting.drain(..).map(|name| Duty { name, role }));
        Some(self.duties)
    }
}

/// What a label says; `None` if it says nothing of duty or time.
fn label(words: &str) -> Option<Label> {
    let has = |list: &[&str]| list.iter().any(|w| words.contains(w));
    Some(match outline::label(words)? {
        outline::Label::When => Label::When,
        outline::Label::Who if has(&LEAD) => Label::Who(Role::Lead),
        outline::Label::Who if has(&SUPPORT) => Label::Who(Role::Support),
        outline::Label::Who => Label::Who(Role::Responsible),
    })
}

/// `name` without the verbs at its end, and what they say is to be done.
fn without_endings(text: &str, name: Span) -> (Span, Option<Role>) {
    let (mut rest, mut duty) = (name, None::<Role>);
    loop {
        let words = rest.of(text).trim_end();
        let Some(n) = ENDINGS.iter().position(|e| words.ends_with(e)) else { break };
        if n < DUTY_ENDINGS {
            let role = role_of(ENDINGS[n]);
            duty = Some(duty.map_or(role, |d| d.min(role)));
        }
        let len = words.len() - ENDINGS[n].len();
        rest = Span::new(rest.start as usize, rest.start as usize + len);
    }
    (rest, duty)
}

fn role_of(verb: &str) -> Role {
    if LEAD.contains(&verb) {
        Role::Lead
    } else if SUPPORT.contains(&verb) {
        Role::Support
    } else {
        Role::Responsible
    }
}

/// `name` without what opens it (由, 会同) and without 等 and what follows that.
fn cleaned(text: &str, name: Span) -> Span {
    let mut name = name.trimmed(text);
    while let Some(opening) = OPENINGS.iter().find(|o| name.of(text).starts_with(*o)) {
        name = Span::new(name.start as usize + opening.len(), name.end as usize).trimmed(text);
    }
    let words = name.of(text);
    let tail = |at: usize| words[at + "等".len()..].trim();
    let is_tail =
        |t: &str| t.is_empty() || ["部门", "单位", "机构", "地方"].iter().any(|w| t.ends_with(w));
    match words.rfind('等').filter(|&at| is_tail(tail(at))) {
        Some(at) => Span::new(name.start as usize, name.start as usize + at).trimmed(text),
        None => name,
    }
}

fn is_remark(words: &str) -> bool {
    let year = words.contains('年') && words.contains(|c: char| c.is_ascii_digit());
    words.is_empty() || year || REMARKS.iter().any(|r| words.starts_with(r) || words.ends_with(r))
}

fn is_short_name(words: &str) -> bool {
    let odd = |c: char| c.is_ascii_digit() || "％%《》？".contains(c);
    words.chars().count() <= 30 && !words.contains(odd)
}

fn is_body(words: &str) -> bool {
    let ends = BODIES.iter().any(|b| words.ends_with(b));
    ends && is_short_name(words) && !VERBS.iter().any(|v| words.starts_with(v))
}

/// Whether `words` name a body of the state beyond doubt, as they must where nothing else says that a list is one of duties.
fn is_surely_body(words: &str) -> bool {
    let ends = ["委", "厅", "局", "部", "办", "办公室", "人民政府", "管委会"]
        .iter()
        .any(|b| words.ends_with(b));
    ends && is_body(words) && words.chars().count() >= 3
}

/// The stretches of `inside` between separators outside brackets, trimmed, without empty ones.
fn pieces(text: &str, inside: Span) -> Vec<Span> {
    let mut pieces = Vec::new();
    let (mut from, mut open) = (inside.start as usize, 0i32);
    for (at, c) in inside.of(text).char_indices().map(|(n, c)| (inside.start as usize + n, c)) {
        open += i32::from("（(“".contains(c)) - i32::from("）)”".contains(c));
        let so_far = &text[from..at];
        let rest = &text[at..inside.end as usize];
        if open == 0 && separates(so_far, c, rest) {
            pieces.push(Span::new(from, at));
            from = at + c.len_utf8();
        }
    }
    pieces.push(Span::new(from, inside.end as usize));
    pieces.retain(|p| !p.of(text).trim().is_empty());
    pieces.into_iter().map(|p| p.trimmed(text)).collect()
}

/// Whether `c`, with `so_far` before it and `rest` from it on, ends a piece.
fn separates(so_far: &str, c: char, rest: &str) -> bool {
    let before = so_far.rsplit(['：', ':']).next().unwrap_or(so_far).trim();
    match c {
        // 各区、市政府 and 各市、县（区）人民政府 are one body.
        '、' => !is_open_list(before),
        '，' | ',' | '；' | ';' | '。' => true,
        // A line break may stand in a name that a page had no room for, or between names or labels.
        c if c.is_whitespace() => is_surely_body(before) || begins_with_label(rest),
        // 住房和城乡建设部 is one body, 财政厅和水利厅 are two; so are not 党委和政府.
        '和' | '及' | '与' => {
            is_surely_body(before) && !rest[c.len_utf8()..].starts_with(['政', '人'])
        }
        _ => false,
    }
}

/// 各区, 各市, 相关区: the first words of the name of all governments below, whose end is still to come.
fn is_open_list(words: &str) -> bool {
    let all = ["各", "相关", "有关", "地方各"].iter().any(|w| words.starts_with(w));
    all && words.ends_with(['区', '市', '县', '州', '盟', '旗', '镇', '乡', '）'])
}
