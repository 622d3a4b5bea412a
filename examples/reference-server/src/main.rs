//! The generated server traits, implemented on `SQLite`.
//!
//! One way down: [`args`] and [`tokens`] say what to serve, [`api`] implements the traits, [`storage`] keeps the data and is
//! the only module that knows SQL.

mod api;
mod args;
mod demo;
mod limits;
mod metrics;
mod operation;
mod request;
mod serve;
mod storage;
mod tokens;

use std::{process::ExitCode, time::Duration};

use anyhow::Context;
use clap::Parser;
use tracing::Level;

use crate::{api::Settings, args::Args, storage::Store};

/// What a shell takes for wrong usage.
const USAGE: u8 = 2;

fn main() -> ExitCode {
    let args = Args::parse();
    let level = if args.verbose { Level::DEBUG } else { Level::INFO };
    // Standard output belongs to the one line that says where the server listens.
    tracing_subscriber::fmt().with_max_level(level).with_writer(std::io::stderr).init();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(USAGE)
        }
    }
}

fn run(args: &Args) -> anyhow::Result<()> {
    let file = args.tokens.as_deref().map(tokens::from_file).transpose()?.unwrap_or_default();
    let tokens = tokens::choose(&args.api, &file, |name| std::env::var(name).ok())?;
    let settings = Settings { tokens, orgs: args.orgs()?, quota: args.quota() };
    let store = Store::open(&args.db).with_context(|| format!("cannot use the database {}", args.db))?;
    let runtime =
        tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the runtime")?;
    runtime.block_on(store.keep(args.given())).context("cannot keep what the command line gives")?;
    if args.demo {
        let filled =
            runtime.block_on(demo::fill(&store, &args.open_orgs())).context("cannot keep the demonstration data")?;
        tracing::info!(filled, "demonstration data goes into an empty store only");
    }
    let router = operation::operated(api::router(settings, &store), store, args.request_timeout());
    // No request that is answered in time is cut short.
    let grace = args.request_timeout() + Duration::from_secs(1);
    let served = runtime.block_on(serve::run(&args.host, args.port, router, grace));
    runtime.shutdown_timeout(grace);
    served
}
