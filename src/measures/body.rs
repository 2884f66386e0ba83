//! [`Bodies`]: what is the name of a body, by how it ends: 省财政厅, 各区、市政府, 市妇联; and what stands around names.

use super::duty::{Role, role_of};
use crate::ground::{SignSet, is_digit};
use crate::lexicon::{Lexicon, List, Row, Words, does};
use crate::outline::Terms;

does! {
    /// The names of bodies end with it.
    Body = "body",
    /// No other names do.
    Surely = "surely",
    /// It ends the names of firms, which are bodies too.
    Firm = "firm",
    /// It ends like the names of bodies, and names none.
    Nobody = "nobody",
    /// It is no name by itself.
    Bare = "bare",
    /// What begins with it is no name.
    Acts = "acts",
    /// Who leads.
    Lead = "lead",
    /// Who helps.
    Support = "support",
    /// Behind names it makes these responsible.
    Duty = "duty",
    /// Behind names it says how.
    Manner = "manner",
    /// It stands before a name.
    Opens = "opens",
    /// Behind 等 it sums up the names before.
    Sums = "sums",
    /// It ends a list of bodies that are named only by what they see to.
    Shares = "shares",
    /// A remark among names begins or ends with it.
    Remark = "remark",
    /// It makes what it stands in a remark.
    Remarks = "remarks",
    /// It says by when, or for how long.
    When = "when",
    /// Behind names that open a clause it says that they are to do something.
    Charges = "charges",
    /// It begins like one that does, and says nothing.
    Spares = "spares",
    /// Behind names it makes the heading of what these are to do: 市公安局职责.
    Heads = "heads",
    /// It ends with 由 and names nobody: 自由.
    Cause = "cause",
}

/// The words of `duty-words.tsv`: how the names of bodies end, and what says what these are to do.
#[derive(Clone, Copy)]
pub struct Bodies<'l>(&'l Lexicon);

impl<'l> Bodies<'l> {
    /// Those that `lexicon` knows.
    pub fn of(lexicon: &'l Lexicon) -> Self {
        Self(lexicon)
    }

    /// The words by which labels are known.
    pub(super) fn terms(self) -> Terms<'l> {
        Terms::of(self.0)
    }

    /// Whether `words` end as the names of bodies do.
    pub fn is_body(self, words: &str) -> bool {
        let ending = self.end(words, &[Does::Body, Does::Surely, Does::Nobody]);
        let ends = ending.is_some_and(|word| !self.does(word, Does::Nobody));
        ends && is_short_name(words) && !self.acts(words)
    }

    /// Whether `words` name a body of the state beyond doubt, as they must where nothing else says that a list is one of duties.
    pub fn is_surely_body(self, words: &str) -> bool {
        let ends = self.end(words, &[Does::Surely]).is_some();
        ends && self.is_body(words) && words.chars().count() >= 3
    }

    /// Whether `words` end with a body that may have another name, or with what is none by itself: 市教育局, 主管部门, but not 卫生院.
    pub(super) fn may_be_renamed(self, words: &str) -> bool {
        self.end(words, &[Does::Surely, Does::Bare]).is_some()
    }

    /// Whether `words` can be a name: none of several lines unless it is surely that of a body, and no sentence.
    pub(super) fn is_name(self, words: &str) -> bool {
        let whole = !words.contains('\n') || self.is_body(words);
        let bare = || self.that(Does::Bare).hold(words);
        !words.is_empty() && is_short_name(words) && whole && !bare() && !self.acts(words)
    }

    /// Whether `words` are a remark among the names: 下同, a time.
    pub(super) fn is_remark(self, words: &str) -> bool {
        let year = words.contains('年') && words.contains(is_digit);
        words.is_empty()
            || year
            || self.holds(words, Does::Remarks)
            || self.begin(words, Does::Remark).is_some()
            || self.end(words, &[Does::Remark]).is_some()
    }

    /// Whether `words` are a time by which something is to be done: 2024年底前完成, 长期坚持.
    pub(super) fn is_time(self, words: &str) -> bool {
        let dated = words.contains(['年', '月']) && words.contains(is_digit);
        self.does(words, Does::When) || dated && self.end(words, &[Does::When]).is_some()
    }

    fn acts(self, words: &str) -> bool {
        self.begin(words, Does::Acts).is_some()
    }

    /// Whether `words` begin with what charges the bodies before them: 要, 负责; not 要求, 负责人.
    pub fn charge(self, words: &str) -> bool {
        let spares = || self.begin(words, Does::Spares).map_or(0, str::len);
        self.begin(words, Does::Charges).is_some_and(|charge| charge.len() > spares())
    }

    /// What the bodies before `words`, which charge them, are to do, where it says more than that they are to do something.
    pub fn charged(self, words: &str) -> Option<Role> {
        let charge = self.begin(words, Does::Charges)?;
        self.does(charge, Does::Duty).then(|| role_of(charge, self))
    }

    /// `title` without what makes it the heading of what those whom it names are to do.
    pub fn without_head(self, title: &str) -> &str {
        self.end(title, &[Does::Heads]).map_or(title, |head| &title[..title.len() - head.len()])
    }

    /// Whether the 由 that `words` end with is part of a word, and names nobody behind it: 自由.
    pub fn is_cause(self, words: &str) -> bool {
        self.end(words, &[Does::Cause]).is_some()
    }

    /// What stands in `words` behind what charges the bodies before them.
    pub fn behind_charge(self, words: &str) -> Option<&str> {
        let charge = self.begin(words, Does::Charges)?;
        Some(&words[charge.len()..])
    }

    /// The letters that such words begin with.
    pub fn charging(self) -> &'l SignSet {
        &self.that(Does::Charges).firsts
    }

    /// The letters that the names end with that are [surely](Self::is_surely_body) those of bodies.
    pub fn lasts(self) -> &'l SignSet {
        &self.that(Does::Surely).lasts
    }

    /// The words that do `what`.
    fn that(self, what: Does) -> &'l Words {
        what.words(self.0.table(List::DutyWords))
    }

    /// The longest word that does `what` of those that `words` begin with.
    pub(super) fn begin(self, words: &str, what: Does) -> Option<&'l str> {
        self.that(what).opening(words)
    }

    /// The longest word that does one of `what` of those that `words` end with.
    pub(super) fn end(self, words: &str, what: &[Does]) -> Option<&'l str> {
        let rows = self.0.table(List::DutyWords).ending(words.chars().next_back()?);
        let ends = rows.filter(|row| what.iter().any(|&what| row.does(what.name())));
        ends.map(Row::word).filter(|word| words.ends_with(word)).max_by_key(|word| word.len())
    }

    /// Whether a word that does `what` stands in `words`.
    pub(super) fn holds(self, words: &str, what: Does) -> bool {
        self.that(what).stand_in(words)
    }

    /// Whether `word` does `what`.
    pub(super) fn does(self, word: &str, what: Does) -> bool {
        self.0.table(List::DutyWords).get(word).is_some_and(|row| row.does(what.name()))
    }
}

fn is_short_name(words: &str) -> bool {
    let odd = |c: char| is_digit(c) || "％%《》？".contains(c);
    words.chars().count() <= 30 && !words.contains(odd)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::all_do;

    #[test]
    fn every_word_of_the_table_does_something() {
        let lexicon = Lexicon::shipped();
        let table = lexicon.table(List::DutyWords);
        all_do(table, Does::NAMES);
    }

    #[test]
    fn names_and_what_is_none() {
        let lexicon = Lexicon::shipped();
        let bodies = Bodies::of(&lexicon);
        for name in ["省财政厅", "各区、市政府", "市妇联", "市工商联", "社会组织单位", "各有关单位"]
        {
            assert!(bodies.is_body(name) && bodies.is_name(name), "{name}");
        }
        for words in ["社会", "全社会", "鼓励企业", "2025年底前完成的单位", "水质"]
        {
            assert!(!bodies.is_body(words), "{words}");
        }
        assert!(
            !bodies.is_name("部门") && bodies.is_name("省\n财政厅") && !bodies.is_name("省\n水质")
        );
        assert!(bodies.is_surely_body("市工商联") && !bodies.is_surely_body("水厂"));
        for words in ["", "下同", "2025年底前", "以上任务均需各县落实", "持续推进"]
        {
            assert!(bodies.is_remark(words), "{words}");
        }
        assert!(!bodies.is_remark("省水利厅"));
        assert!(bodies.is_time("2024年底前完成") && bodies.is_time("长期坚持"));
        assert!(!bodies.is_time("2024—2027年") && !bodies.is_time("完成"));
    }

    #[test]
    fn the_longest_word_counts() {
        let lexicon = Lexicon::shipped();
        let bodies = Bodies::of(&lexicon);
        assert_eq!(bodies.end("各市按照各自职责分工", &[Does::Manner]), Some("按照各自职责分工"));
        assert_eq!(bodies.begin("并会同省水利厅", Does::Opens), Some("并会同"));
        assert_eq!(bodies.begin("省水利厅", Does::Opens), None);
        assert!(bodies.does("牵头", Does::Lead) && !bodies.does("牵头", Does::Support));
    }
}
