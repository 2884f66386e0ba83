//! What the words of a table do, each by its name in the second cell.

/// Declares what the words of a table do, each with its name there.
macro_rules! does {
    ($($(#[$doc:meta])* $name:ident = $word:literal,)*) => {
        /// What a word does; the names are those of its table.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(super) enum Does {
            $($(#[$doc])* $name,)*
        }

        impl Does {
            /// The names of all, in order.
            const NAMES: &[&str] = &[$($word,)*];

            #[allow(dead_code, reason = "of some tables only the words are asked for")]
            pub(super) fn name(self) -> &'static str {
                Self::NAMES[self as usize]
            }

            /// The words of `table` that do it.
            pub(super) fn words<'t>(
                self,
                table: &'t $crate::lexicon::Table<'_>,
            ) -> &'t $crate::lexicon::Words {
                &table.words(Self::NAMES)[self as usize]
            }
        }
    };
}

pub(crate) use does;

/// Sees that every word of `table` does something of `names`, and that some word does each.
#[cfg(test)]
pub(crate) fn all_do(table: &super::Table<'_>, names: &[&str]) {
    for row in table.rows.iter() {
        assert!(row.cell(1).split(' ').all(|own| names.contains(&own)), "{}", row.word());
    }
    assert!(names.iter().all(|name| table.rows.iter().any(|row| row.does(name))));
}
