//! doctract: documentation as contract.
//!
//! Only this crate touches the disk and the terminal. Results go to stdout; progress goes to stderr, and only to a terminal.

mod asked;
mod base_url;
mod baseline;
mod cli;
mod command;
mod config;
mod exit;
mod files;
mod flags;
mod holding;
mod inputs;
mod interrupt;
mod keys;
mod known;
mod output;
mod overrides;
mod progress;
mod reading;
mod reading_progress;
mod repeated;
mod report_file;
mod started;
mod state;
mod stored;
mod tail;
mod targets;

use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.color.apply();
    let done = match &cli.command {
        Command::Read(args) => command::read::run(args),
        Command::Lint(args) => command::lint::run(args),
        Command::Diff(args) => command::diff::run(args),
        Command::Explain(args) => command::explain::run(args),
        Command::Dialect(command) => command::dialect::run(command),
        Command::Generate(args) => command::generate::run(args),
        Command::Conform(args) => command::conform::run(args),
        Command::Verify(args) => command::verify::run(args),
    };
    match done {
        Ok(exit) => exit.into(),
        Err(error) => {
            output::error(format_args!("{error:#}"));
            exit::Exit::Usage.into()
        }
    }
}
