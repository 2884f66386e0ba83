//! Lines over growing sizes, both axes by powers of ten, as SVG.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::Result;
use crate::scale::Size;

/// The drawing and the margins around its lines.
const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 360.0;
const MARGIN: f64 = 56.0;

/// Colours of the lines, in order.
const COLORS: [&str; 4] = ["#0b6e4f", "#c44900", "#5f7fbf", "#8a8a8a"];

/// One line: its name and its points.
type Line = (&'static str, Vec<(f64, f64)>);

/// Writes the plots of `sizes` beside the page.
pub fn publish(top: &Path, sizes: &[Size]) -> Result<()> {
    let folder = top.join("benches/plots");
    fs::create_dir_all(&folder)?;
    let line = |name, of: fn(&Size) -> f64| -> Line {
        (name, sizes.iter().map(|size| (size.measures as f64, of(size))).collect())
    };
    let build = [
        line("gangyao: read, parse, tag, index", |s| s.build.wall),
        line("bare tantivy, jieba's words", |s| s.bare_build.wall),
    ];
    fs::write(folder.join("build.svg"), drawn("build, seconds", &build))?;
    let query = [
        line("gangyao p50", |s| s.best.p50),
        line("gangyao p99", |s| s.best.p99),
        line("bare tantivy p50", |s| s.bare_best.p50),
        line("bare tantivy p99", |s| s.bare_best.p99),
    ];
    Ok(fs::write(folder.join("query.svg"), drawn("warm query, microseconds", &query))?)
}

/// An axis from one power of ten to another.
struct Axis {
    from: i32,
    to: i32,
    /// Where its ends stand in the drawing.
    ends: (f64, f64),
}

impl Axis {
    fn over(values: impl Iterator<Item = f64> + Clone, ends: (f64, f64)) -> Self {
        let least = values.clone().fold(f64::INFINITY, f64::min).max(1e-6);
        let most = values.fold(0.0, f64::max).max(least);
        let from = least.log10().floor() as i32;
        Self { from, to: (most.log10().ceil() as i32).max(from + 1), ends }
    }

    fn at(&self, value: f64) -> f64 {
        let part =
            (value.max(1e-6).log10() - f64::from(self.from)) / f64::from(self.to - self.from);
        self.ends.0 + part * (self.ends.1 - self.ends.0)
    }

    fn steps(&self) -> impl Iterator<Item = f64> {
        (self.from..=self.to).map(|power| 10f64.powi(power))
    }
}

fn drawn(title: &str, lines: &[Line]) -> String {
    let points = || lines.iter().flat_map(|(_, points)| points.iter().copied());
    let across = Axis::over(points().map(|p| p.0), (MARGIN, WIDTH - 16.0));
    let up = Axis::over(points().map(|p| p.1), (HEIGHT - 40.0, 32.0));
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" font-family=\"sans-serif\" font-size=\"12\">\n<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n<text x=\"{MARGIN}\" y=\"18\" font-size=\"14\">{title}</text>\n"
    );
    grid(&mut svg, &across, &up);
    for (n, (name, points)) in lines.iter().enumerate() {
        let color = COLORS[n % COLORS.len()];
        let at: Vec<String> =
            points.iter().map(|&(x, y)| format!("{:.1},{:.1}", across.at(x), up.at(y))).collect();
        let _ = writeln!(
            svg,
            "<polyline fill=\"none\" stroke=\"{color}\" stroke-width=\"2\" points=\"{}\"/>",
            at.join(" ")
        );
        for point in &at {
            let (x, y) = point.split_once(',').unwrap_or(("0", "0"));
            let _ = writeln!(svg, "<circle cx=\"{x}\" cy=\"{y}\" r=\"3\" fill=\"{color}\"/>");
        }
        let y = 48 + 16 * n;
        let _ =
            writeln!(svg, "<text x=\"{}\" y=\"{y}\" fill=\"{color}\">{name}</text>", MARGIN + 12.0);
    }
    svg + "</svg>\n"
}

fn grid(svg: &mut String, across: &Axis, up: &Axis) {
    let (left, right, bottom, top) = (across.ends.0, across.ends.1, up.ends.0, up.ends.1);
    for step in across.steps() {
        let x = across.at(step);
        let _ = writeln!(
            svg,
            "<path d=\"M{x:.1} {bottom}V{top}\" stroke=\"#ddd\"/><text x=\"{x:.1}\" y=\"{}\" text-anchor=\"middle\">{step}</text>",
            bottom + 16.0
        );
    }
    for step in up.steps() {
        let y = up.at(step);
        let _ = writeln!(
            svg,
            "<path d=\"M{left} {y:.1}H{right}\" stroke=\"#ddd\"/><text x=\"{}\" y=\"{:.1}\" text-anchor=\"end\">{step}</text>",
            left - 6.0,
            y + 4.0
        );
    }
    let _ = writeln!(
        svg,
        "<text x=\"{right}\" y=\"{}\" text-anchor=\"end\">measures</text>",
        bottom + 34.0
    );
}
