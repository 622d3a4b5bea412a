//! What a command could be about, whatever its filters leave out: every API of every target.

use std::collections::BTreeSet;

use doctract_spec::ir::Ir;
use doctract_spec::near;

use super::entry::Entry;
use crate::cli::ConformArgs;
use crate::config::Config;
use crate::flags;
use crate::targets;

/// The targets and what they implement.
#[derive(Debug, Default)]
pub(crate) struct Scope {
    /// Each API of each target, by their names.
    pairs: BTreeSet<(String, String)>,
    /// The names of targets; none where the command line gives URLs, for then no target has its name.
    targets: Option<BTreeSet<String>>,
    /// The names of APIs.
    apis: BTreeSet<String>,
    /// Whether there can be no other API: the command line names no documents of its own.
    all_apis: bool,
}

impl Scope {
    /// The targets of a configuration.
    pub(crate) fn configured(config: &Config) -> Self {
        let of_target = |target: &String| {
            let apis = config.target.get(target).into_iter().flat_map(|target| target.api.keys());
            apis.map(|api| (target.clone(), api.clone())).collect::<Vec<_>>()
        };
        let pairs: BTreeSet<_> = config.target.keys().flat_map(of_target).collect();
        let implemented = pairs.iter().map(|(_, api)| api.clone());
        let apis = implemented.chain(config.api.keys().cloned()).collect();
        Self { pairs, targets: Some(config.target.keys().cloned().collect()), apis, all_apis: true }
    }

    /// The URLs of a command line.
    pub(crate) fn at_urls(ir: &Ir, args: &ConformArgs) -> Self {
        let apis: BTreeSet<String> = ir.apis.iter().map(|api| api.name.clone()).collect();
        let at = |api: &String| Some((targets::label(flags::chosen(&args.urls, api)?), api.clone()));
        let pairs = apis.iter().filter_map(at).collect();
        Self { pairs, targets: None, apis, all_apis: args.documents.paths.is_empty() }
    }

    /// The APIs of targets that an entry is about.
    pub(super) fn pairs(&self, entry: &Entry) -> impl Iterator<Item = &(String, String)> {
        self.pairs.iter().filter(|(target, api)| entry.is_about(target, api))
    }

    /// Why an entry that is about nothing here is so; none where it may be about something that the command line does not name.
    pub(super) fn unknown(&self, entry: &Entry) -> Option<String> {
        if let (Some(name), Some(targets)) = (&entry.target, &self.targets)
            && !targets.contains(name)
        {
            let hint = near::hint(name, targets.iter().map(String::as_str));
            return Some(format!("the configuration has no target `{name}`{hint}"));
        }
        if let Some(name) = entry.api.as_ref().filter(|name| !self.apis.contains(*name)) {
            let hint = near::hint(name, self.apis.iter().map(String::as_str));
            return (self.all_apis || !hint.is_empty()).then(|| format!("there is no API `{name}`{hint}"));
        }
        self.targets.as_ref().map(|_| match (&entry.target, &entry.api) {
            (Some(target), Some(api)) => format!("the target `{target}` has no API `{api}`"),
            (Some(target), None) => format!("the target `{target}` has no API"),
            (None, _) => "no target has this API".to_owned(),
        })
    }
}
