//! The command line: parses, calls the library, prints. One file a command.

mod build;
mod console;
mod docs;
mod excerpt;
mod extract;
mod generate;
mod identity;
mod input;
mod inspect;
mod inventory;
mod new;
mod outcome;
mod output;
mod plural;
mod run;
mod signer;
mod source;
mod test;
mod verify;

use std::ffi::{OsStr, OsString};
use std::process::ExitCode;

use clap::builder::Resettable;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

pub use console::{Color, Console, Format};
pub use outcome::Outcome;

/// Builds, signs, verifies and takes apart content for VMware's orchestrator
#[derive(Parser)]
#[command(
    name = "coopto",
    // Not the name of the file, which has an ending on Windows.
    bin_name = "coopto",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// Options of every command, which stand behind its own ones.
#[derive(clap::Args)]
#[command(next_help_heading = "Global options")]
struct Global {
    /// Say only what went wrong
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Say more
    #[arg(short, long, global = true)]
    verbose: bool,
    /// Colours in messages
    #[arg(
        long,
        global = true,
        value_enum,
        default_value_t,
        env = "COOPTO_COLOR",
        value_name = "WHEN"
    )]
    color: Color,
}

#[derive(Subcommand)]
enum Command {
    New(new::New),
    Build(build::Build),
    Generate(generate::Generate),
    Docs(docs::Docs),
    Inspect(inspect::Inspect),
    Verify(verify::Verify),
    Extract(extract::Extract),
    Run(run::Run),
    Test(test::Test),
    Inventory(inventory::InventoryCommand),
    Identity(identity::Identity),
}

/// Reads the arguments, and the variables that stand for some of them.
fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Cli, clap::Error> {
    let command = without_empty_variables(Cli::command());
    let matches = command.try_get_matches_from(arguments)?;
    Cli::from_arg_matches(&matches).map_err(|error| error.format(&mut Cli::command()))
}

/// A variable that is empty counts as not set, as in most programs.
fn without_empty_variables(command: clap::Command) -> clap::Command {
    let is_empty = |name: &OsStr| std::env::var_os(name).is_some_and(|value| value.is_empty());
    let command = command.mut_args(|argument| {
        if argument.get_env().is_some_and(is_empty) {
            argument.env(Resettable::Reset)
        } else {
            argument
        }
    });
    command.mut_subcommands(without_empty_variables)
}

/// Parses the arguments, runs the command, says what went wrong, and gives the exit code:
/// 0 done, 1 the thing looked at has faults, 2 wrong use or it could not be done.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match parse(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // Help and version come this way too; a closed pipe is no reason to complain.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let mut console = Console::new(cli.global.color, cli.global.quiet, cli.global.verbose);
    let result = match cli.command {
        Command::New(command) => command.run(&mut console),
        Command::Build(command) => command.run(&mut console),
        Command::Generate(command) => command.run(&mut console),
        Command::Docs(command) => command.run(&mut console),
        Command::Inspect(command) => command.run(&mut console),
        Command::Verify(command) => command.run(&mut console),
        Command::Extract(command) => command.run(&mut console),
        Command::Run(command) => command.run(&mut console),
        Command::Test(command) => command.run(&mut console),
        Command::Inventory(command) => command.run(&mut console),
        Command::Identity(command) => command.run(&mut console),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) => {
            console.failure(&error);
            ExitCode::from(2)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_names_the_program_alike_on_every_system() {
        let help = |words: &[&str]| Cli::try_parse_from(words).err().map(|it| it.to_string());
        for (words, usage) in [
            (&["coopto.exe", "--help"][..], "Usage: coopto [OPTIONS]"),
            (
                &["coopto.exe", "new", "action", "--help"][..],
                "Usage: coopto new action [",
            ),
        ] {
            let said = help(words).unwrap();
            assert!(said.contains(usage), "{said}");
        }
    }
}
