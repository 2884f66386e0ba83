//! Where people and programs come in: the only rooms that print, read the environment, and know what a terminal is.

pub mod cli;
