//! Reads what `doctract read --format json` wrote: documents that were read before.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use doctract_spec::Input;
use doctract_spec::ir::{IR_VERSION, Ir};

use crate::inputs;

/// What stands behind the only path that is named.
pub(crate) enum Stored {
    /// What was read before.
    Ir(Ir),
    /// A document that can be read but once: it came through a pipe.
    Piped(Input),
    /// Documents, as far as the name tells.
    Documents,
}

/// Looks at the only path that is named: what `doctract read` wrote ends in `json`, as no document does, or comes through a pipe.
pub(crate) fn only(paths: &[PathBuf]) -> Result<Stored> {
    let [path] = paths else { return Ok(Stored::Documents) };
    let is_named_so = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("json"));
    let is_piped =
        path == Path::new("-") || std::fs::metadata(path).is_ok_and(|file| !file.is_file() && !file.is_dir());
    if !is_named_so && !is_piped {
        return Ok(Stored::Documents);
    }
    let bytes = inputs::bytes(path).with_context(|| format!("cannot read {}", path.display()))?;
    if is_named_so || is_json(&bytes) {
        return parse(path, &bytes).map(Stored::Ir);
    }
    Ok(Stored::Piped(Input { path: path.display().to_string(), bytes }))
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
        Some(version) if version == u64::from(IR_VERSION) => {
            let ir: Ir = serde_json::from_value(json).with_context(what)?;
            verbs(&ir).with_context(what)?;
            Ok(ir)
        }
        Some(version) => bail!(
            "{} has version {version}, and this program reads version {IR_VERSION}; write it anew with `doctract read --format json`",
            path.display()
        ),
        None => bail!("{}: it has no `ir_version`", what()),
    }
}

/// Refuses HTTP methods that are no token (RFC 9110, section 5.6.2): no document gives rise to one, and none can be sent.
fn verbs(ir: &Ir) -> Result<()> {
    let token = |verb: &str| {
        let known = |char: char| char.is_ascii_alphanumeric() || "!#$%&'*+-.^_`|~".contains(char);
        !verb.is_empty() && verb.chars().all(known)
    };
    let methods = ir.apis.iter().flat_map(|api| &api.methods);
    for method in methods {
        if let Some(http) = method.http.as_ref().filter(|http| !token(&http.verb)) {
            bail!("`{}` of `{}` is no HTTP method", http.verb, method.name);
        }
    }
    Ok(())
}
