//! `gangyao` (纲要) turns Chinese government plans into a searchable, citable knowledge base.
//!
//! This page is the floor plan. Data flows one way: each room takes what the rooms above it made, adds to it, and knows no
//! room below it (`tests/house.rs` checks this and the rest of the law).
//!
//! ```text
//! file ─ source ─ outline ─ measures ─ tags ─ links ─┐        ground, lexicon: what all of them stand on
//!                                                    plan
//!                             corpus ─ index ─ answers ─ views ─ doors ─ reader
//! ```

pub mod ground;
pub mod lexicon;
pub mod source;
pub mod outline;
pub mod measures;
pub mod tags;
pub mod links;
pub mod plan;
pub mod corpus;
pub mod index;
pub mod answers;
pub mod views;
pub mod doors;
