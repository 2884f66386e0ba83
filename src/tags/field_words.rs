//! [`FieldWords`]: the words of a plan that speak for fields of responsibility, told once and weighed for every node and measure.

use crate::ground::Span;
use crate::lexicon::{Find, Finds, Lexicon, List};

/// The words of one text that speak for a field, in its order: of those that overlap the first, of those that begin together the
/// longest.
#[derive(Debug, Default)]
pub struct FieldWords(Vec<FieldWord>);

/// A word that speaks for a field.
#[derive(Clone, Copy, Debug)]
pub(super) struct FieldWord {
    pub span: Span,
    /// How clearly it speaks.
    pub points: f32,
    /// Its field and, below that, its row.
    said: u32,
}

/// How many bits of a number its row has.
const ROW: u32 = 24;

impl FieldWord {
    /// The number of the field.
    pub fn field(&self) -> u8 {
        (self.said >> ROW) as u8
    }

    /// What tells it from other words, and by which those of one field stand together.
    pub fn word(&self) -> u32 {
        self.said
    }
}

impl FieldWords {
    /// Those of `text`, in which `finds` stand.
    pub fn of(text: &str, finds: &Finds, lexicon: &Lexicon) -> Self {
        let fields = lexicon.fields();
        let mut last = Span::default();
        let word = |find: &Find| {
            if find.span.start < last.end && find.span != last {
                return None;
            }
            last = find.span;
            let (field, points) = fields.of_row(find.row())?;
            Some(FieldWord { span: find.span, points, said: u32::from(field) << ROW | find.row() })
        };
        Self(finds.of(List::DomainTerms, Span::new(0, text.len())).filter_map(word).collect())
    }

    /// Those that lie wholly inside `span`, in order.
    pub(super) fn of_stretch(&self, span: Span) -> &[FieldWord] {
        let from = self.0.partition_point(|word| word.span.start < span.start);
        let inside = self.0[from..].iter().take_while(|word| word.span.end <= span.end);
        &self.0[from..from + inside.count()]
    }
}
