//! Reads what `doctract read --format json` wrote: documents that were read before.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use doctract_spec::ir::{IR_VERSION, Ir};

/// The IR in the file that is named, where it is the only one and ends in `json`: no document does.
pub(crate) fn only(paths: &[PathBuf]) -> Result<Option<Ir>> {
    let [path] = paths else { return Ok(None) };
    if path.extension().is_none_or(|ending| !ending.eq_ignore_ascii_case("json")) {
        return Ok(None);
    }
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    parse(path, &bytes).map(Some)
}

/// Whether the bytes can be those of an IR.
pub(crate) fn is_json(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{")
}

/// The IR in the bytes of a file.
pub(crate) fn parse(path: &Path, bytes: &[u8]) -> Result<Ir> {
    let what = || format!("{} is not what `doctract read --format json` writes", path.display());
    let json: serde_json::Value = serde_json::from_slice(bytes).with_context(what)?;
    match json.get("ir_version").and_then(serde_json::Value::as_u64) {
        Some(version) if version == u64::from(IR_VERSION) => serde_json::from_value(json).with_context(what),
        Some(version) => bail!(
            "{} has version {version}, and this program reads version {IR_VERSION}; write it anew with `doctract read --format json`",
            path.display()
        ),
        None => bail!("{}: it has no `ir_version`", what()),
    }
}
