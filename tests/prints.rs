//! One plan in other prints: what is read of it is the same, whatever the width of digits and marks, the white space around them and
//! the form of the file.

use unicode_normalization::UnicodeNormalization;

use gangyao::corpus::read_bytes;
use gangyao::lexicon::Lexicon;
use gangyao::plan::Plan;
use gangyao::source::Format;

use crate::tagged::JILIN;

/// A short plan with what the one of Jilin has not: a number, years in its name, a table, bodies in brackets, principles of two halves.
const WATERS: &str = include_str!("documents/waters.txt");

/// A plan printed otherwise.
type Print = fn(&str) -> Vec<u8>;

const PRINTS: [(&str, Print); 13] = [
    ("a byte-order mark", |text| format!("\u{feff}{text}").into_bytes()),
    ("carriage returns", |text| text.replace('\n', "\r\n").into_bytes()),
    ("sixteen bits a sign", |text| text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ("digits of full width", |text| each(text, wide)),
    ("brackets of half width", |text| text.replace('（', "(").replace('）', ")").into_bytes()),
    ("marks of half width", |text| {
        text.replace('，', ",").replace('；', ";").replace('：', ":").into_bytes()
    }),
    ("quotes without a side", |text| text.replace(['“', '”'], "\"").into_bytes()),
    ("brackets of years as square ones", |text| {
        text.replace('〔', "[").replace('〕', "]").into_bytes()
    }),
    ("per cent of half width", |text| text.replace('％', "%").into_bytes()),
    ("hyphens for dashes", |text| text.replace('—', "-").into_bytes()),
    ("blanks around numbers", |text| apart(text, ' ')),
    ("blanks that do not break around numbers", |text| apart(text, '\u{a0}')),
    ("blanks before every line", |text| text.replace('\n', "\n\u{3000}\u{3000}").into_bytes()),
];

/// `text` with `other` of each sign.
fn each(text: &str, other: fn(char) -> char) -> Vec<u8> {
    text.chars().map(other).collect::<String>().into_bytes()
}

fn wide(sign: char) -> char {
    match sign {
        '0'..='9' => char::from_u32(sign as u32 - '0' as u32 + '０' as u32).unwrap_or(sign),
        _ => sign,
    }
}

/// `text` with `blank` between its numbers and the Chinese letters beside them.
fn apart(text: &str, blank: char) -> Vec<u8> {
    let mut out = String::new();
    let mut last = '\n';
    for sign in text.chars() {
        let han = |c: char| ('一'..='龥').contains(&c);
        let borders = |a: char, b: char| a.is_ascii_digit() && han(b);
        if borders(last, sign) || borders(sign, last) {
            out.push(blank);
        }
        out.push(sign);
        last = sign;
    }
    out.into_bytes()
}

#[test]
fn another_print_reads_the_same() {
    for (plan, text) in [("Jilin", JILIN), ("waters", WATERS)] {
        let expected = read(text.as_bytes());
        for (print, printed) in PRINTS {
            let read = read(&printed(text));
            let other = expected.iter().zip(&read).find(|(expected, read)| expected != read);
            assert_eq!(other, None, "{plan}: {print}");
            assert_eq!(read.len(), expected.len(), "{plan}: {print}");
        }
    }
}

#[test]
fn the_short_plan_has_what_prints_differ_in() {
    let facts = read(WATERS.as_bytes()).join("\n");
    for fact in ["某政发[2021]12号", "2021-2030", "省水利厅", "供水保障率 95 %", "principle"]
    {
        assert!(facts.contains(fact), "{fact}: {facts}");
    }
}

/// What is read of the plans in `bytes`, in lines: what they say of themselves, their nodes, their measures with their tags.
fn read(bytes: &[u8]) -> Vec<String> {
    let plans = read_bytes("plan", Format::Text, bytes, &Lexicon::shipped()).expect("it is read");
    plans.iter().flat_map(facts).collect()
}

fn facts(plan: &Plan) -> Vec<String> {
    let identity = &plan.identity;
    let period = identity.period.map(|(from, to)| format!("{from}-{to}"));
    let said = [Some(&identity.title), identity.number.as_ref(), period.as_ref()];
    let mut facts: Vec<String> = said.into_iter().flatten().map(|said| plain(said)).collect();
    facts.extend(identity.issuers.iter().map(|issuer| plain(issuer)));
    let nodes = plan.outline.nodes.iter();
    facts.extend(
        nodes.map(|node| format!("{} {} {}", node.id, node.kind.name(), plain(&node.title))),
    );
    for (at, measure) in plan.measures.iter().enumerate() {
        let text = plain(measure.span.of(&plan.text));
        facts.push(format!("{} {} {text}", plan.measure_id(at), measure.kind.name()));
        let tags = &plan.tags[at];
        facts.extend(tags.domains.iter().map(|domain| format!("  {}", domain.id)));
        facts
            .extend(tags.departments.iter().map(|body| format!("  {} {:?}", body.name, body.role)));
        facts.extend(tags.deadlines.iter().map(|due| format!("  {:?}-{:?}", due.from, due.to)));
        facts.extend(
            tags.places.iter().map(|place| format!("  {:?} {:?}", place.id, place.relation)),
        );
        facts.extend(tags.targets.iter().map(|target| {
            let value = target.value.map_or_else(String::new, |value| value.to_string());
            let unit = target.unit.as_deref().unwrap_or_default();
            format!("  {} {value} {} {:?}", plain(&target.indicator), plain(unit), target.deadline)
        }));
    }
    facts
}

/// `words` without white space and quotes, each sign in its plain form.
fn plain(words: &str) -> String {
    let signs = words.nfkc().map(|sign| match sign {
        '—' | '–' => '-',
        '〔' => '[',
        '〕' => ']',
        _ => sign,
    });
    signs.filter(|sign| !sign.is_whitespace() && !"“”\"".contains(*sign)).collect()
}
