//! Lines → paragraphs: lines wrapped at a width are one paragraph, and a line can hold several.

use std::collections::{BTreeMap, BTreeSet};

use super::terms::{Does, Terms};
use crate::ground::{Span, is_digit, is_han, numeral};
use crate::outline::announced;
use crate::outline::contents;
use crate::outline::furniture::{is_furniture_or_file, is_page_data};
use crate::outline::glued;
use crate::outline::layout::Layout;
use crate::outline::mark::{self, Mark, Shape};
use crate::outline::neighbours;
use crate::outline::period::opens_year;
use crate::outline::unbroken;
use crate::source::{Frame, Look, Source};

/// One paragraph: its words, the mark that opens it, how it looked.
#[derive(Clone, Debug)]
pub struct Paragraph {
    /// Its words without the white space around them.
    pub span: Span,
    /// The line it begins on, from 1.
    pub line: u32,
    /// The mark that opens it.
    pub mark: Option<Mark>,
    /// How its first line looked.
    pub look: Look,
    /// Whether it is nothing but the number of a page.
    pub page: bool,
    /// Whether it has leaders, as the entries of a table of contents have.
    pub led: bool,
    /// Whether it stands in a frame.
    pub frame: Frame,
}

impl Paragraph {
    /// Its words after the mark.
    pub fn rest(&self) -> Span {
        let len = self.mark.as_ref().map_or(0, |m| m.len);
        Span::new(self.span.start as usize + len, self.span.end as usize)
    }
}

/// The paragraphs of `source` in order.
pub fn read(terms: Terms<'_>, source: &Source) -> Vec<Paragraph> {
    let mut reader = Reader::new(terms, source);
    for (n, line) in source.lines.iter().enumerate() {
        if line.span.of(&source.text).trim().is_empty() {
            reader.gap |= reader.pages.is_empty() && !reader.layout.double_spaced;
        } else if reader.rows.contains(&n) {
            reader.row(n);
        } else if reader.layout.is_page_number(n) {
            reader.page_number(n);
        } else {
            let parts = match line.look {
                Look::Plain => unbroken::parts(terms, &source.text, line.span),
                _ => vec![line.span],
            };
            let pieces = parts.into_iter().flat_map(|part| pieces(&source.text, part));
            pieces.for_each(|piece| reader.piece(n, piece));
        }
    }
    let mut paragraphs = reader.finish();
    neighbours::settle(&source.text, &mut paragraphs);
    glued::part(&source.text, &mut paragraphs);
    announced::part(terms, &source.text, &mut paragraphs);
    for paragraph in &mut paragraphs {
        paragraph.led = contents::is_led(paragraph.span.of(&source.text));
    }
    paragraphs
}

/// Joins the lines of a document to paragraphs.
struct Reader<'a> {
    /// The words it reads with.
    terms: Terms<'a>,
    source: &'a Source,
    layout: Layout,
    heading_shapes: BTreeSet<Shape>,
    /// The lines that are rows of tables.
    rows: BTreeSet<usize>,
    /// Whether frames set something off: they do not where most of the text stands in them.
    framed: bool,
    paragraphs: Vec<Paragraph>,
    /// The last line of the last paragraph, while that may go on.
    open: Option<Span>,
    /// Whether an empty line stands after it.
    gap: bool,
    /// Numbers of pages since then: within a paragraph that goes on they are part of it.
    pages: Vec<Paragraph>,
}

impl<'a> Reader<'a> {
    fn new(terms: Terms<'a>, source: &'a Source) -> Self {
        let layout = Layout::of(source);
        let heading_shapes = heading_shapes(source, &layout);
        let rows = super::table::rows(terms, source);
        Self {
            terms,
            source,
            layout,
            heading_shapes,
            rows,
            framed: sets_off(source),
            paragraphs: Vec::new(),
            open: None,
            gap: false,
            pages: Vec::new(),
        }
    }

    fn row(&mut self, n: usize) {
        let line = self.source.lines[n].span;
        self.paragraphs.append(&mut self.pages);
        let mut row = self.paragraph(n, line.trimmed(&self.source.text), None, false);
        if row.look == Look::Plain {
            row.look = Look::Row(Vec::new());
        }
        self.paragraphs.push(row);
        (self.open, self.gap) = (None, false);
    }

    fn page_number(&mut self, n: usize) {
        let span = self.source.lines[n].span.trimmed(&self.source.text);
        self.gap = false;
        self.pages.push(self.paragraph(n, span, None, true));
    }

    fn paragraph(&self, n: usize, span: Span, mark: Option<Mark>, page: bool) -> Paragraph {
        let look = self.look(n, span);
        let line = self.source.first_line + n as u32;
        Paragraph { span, line, mark, look, page, led: false, frame: self.frame(n) }
    }

    /// How line `n` looks; what heads the page heads nothing of the text.
    fn look(&self, n: usize, words: Span) -> Look {
        match &self.source.lines[n].look {
            Look::Heading(_) if self.heads_page(words.of(&self.source.text)) => Look::Plain,
            Look::Across => Look::Plain,
            Look::Lead(bold) if !words.contains(*bold) => Look::Plain,
            look => look.clone(),
        }
    }

    /// Whether a heading is one of the page: 相关附件, the name of a file; above the first of the text 政策全文 too, 分类 and the like.
    fn heads_page(&self, words: &str) -> bool {
        let heads = |p: &Paragraph| p.mark.is_some() || matches!(p.look, Look::Heading(2..));
        let begun = || self.paragraphs.iter().any(heads);
        is_furniture_or_file(self.terms, words) || is_page_data(self.terms, words) && !begun()
    }

    fn frame(&self, n: usize) -> Frame {
        if self.framed { self.source.lines[n].frame } else { Frame::Unknown }
    }

    /// One piece of line `n`: it goes on with the last paragraph or begins one.
    fn piece(&mut self, n: usize, piece: Span) {
        let words = piece.of(&self.source.text);
        let plain = self.source.lines[n].look == Look::Plain;
        let mark = mark::mark(words);
        let alike = self.paragraphs.last().is_some_and(|last| last.frame.may_be(self.frame(n)));
        let parted = self.gap && !self.breaks_off();
        let goes_on = plain && mark.is_none() && !parted && alike;
        match self.open.filter(|&line| goes_on && self.runs_on(line, words)) {
            Some(_) => {
                self.pages.clear();
                let last = self.paragraphs.len() - 1;
                self.paragraphs[last].span = self.paragraphs[last].span.to(piece);
            }
            None => {
                self.paragraphs.append(&mut self.pages);
                self.paragraphs.push(self.paragraph(n, piece, mark, false));
            }
        }
        self.open = plain.then_some(piece);
        self.gap = false;
    }

    /// Whether the last paragraph breaks off within a sentence, so that even an empty line does not end it.
    fn breaks_off(&self) -> bool {
        let words = self.paragraphs.last().map_or("", |last| last.span.of(&self.source.text));
        breaks_off(self.terms, words)
    }

    fn finish(mut self) -> Vec<Paragraph> {
        self.paragraphs.append(&mut self.pages);
        self.paragraphs
    }

    /// Whether the last paragraph, whose last line is `line`, goes on with the words `next`.
    ///
    /// It does if it is prose that ends no sentence, or its last line is as wide as lines are wrapped. A heading ends no sentence
    /// either; it is told from prose by its length and by having no mark inside. The cells of a table stand apart and never
    /// run on.
    fn runs_on(&self, line: Span, next: &str) -> bool {
        let text = &self.source.text;
        let Some(paragraph) = self.paragraphs.last() else { return false };
        let words = paragraph.span.of(text);
        let full = self.layout.is_full(line.of(text), line.start == paragraph.span.start);
        let glossed = full && is_glossed(self.terms, words);
        if is_open_aside(self.terms, words) {
            return next.trim_end().ends_with(super::label::closes);
        }
        let ended = words.ends_with(ENDS) && !glossed && !is_footnoted(words);
        if ended
            || contents::ends_in_page(line.of(text))
            || super::table::is_gapped(self.terms, line.of(text))
            || is_row(self.terms, line.of(text))
        {
            return false;
        }
        if words.ends_with(['，', ',', '、', '“', '《', '（', '('])
            || is_torn(words)
            || breaks_off(self.terms, words)
        {
            return true;
        }
        if is_document_number(next) || announces(words) {
            return false;
        }
        if !full && (is_credit(self.terms, words) || gives_contact(self.terms, words)) {
            return false;
        }
        // Where a paragraph is long its beginning says enough.
        let rest = beginning(paragraph.rest().of(text));
        match &paragraph.mark {
            // The rule of an article that fills its line goes on.
            Some(mark) if full && mark.shape != Shape::Article && self.is_heading(mark, rest) => {
                !(self.layout.is_full(next, true)
                    && next.contains(['，', ',', '。', '；', '、', '“']))
            }
            Some(_) => {
                full || rest.contains(['。', '；']) || rest.chars().count() > LONGEST_HEADING
            }
            None if full => true,
            None => {
                let heading =
                    is_slogan(rest) && next.chars().count() >= WHOLE && !self.layout.wraps();
                rest.contains(['，', ',', '。', '；']) && !heading
            }
        }
    }

    /// Whether words after a mark look like a heading: no mark of a sentence in them; one comma where marks of this shape
    /// mostly stand before headings.
    fn is_heading(&self, mark: &Mark, rest: &str) -> bool {
        let commas = rest.matches(['，', ',']).count();
        let most = usize::from(self.heading_shapes.contains(&mark.shape));
        opens_heading(mark) && commas <= most && !rest.contains(['。', '；', '：'])
    }
}

/// What a paragraph ends with. A bracket of who is responsible closes a paragraph after its last sentence.
const ENDS: [char; 15] =
    ['。', '！', '？', '：', '；', '!', '?', ':', ';', '）', ')', '〕', '】', '］', ']'];

/// Whether words end by saying who took a picture, which no text goes on from: 某某作政府工作报告。本报记者 某某摄.
fn is_credit(terms: Terms<'_>, words: &str) -> bool {
    const LONGEST: usize = 24;
    let last = words.rsplit_once('。').map_or(words, |(_, last)| last);
    last.chars().take(LONGEST + 1).count() <= LONGEST && terms[Does::Credit].stand_in(last)
}

/// Whether words end in the number or address under which somebody is reached: 联系人：某某，电话：0512-12345678.
fn gives_contact(terms: Terms<'_>, words: &str) -> bool {
    const LONGEST: usize = 150;
    let last = &words[words.floor_char_boundary(words.len().saturating_sub(LONGEST))..];
    last.ends_with(|c: char| c.is_ascii_alphanumeric()) && terms[Does::Contact].stand_in(last)
}

/// Whether words end in the number of a footnote: 两高一资[3].
fn is_footnoted(words: &str) -> bool {
    let inside = words.strip_suffix([']', '］']).and_then(|words| words.rsplit_once(['[', '［']));
    inside.is_some_and(|(_, number)| numeral::parse(number.trim()).is_some())
}

/// Whether words end in a bracket that explains the word before it, and not in one that closes a sentence: 各区（郊）.
fn is_glossed(terms: Terms<'_>, words: &str) -> bool {
    let open = words.ends_with('）').then(|| words.rfind('（')).flatten();
    open.is_some_and(|at| {
        let (before, bracket) = words.split_at(at);
        let letters = bracket.chars().count();
        letters <= 8 && before.ends_with(is_han) && !super::label::is_aside(terms, bracket)
    })
}

/// Whether a line is a row of cells: gaps of three spaces or more between them. One gap behind a few words, with prose after
/// it, sets off a lead sentence.
fn is_row(terms: Terms<'_>, line: &str) -> bool {
    line.contains('\t') || (line.contains("   ") && !super::lead::is_spaced(terms, line))
}

/// Whether quotes or the marks of a title are opened in the last words and not closed, or a bracket is in the very last.
fn is_torn(words: &str) -> bool {
    let last = words.char_indices().rev().nth(3).map_or(words, |(at, _)| &words[at..]);
    let bracket = last.contains('（') && !last.contains('）');
    let tail = words.char_indices().rev().nth(60).map_or(words, |(at, _)| &words[at..]);
    let open =
        |open: char, close: char| tail.rfind(open).is_some_and(|at| !tail[at..].contains(close));
    // A quote may be closed by a mark that has no side.
    let quote = open('“', '”') && open('“', '"');
    bracket || quote || open('《', '》')
}

/// Whether words are prose that ends in a word with which nothing ends: …，养老服务业增加值在.
fn breaks_off(terms: Terms<'_>, words: &str) -> bool {
    terms[Does::Open].close(words)
        && !terms[Does::Whole].close(words)
        && beginning(words).contains(['，', ','])
}

/// Longest bracket that a line break may part behind a sentence within it, in bytes.
const LONGEST_ASIDE: usize = 600;

/// Whether words are a bracket of who is responsible that is not closed yet: （甲局指导，乙市负责落实。
fn is_open_aside(terms: Terms<'_>, words: &str) -> bool {
    words.starts_with(super::label::opens)
        && words.len() <= LONGEST_ASIDE
        && !words.contains(super::label::closes)
        && super::label::is_aside(terms, words)
}

/// Whether a paragraph is the line of a notice that names what it issues, whose end ends it: 某省人民政府关于印发…计划的通知.
fn announces(words: &str) -> bool {
    const LONGEST: usize = 90;
    words.ends_with("通知")
        && words.contains("印发")
        && words.chars().count() <= LONGEST
        && !words.contains(['，', '。', '；', '：'])
}

/// 国发〔2021〕23号, in brackets or not: a line of its own.
fn is_document_number(line: &str) -> bool {
    let year = line.split_once('〔').is_some_and(|(_, behind)| opens_year(behind));
    year && line.chars().count() <= 30 && line.contains('号') && !line.contains(['，', '。'])
}

/// Whether no more than half of the text stands in frames.
fn sets_off(source: &Source) -> bool {
    let framed = source
        .lines
        .iter()
        .filter(|l| l.frame == Frame::Within)
        .map(|l| l.span.len())
        .sum::<usize>();
    framed * 2 <= source.text.len()
}

/// The shapes of marks that mostly stand before headings on lines of their own.
fn heading_shapes(source: &Source, layout: &Layout) -> BTreeSet<Shape> {
    let mut counts = BTreeMap::<Shape, (usize, usize)>::new();
    for n in 0..source.lines.len() {
        let words = source.line(n).trim();
        if let Some(mark) = mark::mark(words) {
            let rest = &words[mark.len..];
            let bare = !rest.contains(['。', '；', '：']) && !layout.is_full(words, true);
            let (heads, all) = counts.entry(mark.shape).or_default();
            *heads += usize::from(bare);
            *all += 1;
        }
    }
    let mostly = counts.into_iter().filter(|(_, (heads, all))| heads * 5 >= all * 3);
    mostly.map(|(shape, _)| shape).collect()
}

fn beginning(words: &str) -> &str {
    words.char_indices().nth(200).map_or(words, |(at, _)| &words[..at])
}

/// Whether unmarked words are a heading with one comma: 锚定目标，明确方向.
fn is_slogan(words: &str) -> bool {
    words.chars().count() <= 30
        && words.matches(['，', ',']).count() <= 1
        && !words.contains(['。', '；', '、'])
}

/// From this many characters on a line is a paragraph of its own, not the rest of one.
const WHOLE: usize = 40;

/// Longest line with a mark that can be a heading, in characters.
const LONGEST_HEADING: usize = 48;

/// What parts paragraphs in documents that have lost their line ends.
const GAP: &str = "\u{3000}\u{3000}";

/// The parts of a line that are paragraphs of their own: where one part ends a sentence, every gap of the line parts; the gap
/// between a mark and its heading (专栏2　　环境质量提升) never does.
fn pieces(text: &str, line: Span) -> Vec<Span> {
    let mut out = Vec::new();
    let mut start = line.start as usize;
    let words = line.of(text);
    let page = glued_page_number(words);
    if page > 0 {
        out.push(Span::new(start, start + page).trimmed(text));
        start += page;
    }
    // That there is none, as in most lines, is told faster than where they are.
    let some = words.contains(GAP).then(|| words.match_indices(GAP));
    let gaps: Vec<usize> = some.into_iter().flatten().map(|(at, _)| at).collect();
    let ends = |before: &str| before.ends_with(['。', '；', '：', '！', '？']);
    let parted = gaps.iter().any(|&at| ends(words[..at].trim_end()));
    for at in gaps {
        let before = words[start - line.start as usize..at].trim();
        let after = words[at + GAP.len()..].trim_start();
        let opens = mark::mark(after).is_some_and(|m| opens_heading(&m));
        let titled = mark::mark(before).is_some_and(|m| m.len == before.len());
        if !before.is_empty() && !titled && (parted || opens) {
            out.push(Span::new(start, line.start as usize + at).trimmed(text));
            start = line.start as usize + at;
        }
    }
    if let Some(attached) = glued_attachment(words).filter(|at| line.start as usize + at > start) {
        let attached = line.start as usize + attached;
        out.push(Span::new(start, attached).trimmed(text));
        start = attached;
    }
    out.push(Span::new(start, line.end as usize).trimmed(text));
    out.retain(|piece| !piece.is_empty());
    out
}

/// The bytes of a page number that stands glued before a heading: 15三、强化….
fn glued_page_number(words: &str) -> usize {
    let indent = words.len() - words.trim_start().len();
    let rest = words[indent..].trim_start_matches(is_digit);
    let digits = words[indent..words.len() - rest.len()].chars().count();
    let named = rest
        .starts_with(['第', '（', '(', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let heads = |m: Mark| {
        use Shape::{Chapter, Han, HanParen, Part, Section};
        matches!(m.shape, Han | HanParen | Chapter | Part | Section)
    };
    let glued = (1..=3).contains(&digits) && named && mark::mark(rest).is_some_and(heads);
    if glued { words.len() - rest.len() } else { 0 }
}

/// Where the line of what is attached begins that has lost its break: 建立档案。附件1, 2025年3月1日附件.
fn glued_attachment(words: &str) -> Option<usize> {
    let number = |c: char| is_digit(c) || numeral::is_one_to_ten(c);
    let name = words.trim_end().trim_end_matches(number).trim_end().strip_suffix("附件")?;
    let dated = name.ends_with('日') && name.contains('年');
    // 建立档案。（市林业局负责）附件1; but 按照《意见》（某政发〔2026〕1号）附件1 goes on in the next line.
    let bracket = || name.strip_suffix(['）', ')'])?.rsplit_once(['（', '(']);
    let sentence = bracket().map_or(name, |(sentence, _)| sentence);
    (dated || sentence.ends_with(['。', '；'])).then_some(name.len())
}

/// Marks that open a heading even after words that end no sentence.
fn opens_heading(mark: &Mark) -> bool {
    use Shape::{Article, Chapter, Column, Counted, Decimal, Han, HanParen, Part, Section};
    matches!(
        mark.shape,
        Part | Chapter | Section | Article | Han | HanParen | Column | Decimal(_) | Counted(_)
    )
}
