//! [`FieldWords`]: the words of a plan that speak for fields of responsibility, told once and weighed for every node and measure.

use crate::ground::Span;
use crate::lexicon::{Find, Finds, Lexicon, List};

/// The words of one text that speak for a field, in its order: of those that overlap the first, of those that begin together the
/// longest.
#[derive(Debug)]
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

impl FieldWord {
    /// The number of the field.
    pub fn field(&self) -> u8 {
        (self.said >> Find::ROW) as u8
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
            Some(FieldWord {
                span: find.span,
                points,
                said: u32::from(field) << Find::ROW | find.row(),
            })
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TEXTS: [&str; 8] =
        ["污水", "处理厂", "水库", "河湖", "垃圾", "，", "养老服务", "绿色低碳"];

    proptest! {
        /// Whatever a text is and wherever a stretch of it begins and ends, those of the stretch are those that lie in it; and each
        /// begins behind the one before it, or stands where that does.
        #[test]
        fn those_of_a_stretch_lie_in_it(
            parts in proptest::collection::vec(0..TEXTS.len(), 0..12),
            ends in (0..120u32, 0..120u32),
        ) {
            let lexicon = Lexicon::shipped();
            let text: String = parts.into_iter().map(|part| TEXTS[part]).collect();
            let words = FieldWords::of(&text, &lexicon.scan(&text), &lexicon);
            let span = Span { start: ends.0.min(ends.1), end: ends.0.max(ends.1) };
            let inside = words.0.iter().filter(|word| span.contains(word.span));
            let told = |word: &FieldWord| (word.span, word.word());
            prop_assert!(words.of_stretch(span).iter().map(told).eq(inside.map(told)));
            let apart = |a: &FieldWord, b: &FieldWord| a.span.end <= b.span.start || a.span == b.span;
            prop_assert!(words.0.windows(2).all(|pair| apart(&pair[0], &pair[1])));
        }
    }

    #[test]
    fn a_word_keeps_its_field_and_row() {
        let lexicon = Lexicon::shipped();
        let (text, fields) = ("加强养老服务，治理河湖。", lexicon.fields());
        let words = FieldWords::of(text, &lexicon.scan(text), &lexicon);
        assert!(!words.0.is_empty());
        for word in &words.0 {
            let row = word.word() & ((1 << Find::ROW) - 1);
            assert_eq!(fields.of_row(row), Some((word.field(), word.points)));
        }
    }
}
