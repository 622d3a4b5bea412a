//! Holding targets to account, one after the other, and taking away what earlier runs left.

use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, bail};
use doctract_conformance::report::{Report, Stale};
use doctract_conformance::{Control, Ledger, RunError, Summary};
use doctract_spec::ir::Ir;

use crate::cli::Running;
use crate::config::{Config, TargetConfig};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::known::{self, Known};
use crate::output::{RED, RESET};
use crate::progress::Progress;
use crate::started::Started;
use crate::state::State;
use crate::targets::{self, Held};

/// What came of the runs.
pub(crate) struct Verdict {
    /// The summaries of those that could be made.
    pub(crate) summaries: Vec<Summary>,
    /// The entries of the known failures that are out of date.
    pub(crate) stale: Vec<Stale>,
    /// The worst exit.
    pub(crate) exit: Exit,
}

impl Verdict {
    /// What reports are made from.
    pub(crate) fn report(&self) -> Report<'_> {
        Report { runs: &self.summaries, stale: &self.stale }
    }
}

/// What all runs of one command share.
pub(crate) struct Hold {
    state: State,
    known: Known,
    interrupt: Interrupt,
    cleanup: bool,
    summaries: Vec<Summary>,
    exit: Option<Exit>,
}

impl Hold {
    /// Begins to listen for signals. `folder` is that of the configuration. It must be called on a Tokio runtime.
    pub(crate) fn new(running: &Running, folder: &Path, cleanup: bool) -> Result<Self> {
        let path = running.keeping.known_failures.clone();
        let beside = || Some(folder.join(known::FILE)).filter(|path| path.exists());
        let known = path.or_else(beside).map(|path| Known::load(&path, known::today())).transpose()?;
        Ok(Self {
            state: state(running, folder),
            known: known.unwrap_or_default(),
            interrupt: Interrupt::listen(),
            cleanup,
            summaries: Vec::new(),
            exit: None,
        })
    }

    /// What came of all of it.
    pub(crate) fn verdict(self) -> Verdict {
        // A run that was cut short shows nothing about entries whose cases did not run.
        let stale = if self.cleanup || self.interrupt.heard() { Vec::new() } else { self.known.stale() };
        let found = if stale.is_empty() { Exit::Fine } else { Exit::Findings };
        Verdict { summaries: self.summaries, exit: self.exit.unwrap_or(Exit::NothingRun).worse(found), stale }
    }

    /// Holds all configured targets to account that are chosen.
    pub(crate) async fn configured(&mut self, ir: &Ir, config: &Config, running: &Running) -> Result<()> {
        for target in targets::chosen(config, running.target.as_deref())? {
            self.target(ir, config, target, running).await?;
        }
        Ok(())
    }

    /// Starts a target that has a command for it, holds it to account, and stops it.
    async fn target(
        &mut self,
        ir: &Ir,
        config: &Config,
        target: (&str, &TargetConfig),
        running: &Running,
    ) -> Result<()> {
        if self.interrupt.heard() {
            return Ok(());
        }
        let Some(start) = &target.1.start else {
            let held = targets::configured(ir, target, None, running, &self.state)?;
            return self.all(held).await;
        };
        let interrupt = self.interrupt.clone();
        let started = tokio::select! {
            started = Started::start(start, &config.folder) => started?,
            () = interrupt.first() => {
                self.exit = Some(Exit::Interrupted);
                return Ok(());
            }
        };
        let done = match targets::configured(ir, target, Some(&started.url), running, &self.state) {
            Ok(held) => self.all(held).await,
            Err(error) => Err(error),
        };
        started.stop().await?;
        done
    }

    /// Holds each to account, or tidies up after earlier runs.
    pub(crate) async fn all(&mut self, held: Vec<Held>) -> Result<()> {
        for one in held {
            if self.interrupt.heard() {
                break;
            }
            let interrupt = self.interrupt.clone();
            let work: std::pin::Pin<Box<dyn Future<Output = Result<Exit>>>> =
                if self.cleanup { Box::pin(self.tidy(one)) } else { Box::pin(self.one(one)) };
            let exit = tokio::select! {
                exit = work => exit?,
                () = interrupt.insisted() => Exit::Interrupted,
            };
            self.exit = Some(self.exit.map_or(exit, |before| before.worse(exit)));
        }
        Ok(())
    }

    async fn one(&mut self, held: Held) -> Result<Exit> {
        let mut progress = Progress::new(&held.plan.api.name);
        let api = held.plan.api.name.clone();
        let ledger = Arc::new(self.state.ledger(&held.label, &api, held.plan.seed));
        let kept: Arc<dyn Ledger> = ledger.clone();
        let control = Control { stop: self.interrupt.next_run(), ledger: kept };
        let ran = doctract_conformance::run_under(held.plan.clone(), &held.target, &control, &mut progress).await;
        progress.clear();
        ledger.close(&api);
        let mut summary = match ran {
            Ok(summary) => summary,
            Err(error) => return refused(error),
        };
        summary.target.clone_from(&held.label);
        self.known.excuse(&held, &mut summary);
        if let Err(error) = self.state.remember(&held.label, &summary) {
            anstream::eprintln!("warning: --last-failed will not know of this run: {error:#}");
        }
        let exit = exit(summary.exit_code());
        self.summaries.push(summary);
        Ok(exit)
    }

    /// Takes away what earlier runs left.
    async fn tidy(&mut self, held: Held) -> Result<Exit> {
        let api = held.plan.api.name.clone();
        let mut exit = Exit::Fine;
        for left in self.state.left(&held.label, &api)? {
            let ledger = Arc::new(self.state.reopened(&held.label, left.path));
            let kept: Arc<dyn Ledger> = ledger.clone();
            let control = Control { stop: self.interrupt.next_run(), ledger: kept };
            let count = left.entries.len();
            let done = doctract_conformance::cleanup(held.plan.clone(), &held.target, &control, left.entries).await;
            let leftovers = match done {
                Ok(leftovers) => leftovers,
                Err(error) => return refused(error),
            };
            ledger.close(&api);
            for one in &leftovers {
                anstream::println!("LEFT {} {}: {}", one.method, one.id, one.reason);
            }
            anstream::println!("{api}: {} of {count} taken away", count - leftovers.len());
            exit = exit.worse(if leftovers.is_empty() { Exit::Fine } else { Exit::Findings });
        }
        Ok(exit)
    }
}

/// The folder for what later runs need to know.
pub(crate) fn state(running: &Running, folder: &Path) -> State {
    running.keeping.state.as_deref().map_or_else(|| State::beside(folder), State::at)
}

/// A target that cannot be reached is an outcome; anything else is an error of the caller.
fn refused(error: RunError) -> Result<Exit> {
    match error {
        RunError::Unreachable { .. } | RunError::Silent { .. } => {
            anstream::eprintln!("{RED}error{RESET}: {error}");
            Ok(Exit::Unreachable)
        }
        error => bail!(error),
    }
}

fn exit(code: u8) -> Exit {
    match code {
        0 => Exit::Fine,
        4 => Exit::NothingRun,
        130 => Exit::Interrupted,
        _ => Exit::Findings,
    }
}
