//! Sentences that tell of the plan itself, of its guides, of what words mean or of how things stand, wherever they are.

use crate::lexicon::{Lexicon, List};

/// How far into a sentence a plan names itself and says what it is for, in characters: 本办法所称公共数据.
const NEAR: usize = 12;

/// How many clauses a sentence may open with before it names its guide.
const CLAUSES: usize = 4;

/// Whether `words` are background by themselves, by the table `situation.tsv`.
pub fn is_background(words: &str, lexicon: &Lexicon) -> bool {
    let first = clauses(words).next().unwrap_or_default();
    let is_first_alone = first.trim_end_matches('。').len() == words.trim_end_matches('。').len();
    begins(words, "begins", lexicon)
        || begins(words, "reveres", lexicon) && guides(words, lexicon)
        || defines(words, lexicon)
        || names_itself(words, lexicon)
        || !is_first_alone && (ends(first, "since", lexicon) || closes(words, lexicon))
}

/// The clauses of a sentence, without their marks.
fn clauses(words: &str) -> impl Iterator<Item = &str> {
    words.split(['，', ',', '；', '。']).map(str::trim).filter(|clause| !clause.is_empty())
}

/// 以习近平新时代中国特色社会主义思想为指导, 全面贯彻党的二十大精神，…为根本遵循.
fn guides(words: &str, lexicon: &Lexicon) -> bool {
    clauses(words).take(CLAUSES).any(|clause| ends(clause, "guide", lexicon))
}

/// 农村生活污水治理率是指…
fn defines(words: &str, lexicon: &Lexicon) -> bool {
    let mut rows = lexicon.table(List::Situation).beginning('是');
    rows.any(|row| row.does("defines") && clauses(words).take(2).any(|c| c.contains(row.word())))
}

/// 本办法所称公共数据，是指…; 本办法自2025年1月1日起施行.
fn names_itself(words: &str, lexicon: &Lexicon) -> bool {
    let near = || words.char_indices().nth(NEAR).map_or(words, |(at, _)| &words[..at]);
    let mut rows = lexicon.table(List::Situation).rows.iter();
    words.starts_with('本')
        && (ends(words.trim_end_matches(['。', '；']), "force", lexicon)
            || rows.any(|row| row.does("itself") && near().contains(row.word())))
}

/// 根据《…》，结合本市实际，制定本办法: the last clause is what the others give the reason for.
fn closes(words: &str, lexicon: &Lexicon) -> bool {
    clauses(words).last().is_some_and(|last| begins(last, "closes", lexicon))
}

/// Whether `words` begin with a word that says `what`.
fn begins(words: &str, what: &str, lexicon: &Lexicon) -> bool {
    let Some(first) = words.chars().next() else { return false };
    let mut rows = lexicon.table(List::Situation).beginning(first);
    rows.any(|row| row.does(what) && words.starts_with(row.word()))
}

/// Whether `words` end with a word that says `what`.
fn ends(words: &str, what: &str, lexicon: &Lexicon) -> bool {
    let Some(last) = words.chars().next_back() else { return false };
    let mut rows = lexicon.table(List::Situation).ending(last);
    rows.any(|row| row.does(what) && words.ends_with(row.word()))
}
