//! Reading and tagging alone, on one thread, beside jieba that only cuts the same text into words.

use std::hint::black_box;
use std::time::Instant;

use gangyao::corpus::read_bytes;
use gangyao::lexicon::Lexicon;
use gangyao::measures::{self, Bracket, Measure};
use gangyao::outline::{self, Identity, Outline};
use gangyao::source::{self, Format, Source};
use gangyao::tags::place::Setting;
use gangyao::tags::{self, Context, FieldWords, Plain, Tables};
use jieba_rs::Jieba;

use crate::figure::{Figure, Goal};
use crate::mill::Mill;
use crate::process::median;
use crate::{Places, Result};

/// How many plans are read, and how often.
const PLANS: u64 = 20;
const ROUNDS: usize = 15;

/// The figures of reading and of tagging.
pub fn figures(places: &Places) -> Result<Vec<Figure>> {
    // Reading one plan takes two threads where it can have them.
    rayon::ThreadPoolBuilder::new().num_threads(1).build()?.install(|| alone(places))
}

fn alone(places: &Places) -> Result<Vec<Figure>> {
    let (lexicon, jieba) = (Lexicon::shipped(), Jieba::new());
    let mill = Mill::new(&places.top, &lexicon)?;
    let texts: Vec<String> = (0..PLANS).map(|n| mill.plan(n)).collect();
    let plans =
        texts.iter().map(|text| Untagged::of(text, &lexicon)).collect::<Result<Vec<_>>>()?;
    let bytes = texts.iter().map(String::len).sum::<usize>() as f64;
    let rate = |work: &mut dyn FnMut() -> Result<()>| -> Result<f64> {
        let start = Instant::now();
        work()?;
        Ok(bytes / start.elapsed().as_secs_f64())
    };
    let (mut read, mut tagged, mut bare) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..=ROUNDS {
        read.push(rate(&mut || {
            for text in &texts {
                black_box(read_bytes("plan", Format::Text, text.as_bytes(), &lexicon)?);
            }
            Ok(())
        })?);
        tagged.push(rate(&mut || {
            plans.iter().for_each(|plan| plan.tag(&lexicon));
            Ok(())
        })?);
        bare.push(rate(&mut || {
            for line in texts.iter().flat_map(|text| text.lines()) {
                black_box(jieba.cut(line, false));
            }
            Ok(())
        })?);
    }
    let figure = |what: &str, ours: &[f64], goal| {
        // The first round has loaded what is loaded once.
        let ratio = median(ours.iter().zip(&bare).skip(1).map(|(a, b)| a / b).collect());
        let rate = |rates: &[f64]| format!("{:.1} MB/s", median(rates.to_vec()) / 1e6);
        Figure {
            what: what.into(),
            ours: rate(ours),
            bare: format!("{} jieba cutting the same text", rate(&bare)),
            ratio,
            goal,
        }
    };
    Ok(vec![
        figure("tagging, one thread", &tagged, Goal::Above(0.3)),
        figure("reading, tagging and linking, one thread", &read, Goal::Open),
    ])
}

/// A plan read as far as to its measures.
struct Untagged {
    source: Source,
    outline: Outline,
    identity: Identity,
    measures: Vec<Measure>,
    brackets: Vec<Bracket>,
}

impl Untagged {
    fn of(text: &str, lexicon: &Lexicon) -> Result<Self> {
        let source = source::read(text.as_bytes(), Format::Text, "plan")?;
        let outline = outline::read(&source, lexicon);
        let identity = outline::identity(&source, &outline, lexicon);
        let (measures, brackets) = measures::read_with_brackets(&source.text, &outline, lexicon);
        Ok(Self { source, outline, identity, measures, brackets })
    }

    /// Finds the words and gives the tags. The brackets of duty are found with the measures, which stand without them.
    fn tag(&self, lexicon: &Lexicon) {
        let text = self.source.text.as_str();
        let finds = lexicon.scan(text);
        let region = self.identity.region.as_deref();
        let context = Context {
            text,
            outline: &self.outline,
            identity: &self.identity,
            measures: &self.measures,
            brackets: &self.brackets,
            node_tags: &[],
            finds: &finds,
            field_words: &FieldWords::of(text, &finds, lexicon),
            lexicon,
            setting: Setting::of(text, region, &finds, lexicon),
            plain: Plain::default(),
            tables: Tables::default(),
        };
        black_box(tags::read(&context));
    }
}
