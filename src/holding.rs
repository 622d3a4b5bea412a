//! Holding targets to account, one after the other, and taking away what earlier runs left.

use std::future::Future;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Error, Result};
use doctract_conformance::report::{Report, Stale, Unheld};
use doctract_conformance::{Control, Credential, Ledger, RunError, Summary};
use doctract_spec::ir::Ir;

use crate::cli::{ConformArgs, Running};
use crate::config::{Config, TargetConfig};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::known::{self, KnownFailures, Scope};
use crate::output;
use crate::progress::Progress;
use crate::repeated;
use crate::started::Started;
use crate::state::State;
use crate::targets::{self, Held};

/// What came of the runs.
pub(crate) struct Outcomes {
    /// The summaries of those that could be made.
    pub(crate) summaries: Vec<Summary>,
    /// The targets that could not be held to account.
    pub(crate) unheld: Vec<Unheld>,
    /// The entries of the known failures that are out of date.
    pub(crate) stale: Vec<Stale>,
    /// The worst exit.
    pub(crate) exit: Exit,
    /// The command, for reports.
    command: String,
}

impl Outcomes {
    /// What reports are made from.
    pub(crate) fn report(&self) -> Report<'_> {
        let command = Some(self.command.as_str());
        Report { runs: &self.summaries, unheld: &self.unheld, stale: &self.stale, command }
    }
}

/// What all runs of one command share.
pub(crate) struct Hold {
    state: State,
    known: KnownFailures,
    scope: Scope,
    interrupt: Interrupt,
    cleanup: bool,
    summaries: Vec<Summary>,
    unheld: Vec<Unheld>,
    exit: Option<Exit>,
    /// The credentials that were used: no report may tell them, however they came into it.
    secrets: Vec<Credential>,
}

impl Hold {
    /// Begins to listen for signals. `folder` is that of the configuration. It must be called on a Tokio runtime.
    pub(crate) fn new(running: &Running, folder: &Path, cleanup: bool) -> Result<Self> {
        let path = running.keeping.known_failures.clone();
        let beside = || Some(folder.join(known::FILE)).filter(|path| path.exists());
        let known = path.or_else(beside).map(|path| KnownFailures::load(&path)).transpose()?;
        Ok(Self {
            state: state(running, folder),
            known: known.unwrap_or_default(),
            scope: Scope::default(),
            interrupt: Interrupt::listen(),
            cleanup,
            summaries: Vec::new(),
            unheld: Vec::new(),
            exit: None,
            secrets: Vec::new(),
        })
    }

    /// What came of all of it.
    pub(crate) fn verdict(self) -> Outcomes {
        // A run that was cut short shows nothing about entries whose cases did not run.
        let stale = if self.cleanup || self.interrupt.heard() { Vec::new() } else { self.known.stale(&self.scope) };
        let ended = self.exit.unwrap_or(Exit::NothingRun);
        let exit = if stale.is_empty() { ended } else { ended.worse(Exit::Findings) };
        let command = repeated::command(&self.secrets);
        Outcomes { summaries: self.summaries, unheld: self.unheld, exit, stale, command }
    }

    /// Holds all configured targets to account that are chosen. One that cannot be does not keep the next from it.
    pub(crate) async fn configured(&mut self, ir: &Ir, config: &Config, running: &Running) -> Result<()> {
        self.scope = Scope::configured(config);
        for target in targets::chosen(config, running)? {
            if let Err(error) = self.target(ir, config, target, running).await {
                self.cannot(target.0, None, &error);
            }
        }
        Ok(())
    }

    /// Holds the URLs of the command line to account. `folder` is that of the configuration.
    pub(crate) async fn at_urls(&mut self, ir: &Ir, args: &ConformArgs, folder: &Path) -> Result<()> {
        self.scope = Scope::at_urls(ir, args);
        self.all(targets::at_urls(ir, args, None, &state(&args.running, folder))?).await;
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
            self.all(held).await;
            return Ok(());
        };
        let interrupt = self.interrupt.clone();
        let started = tokio::select! {
            started = Started::start(start, &config.folder) => started?,
            () = interrupt.first() => {
                self.exit = Some(Exit::Interrupted);
                return Ok(());
            }
        };
        let held = targets::configured(ir, target, Some(&started.url), running, &self.state);
        if let Ok(held) = held {
            self.all(held).await;
            return started.stop().await;
        }
        // The first error is the one to tell.
        let stopped = started.stop().await;
        held.map(drop).and(stopped)
    }

    /// Holds each to account, or tidies up after earlier runs.
    async fn all(&mut self, held: Vec<Held>) {
        for one in held {
            if self.interrupt.heard() {
                break;
            }
            let interrupt = self.interrupt.clone();
            let (label, api) = (one.label.clone(), one.plan.api.name.clone());
            let work: std::pin::Pin<Box<dyn Future<Output = Result<Exit>>>> =
                if self.cleanup { Box::pin(self.tidy(one)) } else { Box::pin(self.one(one)) };
            let exit = tokio::select! {
                exit = work => exit,
                () = interrupt.insisted() => Ok(Exit::Interrupted),
            };
            match exit {
                Ok(exit) => self.ends(exit),
                Err(error) => self.cannot(&label, Some(&api), &error),
            }
        }
    }

    fn ends(&mut self, exit: Exit) {
        self.exit = Some(match self.exit {
            // An API of which no case was chosen takes nothing from the others.
            None | Some(Exit::NothingRun) => exit,
            Some(before) if exit == Exit::NothingRun => before,
            Some(before) => before.worse(exit),
        });
    }

    /// Puts down that a target, or one API of it, could not be held to account.
    fn cannot(&mut self, target: &str, api: Option<&str>, error: &Error) {
        let reason = format!("{error:#}");
        output::error(format_args!("{target}{}: {reason}", api.map(|api| format!(" ({api})")).unwrap_or_default()));
        self.unheld.push(Unheld { target: target.to_owned(), api: api.map(str::to_owned), reason });
        self.ends(match error.downcast_ref() {
            Some(RunError::Unreachable { .. } | RunError::Silent { .. }) => Exit::Unreachable,
            _ => Exit::Usage,
        });
    }

    async fn one(&mut self, held: Held) -> Result<Exit> {
        self.secrets.extend(held.target.credential.clone());
        let mut progress = Progress::new(&held.plan.api.name);
        let api = held.plan.api.name.clone();
        let ledger = Arc::new(self.state.ledger(&held.label, &api, held.plan.seed));
        let kept: Arc<dyn Ledger> = ledger.clone();
        let control = Control { stop: self.interrupt.next_run(), leave: self.interrupt.leave(), ledger: kept };
        let ran = doctract_conformance::run_under(held.plan.clone(), &held.target, &control, &mut progress).await;
        progress.clear();
        ledger.close(&api);
        let mut summary = ran?;
        summary.target.clone_from(&held.label);
        self.known.excuse(&held, &mut summary);
        if let Err(error) = self.state.remember(&held.label, &summary) {
            output::tell!("warning: --last-failed will not know of this run: {error:#}");
        }
        let exit = exit(summary.exit_code());
        self.summaries.push(summary);
        Ok(exit)
    }

    /// Takes away what earlier runs left.
    async fn tidy(&mut self, held: Held) -> Result<Exit> {
        let api = held.plan.api.name.clone();
        let mut exit = Exit::Fine;
        let ledgers = self.state.left(&held.label, &api)?;
        if ledgers.is_empty() {
            output::print(&format!("{api}: no run left anything at {}\n", held.label))?;
        }
        for left in ledgers {
            let ledger = Arc::new(self.state.reopened(&held.label, left.path));
            let kept: Arc<dyn Ledger> = ledger.clone();
            let control = Control { stop: self.interrupt.next_run(), leave: self.interrupt.leave(), ledger: kept };
            let count = left.entries.len();
            let leftovers =
                doctract_conformance::cleanup(held.plan.clone(), &held.target, &control, left.entries).await?;
            ledger.close(&api);
            for one in &leftovers {
                output::print(&format!("LEFT {} {}: {}\n", one.method, one.id, one.reason))?;
            }
            output::print(&format!("{api}: {} of {count} taken away\n", count - leftovers.len()))?;
            exit = exit.worse(if leftovers.is_empty() { Exit::Fine } else { Exit::Findings });
        }
        Ok(exit)
    }
}

/// The folder for what later runs need to know.
pub(crate) fn state(running: &Running, folder: &Path) -> State {
    running.keeping.state.as_deref().map_or_else(|| State::beside(folder), State::at)
}

fn exit(code: u8) -> Exit {
    match code {
        0 => Exit::Fine,
        2 => Exit::Usage,
        3 => Exit::Unreachable,
        4 => Exit::NothingRun,
        130 => Exit::Interrupted,
        _ => Exit::Findings,
    }
}
