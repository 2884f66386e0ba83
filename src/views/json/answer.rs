//! Answers to questions as the contract shows them: search, show, outline.

use schemars::JsonSchema;
use serde::Serialize;

use super::explain::Why;
use super::facets::Facets;
use super::node::{Measure, Node};
use super::plan::{Link, link};
use super::{Chars, Reading};
use crate::answers::{self, Hit, PlanRow, Reference, SearchAnswer, Spot, Trouble};
use crate::lexicon::Lexicon;
use crate::plan::{Addressed, Plan};
use crate::views::Beside;
use crate::views::cite;

/// What a search found; `total`, `hits` and `facets` are those of the looser query in `hint` where one is answered.
#[derive(Serialize, JsonSchema)]
pub struct Search<'a> {
    query: &'a str,
    total: usize,
    hits: Vec<SearchHit<'a>>,
    notes: &'a [String],
    hint: Option<Hint<'a>>,
    /// What long words of the query find that stand in two pieces, where it finds little as it is typed.
    apart: Option<Apart<'a>>,
    facets: Option<Facets<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct SearchHit<'a> {
    plan: &'a str,
    id: String,
    node: &'a str,
    kind: &'static str,
    score: u32,
    text: &'a str,
    /// In code points of `text`.
    highlights: Vec<Chars>,
    trail: Vec<&'a str>,
    /// A reference in the form of GB/T 7714, where it was asked for.
    citation: Option<String>,
    /// Why it has its tags; only where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    explain: Option<Vec<Why<'a>>>,
}

/// Beside hits, `looser` is the query that they answer, in place of one that found nothing; without hits it is what to try.
#[derive(Serialize, JsonSchema)]
struct Hint<'a> {
    looser: Option<Looser<'a>>,
    near: &'a [String],
    /// How many hits the query as typed has without the filters beside it.
    unfiltered: usize,
    /// The words of `looser` that count in another way too.
    widened: Vec<Widened<'a>>,
    /// What of the query as typed does not count in `looser`; what stands near it comes first.
    without: &'a [String],
    /// The word of the query that asks for something, where what holds it comes first.
    wanted: Option<Wanted<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Widened<'a> {
    word: &'a str,
    /// What it counts as: `year` (what is due in it), `period` (that too, or what stands in a plan for it), `region` (of the plan), `place` (what touches it), `body` (what it is responsible
    /// for), `plan` (what stands in it) or `kind` (what is of it).
    counts_as: &'static str,
}

impl<'a> Widened<'a> {
    fn all(words: &'a [(String, answers::Widened)]) -> Vec<Self> {
        let one = |(word, how): &'a (String, answers::Widened)| Self {
            word,
            counts_as: match how {
                answers::Widened::Year => "year",
                answers::Widened::Period => "period",
                answers::Widened::Region => "region",
                answers::Widened::Place => "place",
                answers::Widened::Body => "body",
                answers::Widened::Plan => "plan",
                answers::Widened::Kind => "kind",
            },
        };
        words.iter().map(one).collect()
    }
}

#[derive(Serialize, JsonSchema)]
struct Wanted<'a> {
    word: &'a str,
    /// What comes first: what has an `amount`, a `time`, or a `body` that is responsible.
    first: &'static str,
}

impl<'a> Wanted<'a> {
    fn of((word, wanted): &'a (String, answers::Wanted)) -> Self {
        let first = match wanted {
            answers::Wanted::Amount => "amount",
            answers::Wanted::Time => "time",
            answers::Wanted::Body => "body",
        };
        Self { word, first }
    }
}

/// No hit of the query is among these.
#[derive(Serialize, JsonSchema)]
struct Apart<'a> {
    query: &'a str,
    /// The words of it that count in another way too.
    widened: Vec<Widened<'a>>,
    total: usize,
    hits: Vec<SearchHit<'a>>,
}

#[derive(Serialize, JsonSchema)]
struct Looser<'a> {
    query: &'a str,
    total: usize,
}

impl<'a> Search<'a> {
    /// The shape of `answer`, with what is asked for `beside` each hit that comes with its plan.
    pub fn of(answer: &'a SearchAnswer, lexicon: &'a Lexicon, beside: Beside) -> Self {
        let hint = answer.hint.as_ref().map(|hint| Hint {
            looser: hint.looser.as_ref().map(|(query, total)| Looser { query, total: *total }),
            near: &hint.near,
            unfiltered: hint.unfiltered,
            widened: Widened::all(&hint.widened),
            without: &hint.without,
            wanted: hint.wanted.as_ref().map(Wanted::of),
        });
        let hits = |hits: &'a [Hit]| {
            hits.iter().map(|hit| search_hit(hit, lexicon, beside)).collect::<Vec<_>>()
        };
        let apart = answer.apart.as_ref().map(|apart| Apart {
            query: &apart.query,
            widened: Widened::all(&apart.widened),
            total: apart.total,
            hits: hits(&apart.hits),
        });
        let facets = answer.facets.as_ref().map(|tally| Facets::of(tally, lexicon));
        Self {
            query: &answer.query,
            total: answer.total,
            hits: hits(&answer.hits),
            notes: &answer.notes,
            hint,
            apart,
            facets,
        }
    }
}

fn search_hit<'a>(hit: &'a Hit, lexicon: &'a Lexicon, beside: Beside) -> SearchHit<'a> {
    let (card, spot) = (&hit.card, hit.spot.as_ref());
    let why = |spot: &'a Spot| {
        Reading::new(&spot.plan, lexicon).explained(beside.explain).why(&card.tags)
    };
    SearchHit {
        plan: &card.plan,
        id: card.id(),
        node: card.node_id(),
        kind: card.kind(),
        score: hit.score,
        text: card.text(),
        highlights: hit.highlights.iter().map(|&(start, end)| Chars(start, end)).collect(),
        trail: card.trail(),
        citation: spot.filter(|_| beside.cite).map(citation),
        explain: spot.and_then(why),
    }
}

fn citation(spot: &Spot) -> String {
    cite::cite(&Reference::of(spot), cite::Style::GbT7714)
}

/// What an address names.
#[derive(Serialize)]
pub struct Show<'a> {
    plan: &'a str,
    node: Node<'a>,
    trail: Vec<&'a str>,
    measures: Vec<Measure<'a>>,
    links: Vec<Link<'a>>,
    /// A reference in the form of GB/T 7714, where it was asked for.
    citation: Option<String>,
}

impl<'a> Show<'a> {
    /// The shape of `spot`: the node with the measures in it and below it, or one measure with its node; links either way; with
    /// what is asked for `beside` it.
    pub fn of(spot: &'a Spot, lexicon: &'a Lexicon, beside: Beside) -> Self {
        let plan = &*spot.plan;
        let reading = Reading::new(plan, lexicon).explained(beside.explain);
        let measures: Vec<_> = spot.measures().into_iter().map(|at| reading.measure(at)).collect();
        let links = spot.links().map(link).collect();
        Self {
            plan: &plan.id,
            node: reading.node(spot.node),
            trail: spot.trail(),
            measures,
            links,
            citation: beside.cite.then(|| citation(spot)),
        }
    }
}

/// The trees of some plans.
#[derive(Serialize)]
pub struct Outline<'a> {
    plans: Vec<Tree<'a>>,
}

#[derive(Serialize)]
struct Tree<'a> {
    id: &'a str,
    title: &'a str,
    nodes: Vec<Branch<'a>>,
}

#[derive(Serialize)]
struct Branch<'a> {
    id: &'a str,
    kind: &'static str,
    number: Option<&'a str>,
    title: &'a str,
    line: u32,
    /// How many measures it holds, with those below it.
    measures: usize,
    children: Vec<Branch<'a>>,
}

impl<'a> Outline<'a> {
    /// The trees of `plans`, in their order.
    pub fn of(plans: impl IntoIterator<Item = &'a Plan>) -> Self {
        let tree = |plan: &'a Plan| {
            let children = plan.outline.children();
            let own = plan.own_measures();
            let tops = (0..children.len()).filter(|&n| plan.outline.nodes[n].parent.is_none());
            let nodes = tops.map(|at| branch(plan, &children, &own, at)).collect();
            Tree { id: &plan.id, title: &plan.identity.title, nodes }
        };
        Self { plans: plans.into_iter().map(tree).collect() }
    }
}

/// Node `at` with what stands below it; `below` are the children of each node, `own` how many measures each has by itself.
fn branch<'a>(plan: &'a Plan, below: &[Vec<usize>], own: &[usize], at: usize) -> Branch<'a> {
    let node = &plan.outline.nodes[at];
    let children: Vec<_> = below[at].iter().map(|&child| branch(plan, below, own, child)).collect();
    Branch {
        id: &node.id,
        kind: node.kind.name(),
        number: node.number.as_deref(),
        title: &node.title,
        line: node.line,
        measures: own[at] + children.iter().map(|child| child.measures).sum::<usize>(),
        children,
    }
}

/// What is in an index.
#[derive(Serialize)]
pub struct Index<'a> {
    plans: Vec<Indexed<'a>>,
    troubles: Vec<Unread<'a>>,
}

#[derive(Serialize)]
struct Indexed<'a> {
    id: &'a str,
    title: &'a str,
    nodes: usize,
    measures: usize,
}

#[derive(Serialize)]
struct Unread<'a> {
    path: &'a str,
    reason: &'a str,
}

impl<'a> Index<'a> {
    /// The plans of an index, and the files that gave none.
    pub fn of(rows: &'a [PlanRow], troubles: &'a [Trouble]) -> Self {
        let plan = |row: &'a PlanRow| Indexed {
            id: &row.id,
            title: &row.title,
            nodes: row.nodes,
            measures: row.measures,
        };
        let unread = |trouble: &'a Trouble| Unread { path: &trouble.path, reason: &trouble.reason };
        Self {
            plans: rows.iter().map(plan).collect(),
            troubles: troubles.iter().map(unread).collect(),
        }
    }
}
