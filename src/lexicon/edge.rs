//! [`Edge`]: what a word of `place-edges.tsv` does beside the name of a place.

/// What a word of the table does beside a name; the words for it are those of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// A name begins after it: 推进, 在.
    Opens,
    /// A common noun that ends like a name: 城区河湖.
    Noun,
    /// The same, but it may also end a name: 城湖.
    Part,
    /// It is part of no name: 重点.
    Generic,
}

impl Edge {
    /// That which the table calls `name`; generic, if it calls none so.
    pub(super) fn named(name: &str) -> Self {
        match name {
            "edge" => Edge::Opens,
            "noun" => Edge::Noun,
            "part" => Edge::Part,
            _ => Edge::Generic,
        }
    }
}
