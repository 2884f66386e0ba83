//! What refers to what within one plan.

mod link;

pub use link::{Link, LinkRelation};
