//! `Cargo.toml` and `README.md`.

use askama::Template;

use crate::{Error, Options, doc, model::Crate, output::Output};

#[derive(Template)]
#[template(path = "Cargo.toml.txt", escape = "none")]
struct Manifest<'a> {
    name: &'a str,
    version: &'a str,
    runtime: &'a str,
}

#[derive(Template)]
#[template(path = "README.md.txt", escape = "none")]
struct Readme<'a> {
    name: &'a str,
    module: String,
    service: String,
    methods: Vec<(String, String)>,
}

pub(super) fn emit(model: &Crate<'_>, options: &Options, output: &mut Output) {
    let name = package_name(&model.api.name);
    let manifest = Manifest { name: &name, version: &options.version, runtime: &options.runtime };
    output.text("Cargo.toml", fill("Cargo.toml", &manifest));
    let methods = model.methods.iter().map(|method| (doc::code(&method.method.name), method.function.to_string()));
    let readme = Readme {
        name: &name,
        module: name.replace('-', "_"),
        service: model.service.to_string(),
        methods: methods.collect(),
    };
    output.text("README.md", fill("README.md", &readme));
}

fn fill(path: &str, template: &impl Template) -> Result<String, Error> {
    template.render().map_err(|error| Error::Template { path: path.to_owned(), message: error.to_string() })
}

/// A name that a package can have.
fn package_name(name: &str) -> String {
    crate::name::snake(name, "api").trim_end_matches('_').replace('_', "-")
}
