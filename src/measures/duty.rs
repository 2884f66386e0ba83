//! What a bracket of responsibility says: 牵头单位：A；配合单位：B and A牵头，B、C等按职责分工负责 → bodies with their roles.

use serde::{Deserialize, Serialize};

use super::body::{Bodies, Does};
use super::piece::pieces;
use crate::ground::Span;
use crate::outline;

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

/// The bodies that the words at `inside` of `text` make responsible, in order; none where they say only by when. `None` for
/// words that say neither.
pub fn read(text: &str, inside: Span, bodies: Bodies<'_>) -> Option<Vec<Duty>> {
    let mut reader = Reader {
        text,
        known: bodies,
        label: None,
        waiting: Vec::new(),
        duties: Vec::new(),
        told: false,
        shares_kind: bodies.holds(inside.of(text), Does::Shares),
        is_led: false,
        awaits_role: false,
        bodies: 0,
        others: 0,
    };
    for piece in pieces(text, inside, bodies) {
        reader.piece(piece)?;
    }
    reader.finish()
}

/// A name with its role in a bracket behind it: 省能源局（牵头）.
fn marked(text: &str, name: Span, bodies: Bodies<'_>) -> Option<(Span, Role)> {
    let words = name.of(text).trim_end();
    let inside = words.strip_suffix(['）', ')', '〕', ']', '］'])?;
    let open = inside.rfind(['（', '(', '〔', '[', '［'])?;
    let mark = inside[open..].trim_start_matches(['（', '(', '〔', '[', '［']).trim();
    let duty = bodies.does(mark, Does::Duty) || bodies.does(mark, Does::Lead);
    let body = Span::new(name.start as usize, name.start as usize + open).trimmed(text);
    (duty && bodies.is_name(body.of(text))).then(|| (body, role_of(mark, bodies)))
}

/// Whether the words at `inside` of `text` name bodies and say nothing of what these are to do.
pub fn is_bare_list(text: &str, inside: Span, bodies: Bodies<'_>) -> bool {
    let bare = |p: Span| {
        !p.of(text).contains(outline::COLONS) && without_endings(text, p, bodies).1.is_none()
    };
    pieces(text, inside, bodies).into_iter().all(bare)
}

/// What the label before the names says of them.
#[derive(Clone, Copy, PartialEq)]
enum Label {
    Who(Role),
    /// By when, or which person: no body.
    Other,
}

struct Reader<'a> {
    text: &'a str,
    known: Bodies<'a>,
    label: Option<Label>,
    /// Names whose role is still to come.
    waiting: Vec<Span>,
    duties: Vec<Duty>,
    /// Whether a label or a verb has told what this is about.
    told: bool,
    /// Whether the last names share 部门 at the end of their list.
    shares_kind: bool,
    /// Whether a verb has told who leads the others.
    is_led: bool,
    /// Whether what the others do is still to be said: 甲牵头；乙、丙，丁配合.
    awaits_role: bool,
    /// How many names without a label are those of bodies, and how many are not.
    bodies: usize,
    others: usize,
}

impl Reader<'_> {
    /// Takes one piece between separators; `None` if it cannot stand in such a bracket.
    fn piece(&mut self, piece: Span) -> Option<()> {
        let words = piece.of(self.text);
        let before = self.text[..piece.start as usize].trim_end();
        let name = match labelled(words, self.known) {
            Some((label, end)) => {
                self.settle();
                self.label = Some(self.label(label)?);
                (self.told, self.is_led, self.awaits_role) = (true, false, false);
                Span::new(piece.start as usize + end, piece.end as usize).trimmed(self.text)
            }
            None => piece,
        };
        let parted = before.ends_with(['；', ';']);
        self.awaits_role |= parted && self.is_led;
        if (parted || before.ends_with(['，', ','])) && !self.awaits_role {
            self.settle();
        }
        if words.starts_with("以下") {
            // 以下均需各县、区政府落实: a remark, and the names in it are none of this bracket.
            self.settle();
            self.label = Some(Label::Other);
        }
        let name = without_remark(self.text, name, self.known);
        if self.label != Some(Label::Other) && !self.known.is_remark(name.of(self.text)) {
            self.name(name);
        }
        self.told |= self.known.is_time(name.of(self.text));
        Some(())
    }

    /// What a label says; one that says nothing of duty (适用范围) may stand only behind one that does.
    fn label(&self, words: &str) -> Option<Label> {
        label(words, self.known).or_else(|| self.told.then_some(Label::Other))
    }

    /// Gives the names that wait the role that their label says.
    fn settle(&mut self) {
        if let Some(Label::Who(role)) = self.label {
            self.duties.extend(self.waiting.drain(..).map(|name| Duty { name, role }));
        }
    }

    /// Takes a name; the verb behind it, if there is one, says the role of all that wait.
    fn name(&mut self, name: Span) {
        if let Some((name, role)) = marked(self.text, name, self.known) {
            self.told = true;
            self.bodies += 1;
            self.duties.push(Duty { name: cleaned(self.text, name, self.known), role });
            return;
        }
        let (rest, duty) = without_endings(self.text, name, self.known);
        let name = cleaned(self.text, rest, self.known);
        self.told |= duty.is_some();
        self.is_led |= duty == Some(Role::Lead);
        let words = name.of(self.text);
        let is_body = self.known.is_body(plain(words, self.known));
        // A name torn by a page break is left out.
        if self.known.is_name(words) {
            self.waiting.push(name);
            self.bodies += usize::from(is_body);
        }
        self.others += usize::from(self.label.is_none() && !words.is_empty() && !is_body);
        if let Some(role) = duty {
            self.duties.extend(self.waiting.drain(..).map(|name| Duty { name, role }));
        }
    }

    /// Whether all names that wait are those of bodies, and the first, or of those that are no firms most, beyond doubt.
    fn is_surely_list(&self) -> bool {
        let names = || self.waiting.iter().map(|name| plain(name.of(self.text), self.known));
        let firms = names().filter(|name| self.known.end(name, &[Does::Firm]).is_some()).count();
        let is_sure = |name: &str| {
            self.known.is_surely_body(name) || name.starts_with('各') || is_of_level(name)
        };
        let sure = names().filter(|name| is_sure(name)).count();
        let bodies = names().filter(|name| self.known.is_body(name)).count();
        let led = names().next().is_some_and(|first| self.known.is_surely_body(first));
        bodies == self.waiting.len() && (led || sure * 2 > bodies - firms)
    }

    /// What was read, if it is a list of bodies at all: most names without a label must be those of bodies. A list without
    /// label or verb makes them responsible too, if it is surely one of bodies.
    fn finish(mut self) -> Option<Vec<Duty>> {
        self.settle();
        // 市发展改革、财政、水利等部门 leave out what they are.
        let short = self.told && self.shares_kind;
        if !self.told && !self.is_surely_list() || !short && self.others > self.bodies {
            return None;
        }
        let role = Role::Responsible;
        self.duties.extend(self.waiting.drain(..).map(|name| Duty { name, role }));
        Some(self.duties)
    }
}

/// `name` without the body in a bracket behind it, which is one with it: 市委组织部（市委人才办）.
fn plain<'t>(name: &'t str, bodies: Bodies<'_>) -> &'t str {
    let inside = name.strip_suffix(['）', ')', '〕']);
    let parts = inside.and_then(|inside| inside.rsplit_once(['（', '(', '〔']));
    parts.filter(|(_, other)| bodies.is_body(other)).map_or(name, |(body, _)| body)
}

/// Whether the name of a body begins with the level that it is of: 市疾控中心; a part of a city (市中心城区) is none.
fn is_of_level(name: &str) -> bool {
    let part = name.ends_with(['区', '县', '市', '镇', '乡', '州']);
    name.chars().count() >= 5 && !part && begins_with_level(name)
}

/// Whether `name` begins with a level: 市教育局.
pub fn begins_with_level(name: &str) -> bool {
    const LEVELS: [&str; 7] = ["省", "市", "县", "区", "州", "国家", "自治区"];
    LEVELS.iter().any(|level| name.starts_with(level))
}

/// The label that `words` begin with, and where what it is of begins: 牵头单位：, 【牵头单位】.
fn labelled<'w>(words: &'w str, bodies: Bodies<'_>) -> Option<(&'w str, usize)> {
    if let Some(end) = outline::framed(bodies.terms(), words) {
        let marks = |c: char| outline::opens(c) || outline::closes(c);
        return Some((words[..end].trim_end_matches(outline::COLONS).trim_matches(marks), end));
    }
    let at = words.find(outline::COLONS)?;
    Some((&words[..at], at + words[at..].chars().next().map_or(1, char::len_utf8)))
}

/// What a label says; `None` if it says nothing of duty or time.
fn label(words: &str, bodies: Bodies<'_>) -> Option<Label> {
    let is_person = words.contains("领导") || words.trim_end().ends_with('人');
    Some(match outline::label(bodies.terms(), words)? {
        outline::Label::When => Label::Other,
        outline::Label::Who if is_person => Label::Other,
        outline::Label::Who if bodies.holds(words, Does::Lead) => Label::Who(Role::Lead),
        outline::Label::Who if bodies.holds(words, Does::Support) => Label::Who(Role::Support),
        outline::Label::Who => Label::Who(Role::Responsible),
    })
}

/// `name` without the verbs at its end, and what they say is to be done.
fn without_endings(text: &str, name: Span, bodies: Bodies<'_>) -> (Span, Option<Role>) {
    let (mut rest, mut duty) = (name, None::<Role>);
    loop {
        let words = rest.of(text).trim_end();
        let Some(ending) = bodies.end(words, &[Does::Duty, Does::Manner]) else { break };
        if bodies.does(ending, Does::Duty) {
            let role = role_of(ending, bodies);
            duty = Some(duty.map_or(role, |d| d.min(role)));
        }
        let len = words.len() - ending.len();
        rest = Span::new(rest.start as usize, rest.start as usize + len);
    }
    (rest, duty)
}

pub(super) fn role_of(verb: &str, bodies: Bodies<'_>) -> Role {
    if bodies.does(verb, Does::Lead) {
        Role::Lead
    } else if bodies.does(verb, Does::Support) {
        Role::Support
    } else {
        Role::Responsible
    }
}

/// `name` without what opens it (由, 会同) and without 等 and what follows that.
fn cleaned(text: &str, name: Span, bodies: Bodies<'_>) -> Span {
    let mut name = name.trimmed(text);
    while let Some(opening) = bodies.begin(name.of(text), Does::Opens) {
        name = Span::new(name.start as usize + opening.len(), name.end as usize).trimmed(text);
    }
    let words = name.of(text);
    let tail = |at: usize| words[at + "等".len()..].trim();
    let is_tail = |t: &str| t.is_empty() || bodies.end(t, &[Does::Sums]).is_some();
    match words.rfind('等').filter(|&at| is_tail(tail(at))) {
        Some(at) => {
            let len = words[..at].trim_end_matches('等').len();
            Span::new(name.start as usize, name.start as usize + len).trimmed(text)
        }
        None => name,
    }
}

/// `name` without a bracket at its end that is a remark: 供电公司（排在第一为牵头单位，下同）.
fn without_remark(text: &str, name: Span, bodies: Bodies<'_>) -> Span {
    let words = name.of(text);
    let open = words.rfind(['（', '(', '〈']).filter(|_| words.ends_with(['）', ')', '〉']));
    let remark = |at: &usize| {
        let inside = words[*at..].trim_matches(['（', '(', '〈', '）', ')', '〉']);
        inside.split(['，', ',']).any(|words| bodies.is_remark(words))
    };
    match open.filter(remark) {
        Some(at) => Span::new(name.start as usize, name.start as usize + at),
        None => name,
    }
}
