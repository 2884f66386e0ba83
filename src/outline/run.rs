//! Runs of paragraphs without marks: what one alone does not show, its neighbours do.

use super::lead;
use super::paragraph::Paragraph;
use crate::source::Look;

/// Which paragraphs open with a lead of two halves (保护优先，预防为主。…): those of a run in which most do.
pub fn halved_leads(text: &str, paragraphs: &[Paragraph]) -> Vec<bool> {
    let mut halved = vec![false; paragraphs.len()];
    let plain = |p: &Paragraph| p.mark.is_none() && p.look == Look::Plain;
    let mut start = 0;
    while start < paragraphs.len() {
        let end = (start..paragraphs.len())
            .find(|&at| !plain(&paragraphs[at]))
            .unwrap_or(paragraphs.len());
        let leads: Vec<usize> = (start..end)
            .filter(|&at| lead::halved(paragraphs[at].span.of(text)).is_some())
            .collect();
        let whole = (start..end).filter(|&at| !paragraphs[at].page).count();
        if leads.len() >= 2 && leads.len() * 2 >= whole {
            leads.into_iter().for_each(|at| halved[at] = true);
        }
        start = end.max(start) + 1;
    }
    halved
}
