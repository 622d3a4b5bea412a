//! Which implementations are held to which documents, from the command line or the configuration.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail};
use doctract_conformance::{Credential, Facts, Filter, Options, Plan, Reset, Select, Target, plan};
use doctract_spec::ir::{Api, Ir};

use crate::asked;
use crate::base_url;
use crate::cli::{ConformArgs, Running};
use crate::config::{self, Config, TargetApiConfig, TargetConfig};
use crate::flags::{self, Fact};
use crate::state::State;

/// One API of one target.
pub(crate) struct Held {
    /// The name of the target; its base URL where it has none.
    pub(crate) label: String,
    /// What is to be run.
    pub(crate) plan: Plan,
    /// Where.
    pub(crate) target: Target,
    /// The ids of all cases that the documents give rise to, chosen or not.
    pub(crate) ids: BTreeSet<String>,
    /// The ids of those that would run if the command line chose nothing.
    pub(crate) runnable: BTreeSet<String>,
    /// The names of the checks that these cases belong to, as ids have them.
    pub(crate) checks: BTreeSet<String>,
}

/// What the owner of a target says of one API.
struct Settings<'s> {
    label: String,
    url: String,
    credential: Option<Credential>,
    variable: Option<&'s str>,
    reset: Option<Reset>,
    facts: Facts,
    only: &'s [String],
    skip: &'s [String],
}

/// The targets of a configuration that a command is about, with their names.
pub(crate) fn chosen<'c>(config: &'c Config, running: &'c Running) -> Result<Vec<(&'c str, &'c TargetConfig)>> {
    if let Some(api) = &running.api {
        let apis = config.target.values().flat_map(|target| &target.api);
        let apis: BTreeMap<String, &TargetApiConfig> = apis.map(|(name, api)| (name.clone(), api)).collect();
        config::find(&apis, "API of a target", api)?;
    }
    if let Some(name) = running.target.as_deref() {
        return Ok(vec![(name, config::find(&config.target, "target", name)?)]);
    }
    if config.target.is_empty() {
        bail!("the configuration names no target; add a table [target.NAME.api.API], or pass --url");
    }
    Ok(config.target.iter().map(|(name, target)| (name.as_str(), target)).collect())
}

/// The APIs that a configured target implements. `url` is where it was started; without it every API has a base URL of its own.
pub(crate) fn configured(
    ir: &Ir,
    (label, target): (&str, &TargetConfig),
    url: Option<&str>,
    running: &Running,
    state: &State,
) -> Result<Vec<Held>> {
    let wanted = |name: &String| running.api.as_ref().is_none_or(|api| api == name);
    let environment = target.start.as_ref().map(|start| &start.env);
    let mut held = Vec::new();
    for (name, api_of_target) in target.api.iter().filter(|(name, _)| wanted(name)) {
        let api = ir.apis.iter().find(|api| &api.name == name);
        let api =
            api.with_context(|| format!("the target implements `{name}`, but no documents of that name were read"))?;
        let base_url = format!("{}{}", url.unwrap_or_default(), api_of_target.base_url);
        if base_url.is_empty() {
            bail!("the target has no `base_url` for the API `{name}`, and no command that starts it");
        }
        let here = || format!("the API `{name}`");
        base_url::check(&base_url).with_context(here)?;
        asked::of_target(api_of_target, api).with_context(here)?;
        let settings = Settings {
            label: label.to_owned(),
            url: base_url,
            credential: credential(api_of_target.token_env.as_deref(), environment),
            variable: api_of_target.token_env.as_deref(),
            reset: api_of_target.reset.clone(),
            facts: api_of_target.facts.clone(),
            only: &api_of_target.only,
            skip: &api_of_target.skip,
        };
        held.push(one(api, settings, running, state)?);
    }
    Ok(held)
}

/// The APIs that were read and for which the command line names a URL. `nowhere` stands for it where nothing is sent.
pub(crate) fn at_urls(ir: &Ir, args: &ConformArgs, nowhere: Option<&str>, state: &State) -> Result<Vec<Held>> {
    let flags_with_api = args.urls.iter().chain(&args.token_envs).chain(&args.resets);
    let known: BTreeMap<String, &Api> = ir.apis.iter().map(|api| (api.name.clone(), api)).collect();
    for name in flags_with_api.filter_map(|flag| flag.api.as_ref()).chain(&args.running.api) {
        config::find_in("documents", &known, "API", name)?;
    }
    for (at, url) in args.urls.iter().enumerate() {
        if args.urls[..at].iter().any(|before| before.api == url.api) {
            let of = url.api.as_ref().map_or_else(|| "all APIs".to_owned(), |api| format!("the API `{api}`"));
            bail!("--url is given twice for {of}");
        }
    }
    let facts = Fact::read_all(&args.facts, &known.keys().map(String::as_str).collect::<Vec<_>>())?;
    Fact::check(&facts, &ir.apis)?;
    let wanted = |api: &&Api| args.running.api.as_ref().is_none_or(|name| name == &api.name);
    let mut held = Vec::new();
    for api in ir.apis.iter().filter(wanted) {
        let Some(url) = flags::chosen(&args.urls, &api.name).or(nowhere) else { continue };
        base_url::check(url)?;
        let settings = Settings {
            label: label(url),
            url: url.to_owned(),
            credential: credential(flags::chosen(&args.token_envs, &api.name), None),
            variable: flags::chosen(&args.token_envs, &api.name),
            reset: flags::chosen(&args.resets, &api.name).map(flags::reset).transpose()?,
            facts: Fact::of(&facts, &api.name),
            only: &[],
            skip: &[],
        };
        held.push(one(api, settings, &args.running, state)?);
    }
    Ok(held)
}

fn one(api: &Api, settings: Settings<'_>, running: &Running, state: &State) -> Result<Held> {
    let (choice, pace) = (&running.choice, &running.pace);
    let mut target = Target::new(settings.url);
    target.credential = settings.credential;
    target.variable = settings.variable.map(str::to_owned);
    target.timeout = Duration::from_secs(pace.timeout.max(1));
    target.jobs = pace.jobs;
    target.rate = pace.rate;
    target.retries = pace.retries;
    target.max_time = pace.max_time.map(Duration::from_secs);
    target.shuffle = choice.shuffle;
    target.reset = settings.reset.filter(|_| !choice.read_only);

    let only = if running.only.is_empty() { settings.only } else { &running.only };
    let skip: Vec<String> = settings.skip.iter().chain(&running.skip).cloned().collect();
    let seed = choice.seed.unwrap_or_else(fresh_seed);
    let select = Select::new(only, &skip, &[])?;
    let whole = plan(
        api,
        &Options { facts: settings.facts, select, seed, bulk: !pace.no_bulk, resets: target.reset.is_some() },
    );
    let cases: BTreeSet<String> = whole.cases.iter().map(|case| case.id.clone()).collect();
    let ids: BTreeSet<String> = whole.missing.iter().map(|missing| &missing.id).chain(&cases).cloned().collect();
    let of_missing = whole.missing.iter().map(|missing| missing.check);
    let checks =
        whole.cases.iter().map(|case| case.check).chain(of_missing).map(|check| check.replace('_', "-")).collect();
    // What these flags leave out is missing in the plan, and might run without them.
    let left_out = pace.no_bulk || !running.only.is_empty() || !running.skip.is_empty();
    let runnable = if left_out { ids.clone() } else { cases };
    let narrowed = whole.narrowed(&filter(running, &settings.label, &api.name, state)?);
    let plan = if choice.read_only { narrowed.read_only() } else { narrowed };
    Ok(Held { label: settings.label, plan, target, ids, runnable, checks })
}

/// What a target is called that the command line gives by its URL.
pub(crate) fn label(url: &str) -> String {
    url.trim_end_matches('/').to_owned()
}

fn filter(running: &Running, label: &str, api: &str, state: &State) -> Result<Filter> {
    let choice = &running.choice;
    let mut filter = Filter::new(&choice.cases, &choice.methods, &choice.checks)?;
    filter.levels = choice.levels.iter().map(|level| (*level).into()).collect();
    filter.shard = choice.shard;
    if choice.last_failed {
        filter.ids = Some(state.last_failed(label, api)?);
    }
    Ok(filter)
}

/// The secret comes from the environment; for a target that is started here, from the variables that it is started with.
fn credential(variable: Option<&str>, started_with: Option<&BTreeMap<String, String>>) -> Option<Credential> {
    let variable = variable?;
    let here = || started_with.and_then(|environment| environment.get(variable)).cloned();
    let given = |secret: String| Credential { variable: variable.to_owned(), secret };
    here().map(given).or_else(|| Credential::from_env(variable))
}

/// A seed that no run had before, for its rows to differ from theirs.
fn fresh_seed() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    since.as_secs().wrapping_mul(1000).wrapping_add(u64::from(since.subsec_millis()))
}
