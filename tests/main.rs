//! All tests of the library and the binary: one file a room, cases as text in `cases/`.

mod cases;
mod corpus;
mod documents;
mod house;
mod index;
mod measures;
mod lexicon;
mod gazetteer;
mod outline;
mod search;
mod source;
mod tags_deadline;
mod tags_target;
mod evaluation;
