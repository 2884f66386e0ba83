//! Bodies that open a clause and are charged there: 市水利局要加强巡查, 由市公安局牵头, 生态环境部会同有关部门.

use super::actor::{self, Does};
use super::reading::Reading;
use super::{Actor, Context};
use crate::ground::{CLAUSE_ENDS, Span};
use crate::lexicon::{DIVISION_ENDS, List};
use crate::measures::Bodies;
use crate::outline::COLONS;

/// The longest list of bodies that opens a clause, in letters.
const LONGEST: usize = 40;

/// Bodies named one after another, and where what they are charged with begins.
struct Charge {
    bodies: Vec<Span>,
    duty: usize,
}

/// The bodies that are charged in the clauses of measure `at`; what they are to do ends where the next are named.
pub(super) fn actors(context: &Context<'_>, at: usize) -> Vec<Actor> {
    let (text, measure) = (context.text, context.measures[at].span);
    if !may_charge(context, measure, context.plain.reading(at)) {
        return Vec::new();
    }
    let charges = charges(context, measure);
    let begins = charges.iter().skip(1).map(|next| next.bodies[0].start as usize);
    let ends = begins.chain([measure.end as usize]);
    let mut actors = Vec::new();
    for (charge, end) in charges.iter().zip(ends) {
        let words = text[charge.duty..end].trim_end_matches(['。', '；', ';', '，', ',', '由']);
        let duty = Span::new(charge.duty, charge.duty + words.len()).trimmed(text);
        let duty = Some(duty).filter(|duty| !duty.is_empty());
        let actor = |&span: &Span| Actor { span, duty, rule: RULE.into() };
        actors.extend(charge.bodies.iter().map(actor));
    }
    actors
}

/// Whether `actor` is charged by a clause, as those of [`actors`] are.
pub(super) fn is_charged(actor: &Actor) -> bool {
    actor.rule == RULE
}

/// The rule that reads them.
const RULE: &str = "actor:body";

fn charges(context: &Context<'_>, measure: Span) -> Vec<Charge> {
    let (words, bodies) = (measure.of(context.text), Bodies::of(context.lexicon));
    // 市水务局：负责城镇污水管网排查.
    let lists = |at: usize, mark: &str| {
        mark.starts_with(COLONS) && bodies.charge(&words[at + mark.len()..])
    };
    let ends = words.match_indices(CLAUSE_ENDS).filter(|&(at, mark)| !lists(at, mark));
    let mut start = 0;
    let clauses = ends.chain([(words.len(), "")]).map(|(end, mark)| {
        let clause = Span::new(start, end).shifted(measure.start as usize);
        start = end + mark.len();
        clause
    });
    clauses.filter_map(|clause| charge(context, clause)).collect()
}

/// Whether in `measure`, read as `reading`, what charges bodies may stand directly behind what their names end with; in few it does.
fn may_charge(context: &Context<'_>, measure: Span, reading: &Reading) -> bool {
    let bodies = Bodies::of(context.lexicon);
    let mut places = reading.places(0..reading.len(), bodies.charging());
    places.any(|at| {
        let mut before = (0..at).rev().map(|at| reading.at(at));
        let name = before.find(|sign| !COLONS.contains(sign));
        let rest = Span { start: reading.span(at..at + 1).start, end: measure.end };
        name.is_some_and(|last| bodies.lasts().may_hold(last) || DIVISION_ENDS.contains(&last))
            && bodies.charge(rest.of(context.text))
    })
}

/// The bodies that open `clause`, or stand behind 由 in it, if they are charged.
fn charge(context: &Context<'_>, clause: Span) -> Option<Charge> {
    let bodies = Bodies::of(context.lexicon);
    let words = clause.of(context.text);
    let named = |&(at, by): &(usize, &str)| !bodies.is_cause(&words[..at + by.len()]);
    let by = words.rmatch_indices('由').find(named).map_or(0, |(at, by)| at + by.len());
    let open = words.len() - words[by..].trim_start().len();
    let rest = &words[open..];
    let charging = bodies.charging();
    let signs = rest.char_indices().take(LONGEST);
    let mut ends = signs.filter(|&(_, sign)| charging.may_hold(sign)).map(|(at, _)| at);
    let begin = clause.start as usize + open;
    ends.find_map(|at| {
        let list = Span::new(begin, begin + rest[..at].trim_end_matches(COLONS).len());
        let listed = || listed(context, list, bodies);
        bodies.charge(&rest[at..]).then(listed)?.map(|bodies| Charge { bodies, duty: begin + at })
    })
}

/// The members of `list`, if every one names a body and opens with no verb: 省发展改革委、省水利厅 but not 强化省水利厅. Beside a body a
/// division is one too: 市科委、甲区牵头.
pub(super) fn listed(context: &Context<'_>, list: Span, bodies: Bodies<'_>) -> Option<Vec<Span>> {
    let says = context.lexicon.table(List::Strength);
    // 开发区管委会 opens with a longer word that is no verb.
    let verb = |member: Span| {
        let find = context.finds.of(List::Strength, member).next();
        let find = find.filter(|find| find.span.start == member.start);
        find.is_some_and(|find| says.rows.at(find.row() as usize).cell(1) != "none")
    };
    let opens = |words: &str| actor::does(context.lexicon, words, Does::Object);
    let body = |member: &Span| bodies.is_surely_body(member.of(context.text));
    let gazetteer = context.lexicon.gazetteer();
    let division = |member: &Span| {
        let words = member.of(context.text);
        words.ends_with(DIVISION_ENDS) && gazetteer.division(words).is_some()
    };
    let names = |member: &Span| {
        let named = body(member) || division(member);
        named && !opens(member.of(context.text)) && !verb(*member)
    };
    let mut members = Vec::new();
    for item in parts(context.text, list, &['、', '，']) {
        // 市公安局和市教育局 are two, 市住房和城乡建设局 is one.
        let two = parts(context.text, item, &['和', '及', '与']);
        match two.iter().all(names) {
            true => members.extend(two),
            false => members.push(Some(item).filter(names)?),
        }
    }
    members.iter().any(body).then_some(members)
}

/// What stands in `span` of `text` between `marks`, which have three bytes.
fn parts(text: &str, span: Span, marks: &[char]) -> Vec<Span> {
    let mut start = span.start as usize;
    let parts = span.of(text).split(marks).map(|part| {
        let span = Span::new(start, start + part.len());
        start = span.end as usize + '、'.len_utf8();
        span
    });
    parts.collect()
}
