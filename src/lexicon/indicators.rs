//! [`Indicators`]: the known indicators by what their names say.

use super::Table;

/// The rows of `indicators.tsv` by their words, brackets aside.
#[derive(Debug)]
pub struct Indicators {
    /// What each word says, in order, of words that say the same the one that is meant last; and its row.
    rows: Vec<(String, usize)>,
}

impl Indicators {
    /// Those of `table`.
    pub(super) fn of(table: &Table<'_>) -> Self {
        let words = table.rows.iter().map(|row| Self::plain(row.word()));
        let mut rows: Vec<(String, usize)> = words.zip(0..).collect();
        // Of two names that say the same the longer one is meant, of equal ones the last.
        let len = |row: usize| table.rows.at(row).word().len();
        rows.sort_by(|(a, at), (b, bt)| a.cmp(b).then_with(|| len(*at).cmp(&len(*bt))));
        Self { rows }
    }

    /// The row whose word says what `name` does, which is [`plain`](Self::plain).
    pub fn row(&self, name: &str) -> Option<usize> {
        let end = self.rows.partition_point(|(says, _)| says.as_str() <= name);
        let (says, row) = self.rows[..end].last()?;
        (says == name).then_some(*row)
    }

    /// `name` without what does not tell one from another: brackets go, Roman V is a letter or a numeral.
    ///
    /// ```
    /// use gangyao::lexicon::Indicators;
    /// assert_eq!(Indicators::plain("劣Ⅴ类水体（断面）比例"), "劣V类水体断面比例");
    /// ```
    pub fn plain(name: &str) -> String {
        if !name.contains(['（', '）', '(', ')', 'Ⅴ']) {
            return name.to_owned();
        }
        let signs = name.chars().filter(|c| !matches!(c, '（' | '）' | '(' | ')'));
        signs.map(|c| if c == 'Ⅴ' { 'V' } else { c }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_say_the_same_are_one() {
        let words = "name\tid\n劣Ⅴ类比例\ta\n劣V类比例\tb\n治理（管控）率\tc\n治理管控率\td\n（备案）率\te\n备案（率）\tf\n";
        let indicators = Indicators::of(&Table::read(words));
        let row = |name: &str| indicators.row(&Indicators::plain(name));
        // The longer one, of equal ones the last; the Roman numeral has more bytes.
        assert_eq!(row("劣V类比例"), Some(0));
        assert_eq!(row("治理管控（率）"), Some(2));
        assert_eq!(row("备案率"), Some(5));
        assert_eq!((row("率"), row("")), (None, None));
    }
}
