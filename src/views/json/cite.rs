//! References as JSON: what they name, and each form ready to be pasted.

use serde::Serialize;

use crate::answers::Reference;
use crate::views::cite::{Style, cite};

/// Some references.
#[derive(Serialize)]
pub struct Citations<'a> {
    citations: Vec<Cited<'a>>,
}

#[derive(Serialize)]
struct Cited<'a> {
    address: &'a str,
    title: &'a str,
    issuers: &'a [String],
    number: Option<&'a str>,
    /// The year, or the day as 2021-10-24.
    date: Option<String>,
    path: &'a str,
    quotation: Option<&'a str>,
    gbt7714: String,
    bibtex: String,
    ris: String,
    markdown: String,
}

impl<'a> Citations<'a> {
    /// The shape of `references`, in their order.
    pub fn of(references: &'a [Reference]) -> Self {
        Self { citations: references.iter().map(cited).collect() }
    }
}

fn cited(reference: &Reference) -> Cited<'_> {
    Cited {
        address: &reference.address,
        title: &reference.title,
        issuers: &reference.issuers,
        number: reference.number.as_deref(),
        date: reference.date.map(|date| date.to_string()),
        path: &reference.path,
        quotation: reference.quotation.as_deref(),
        gbt7714: cite(reference, Style::GbT7714),
        bibtex: cite(reference, Style::BibTex),
        ris: cite(reference, Style::Ris),
        markdown: cite(reference, Style::Markdown),
    }
}
