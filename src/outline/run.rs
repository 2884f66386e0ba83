//! Runs of paragraphs without marks: what one alone does not show, its neighbours do.

use super::lead;
use super::paragraph::Paragraph;
use super::terms::Terms;
use crate::source::Look;

/// Which paragraphs open with a lead of two halves (保护优先，预防为主。…): those of a run in which most do, or in which nearly all open
/// with a lead of some kind.
pub fn halved_leads(terms: Terms<'_>, text: &str, paragraphs: &[Paragraph]) -> Vec<bool> {
    let mut halved = vec![false; paragraphs.len()];
    let plain = |p: &Paragraph| p.mark.is_none() && p.look == Look::Plain;
    let mut start = 0;
    while start < paragraphs.len() {
        let end = (start..paragraphs.len())
            .find(|&at| !plain(&paragraphs[at]))
            .unwrap_or(paragraphs.len());
        let leads: Vec<usize> = (start..end)
            .filter(|&at| lead::halved(terms, paragraphs[at].span.of(text)).is_some())
            .collect();
        let whole = (start..end).filter(|&at| !paragraphs[at].page).count();
        let plain = |&at: &usize| lead::unmarked(terms, paragraphs[at].span.of(text)).is_some();
        let most = leads.len() >= 2 && leads.len() * 2 >= whole;
        let nearly_all = || {
            let all = leads.len() + (start..end).filter(plain).count();
            all >= 2 && all * 4 >= whole * 3
        };
        if !leads.is_empty() && (most || nearly_all()) {
            leads.into_iter().for_each(|at| halved[at] = true);
        }
        start = end + 1;
    }
    halved
}
