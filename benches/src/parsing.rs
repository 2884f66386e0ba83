//! Reading and tagging alone, on one thread, beside jieba that only cuts the same text into words.

use std::hint::black_box;
use std::time::Instant;

use gangyao::corpus::read_bytes;
use gangyao::lexicon::Lexicon;
use gangyao::source::Format;
use jieba_rs::Jieba;

use crate::figure::{Figure, Goal};
use crate::mill::Mill;
use crate::process::median;
use crate::{Places, Result};

/// How many plans are read, and how often.
const PLANS: u64 = 20;
const ROUNDS: usize = 5;

/// The figure of reading.
pub fn figures(places: &Places) -> Result<Vec<Figure>> {
    // Reading one plan takes two threads where it can have them.
    rayon::ThreadPoolBuilder::new().num_threads(1).build()?.install(|| alone(places))
}

fn alone(places: &Places) -> Result<Vec<Figure>> {
    let (lexicon, jieba) = (Lexicon::shipped(), Jieba::new());
    let mill = Mill::new(&places.top, &lexicon)?;
    let texts: Vec<String> = (0..PLANS).map(|n| mill.plan(n)).collect();
    let bytes = texts.iter().map(String::len).sum::<usize>() as f64;
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..=ROUNDS {
        let start = Instant::now();
        for text in &texts {
            black_box(read_bytes("plan", Format::Text, text.as_bytes(), &lexicon)?);
        }
        ours.push(bytes / start.elapsed().as_secs_f64());
        let start = Instant::now();
        for line in texts.iter().flat_map(|text| text.lines()) {
            black_box(jieba.cut(line, false));
        }
        bare.push(bytes / start.elapsed().as_secs_f64());
    }
    // The first round has loaded what is loaded once.
    let ratio = median(ours.iter().zip(&bare).skip(1).map(|(a, b)| a / b).collect());
    let rate = |rates: Vec<f64>| format!("{:.1} MB/s", median(rates) / 1e6);
    Ok(vec![Figure {
        what: "reading and tagging, one thread".into(),
        ours: rate(ours),
        bare: format!("{} jieba cutting the same text", rate(bare)),
        ratio,
        goal: Goal::Above(0.3),
    }])
}
