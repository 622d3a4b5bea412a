//! Which implementations are held to which documents, from the command line or the configuration.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail};
use doctract_conformance::{Credential, Facts, Options, Plan, Select, Target, plan};
use doctract_spec::ir::{Api, Ir};

use crate::cli::{ConformArgs, Running};
use crate::config::{self, Config, TargetConfig};

/// One API of one target.
pub(crate) struct Held {
    /// What is to be run.
    pub(crate) plan: Plan,
    /// Where.
    pub(crate) target: Target,
}

/// The targets of a configuration that a command is about, by name.
pub(crate) fn chosen<'c>(config: &'c Config, name: Option<&str>) -> Result<Vec<&'c TargetConfig>> {
    if let Some(name) = name {
        return Ok(vec![config::find(&config.target, "target", name)?]);
    }
    if config.target.is_empty() {
        bail!("the configuration names no target; add a table [target.NAME.api.API], or pass --url");
    }
    Ok(config.target.values().collect())
}

/// The APIs that a configured target implements. `url` is where it was started; without it every API has a base URL of its own.
pub(crate) fn configured(ir: &Ir, target: &TargetConfig, url: Option<&str>, running: &Running) -> Result<Vec<Held>> {
    let wanted = |name: &String| running.api.as_ref().is_none_or(|api| api == name);
    let environment = target.start.as_ref().map(|start| &start.env);
    let mut held = Vec::new();
    for (name, settings) in target.api.iter().filter(|(name, _)| wanted(name)) {
        let api = ir.apis.iter().find(|api| &api.name == name);
        let api =
            api.with_context(|| format!("the target implements `{name}`, but no documents of that name were read"))?;
        let base_url = format!("{}{}", url.unwrap_or_default(), settings.base_url);
        if base_url.is_empty() {
            bail!("the target has no `base_url` for the API `{name}`, and no command that starts it");
        }
        let options = options(settings.facts.clone(), &settings.only, &settings.skip, running)?;
        held.push(one(api, &options, &base_url, credential(settings.token_env.as_deref(), environment), running));
    }
    Ok(held)
}

/// All APIs that were read, against the URL of the command line.
pub(crate) fn at_url(ir: &Ir, url: &str, args: &ConformArgs) -> Result<Vec<Held>> {
    let wanted = |api: &&Api| args.running.api.as_ref().is_none_or(|name| name == &api.name);
    let mut facts = Facts::default();
    for fact in &args.facts {
        let (name, value) = fact.split_once('=').with_context(|| format!("`{fact}` is not NAME=VALUE"))?;
        let value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
        facts.existing.insert(name.to_owned(), value);
    }
    let options = options(facts, &[], &[], &args.running)?;
    let apis = ir.apis.iter().filter(wanted);
    Ok(apis.map(|api| one(api, &options, url, credential(args.token_env.as_deref(), None), &args.running)).collect())
}

fn options(facts: Facts, only: &[String], skip: &[String], running: &Running) -> Result<Options> {
    let only = if running.only.is_empty() { only } else { &running.only };
    let skip: Vec<String> = skip.iter().chain(&running.skip).cloned().collect();
    let select = Select::new(only, &skip, &running.cases)?;
    Ok(Options { facts, select, seed: running.seed.unwrap_or_else(fresh_seed) })
}

fn one(api: &Api, options: &Options, url: &str, credential: Option<Credential>, running: &Running) -> Held {
    let mut target = Target::new(url);
    target.credential = credential;
    target.timeout = Duration::from_secs(running.timeout.max(1));
    target.jobs = running.jobs;
    Held { plan: plan(api, options), target }
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
