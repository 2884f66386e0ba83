//! Text → the tokens of the index's one text field. The only file that knows a segmenter.
//!
//! At the place of every letter stands the pair it makes with the next (查干, 干湖), so that whatever is typed can be found by its
//! pairs, however a segmenter would cut it; the last letter of a reading stands alone. At the same places stand the words of three
//! letters and more, and, behind a mark of their own, Latin words and numbers: they only say that a hit is a whole word.

use std::ops::Range;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use jieba_rs::Jieba;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::fold::{self, Folded, Joint, Letter, is_plain};

/// What stands before a whole Latin word or number in the index, so that it is none of the pairs.
pub const WHOLE: char = '=';

/// The fewest letters of a word that is no pair.
const WORD: usize = 3;

/// The token that says that `leaf` stands as a whole word, if there is a kind of token that could.
pub fn whole_word(leaf: &str) -> Option<String> {
    if leaf.chars().all(is_plain) {
        return Some(format!("{WHOLE}{leaf}"));
    }
    (leaf.chars().count() >= WORD).then(|| leaf.to_owned())
}

/// The segmenter with the words of a lexicon, made ready when it is first used.
pub struct Words {
    own: Vec<String>,
    ready: OnceLock<Arc<Segmenter>>,
}

/// A segmenter and the words, folded, that it knows besides those of its dictionary.
struct Segmenter {
    own: Vec<String>,
    jieba: Jieba,
}

/// What this process has made ready last. The dictionary takes a tenth of a second to load and 40 MB: it is loaded once, never to
/// search, and goes into the segmenter that asks for it; only one with other words loads it again.
enum Made {
    Nothing,
    Dictionary(Box<Jieba>),
    Segmenter(Arc<Segmenter>),
}

static MADE: Mutex<Made> = Mutex::new(Made::Nothing);

fn made() -> MutexGuard<'static, Made> {
    MADE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins to load the dictionary.
pub fn load_soon() {
    aside(|| {
        let mut made = made();
        if matches!(*made, Made::Nothing) {
            *made = Made::Dictionary(Box::new(Jieba::new()));
        }
    });
}

/// Does `work` on a thread of its own. Where the system gives none, it is done when what it makes is needed.
fn aside(work: impl FnOnce() + Send + 'static) {
    let _ = thread::Builder::new().spawn(work);
}

impl Words {
    /// A segmenter that knows `words` besides its own.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        Self { own: words.map(str::to_owned).collect(), ready: OnceLock::new() }
    }

    /// The same, being made ready while something else is done.
    pub fn soon<'a>(words: impl Iterator<Item = &'a str>) -> Arc<Self> {
        let words = Arc::new(Self::new(words));
        let early = Arc::clone(&words);
        aside(move || {
            early.jieba();
        });
        words
    }

    fn jieba(&self) -> &Jieba {
        &self.ready.get_or_init(|| Segmenter::of(&self.own)).jieba
    }
}

impl Segmenter {
    /// The segmenter that knows `words`.
    fn of(words: &[String]) -> Arc<Self> {
        // Folded first: another thread may be loading the dictionary meanwhile.
        let own: Vec<String> = words.iter().map(|word| fold::letters(word)).collect();
        let mut made = made();
        let mut jieba = match std::mem::replace(&mut *made, Made::Nothing) {
            Made::Segmenter(last) if last.own == own => {
                *made = Made::Segmenter(Arc::clone(&last));
                return last;
            }
            Made::Dictionary(jieba) => *jieba,
            Made::Segmenter(_) | Made::Nothing => Jieba::new(),
        };
        for word in own.iter().filter(|word| word.chars().count() >= 2) {
            jieba.add_word(word, None, None);
        }
        let segmenter = Arc::new(Self { own, jieba });
        *made = Made::Segmenter(Arc::clone(&segmenter));
        segmenter
    }
}

/// The tokenizer of the text field.
#[derive(Clone)]
pub struct Letters {
    words: Arc<Words>,
    tokens: Vec<(u32, Range<u32>)>,
    buffer: String,
}

impl Letters {
    /// A tokenizer that marks whole words with `words`.
    pub fn new(words: Arc<Words>) -> Self {
        Self { words, tokens: Vec::new(), buffer: String::new() }
    }

    fn fill(&mut self, folded: &Folded) {
        self.tokens.clear();
        self.buffer.clear();
        let mut position = 0;
        for reading in folded.readings() {
            self.pairs(&reading, position);
            if position == 0 {
                self.latin(&reading);
                self.chinese(&reading);
            }
            // One place stays empty between readings, so that no run of pairs goes from one to the next.
            position += reading.len() as u32 + 1;
        }
    }

    fn pairs(&mut self, reading: &[Letter], position: u32) {
        for at in 0..reading.len() {
            let end = reading.len().min(at + 2);
            self.push(position + at as u32, &reading[at..end]);
        }
    }

    /// Whole Latin words and numbers: letters with nothing at all between them.
    fn latin(&mut self, reading: &[Letter]) {
        for run in runs(reading, |a, b| {
            b.joint == Joint::Tight && is_plain(a.letter) == is_plain(b.letter)
        }) {
            if is_plain(reading[run.start].letter) {
                let start = self.buffer.len();
                self.buffer.push(WHOLE);
                self.extend(run.start as u32, start, &reading[run]);
            }
        }
    }

    /// Words as the segmenter cuts them, between marks.
    fn chinese(&mut self, reading: &[Letter]) {
        let words = Arc::clone(&self.words);
        for run in runs(reading, |_, b| b.joint != Joint::Mark) {
            if run.len() < WORD || reading[run.clone()].iter().all(|l| is_plain(l.letter)) {
                continue;
            }
            let text: String = reading[run.clone()].iter().map(|l| l.letter).collect();
            for word in words.jieba().cut(&text, false) {
                if word.end - word.start >= WORD && !word.word.chars().all(is_plain) {
                    let at = run.start + word.start;
                    self.push(at as u32, &reading[at..run.start + word.end]);
                }
            }
        }
    }

    fn push(&mut self, position: u32, letters: &[Letter]) {
        self.extend(position, self.buffer.len(), letters);
    }

    fn extend(&mut self, position: u32, start: usize, letters: &[Letter]) {
        self.buffer.extend(letters.iter().map(|l| l.letter));
        self.tokens.push((position, start as u32..self.buffer.len() as u32));
    }
}

/// Cuts `letters` wherever `together` does not hold of two neighbours.
fn runs(letters: &[Letter], together: impl Fn(&Letter, &Letter) -> bool) -> Vec<Range<usize>> {
    let mut start = 0;
    let run = |chunk: &[Letter]| {
        let run = start..start + chunk.len();
        start = run.end;
        run
    };
    letters.chunk_by(together).map(run).collect()
}

impl Tokenizer for Letters {
    type TokenStream<'a> = Stream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Stream<'a> {
        self.fill(&fold::fold(text));
        Stream { letters: self, next: 0, token: Token::default() }
    }
}

/// The tokens of one text.
pub struct Stream<'a> {
    letters: &'a Letters,
    next: usize,
    token: Token,
}

impl TokenStream for Stream<'_> {
    fn advance(&mut self) -> bool {
        let Some((position, range)) = self.letters.tokens.get(self.next) else { return false };
        self.next += 1;
        self.token.position = *position as usize;
        self.token.text.clear();
        let range = range.start as usize..range.end as usize;
        self.token.text.push_str(&self.letters.buffer[range]);
        true
    }

    fn token(&self) -> &Token {
        &self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        &mut self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> String {
        let mut letters = Letters::new(Arc::new(Words::new(["招苏台河"].into_iter())));
        let mut stream = letters.token_stream(text);
        let mut out = Vec::new();
        stream.process(&mut |t| out.push(format!("{}{}", t.position, t.text)));
        out.join(" ")
    }

    #[test]
    fn pairs_words_and_numbers() {
        assert_eq!(tokens("招苏台河、浑江"), "0招苏 1苏台 2台河 3河浑 4浑江 5江 0招苏台河");
        assert_eq!(tokens("PM₂.₅ 27"), "0pm 1m2 22. 3.5 452 527 67 0=pm2.5 5=27");
        assert_eq!(tokens(""), "");
    }

    #[test]
    fn each_segmenter_knows_its_own_words() {
        let cut = |words: &Words| {
            let text = "招苏台河浑洽河";
            words
                .jieba()
                .cut(text, false)
                .iter()
                .map(|word| word.word.to_owned())
                .collect::<Vec<_>>()
        };
        let words = |own: &'static str| Words::new([own].into_iter());
        let (first, second, again) = (words("招苏台河"), words("浑洽河"), words("招苏台河"));
        load_soon();
        for _ in 0..2 {
            assert!(cut(&first).contains(&"招苏台河".to_owned()));
            assert!(cut(&second).contains(&"浑洽河".to_owned()));
            assert!(!cut(&second).contains(&"招苏台河".to_owned()));
        }
        assert_eq!(cut(&again), cut(&first));
        let same = words("招苏台河");
        assert!(std::ptr::eq(same.jieba(), again.jieba()), "the last one is used again");
    }

    #[test]
    fn readings_stand_apart() {
        assert_eq!(tokens("河（湖）长"), "0河湖 1湖长 2长 4河长 5长");
    }
}
