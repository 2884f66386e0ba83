//! Bodies that open a clause and are charged there: 市水利局要加强巡查, 由市公安局牵头, 生态环境部会同有关部门.

use super::actor::CLAUSE_ENDS;
use super::{Actor, Context};
use crate::ground::Span;
use crate::lexicon::List;
use crate::measures::Bodies;

/// The longest list of bodies that opens a clause, in letters.
const LONGEST: usize = 40;

/// Words that end with 由 and name nobody: 自由贸易试验区.
const REASONS: [char; 5] = ['自', '理', '事', '缘', '来'];

/// Bodies named one after another, and where what they are charged with begins.
struct Charge {
    bodies: Vec<Span>,
    duty: usize,
}

/// The bodies that are charged in the clauses of `measure`; what they are to do ends where the next are named.
pub(super) fn actors(context: &Context<'_>, measure: Span) -> Vec<Actor> {
    let text = context.text;
    let charges = charges(context, measure);
    let begins = charges.iter().skip(1).map(|next| next.bodies[0].start as usize);
    let ends = begins.chain([measure.end as usize]);
    let mut actors = Vec::new();
    for (charge, end) in charges.iter().zip(ends) {
        let words = text[charge.duty..end].trim_end_matches(['。', '；', ';', '，', ',', '由']);
        let duty = Span::new(charge.duty, charge.duty + words.len()).trimmed(text);
        let duty = Some(duty).filter(|duty| !duty.is_empty());
        let actor = |&span: &Span| Actor { span, duty, rule: "actor:body".into() };
        actors.extend(charge.bodies.iter().map(actor));
    }
    actors
}

fn charges(context: &Context<'_>, measure: Span) -> Vec<Charge> {
    if !may_charge(measure.of(context.text), Bodies::of(context.lexicon)) {
        return Vec::new();
    }
    let mut start = measure.start as usize;
    let clauses = measure.of(context.text).split(CLAUSE_ENDS).map(|clause| {
        let span = Span::new(start, start + clause.len());
        start = span.end as usize;
        start += context.text[start..].chars().next().map_or(0, char::len_utf8);
        span
    });
    clauses.filter_map(|clause| charge(context, clause)).collect()
}

/// Whether in `words` what charges bodies stands directly behind what their names end with; in few measures it does.
fn may_charge(words: &str, bodies: Bodies<'_>) -> bool {
    let (lasts, charging) = (bodies.lasts(), bodies.charging());
    let mut last = None;
    words.char_indices().any(|(at, sign)| {
        let behind = last.replace(sign).is_some_and(|last| lasts.may_hold(last));
        behind && charging.may_hold(sign) && bodies.charge(&words[at..])
    })
}

/// The bodies that open `clause`, or stand behind 由 in it, if they are charged.
fn charge(context: &Context<'_>, clause: Span) -> Option<Charge> {
    let bodies = Bodies::of(context.lexicon);
    let words = clause.of(context.text);
    let named = |&(at, _): &(usize, &str)| !words[..at].ends_with(REASONS);
    let by = words.rmatch_indices('由').find(named).map_or(0, |(at, by)| at + by.len());
    let open = words.len() - words[by..].trim_start().len();
    let rest = &words[open..];
    let charging = bodies.charging();
    let signs = rest.char_indices().take(LONGEST);
    let mut ends = signs.filter(|&(_, sign)| charging.may_hold(sign)).map(|(at, _)| at);
    let begin = clause.start as usize + open;
    ends.find_map(|at| {
        let list = Span::new(begin, begin + at);
        let listed = || listed(context, list, bodies);
        bodies.charge(&rest[at..]).then(listed)?.map(|bodies| Charge { bodies, duty: begin + at })
    })
}

/// The members of `list`, if every one names a body and opens with no verb: 省发展改革委、省水利厅 but not 强化省水利厅.
fn listed(context: &Context<'_>, list: Span, bodies: Bodies<'_>) -> Option<Vec<Span>> {
    let mut start = list.start as usize;
    let members = list.of(context.text).split(['、', '和', '及']).map(|member| {
        let span = Span::new(start, start + member.len());
        start = span.end as usize + '、'.len_utf8();
        span
    });
    let members: Vec<Span> = members.collect();
    let verb = |member: Span| {
        let finds = context.finds.of(List::Strength, member).next();
        finds.is_some_and(|verb| verb.span.start == member.start)
    };
    let opens = |words: &str| OPENINGS.iter().any(|opening| words.starts_with(opening));
    let names = |member: &Span| {
        let words = member.of(context.text);
        bodies.is_surely_body(words) && !opens(words) && !verb(*member)
    };
    members.iter().all(names).then_some(members)
}

/// What stands before the name of a body that is the object of something.
const OPENINGS: [&str; 16] = [
    "按", "与", "同", "对", "向", "在", "为", "以", "经", "报", "将", "把", "充分", "学习", "继续",
    "严格",
];
