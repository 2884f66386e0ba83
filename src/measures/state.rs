//! Clauses that say how things are to stand when all is done, by the table `states.tsv`.

use crate::lexicon::{Lexicon, List, does};

does! {
    /// The clause ends with it.
    State = "state",
    /// How far; it stands before the state, behind the first letter of the clause.
    Degree = "degree",
    /// The clause ends with it behind a number and 的, which says how far things are to come: 5%的增长.
    Pace = "pace",
}

/// Whether `clause` ends with a state that a degree stands before: 生态环境质量显著改善.
pub fn is_state(clause: &str, lexicon: &Lexicon) -> bool {
    let Some(before) = before_state(clause, lexicon) else { return false };
    let table = lexicon.table(List::States);
    let firsts = &Does::Degree.words(table).firsts;
    // 不断提升…: the degree opens the clause, so it is an order, not a state.
    let mut behind = before.char_indices().skip(1).filter(|&(_, sign)| firsts.may_hold(sign));
    let is_degree =
        |at: usize| table.opening(&before[at..]).any(|row| row.does(Does::Degree.name()));
    behind.any(|(at, _)| is_degree(at))
}

/// Whether `noun`, which a number and 的 stand before, is makes them say how far things are to come: 增长 behind 5%的.
pub fn is_pace(noun: &str, lexicon: &Lexicon) -> bool {
    Does::Pace.words(lexicon.table(List::States)).close(noun)
}

/// What stands before the state that `clause` ends with.
fn before_state<'c>(clause: &'c str, lexicon: &Lexicon) -> Option<&'c str> {
    let table = lexicon.table(List::States);
    let lasts = &Does::State.words(table).lasts;
    let last = clause.chars().next_back().filter(|&last| lasts.may_hold(last))?;
    let mut states = table.ending(last).filter(|row| row.does(Does::State.name()));
    states.find_map(|row| clause.strip_suffix(row.word()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::all_do;

    #[test]
    fn every_word_says_how_things_stand() {
        all_do(Lexicon::shipped().table(List::States), Does::NAMES);
    }
}
