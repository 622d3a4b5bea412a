//! Reads the documents that a command is about.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use doctract_spec::diagnostic::{Finding, Level};
use doctract_spec::dialect::{Dialect, builtin, builtins};
use doctract_spec::ir::Ir;
use doctract_spec::{Options, Reading, near};

use crate::cli::Documents;
use crate::config::{ApiConfig, Config, ConfigError};
use crate::inputs::{Inputs, gather};
use crate::output;
use crate::overrides;
use crate::reading_progress::ReadingProgress;

/// What was read, and whether all of it could be.
pub(crate) struct Read {
    /// One reading for each set of documents.
    pub(crate) readings: Vec<Reading>,
    /// Whether a path could not be read; it has been reported.
    pub(crate) incomplete: bool,
}

impl Read {
    /// All APIs together. They are taken rather than copied: they are the most of what a reading keeps, and nothing else is read
    /// from them.
    pub(crate) fn take_ir(&mut self) -> Ir {
        Ir::new(self.readings.iter_mut().flat_map(|reading| std::mem::take(&mut reading.ir.apis)).collect())
    }

    /// How many findings there are of a level.
    pub(crate) fn count(&self, level: Level) -> usize {
        self.findings().filter(|(found, _)| found.level == level).count()
    }

    /// All findings, each with the files that it speaks of.
    pub(crate) fn findings(&self) -> impl Iterator<Item = Finding<'_>> {
        self.readings.iter().flat_map(|reading| reading.diagnostics.iter().map(|found| (found, &reading.files)))
    }
}

/// Reads what the command line names, or what the configuration does.
pub(crate) fn read(documents: &Documents) -> Result<Read> {
    if documents.paths.is_empty() {
        let config = Config::load(&documents.config);
        let missing = matches!(config, Err(ConfigError::Read { .. }));
        let config = if missing { config.context("no documents are named on the command line")? } else { config? };
        return read_config(&config);
    }
    read_given(documents, gather(&documents.paths))
}

/// Reads documents whose bytes are at hand, as the command line says.
pub(crate) fn read_given(documents: &Documents, inputs: Inputs) -> Result<Read> {
    let dialect = documents.dialect.as_deref().map(|name| dialect(name, Path::new(""))).transpose()?;
    let overrides = overrides::load(&documents.paths, &documents.overrides)?;
    let options =
        Options { dialect: dialect.as_ref(), overrides: &overrides, exists: Some(exists), ..Options::default() };
    let (mut reading, incomplete) = finish(inputs, &options)?;
    if let Some(config) = beside(&documents.config)? {
        config.levels.apply(&mut reading.diagnostics);
    }
    Ok(Read { readings: vec![reading], incomplete })
}

/// Reads documents that stand alone, whatever a configuration says: those of one path.
pub(crate) fn read_alone(inputs: Inputs, path: &Path, named: Option<&str>) -> Result<(Reading, bool)> {
    let dialect = named.map(|name| dialect(name, Path::new(""))).transpose()?;
    let overrides = overrides::load(&[path.to_owned()], &[])?;
    let options =
        Options { dialect: dialect.as_ref(), overrides: &overrides, exists: Some(exists), ..Options::default() };
    finish(inputs, &options)
}

/// The configuration, for documents that it does not name: one that nobody asked for need not be there.
fn beside(path: &Path) -> Result<Option<Config>> {
    let asked = path != Path::new(crate::cli::CONFIG);
    if asked || path.exists() { Ok(Some(Config::load(path)?)) } else { Ok(None) }
}

/// Reads the documents of every API of a configuration.
pub(crate) fn read_config(config: &Config) -> Result<Read> {
    if config.api.is_empty() {
        bail!("the configuration names no API; add a table [api.NAME] with its documents");
    }
    let mut read = Read { readings: Vec::new(), incomplete: false };
    for (name, api) in &config.api {
        let (reading, incomplete) = read_api(config, name, api).with_context(|| format!("the API `{name}`"))?;
        read.readings.push(reading);
        read.incomplete |= incomplete;
    }
    Ok(read)
}

/// Reads the documents of one API.
pub(crate) fn read_api(config: &Config, name: &str, api: &ApiConfig) -> Result<(Reading, bool)> {
    let paths: Vec<_> = api.documents.iter().map(|path| config.path(path)).collect();
    let dialect = api.dialect.as_deref().map(|name| dialect(name, &config.folder)).transpose()?;
    let named: Vec<_> = api.overrides.iter().map(|path| config.path(path)).collect();
    let overrides = overrides::load(&paths, &named)?;
    let name = Some(name.to_owned());
    let dialect = dialect.as_ref();
    let options = Options { dialect, name, overrides: &overrides, exists: Some(exists), ..Options::default() };
    let (mut reading, incomplete) = finish(gather(&paths), &options)?;
    config.levels.apply(&mut reading.diagnostics);
    Ok((reading, incomplete))
}

fn finish(inputs: Inputs, options: &Options) -> Result<(Reading, bool)> {
    for error in &inputs.errors {
        output::error(error);
    }
    if inputs.documents.is_empty() {
        bail!("nothing could be read");
    }
    let progress = ReadingProgress::new();
    let options = Options { observer: Some(&progress), ..options.clone() };
    let reading = doctract_spec::read(inputs.documents, &options);
    progress.clear();
    Ok((reading, !inputs.errors.is_empty()))
}

/// Whether a path is there, for links between documents.
fn exists(path: &str) -> bool {
    Path::new(path).exists()
}

/// Reads the same documents in another language, and adds to the findings theirs and what the two say otherwise.
pub(crate) fn against(read: &mut Read, paths: &[PathBuf], name: Option<&str>, config: &Path) -> Result<()> {
    let [ours] = read.readings.as_mut_slice() else {
        bail!("--against compares one set of documents with another; name the files of one API");
    };
    let dialect = name.map(|name| dialect(name, Path::new(""))).transpose()?;
    let overrides = overrides::load(paths, &[])?;
    let options =
        Options { dialect: dialect.as_ref(), overrides: &overrides, exists: Some(exists), ..Options::default() };
    let (other, incomplete) = finish(gather(paths), &options)?;
    if other.ir.apis.iter().all(|api| api.methods.is_empty()) {
        let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        let names = names.join(" ");
        let why = if name.is_some() { "" } else { ", and --against-dialect names the dialect to read them by" };
        bail!("nothing can be compared: no method was found in {names}; `doctract lint {names}` tells why{why}");
    }
    doctract_spec::against(ours, other);
    if let Some(config) = beside(config)? {
        config.levels.apply(&mut ours.diagnostics);
    }
    read.incomplete |= incomplete;
    Ok(())
}

/// The dialect of a name, or the one in a file.
fn dialect(name: &str, folder: &Path) -> Result<Dialect> {
    if let Some(dialect) = builtin(name) {
        return Ok(dialect.clone());
    }
    let path = folder.join(name);
    if !name.contains(['.', '/']) && !path.exists() {
        let known: Vec<_> = builtins().iter().map(|dialect| dialect.name.as_str()).collect();
        let hint = near::hint(name, known.iter().copied());
        let hint = if hint.is_empty() { "." } else { &hint };
        bail!("there is no dialect `{name}`{hint} These are known: {}", known.join(", "));
    }
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read the dialect {}", path.display()))?;
    Ok(Dialect::from_toml(&path.display().to_string(), &text)?)
}
