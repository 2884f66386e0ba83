//! `gangyao` (纲要) turns Chinese government plans into a searchable, citable knowledge base.
#![warn(missing_docs)]

pub mod ground;
pub mod lexicon;
pub mod source;
pub mod outline;
pub mod measures;
pub mod tags;
pub mod links;
pub mod plan;
