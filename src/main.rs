//! The program: arguments in, exit status out. See [`gangyao::doors::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    gangyao::doors::cli::run(std::env::args_os())
}
