//! `doctract.toml`: which documents, which dialect, where the output goes, and which targets to hold to account.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use doctract_conformance::{Facts, Reset};
use doctract_spec::diagnostic::{Levels, SettingError};
use doctract_spec::near;
use serde::Deserialize;
use toml::Spanned;

use crate::keys;

/// A configuration that cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {}; name a configuration with --config", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is not what it should be.
    #[error("{}:{line}:{column}: {message}", path.display())]
    Parse {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong.
        message: String,
    },
    /// An API or a target of this name does not stand in the file.
    #[error("there is no {kind} `{name}` in the {place}{hint}")]
    Unknown {
        /// What was looked for.
        kind: &'static str,
        /// Its name.
        name: String,
        /// Where it was looked for.
        place: &'static str,
        /// The nearest names.
        hint: String,
    },
}

/// The configuration.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// The APIs, by name.
    #[serde(default)]
    pub(crate) api: BTreeMap<String, ApiConfig>,
    /// The implementations that are held to account, by name.
    #[serde(default)]
    pub(crate) target: BTreeMap<String, TargetConfig>,
    /// The levels of lints, by the number or the name of the lint: error, warning, note or off.
    #[serde(default)]
    lints: BTreeMap<Spanned<String>, Spanned<String>>,
    /// The levels, checked.
    #[serde(skip)]
    pub(crate) levels: Levels,
    /// How generated crates refer to `doctract-runtime`, as a path from the folder of the configuration.
    pub(crate) runtime: Option<PathBuf>,
    /// Where the file stands: its paths start there.
    #[serde(skip)]
    pub(crate) folder: PathBuf,
}

/// One API.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ApiConfig {
    /// Files and folders.
    pub(crate) documents: Vec<PathBuf>,
    /// The dialect, by name or as the path of a file; recognised where absent.
    pub(crate) dialect: Option<String>,
    /// Overrides files, beside those that stand with the documents under the name `overrides.toml`.
    #[serde(default)]
    pub(crate) overrides: Vec<PathBuf>,
    /// The folder of the generated crate.
    pub(crate) output: Option<PathBuf>,
}

/// An implementation.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TargetConfig {
    /// The command that starts it, and what it prints when it is ready. Absent for one that runs anyway.
    pub(crate) start: Option<StartConfig>,
    /// What it implements.
    #[serde(default)]
    pub(crate) api: BTreeMap<String, TargetApiConfig>,
}

/// How to start a target.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StartConfig {
    /// The program and its arguments.
    pub(crate) command: Vec<String>,
    /// The line on its stdout that says it is ready begins with this; what follows is its base URL.
    pub(crate) ready: String,
    /// How long to wait for that line, in seconds; building included.
    #[serde(default = "five_minutes")]
    pub(crate) timeout: u64,
    /// Environment variables to start it with.
    #[serde(default)]
    pub(crate) env: BTreeMap<String, String>,
}

fn five_minutes() -> u64 {
    300
}

/// One API of a target.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TargetApiConfig {
    /// The base URL; for a target that is started, a path below the URL that it prints.
    #[serde(default)]
    pub(crate) base_url: String,
    /// The environment variable that holds the credential.
    pub(crate) token_env: Option<String>,
    /// What the documents cannot tell.
    #[serde(default)]
    pub(crate) facts: Facts,
    /// A request that is sent before the cases.
    pub(crate) reset: Option<Reset>,
    /// The methods to leave out, as globs.
    #[serde(default)]
    pub(crate) skip: Vec<String>,
    /// The methods to hold to account, as globs; all where absent.
    #[serde(default)]
    pub(crate) only: Vec<String>,
}

impl Config {
    /// Reads a configuration.
    pub(crate) fn load(path: &Path) -> Result<Self, ConfigError> {
        let text =
            std::fs::read_to_string(path).map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        let wrong = |at: usize, message: &str| {
            let (line, column) = doctract_spec::files::File::new("", text.as_str()).position(at);
            ConfigError::Parse { path: path.to_owned(), line, column, message: message.to_owned() }
        };
        let mut config: Self = toml::from_str(&text)
            .map_err(|error| wrong(error.span().map_or(0, |span| span.start), &keys::hinted(error.message())))?;
        for (lint, level) in &config.lints {
            config.levels.set(lint.get_ref(), level.get_ref()).map_err(|error| match error {
                SettingError::Lint(message) => wrong(lint.span().start, &message),
                SettingError::Level(message) => wrong(level.span().start, &message),
            })?;
        }
        config.folder = path.parent().map(Path::to_owned).unwrap_or_default();
        Ok(config)
    }

    /// A path of the configuration, as one from the current folder.
    pub(crate) fn path(&self, path: &Path) -> PathBuf {
        self.folder.join(path)
    }
}

/// Finds an entry of the configuration by name, with a hint where there is none.
pub(crate) fn find<'m, T>(map: &'m BTreeMap<String, T>, kind: &'static str, name: &str) -> Result<&'m T, ConfigError> {
    find_in("configuration", map, kind, name)
}

/// Finds an entry by name in some place, with a hint where there is none.
pub(crate) fn find_in<'m, T>(
    place: &'static str,
    map: &'m BTreeMap<String, T>,
    kind: &'static str,
    name: &str,
) -> Result<&'m T, ConfigError> {
    map.get(name).ok_or_else(|| {
        let near = near::nearest(name, map.keys().map(String::as_str));
        let all: Vec<_> = map.keys().map(|known| format!("`{known}`")).collect();
        let hint = match near {
            Some(near) => format!("; did you mean `{near}`?"),
            None if all.is_empty() => String::new(),
            None => format!("; it has {}", all.join(", ")),
        };
        ConfigError::Unknown { kind, name: name.to_owned(), place, hint }
    })
}
