//! `gangyao` (纲要) turns Chinese government plans into a searchable, citable knowledge base.
#![warn(missing_docs)]

pub mod ground;
pub mod lexicon;
pub mod links;
pub mod measures;
pub mod outline;
pub mod plan;
pub mod source;
pub mod tags;
