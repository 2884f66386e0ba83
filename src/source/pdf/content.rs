//! What a page's content stream draws → its characters and its rules, at their places.
//!
//! Only what matters for text is followed: the state of text, maps, forms, and the paths that may be borders. Pictures,
//! colours, patterns and the shapes of characters are not looked at.

use std::collections::BTreeMap;
use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream};
use hayro_syntax::page::{self, Resources};

use super::super::limits;
use super::font::{Code, Font};
use super::inline;
use super::path::Path;
use super::space::{Glyph, Matrix, Page, UNKNOWN};
use super::stream::{Budget, TooLarge};

/// What is shared by the pages of a document: fonts that have been read, and what may still be spent.
#[derive(Debug)]
pub struct Reader {
    fonts: BTreeMap<(u32, i32), Rc<Font>>,
    budget: Budget,
    steps: usize,
    /// The operators of a page, in memory that serves one page after another.
    operators: Vec<u8>,
}

impl Default for Reader {
    fn default() -> Self {
        let (fonts, budget) = (BTreeMap::new(), Budget::default());
        Self { fonts, budget, steps: limits::PDF_STEPS, operators: Vec::new() }
    }
}

impl Reader {
    /// Reads one page. Errors: the bounds are passed.
    pub fn page(&mut self, page: &page::Page<'_>) -> Result<Page, TooLarge> {
        let (_, height) = page.render_dimensions();
        let mut data = std::mem::take(&mut self.operators);
        data.clear();
        for stream in contents(page.raw()) {
            self.budget.append(&stream, &mut data)?;
            data.push(b' ');
        }
        let drawn = Page { height: height.into(), ..Page::default() };
        let mut canvas = Canvas::new(self, drawn);
        canvas.state.map = Matrix(page.initial_transform(true).as_coeffs());
        canvas.run(&data, page.resources(), 0)?;
        let drawn = canvas.page;
        self.operators = data;
        Ok(drawn)
    }

    /// The font that `resources` call `name`.
    fn font(
        &mut self,
        resources: &Resources<'_>,
        name: &Name<'_>,
    ) -> Result<Option<Rc<Font>>, TooLarge> {
        // A font is set for every few characters, and its dictionary may hold thousands of widths: it is looked up by
        // the number of its object, so that it is read once.
        let id = resources.fonts.get_ref(name).map(|r| (r.obj_number, r.gen_number));
        if let Some(font) = id.and_then(|id| self.fonts.get(&id)) {
            return Ok(Some(font.clone()));
        }
        let Some(dict) = resources.get_font(name) else { return Ok(None) };
        let font = Rc::new(Font::read(&dict, &mut self.budget)?);
        self.fonts.extend(id.map(|id| (id, font.clone())));
        Ok(Some(font))
    }
}

/// The streams of a page, one or several.
fn contents<'a>(page: &Dict<'a>) -> Vec<Stream<'a>> {
    if let Some(one) = page.get::<Stream<'_>>("Contents") {
        return vec![one];
    }
    let several = page.get::<Array<'_>>("Contents");
    several.iter().flat_map(|a| a.iter::<Stream<'_>>()).collect()
}

/// Deepest nesting of forms that is followed.
const DEEPEST: usize = 12;
/// What a form costs in steps: its dictionary and its stream are read each time it is drawn.
const FORM: usize = 1000;
/// Most states that are kept for later.
const SAVED: usize = 256;

#[derive(Clone)]
struct State {
    map: Matrix,
    font: Option<Rc<Font>>,
    size: f64,
    letter: f64,
    word: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
}

struct Canvas<'r> {
    reader: &'r mut Reader,
    page: Page,
    state: State,
    saved: Vec<State>,
    /// The maps of text and of its line.
    text: Matrix,
    line: Matrix,
    path: Path,
}

impl<'r> Canvas<'r> {
    fn new(reader: &'r mut Reader, page: Page) -> Self {
        let state = State {
            map: Matrix::IDENTITY,
            font: None,
            size: 0.0,
            letter: 0.0,
            word: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        let (text, line) = (Matrix::IDENTITY, Matrix::IDENTITY);
        Self { reader, page, state, saved: Vec::new(), text, line, path: Path::default() }
    }

    fn run(
        &mut self,
        data: &[u8],
        resources: &Resources<'_>,
        depth: usize,
    ) -> Result<(), TooLarge> {
        let (data, pictures) = inline::without_pictures(data);
        self.page.picture |= pictures;
        let mut operators = TypedIter::new(&data);
        // Many programs set the same font anew for every letter.
        let mut last: Option<(Vec<u8>, Option<Rc<Font>>)> = None;
        while let Some(op) = operators.next() {
            self.spend(1)?;
            match op {
                Op::XObject(name) => self.form(name.0, resources, depth)?,
                Op::InlineImage(_) => self.page.picture = true,
                Op::TextFont(font) => {
                    let name: &[u8] = font.0.as_ref();
                    if last.as_ref().is_none_or(|(last, _)| last != name) {
                        last = Some((name.to_vec(), self.reader.font(resources, font.0)?));
                    }
                    self.state.font = last.as_ref().and_then(|(_, font)| font.clone());
                    self.state.size = font.1.as_f64();
                }
                Op::ShowText(text) => self.show(text.0.as_bytes())?,
                Op::ShowTexts(pieces) => self.show_pieces(pieces.0)?,
                Op::NextLineAndShowText(text) => {
                    self.next_line(0.0, -self.state.leading);
                    self.show(text.0.as_bytes())?;
                }
                Op::ShowTextWithParameters(text) => {
                    (self.state.word, self.state.letter) = (text.0.as_f64(), text.1.as_f64());
                    self.next_line(0.0, -self.state.leading);
                    self.show(text.2.as_bytes())?;
                }
                other => self.set(other),
            }
        }
        Ok(())
    }

    fn spend(&mut self, steps: usize) -> Result<(), TooLarge> {
        self.reader.steps = self.reader.steps.checked_sub(steps).ok_or(TooLarge)?;
        Ok(())
    }

    /// Operators that change the state and nothing else.
    fn set(&mut self, op: Op<'_, '_>) {
        match op {
            Op::SaveState(_) if self.saved.len() < SAVED => self.saved.push(self.state.clone()),
            Op::RestoreState(_) => self.state = self.saved.pop().unwrap_or(self.state.clone()),
            Op::Transform(m) => {
                self.state.map = matrix([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]).then(self.state.map);
            }
            Op::CharacterSpacing(n) => self.state.letter = n.0.as_f64(),
            Op::WordSpacing(n) => self.state.word = n.0.as_f64(),
            Op::HorizontalScaling(n) => self.state.stretch = n.0.as_f64() / 100.0,
            Op::TextLeading(n) => self.state.leading = n.0.as_f64(),
            Op::TextRise(n) => self.state.rise = n.0.as_f64(),
            Op::TextRenderingMode(n) => self.state.mode = n.0.as_i64(),
            Op::BeginText(_) => (self.text, self.line) = (Matrix::IDENTITY, Matrix::IDENTITY),
            Op::NextLine(n) => self.next_line(n.0.as_f64(), n.1.as_f64()),
            Op::NextLineAndSetLeading(n) => {
                self.state.leading = -n.1.as_f64();
                self.next_line(n.0.as_f64(), n.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Op::SetTextMatrix(m) => {
                self.line = matrix([&m.0, &m.1, &m.2, &m.3, &m.4, &m.5]);
                self.text = self.line;
            }
            other => self.draw(other),
        }
    }

    /// Operators of paths.
    fn draw(&mut self, op: Op<'_, '_>) {
        let map = self.state.map;
        match op {
            Op::MoveTo(p) => self.path.start(map.at(p.0.as_f64(), p.1.as_f64())),
            Op::LineTo(p) => self.path.line(map.at(p.0.as_f64(), p.1.as_f64())),
            Op::RectPath(r) => {
                let (x, y) = (r.0.as_f64(), r.1.as_f64());
                let (w, h) = (r.2.as_f64(), r.3.as_f64());
                let corners = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)];
                self.path.corners(corners.map(|(x, y)| map.at(x, y)));
            }
            Op::CubicTo(_) | Op::CubicStartTo(_) | Op::CubicEndTo(_) => self.path.curve(),
            Op::ClosePath(_) => self.path.close(),
            Op::StrokePath(_) | Op::CloseAndStrokePath(_) => {
                self.path.close_if(matches!(op, Op::CloseAndStrokePath(_)));
                self.path.stroke(&mut self.page.rules);
            }
            Op::FillPathNonZero(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillPathEvenOdd(_) => {
                self.path.fill(&mut self.page.rules);
            }
            Op::FillAndStrokeNonZero(_)
            | Op::FillAndStrokeEvenOdd(_)
            | Op::CloseFillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeEvenOdd(_) => {
                self.path.close();
                self.path.stroke(&mut self.page.rules);
            }
            Op::EndPath(_) => self.path.clear(),
            _ => {}
        }
    }

    /// A form is a stream of its own, drawn through its map; anything else by that name is a picture.
    fn form(
        &mut self,
        name: &Name<'_>,
        outer: &Resources<'_>,
        depth: usize,
    ) -> Result<(), TooLarge> {
        let Some(stream) = outer.get_x_object(name) else { return Ok(()) };
        let dict = stream.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|n| n.as_ref() != b"Form") {
            self.page.picture = true;
            return Ok(());
        }
        if depth >= DEEPEST {
            return Ok(());
        }
        self.spend(FORM)?;
        let data = self.reader.budget.data(&stream)?;
        let own = dict.get::<Dict<'_>>("Resources").map(Resources::new);
        let kept = (self.state.clone(), std::mem::take(&mut self.saved), self.text, self.line);
        let map: Option<[f32; 6]> = dict.get("Matrix");
        if let Some(map) = map {
            self.state.map = Matrix(map.map(f64::from)).then(self.state.map);
        }
        self.run(&data, own.as_ref().unwrap_or(outer), depth + 1)?;
        (self.state, self.saved, self.text, self.line) = kept;
        Ok(())
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::shift(x, y).then(self.line);
        self.text = self.line;
    }

    fn show_pieces(&mut self, pieces: &Array<'_>) -> Result<(), TooLarge> {
        for piece in pieces.iter::<Object<'_>>() {
            match piece {
                Object::String(text) => self.show(text.as_bytes())?,
                Object::Number(n) => self.advance(-n.as_f64() / 1000.0 * self.state.size),
                _ => {}
            }
        }
        Ok(())
    }

    fn show(&mut self, bytes: &[u8]) -> Result<(), TooLarge> {
        let Some(font) = self.state.font.clone() else { return Ok(()) };
        self.spend(bytes.len())?;
        font.codes(bytes, |code| {
            let word = if code.space { self.state.word } else { 0.0 };
            let width = if font.vertical() { -1.0 } else { code.width };
            self.put(code);
            self.advance(width * self.state.size + self.state.letter + word);
        });
        Ok(())
    }

    /// Moves on along the line, by unstretched units of text.
    fn advance(&mut self, by: f64) {
        let vertical = self.state.font.as_ref().is_some_and(|f| f.vertical());
        let (x, y) = if vertical { (0.0, by) } else { (by * self.state.stretch, 0.0) };
        self.text = Matrix::shift(x, y).then(self.text);
    }

    /// Puts a character on the page, if it stands upright.
    fn put(&mut self, code: &Code) {
        let state = &self.state;
        let shape = Matrix([state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise]);
        let map = shape.then(self.text).then(state.map);
        let [a, b, c, d, x, y] = map.0;
        let size = c.hypot(d);
        if !(x.is_finite() && y.is_finite() && size.is_finite() && size > 0.0) {
            return;
        }
        if b.abs() > a.abs() * UPRIGHT || a < 0.0 {
            self.page.askew += 1;
            return;
        }
        self.page.invisible += usize::from(state.mode == 3);
        let text = code.text.clone().unwrap_or_else(|| UNKNOWN.into());
        let x1 = x + (code.width * a).clamp(0.0, size * WIDEST);
        self.page.glyphs.push(Glyph { text, x0: x, x1, y, size });
    }
}

/// How far the base line of an upright character may slope.
const UPRIGHT: f64 = 0.1;
/// The widest character, in its size.
const WIDEST: f64 = 4.0;

fn matrix(numbers: [&Number; 6]) -> Matrix {
    Matrix(numbers.map(|n| n.as_f64()))
}
