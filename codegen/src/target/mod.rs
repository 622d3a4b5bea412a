//! The targets: each writes its part of the crate. A new one is one file here and its line in [`ALL`].

mod client_rest;
mod client_rpc;
mod columns;
mod conditions;
mod errors;
mod errors_rest;
mod lib;
mod list;
mod manifest;
mod methods;
mod operators;
mod server_rest;
mod server_rpc;
mod spec;
mod structs;
mod successes;
mod types;
mod validate;

use doctract_spec::ir::Response;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::{Options, model::Crate, output::Output};

pub(crate) use conditions::Siblings;
pub(crate) use validate::{has_rules, without_code};

use validate::integer;

/// What writes a part of the crate.
pub(crate) type Emit = fn(&Crate<'_>, &Options, &mut Output);

/// The targets by the names of their files, in the order in which they write.
pub(crate) const ALL: &[(&str, Emit)] = &[
    ("manifest", manifest::emit),
    ("lib", lib::emit),
    ("spec", spec::emit),
    ("types", types::emit),
    ("list", list::emit),
    ("methods", methods::emit),
    ("errors", errors::emit),
    ("errors_rest", errors_rest::emit),
    ("operators", operators::emit),
    ("columns", columns::emit),
    ("server_rpc", server_rpc::emit),
    ("server_rest", server_rest::emit),
    ("client_rpc", client_rpc::emit),
    ("client_rest", client_rest::emit),
];

/// The files that other targets stand on and that write nothing by themselves.
#[cfg(test)]
const PARTS: &[&str] = &["conditions", "mod", "structs", "successes", "validate"];

/// The import that every file with code begins with.
fn imports() -> TokenStream {
    quote!(
        use doctract_runtime as rt;
    )
}

/// The type of the body of a response whose members, or those of its elements, are those of a struct.
fn body_type(response: &Response, structure: &Ident) -> TokenStream {
    if response.array { quote!(Vec<crate::#structure>) } else { quote!(crate::#structure) }
}

/// `Some("…")` or `None`.
fn option<T: quote::ToTokens>(value: Option<T>) -> TokenStream {
    match value {
        Some(value) => quote!(Some(#value)),
        None => quote!(None),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_file_is_in_the_list() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/target");
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let known = super::ALL.iter().any(|(target, _)| *target == name) || super::PARTS.contains(&name.as_str());
            assert!(known, "codegen/src/target/{name}.rs is not in the list in codegen/src/target/mod.rs");
        }
    }
}
