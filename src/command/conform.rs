//! `doctract conform`: holds an implementation to its documents.

use std::io::{IsTerminal as _, Write as _};

use anyhow::{Context as _, Result, bail};
use doctract_conformance::run::Outcome;
use doctract_conformance::{Reporter, RunError, Summary, report};
use doctract_spec::ir::Ir;

use crate::cli::{ConformArgs, ConformFormat, Running};
use crate::config::{Config, TargetConfig};
use crate::exit::Exit;
use crate::output::{self, RED, RESET};
use crate::reading::read;
use crate::started::Started;
use crate::targets::{self, Held};

/// Stands for the base URL where nothing is sent.
const NOWHERE: &str = "http://localhost";

/// Plans the cases, runs them, and prints what was found.
pub(crate) fn run(args: &ConformArgs) -> Result<Exit> {
    let read = read(&args.documents)?;
    if read.incomplete {
        return Ok(Exit::Usage);
    }
    let ir = read.ir();
    if args.list && !args.documents.paths.is_empty() {
        // Nothing is sent, so that it does not matter where the target would run.
        return list(&targets::at_url(&ir, args.url.as_deref().unwrap_or(NOWHERE), args)?);
    }
    let verdict = if let Some(url) = &args.url {
        let held = targets::at_url(&ir, url, args)?;
        if args.list {
            return list(&held);
        }
        runtime()?.block_on(hold(held))?
    } else {
        let config = Config::load(&args.documents.config)?;
        if args.list {
            return list_configured(&ir, &config, &args.running);
        }
        runtime()?.block_on(hold_configured(&ir, &config, &args.running))?
    };
    output::print(&text(&verdict.summaries, args.format)?)?;
    Ok(verdict.exit)
}

/// What came of the runs.
pub(crate) struct Verdict {
    /// The summaries of those that could be made.
    pub(crate) summaries: Vec<Summary>,
    /// The worst exit.
    pub(crate) exit: Exit,
}

/// The runtime on which targets are started and held to account.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the runtime")
}

/// Starts each configured target that has a command for it, holds it to account, and stops it.
pub(crate) async fn hold_configured(ir: &Ir, config: &Config, running: &Running) -> Result<Verdict> {
    let mut verdict = Verdict { summaries: Vec::new(), exit: Exit::Fine };
    for target in targets::chosen(config, running.target.as_deref())? {
        let one = hold_one(ir, config, target, running).await?;
        verdict.summaries.extend(one.summaries);
        verdict.exit = verdict.exit.worse(one.exit);
    }
    Ok(verdict)
}

async fn hold_one(ir: &Ir, config: &Config, target: &TargetConfig, running: &Running) -> Result<Verdict> {
    let Some(start) = &target.start else {
        return hold(targets::configured(ir, target, None, running)?).await;
    };
    let started = Started::start(start, &config.folder).await?;
    let held = targets::configured(ir, target, Some(&started.url), running);
    let verdict = match held {
        Ok(held) => hold(held).await,
        Err(error) => Err(error),
    };
    started.stop().await?;
    verdict
}

async fn hold(held: Vec<Held>) -> Result<Verdict> {
    if held.is_empty() {
        return Ok(Verdict { summaries: Vec::new(), exit: Exit::NothingRun });
    }
    let mut verdict = Verdict { summaries: Vec::new(), exit: Exit::Fine };
    for one in held {
        let mut progress = Progress::new(&one.plan.api.name);
        let ran = doctract_conformance::run(one.plan, &one.target, &mut progress).await;
        progress.clear();
        let exit = match ran {
            Ok(summary) => {
                let exit = exit(summary.exit_code());
                verdict.summaries.push(summary);
                exit
            }
            Err(error @ RunError::Unreachable { .. }) => {
                anstream::eprintln!("{RED}error{RESET}: {error}");
                Exit::Unreachable
            }
            Err(error) => bail!(error),
        };
        verdict.exit = verdict.exit.worse(exit);
    }
    Ok(verdict)
}

fn exit(code: u8) -> Exit {
    match code {
        0 => Exit::Fine,
        4 => Exit::NothingRun,
        _ => Exit::Findings,
    }
}

/// The summaries in a form.
pub(crate) fn text(summaries: &[Summary], format: ConformFormat) -> Result<String> {
    if format == ConformFormat::Json {
        return Ok(report::json(summaries)? + "\n");
    }
    let mut text = String::new();
    for summary in summaries {
        report::human(summary, &mut text)?;
    }
    Ok(text)
}

fn list_configured(ir: &Ir, config: &Config, running: &Running) -> Result<Exit> {
    let mut held = Vec::new();
    for target in targets::chosen(config, running.target.as_deref())? {
        let nowhere = target.start.as_ref().map(|_| NOWHERE);
        held.extend(targets::configured(ir, target, nowhere, running)?);
    }
    list(&held)
}

fn list(held: &[Held]) -> Result<Exit> {
    let mut text = String::new();
    for one in held {
        report::list(&one.plan, &mut text)?;
    }
    output::print(&text)?;
    let none = held.iter().all(|one| one.plan.cases.is_empty());
    Ok(if none { Exit::NothingRun } else { Exit::Fine })
}

/// How far a run is, on a terminal only.
struct Progress {
    label: String,
    total: usize,
    done: usize,
    shown: bool,
}

impl Progress {
    fn new(label: &str) -> Self {
        Self { label: label.to_owned(), total: 0, done: 0, shown: std::io::stderr().is_terminal() }
    }

    fn clear(&self) {
        if self.shown {
            // Progress that cannot be shown is no loss.
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

impl Reporter for Progress {
    fn started(&mut self, cases: usize) {
        self.total = cases;
    }

    fn case_done(&mut self, _: &Outcome) {
        self.done += 1;
        if self.shown {
            let _ = write!(std::io::stderr(), "\r{}: {} of {} cases", self.label, self.done, self.total);
        }
    }
}
