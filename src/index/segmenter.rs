//! [`Words`]: text → words, as jieba cuts it with the words of a lexicon besides its own. The only file that knows a segmenter.
//!
//! The dictionary has 350,000 words and takes far longer to load than a plan takes to be cut. How a text is cut depends on nothing but
//! the words that stand in it and on how often all words together are used. So a segmenter begins with no word, is given those that
//! stand in what it is to cut, and, as one word that stands nowhere, the uses of all others; only where much is to be cut is the whole
//! dictionary loaded, aside, and taken from then on. Both cut alike.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::thread;

use jieba_rs::{Jieba, Token};

use super::dictionary;
use super::fold;

/// How many bytes are cut before the whole dictionary is loaded: at about so many it has cost as much to look up words one by one.
const MUCH: usize = 1 << 20;

/// Stands for all words that have not stood in a text yet: signs that no text has and no word is made of.
const OTHERS: &str = "\u{10fffe}\u{10fffe}";

/// The segmenter with the words of a lexicon, made ready when it is first used.
pub struct Words {
    own: Vec<String>,
    ready: OnceLock<Arc<Segmenter>>,
}

impl Words {
    /// A segmenter that knows `words` besides those of its dictionary.
    pub fn new<'a>(words: impl Iterator<Item = &'a str>) -> Self {
        Self { own: words.map(str::to_owned).collect(), ready: OnceLock::new() }
    }

    /// The same, being made ready while something else is done.
    pub fn soon<'a>(words: impl Iterator<Item = &'a str>) -> Arc<Self> {
        let words = Arc::new(Self::new(words));
        let early = Arc::clone(&words);
        aside(move || {
            early.segmenter();
        });
        words
    }

    /// Begins to load the whole dictionary, aside: where it is known that much is to be cut.
    pub fn load(&self) {
        Segmenter::load(self.segmenter());
    }

    /// The words of `text`, one after the other: all of it.
    pub fn cut<'t>(&self, text: &'t str) -> Vec<Token<'t>> {
        Segmenter::cut(self.segmenter(), text)
    }

    fn segmenter(&self) -> &Arc<Segmenter> {
        self.ready.get_or_init(|| Segmenter::of(&self.own))
    }
}

/// A segmenter and the words, folded, that it knows besides those of its dictionary.
struct Segmenter {
    own: Vec<String>,
    partial: Mutex<Partial>,
    /// How many bytes the partial one was given.
    given: AtomicUsize,
    whole: OnceLock<Jieba>,
}

/// The segmenter that this process has made last, for whoever asks for the same once more.
static LAST: Mutex<Option<Arc<Segmenter>>> = Mutex::new(None);

impl Segmenter {
    /// The segmenter that knows `words`.
    fn of(words: &[String]) -> Arc<Self> {
        let own = words.iter().map(|word| fold::letters(word));
        let own: Vec<String> = own.filter(|word| word.chars().nth(1).is_some()).collect();
        let mut last = locked(&LAST);
        if let Some(last) = last.as_ref().filter(|last| last.own == own) {
            return Arc::clone(last);
        }
        let partial = Mutex::new(Partial::of(&own));
        let segmenter = Self { own, partial, given: AtomicUsize::new(0), whole: OnceLock::new() };
        Arc::clone(last.insert(Arc::new(segmenter)))
    }

    fn cut<'t>(this: &Arc<Self>, text: &'t str) -> Vec<Token<'t>> {
        if let Some(whole) = this.whole.get() {
            return whole.cut(text, false);
        }
        let before = this.given.fetch_add(text.len(), Ordering::Relaxed);
        if (before..before + text.len()).contains(&MUCH) {
            Self::load(this);
        }
        locked(&this.partial).cut(text)
    }

    fn load(this: &Arc<Self>) {
        let this = Arc::clone(this);
        aside(move || {
            this.whole();
        });
    }

    /// The one that knows the whole dictionary.
    fn whole(&self) -> &Jieba {
        self.whole.get_or_init(|| {
            let mut jieba = Jieba::empty();
            dictionary::each(|word, uses| {
                jieba.add_word(word, Some(uses as usize), None);
            });
            self.own.iter().for_each(|word| {
                jieba.add_word(word, None, None);
            });
            jieba
        })
    }
}

/// A segmenter that knows of the dictionary what it has been asked for.
struct Partial {
    jieba: Jieba,
    /// The uses of all words that it does not know.
    others: u64,
}

impl Partial {
    fn of(own: &[String]) -> Self {
        let mut partial = Self { jieba: Jieba::empty(), others: dictionary::total() };
        partial.tell_others();
        for word in own {
            partial.learn(word);
            partial.jieba.add_word(word, None, None);
        }
        partial
    }

    fn cut<'t>(&mut self, text: &'t str) -> Vec<Token<'t>> {
        self.learn(text);
        self.jieba.cut(text, false)
    }

    /// Learns the words of the dictionary that stand in `text`.
    fn learn(&mut self, text: &str) {
        let before = self.others;
        dictionary::each_in(text, |word, uses| {
            if !self.jieba.has_word(word) {
                self.jieba.add_word(word, Some(uses as usize), None);
                self.others -= uses;
            }
        });
        if self.others < before {
            self.tell_others();
        }
    }

    fn tell_others(&mut self) {
        self.jieba.add_word(OTHERS, Some(self.others as usize), None);
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Does `work` on a thread of its own. Where the system gives none, it is done when what it makes is needed, or never.
fn aside(work: impl FnOnce() + Send + 'static) {
    let _ = thread::Builder::new().spawn(work);
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::lexicon::Lexicon;

    fn cut(tokens: Vec<Token<'_>>) -> Vec<&str> {
        tokens.iter().map(|token| token.word).collect()
    }

    #[test]
    fn the_dictionary_is_that_of_the_library() {
        let segmenter = Segmenter::of(&[]);
        // What it shows of itself: how many words it knows, and how often all are used.
        assert_eq!(format!("{:?}", segmenter.whole()), format!("{:?}", Jieba::new()));
        let (library, ours) = (Jieba::new(), segmenter.whole());
        dictionary::each(|word, _| {
            assert!(library.has_word(word), "{word}");
            // It tells no uses, but this comes of those of the words that a word is made of, and is no less than its own.
            assert_eq!(ours.suggest_freq(word), library.suggest_freq(word), "{word}");
        });
    }

    #[test]
    fn a_plan_is_cut_alike_with_a_part_of_the_dictionary() {
        let lexicon = Lexicon::shipped();
        let own: Vec<String> = lexicon.words().map(str::to_owned).collect();
        let segmenter = Segmenter::of(&own);
        let mut library = Jieba::new();
        segmenter.own.iter().for_each(|word| {
            library.add_word(word, None, None);
        });
        let plan = include_str!("../../corpus/jilin-2024-2035.txt");
        for line in plan.lines() {
            let expected = cut(library.cut(line, false));
            assert_eq!(cut(locked(&segmenter.partial).cut(line)), expected);
            assert_eq!(cut(segmenter.whole().cut(line, false)), expected);
        }
    }

    proptest! {
        #[test]
        fn anything_is_cut_alike_with_a_part_of_the_dictionary(
            texts in proptest::collection::vec("[的中国人民生态环境保护区大学生活动物园林地方面向前进行业主要求和平安全国家长春天山水库存在线索引导游客车站台湾4Ss店a，。 ]{0,30}|\\PC{0,20}", 1..8),
            own in proptest::collection::vec("[生态环境保护区大学生活动a]{2,5}", 0..4),
        ) {
            let mut partial = Partial::of(&own);
            let mut whole = WHOLE.clone();
            own.iter().for_each(|word| {
                whole.add_word(word, None, None);
            });
            for text in &texts {
                prop_assert_eq!(cut(partial.cut(text)), cut(whole.cut(text, false)));
            }
        }
    }

    static WHOLE: std::sync::LazyLock<Jieba> = std::sync::LazyLock::new(Jieba::new);

    #[test]
    fn where_much_is_cut_the_whole_dictionary_is_taken() {
        let words = Words::new(["浑洽河治理"].into_iter());
        let text = "浑洽河治理和招苏台河治理，".repeat(100);
        let first = cut(words.cut(&text)).join("/");
        for _ in 0..=MUCH / text.len() {
            assert_eq!(cut(words.cut(&text)).join("/"), first);
        }
        let segmenter = words.segmenter();
        let is_loaded = |_| {
            thread::sleep(std::time::Duration::from_millis(10));
            segmenter.whole.get().is_some()
        };
        assert!((0..6_000).any(is_loaded), "it is loaded aside");
        assert_eq!(cut(words.cut(&text)).join("/"), first);
        assert!(first.contains("浑洽河治理/"), "{first}");
    }

    #[test]
    fn each_segmenter_knows_its_own_words() {
        let words = |own: &'static str| Words::new([own].into_iter());
        let (first, second, again) = (words("招苏台河"), words("浑洽河"), words("招苏台河"));
        for _ in 0..2 {
            assert!(cut(first.cut("招苏台河浑洽河")).contains(&"招苏台河"));
            assert!(cut(second.cut("招苏台河浑洽河")).contains(&"浑洽河"));
            assert!(!cut(second.cut("招苏台河浑洽河")).contains(&"招苏台河"));
        }
        assert_eq!(cut(again.cut("招苏台河浑洽河")), cut(first.cut("招苏台河浑洽河")));
        // Another test may ask for other words just between the two.
        let is_kept = |_| {
            let (one, two) = (words("招苏台河"), words("招苏台河"));
            Arc::ptr_eq(one.segmenter(), two.segmenter())
        };
        assert!((0..100).any(is_kept), "the last one is used again");
    }
}
