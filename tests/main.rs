//! All tests of the library and the binary: one file a room, cases as text in `cases/`.

mod cases;
mod cli;
mod corpus;
mod documents;
mod evaluation;
mod filters;
mod gazetteer;
mod house;
mod index;
mod lexicon;
mod measures;
mod outline;
mod program;
mod readme;
mod search;
mod sheets;
mod source;
mod tagged;
mod tags_actor;
mod tags_citation;
mod tags_deadline;
mod tags_department;
mod tags_domain;
mod tags_strength;
mod tags_target;
mod views;
