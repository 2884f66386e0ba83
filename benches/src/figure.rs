//! [`Figure`]: one row of the table.

use std::fs;
use std::path::Path;

use crate::Result;

/// Something measured beside its baseline.
pub struct Figure {
    /// What.
    pub what: String,
    /// That of the program.
    pub ours: String,
    /// That of the baseline, with what the baseline is.
    pub bare: String,
    /// The two against each other.
    pub ratio: f64,
    /// What the ratio is to be.
    pub goal: Goal,
}

/// What a ratio is to be.
#[derive(Clone, Copy)]
pub enum Goal {
    /// At least this.
    Above(f64),
    /// At most this.
    Below(f64),
    /// Whatever it is.
    Open,
}

impl Goal {
    fn words(self, ratio: f64) -> String {
        let met = |met: bool| if met { "met" } else { "**not met**" };
        match self {
            Goal::Above(least) => format!("≥ {least}, {}", met(ratio >= least)),
            Goal::Below(most) => format!("≤ {most}, {}", met(ratio <= most)),
            Goal::Open => "—".to_owned(),
        }
    }
}

/// Milliseconds.
pub fn ms(seconds: f64) -> String {
    format!("{:.2} ms", seconds * 1e3)
}

/// Millions of bytes.
pub fn mb(bytes: f64) -> String {
    format!("{:.1} MB", bytes / 1e6)
}

/// `figures` as a table in Markdown.
pub fn table(figures: &[Figure]) -> String {
    let mut table =
        String::from("| what | gangyao | baseline | ratio | goal |\n|---|---|---|---|---|\n");
    for Figure { what, ours, bare, ratio, goal } in figures {
        let goal = goal.words(*ratio);
        table.push_str(&format!("| {what} | {ours} | {bare} | {ratio:.3} | {goal} |\n"));
    }
    table
}

/// The lines between which the table stands in `README.md`.
const MARKS: [&str; 2] = ["<!-- table: written by the run -->", "<!-- end of the table -->"];

/// Puts `table` into `benches/README.md` of the repository at `top`, with the `sizes` it is of.
pub fn publish(top: &Path, table: &str, sizes: &[u64]) -> Result<()> {
    let path = top.join("benches/README.md");
    let page = fs::read_to_string(&path)?;
    let [from, to] = MARKS.map(|mark| page.find(mark));
    let (Some(from), Some(to)) = (from, to) else {
        return Err("the page has no place for the table".into());
    };
    let sizes: Vec<String> = sizes.iter().map(u64::to_string).collect();
    let machine =
        format!("{} processors, sizes {}", std::thread::available_parallelism()?, sizes.join(", "));
    let page = format!("{}{}\n\n{machine}\n\n{table}\n{}", &page[..from], MARKS[0], &page[to..]);
    Ok(fs::write(path, page)?)
}
