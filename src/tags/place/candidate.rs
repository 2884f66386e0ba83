//! [`Candidate`]: a stretch of text that may name a place; of those that overlap the longest is taken.

use smallvec::SmallVec;

use super::passage::Passage;
use crate::ground::{Span, is_han};
use crate::lexicon::{Brand, Find, List, PlaceKind};

/// How far before a name one that reaches into it is looked for, in bytes.
const LONGEST: u32 = 24;

/// Places by their numbers; few names mean more than four.
pub type Numbers = SmallVec<[u32; 4]>;

/// A stretch of text that may name a place.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub span: Span,
    pub word: Word,
    /// Whether it lies inside a longer name: 长春 in 长春现代化都市圈.
    pub nested: bool,
    /// Whether it was found to name a place.
    pub accepted: bool,
    /// Which rule found it to.
    pub rule: &'static str,
}

/// What a candidate may be.
#[derive(Clone, Debug)]
pub enum Word {
    /// A name in the gazetteer and the places that bear it; `full` where the name is no short form.
    Places { places: Numbers, full: bool },
    /// An abbreviation of several places.
    Joined(Numbers),
    /// A brand, and the place it stands for.
    Brand(Numbers),
    /// A name that is in no table, by its ending.
    Unknown(PlaceKind),
    /// A word that holds a place name and means none.
    Nothing,
}

impl Candidate {
    pub fn new(span: Span, word: Word) -> Self {
        Self { span, word, nested: false, accepted: false, rule: "" }
    }

    /// The places that bear its name; none where it is no name in the gazetteer.
    pub fn places(&self) -> &[u32] {
        match &self.word {
            Word::Places { places, .. } => places,
            _ => &[],
        }
    }
}

/// The candidates that the tables give, by place in the text; where two overlap only the longer, or else that of the plan's own region
/// (宁德 in 新宁德), or else the earlier, but for names
/// inside the name of a zone or region.
pub fn of(passage: &Passage<'_>) -> Vec<Candidate> {
    let mut all = words(passage);
    if all.len() < 2 {
        return all;
    }
    all.sort_by_cached_key(|c| {
        (std::cmp::Reverse(c.span.len()), !is_home(passage, c), c.span.start)
    });
    let mut taken: Vec<Candidate> = Vec::new();
    // Of 长白山 in 大长白山区域, which is no place of its own there, nothing shorter is one either.
    let mut shut = Vec::<Span>::new();
    for mut candidate in all {
        let mut over = taken.iter().filter(|t| t.span.overlaps(candidate.span)).peekable();
        candidate.nested = over.peek().is_some();
        if shut.iter().any(|s| s.contains(candidate.span)) {
            continue;
        }
        if !over.all(|outer| may_nest(passage, outer, &candidate)) {
            let shuts = candidate.nested && !super::holds_names(passage, &candidate);
            shut.extend(shuts.then_some(candidate.span));
            continue;
        }
        taken.push(candidate);
    }
    taken.sort_by_key(|c| (c.span.start, std::cmp::Reverse(c.span.end)));
    taken
}

/// Whether `candidate` may name a division of the plan's own region.
fn is_home(passage: &Passage<'_>, candidate: &Candidate) -> bool {
    let setting = &passage.context.setting;
    matches!(&candidate.word, Word::Places { places, .. }
        if places.iter().any(|&n| setting.is_home(passage.gazetteer, n)))
}

/// Divisions count inside the names of zones and regions; abbreviations, waters and mountains inside those of zones.
fn may_nest(passage: &Passage<'_>, outer: &Candidate, inner: &Candidate) -> bool {
    let kind = |n: &u32| passage.gazetteer.place(*n).kind;
    let region = matches!(&outer.word, Word::Places { places, .. }
        if places.iter().any(|n| kind(n) == PlaceKind::Region));
    let fits = match &inner.word {
        Word::Places { places, .. } => {
            places.iter().any(|n| kind(n).is_division() || !region && !super::is_container(kind(n)))
        }
        Word::Joined(_) => !region,
        _ => false,
    };
    fits && super::holds_names(passage, outer)
        && outer.span.contains(inner.span)
        && outer.span != inner.span
        && !is_cut_out(passage, outer.span, inner.span)
}

/// Whether `inner` is cut out of the letters of `outer`: 安新 in 雄安新区, where nothing ends before 安.
fn is_cut_out(passage: &Passage<'_>, outer: Span, inner: Span) -> bool {
    let letter = passage.before(inner.start).chars().next_back().filter(|c| is_han(*c));
    let Some(start) = letter.map(|c| inner.start - c.len_utf8() as u32) else { return false };
    let ends = |f: &Find| f.span.end == inner.start && f.span.start >= outer.start;
    let finds = passage.context.finds;
    let known = finds.of_places(outer).any(|f| ends(f) && passage.gazetteer.of(f).is_some())
        || finds.of(List::PlaceEdges, outer).any(ends);
    start >= outer.start
        && !known
        && passage.last_word(start, inner.start).is_none_or(|w| w.end != inner.start)
}

fn words(passage: &Passage<'_>) -> Vec<Candidate> {
    let mut places = SmallVec::<[(Span, u32); 8]>::new();
    let (mut out, brands) = (Vec::new(), passage.context.lexicon.brands());
    // At one place they stand in the order of the lists.
    for find in passage.context.finds.of_places(passage.span) {
        match find.list() {
            List::NoPlaces => out.push(Candidate::new(find.span, Word::Nothing)),
            List::Abbreviations => {
                let row = passage.context.lexicon.row(find);
                if row.cell(2) != "line" || names_line(passage, find.span.end) {
                    let word = Word::Joined(named(passage, row.cell(1)));
                    out.push(Candidate::new(find.span, word));
                }
            }
            List::Brands if brands[find.row() as usize].hold(Brand::Whole) => {
                let place = named(passage, passage.context.lexicon.row(find).cell(2));
                out.push(Candidate::new(find.span, Word::Brand(place)));
            }
            _ => {
                places.extend(passage.gazetteer.of(find).map(|n| (find.span, n)));
            }
        }
    }
    places.sort_by_key(|&(span, _)| span);
    let same = || places.chunk_by(|a, b| a.0 == b.0);
    let names: SmallVec<[Span; 8]> = same().map(|named| named[0].0).collect();
    for (named, &name) in same().zip(&names) {
        let places: Numbers = named.iter().map(|&(_, n)| n).collect();
        if !is_cut(passage, name, &places, &names) {
            let span = former(passage, name, &places, &names);
            let full = is_full(passage, span.of(passage.text), &places);
            out.push(Candidate::new(span, Word::Places { places, full }));
        }
    }
    out
}

/// Whether a railway or a road is named by what ends at `at`, alone or in a list: 广湛高铁, 广湛、深江等高铁.
fn names_line(passage: &Passage<'_>, at: u32) -> bool {
    const FARTHEST: usize = 24;
    let lines = passage.brand_words(Brand::Line).filter(|word| word.start >= at);
    let listed = passage.after(at).starts_with(['、', '和', '与', '及', '等']);
    lines.take_while(|word| word.start == at || listed).any(|word| {
        let between = &passage.text[at as usize..word.start as usize];
        between.chars().count() <= FARTHEST && between.chars().all(|c| is_han(c) || c == '、')
    })
}

/// The short name of a county with 县 or 市 after it, which no place is called now: the name it had before, 宁乡县.
fn former(passage: &Passage<'_>, span: Span, places: &[u32], names: &[Span]) -> Span {
    let kind = |n: &u32| passage.gazetteer.place(*n).kind;
    let county = |n: &u32| matches!(kind(n), PlaceKind::County | PlaceKind::District);
    let ending = ['县', '市'].into_iter().find(|c| passage.after(span.end).starts_with(*c));
    let longer = ending.map(|c| Span { start: span.start, end: span.end + c.len_utf8() as u32 });
    let fits = |longer: &Span| {
        let word = passage.last_word(longer.end - 1, longer.end);
        let cut = passage.is_cut_right(*longer) || word.is_some_and(|w| w.start > span.start);
        !names.contains(longer) && !cut
    };
    // 会同市水利局: the verb. 叶县 in 叶县市 is one already.
    let common = passage.is_common(span) || span.of(passage.text).ends_with(['县', '市', '区']);
    longer.filter(|longer| !common && places.iter().all(county) && fits(longer)).unwrap_or(span)
}

/// Whether the last letter belongs to what follows: 大同|区位, 吉林|市场, 大同|县域, 川中|央企业; or, of a name of another province, the first to
/// another name, and of any the first to a river's: 东江|源区.
fn is_cut(passage: &Passage<'_>, span: Span, places: &[u32], names: &[Span]) -> bool {
    let setting = &passage.context.setting;
    let near = || places.iter().any(|&n| setting.is_near(passage.gazetteer, n));
    let over = |s: &Span| s.start < span.start && span.start < s.end && s.end < span.end;
    let before = names[..names.partition_point(|&name| name < span)].iter().rev();
    let mut before = before.take_while(|s| s.start + LONGEST > span.start);
    let mut parts = [('市', '场'), ('县', '域'), ('中', '央')].into_iter();
    let market = parts.any(|(last, next)| {
        span.of(passage.text).ends_with(last) && passage.after(span.end).starts_with(next)
    });
    let after_name = || names.iter().any(|s| s.end == span.start);
    let mut cut = || passage.is_cut_right(span) || (before.any(over) && !after_name());
    // 推广|安徽: where a word before ends another name begins.
    let next = &names[names.partition_point(|&name| name <= span)..];
    let mut next = next.iter().take_while(|name| name.start < span.end);
    let mut gives_way =
        || next.any(|n| n.end > span.end && passage.word_ends_inside(span, n.start));
    market || gives_way() || (cut() && !near()) || begins_in_river(passage, span)
}

/// Whether the first letter of a name is the last of a river's: 江源区 in 赣江源区.
fn begins_in_river(passage: &Passage<'_>, span: Span) -> bool {
    if !span.of(passage.text).starts_with(['江', '河']) {
        return false;
    }
    let river = |n: u32| passage.gazetteer.place(n).kind == PlaceKind::River;
    let from = passage.span.start.max(span.start.saturating_sub(LONGEST));
    let near = Span { start: from, end: span.start + '江'.len_utf8() as u32 };
    let over = |f: &&Find| f.span.start < span.start && f.span.end == near.end;
    let finds = passage.context.finds.of_places(near);
    finds.filter(over).any(|f| passage.gazetteer.of(f).is_some_and(river))
}

/// The places of a cell of full names separated by 、
fn named(passage: &Passage<'_>, cell: &str) -> Numbers {
    let gazetteer = passage.gazetteer;
    let one = |name: &str| {
        let full = |n: &&u32| gazetteer.place(**n).name == name;
        gazetteer.named(name).iter().find(full).copied()
    };
    cell.split('、').filter_map(one).collect()
}

/// Whether `word` is a name that stands for itself: any but the short name of a division, or a full one of two letters (应县).
fn is_full(passage: &Passage<'_>, word: &str, places: &[u32]) -> bool {
    let long = word.chars().count() > 2;
    let ending = || word.ends_with(['市', '县', '区', '旗', '盟', '省']);
    places.iter().any(|&n| {
        let place = passage.gazetteer.place(n);
        let state = || word.ends_with('州') && place.name.ends_with("自治州");
        !place.kind.is_division() || (long && (ending() || word == place.name || state()))
    })
}
