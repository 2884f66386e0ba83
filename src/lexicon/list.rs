//! [`List`]: which lists of words there are. Adding a list is a file in `words/` and a line here.

/// Declares the lists, each with its file in `words/`.
macro_rules! lists {
    ($($(#[$doc:meta])* $name:ident = $file:literal,)*) => {
        /// The lists of words, one file of `words/` each.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
        )]
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

            /// Whether its words are looked for in texts: those of a table whose first column is `id` or `asked` are not.
            pub fn is_searched(self) -> bool {
                !matches!(super::lines::head(self.text()), "id" | "asked")
            }
        }
    };
}

lists! {
    /// The fields of responsibility, with the bodies that have them at each level; not looked for in texts.
    Domains = "domains.tsv",
    /// What each rule reads, as `--explain` says it; not looked for in texts.
    Rules = "rules.tsv",
    /// Words that speak for a field, and how clearly.
    DomainTerms = "domain-terms.tsv",
    /// Verbs and adverbs that say how binding a sentence is.
    Strength = "strength.tsv",
    /// Who plans name as acting.
    Actors = "actors.tsv",
    /// What stands around their names; not looked for in texts.
    ActorWords = "actor-words.tsv",
    /// What makes 《…》 the name of something else than a document.
    NoDocuments = "no-documents.tsv",
    /// Words that mean the same in a search.
    Synonyms = "synonyms.tsv",
    /// Words with which people ask; not looked for in texts.
    Questions = "questions.tsv",
    /// Administrative divisions.
    Divisions = "divisions.tsv",
    /// Rivers, lakes, reservoirs, basins, bays and seas.
    Waters = "waters.tsv",
    /// Mountains, plains, deserts, islands.
    Landforms = "landforms.tsv",
    /// National parks, reserves, wetlands, scenic areas.
    Parks = "parks.tsv",
    /// Countries, macro-regions, national new areas.
    Regions = "regions.tsv",
    /// What the plans of Jilin name.
    Jilin = "jilin.tsv",
    /// Abbreviations of several places.
    Abbreviations = "abbreviations.tsv",
    /// What makes a place name a brand.
    Brands = "brands.tsv",
    /// Words that hold a place name and mean no place.
    NoPlaces = "no-places.tsv",
    /// Short names of divisions that are common words too.
    CommonNames = "common-names.tsv",
    /// Endings that tell a place.
    PlaceSuffixes = "place-suffixes.tsv",
    /// What closes a list of places.
    PlaceHeads = "place-heads.tsv",
    /// What is no part of an unknown name.
    PlaceEdges = "place-edges.tsv",
    /// Words and phrases that plans share.
    Phrases = "phrases.tsv",
    /// What is no part of what two passages share.
    LinkEdges = "link-edges.tsv",
    /// Units of numbers.
    Units = "units.tsv",
    /// Words that tie a number to what it is of.
    TargetVerbs = "target-verbs.tsv",
    /// Ends of noun phrases that name a quantity.
    IndicatorHeads = "indicator-heads.tsv",
    /// The names of known indicators.
    Indicators = "indicators.tsv",
    /// Words in which two sentences may differ by little and say something else.
    Senses = "senses.tsv",
    /// What words do in a sentence about times and amounts; not looked for in texts.
    ClauseWords = "clause-words.tsv",
    /// Words of headings under which a plan looks back or around; not looked for in texts.
    Situation = "situation.tsv",
    /// Words that promise a state without a number.
    Outcomes = "outcomes.tsv",
    /// What the heads of tables say of their columns; not looked for in texts.
    TableHeads = "table-heads.tsv",
    /// What changes and bounds a value in a table; not looked for in texts.
    TableCells = "table-cells.tsv",
    /// How the names of bodies end, and what says what they are to do; not looked for in texts.
    DutyWords = "duty-words.tsv",
    /// By which words names, headings, labels and lines are known; not looked for in texts.
    OutlineWords = "outline-words.tsv",
    /// How a clause says how things are to stand; not looked for in texts.
    States = "states.tsv",
}
