//! [`List`]: which lists of words there are. Adding a list is a file in `words/` and a line here.

/// Declares the lists, each with its file in `words/`.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal,)*) => {
        /// The lists of words, one file of `words/` each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum List {
            $($(#[$doc])* $name,)*
        }

        impl List {
            /// Every list, in the order of their declaration.
            pub const ALL: &[List] = &[$(List::$name,)*];

            /// The name of its file, shipped or a user's own: `synonyms.tsv`.
            pub fn file(self) -> &'static str {
                match self {
                    $(List::$name => $file,)*
                }
            }

            /// Its shipped text.
            pub fn text(self) -> &'static str {
                match self {
                    $(List::$name => include_str!(concat!("words/", $file)),)*
                }
            }

            /// Whether its words are looked for in texts: those of a table whose first column is `id` are not.
            pub fn is_searched(self) -> bool {
                super::lines::head(self.text()) != "id"
            }
        }
    };
}

lists! {
    /// Words that mean the same in a search.
    Synonyms = "synonyms.tsv",
}
