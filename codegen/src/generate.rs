//! From the intermediate representation to files.

use doctract_spec::ir;

use crate::{Error, Files, callable::callable, model, output::Output, target};

/// What the documents do not say about the crate to be generated.
#[derive(Clone, Debug)]
pub struct Options {
    /// Its version.
    pub version: String,
    /// How its `Cargo.toml` refers to `doctract-runtime`: the right side of the dependency.
    pub runtime: String,
}

impl Default for Options {
    /// A crate in `generated/<name>` of this repository.
    fn default() -> Self {
        Self { version: "0.1.0".into(), runtime: "{ path = \"../../codegen/runtime\" }".into() }
    }
}

/// Generates a crate for one API.
///
/// # Errors
/// When the generator itself is at fault; see [`Error`].
pub fn generate(api: &ir::Api, options: &Options) -> Result<Files, Error> {
    let (api, lost) = callable(api);
    let mut model = model::build(&api);
    model.skipped.splice(0..0, lost);
    let mut output = Output::default();
    for (_, emit) in target::ALL {
        emit(&model, options, &mut output);
    }
    output.finish(&model)
}
