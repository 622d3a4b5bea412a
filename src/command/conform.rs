//! `doctract conform`: holds an implementation to its documents.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use doctract_conformance::report::{self, Listed};
use doctract_spec::ir::Ir;

use crate::asked;
use crate::cli::{ConformArgs, ConformFormat, Documents, Running};
use crate::config::Config;
use crate::exit::Exit;
use crate::holding::{self, Hold, Outcomes};
use crate::inputs::Inputs;
use crate::output;
use crate::reading::{read, read_given};
use crate::report_file::{self, Format};
use crate::state::State;
use crate::stored::{self, Stored};
use crate::targets::{self, Held};

/// Stands for the base URL where nothing is sent.
const NOWHERE: &str = "http://localhost";

/// Plans the cases, runs them, and prints what was found.
pub(crate) fn run(args: &ConformArgs) -> Result<Exit> {
    let Some(ir) = documented(&args.documents)? else { return Ok(Exit::Usage) };
    if ir.apis.iter().all(|api| api.methods.is_empty()) {
        output::tell!("the documents tell of no method; `doctract lint` says what it took them for");
        return Ok(Exit::NothingRun);
    }
    let by_flags = !args.urls.is_empty() || (!args.documents.paths.is_empty() && (args.list || args.dry_run));
    check_flags(args, by_flags)?;
    // What the command line says whole needs no configuration.
    let config = if by_flags { None } else { Some(Config::load(&args.documents.config)?) };
    if args.list || args.dry_run {
        let held = planned(args, &ir, config.as_ref())?;
        asked::check(&args.running, &held)?;
        return show(args, &held);
    }
    check_names(&args.running, || planned(args, &ir, config.as_ref()))?;
    report_file::check(&args.running.keeping.reports)?;
    let folder = args.documents.config.parent().unwrap_or(Path::new(""));
    let verdict = runtime()?.block_on(async {
        let mut hold = Hold::new(&args.running, folder, args.cleanup)?;
        match &config {
            Some(config) => hold.configured(&ir, config, &args.running).await?,
            None => hold.at_urls(&ir, args, folder).await?,
        }
        anyhow::Ok(hold.verdict())
    })?;
    if args.cleanup {
        return Ok(verdict.exit);
    }
    let format = if args.format == ConformFormat::Json { Format::Json } else { Format::Human };
    output::print(&report_file::text(format, verdict.report())?)?;
    if verdict.summaries.iter().all(|summary| summary.ran() == 0) && args.running.choice.last_failed {
        output::tell!("no case that failed is known; run without --last-failed");
    }
    Ok(verdict.exit.worse(report_file::write(&args.running.keeping.reports, verdict.report())))
}

/// That flags which tell of something go with it. `by_flags` says whether the command line alone tells of the target.
fn check_flags(args: &ConformArgs, by_flags: bool) -> Result<()> {
    if (args.list || args.dry_run || args.cleanup) && !args.running.keeping.reports.is_empty() {
        bail!("--report tells of a run; --list, --dry-run and --cleanup make none");
    }
    let of_url = !args.token_envs.is_empty() || !args.facts.is_empty() || !args.resets.is_empty();
    if of_url && !by_flags {
        bail!(
            "--token-env, --fact and --reset tell of a target that --url names; those of the configuration have them there"
        );
    }
    Ok(())
}

/// What the documents say, or what was read of them before; none where a part cannot be read.
fn documented(documents: &Documents) -> Result<Option<Ir>> {
    let mut read = match stored::only(&documents.paths)? {
        Stored::Documents => read(documents)?,
        Stored::Piped(document) => read_given(documents, Inputs { documents: vec![document], errors: Vec::new() })?,
        Stored::Ir(_) if documents.dialect.is_some() || !documents.overrides.is_empty() => {
            bail!("--dialect and --overrides go with documents; what was read before has them in it");
        }
        Stored::Ir(ir) => return Ok(Some(ir)),
    };
    Ok((!read.incomplete).then(|| read.take_ir()))
}

/// The runtime on which targets are started and held to account.
pub(crate) fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the runtime")
}

/// Holds all configured targets to account that are chosen, and writes the reports that are asked for.
pub(crate) fn hold_configured(ir: &Ir, config: &Config, running: &Running) -> Result<Outcomes> {
    check_names(running, || planned_configured(ir, config, running, &holding::state(running, &config.folder)))?;
    report_file::check(&running.keeping.reports)?;
    let mut verdict = runtime()?.block_on(async {
        let mut hold = Hold::new(running, &config.folder, false)?;
        hold.configured(ir, config, running).await?;
        anyhow::Ok(hold.verdict())
    })?;
    verdict.exit = verdict.exit.worse(report_file::write(&running.keeping.reports, verdict.report()));
    Ok(verdict)
}

/// The plans, where nothing is sent.
fn planned(args: &ConformArgs, ir: &Ir, config: Option<&Config>) -> Result<Vec<Held>> {
    let folder = args.documents.config.parent().unwrap_or(Path::new(""));
    let state = holding::state(&args.running, folder);
    match config {
        None => targets::at_urls(ir, args, Some(NOWHERE), &state),
        Some(config) => planned_configured(ir, config, &args.running, &state),
    }
}

fn planned_configured(ir: &Ir, config: &Config, running: &Running, state: &State) -> Result<Vec<Held>> {
    let mut held = Vec::new();
    for target in targets::chosen(config, running)? {
        let nowhere = target.1.start.as_ref().map(|_| NOWHERE);
        held.extend(targets::configured(ir, target, nowhere, running, state)?);
    }
    Ok(held)
}

/// Refuses names that nothing has before any target is started. What keeps a plan from being made is told where its target is held to account.
fn check_names(running: &Running, planned: impl FnOnce() -> Result<Vec<Held>>) -> Result<()> {
    if !asked::chooses(running) {
        return Ok(());
    }
    planned().map_or(Ok(()), |held| asked::check(running, &held))
}

fn show(args: &ConformArgs, held: &[Held]) -> Result<Exit> {
    let mut text = String::new();
    if args.list && args.format == ConformFormat::Json {
        let listed: Vec<_> = held.iter().map(|one| Listed { target: &one.label, plan: &one.plan }).collect();
        text = report::list_json(&listed)? + "\n";
    } else {
        for one in held {
            if args.dry_run {
                report::dry_run(&one.plan, &one.target, &mut text)?;
            } else {
                report::list(&one.plan, &mut text)?;
            }
        }
    }
    output::print(&text)?;
    let none = held.iter().all(|one| one.plan.cases.is_empty());
    Ok(if none { Exit::NothingRun } else { Exit::Fine })
}
