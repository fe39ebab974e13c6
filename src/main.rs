//! The `coopto` program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    coopto::cli::main(std::env::args_os())
}
