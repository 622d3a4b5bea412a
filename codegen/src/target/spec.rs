//! `src/spec.rs`: what holds for all methods.

use std::collections::BTreeSet;

use doctract_spec::ir::{Auth, AuthPlace, Conventions, ErrorRef, Type, Violation, XmlConvention};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{imports, option};
use crate::{Options, doc, model::Crate, output::Output};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    let conventions = &model.api.conventions;
    let endpoint = endpoint(conventions);
    let auth = option(conventions.auth.as_ref().map(auth));
    let violations = conventions.violations.iter().map(|(kind, answer)| violation(model, *kind, answer));
    let members = members(conventions);
    let error_lists = error_lists(model);
    let closed = conventions.closed_requests;
    let xml = option(conventions.xml.as_ref().map(xml));
    let (imports, file_doc) = (imports(), doc::inner("What holds for all methods."));
    output.items("src/spec.rs", quote!(#file_doc #imports));
    output.table(
        "src/spec.rs",
        quote! {
            /// What holds for all methods.
            pub static SPEC: rt::ApiSpec = rt::ApiSpec {
                endpoint: #endpoint,
                auth: #auth,
                violations: &[#(#violations,)*],
                members: #members,
                error_lists: &[#(#error_lists),*],
                closed: #closed,
                xml: #xml,
            };
        },
    );
}

/// The path of the endpoint; one that the router could not take for a path as it is becomes `/`.
fn endpoint(conventions: &Conventions) -> String {
    let path = conventions.endpoint.as_deref().unwrap_or("/");
    let plain = |c: char| c.is_ascii_graphic() && !"{}:*?#".contains(c);
    if path.starts_with('/') && path.chars().all(plain) { path.to_owned() } else { "/".to_owned() }
}

fn auth(auth: &Auth) -> TokenStream {
    let name = &auth.name;
    match auth.place {
        AuthPlace::Param => quote!(rt::AuthSpec::Param(#name)),
        AuthPlace::Header => {
            let scheme = option(auth.scheme.as_ref());
            quote!(rt::AuthSpec::Header { name: #name, scheme: #scheme })
        }
    }
}

/// How a fault is answered: by its mnemonic, with the wording that the documents give to that mnemonic.
fn violation(model: &Crate<'_>, kind: Violation, answer: &ErrorRef) -> TokenStream {
    let shared = model.api.errors.iter().flat_map(|scope| &scope.errors);
    let mut all = shared.chain(model.api.methods.iter().flat_map(|method| &method.errors));
    // The same mnemonic may stand with two codes, and then with two wordings.
    let exact =
        all.find(|error| error.mnemonic.is_some() && (&error.mnemonic, error.code) == (&answer.mnemonic, answer.code));
    let documented = exact.or_else(|| answer.mnemonic.as_deref().and_then(|mnemonic| model.api.error(mnemonic)));
    let variant = format_ident!("{kind:?}");
    let (mnemonic, code) = (option(answer.mnemonic.as_ref()), option(answer.code.map(super::integer)));
    let status = option(answer.status.map(|status| super::integer(status.into())));
    let message = documented.map_or("", |error| error.message.as_str());
    quote!((rt::Kind::#variant, rt::ErrorSpec::new(#mnemonic, #code, #status, #message)))
}

fn members(conventions: &Conventions) -> TokenStream {
    let known = ["code", "message", "mnemonic", "field", "value", "params", "metadata"];
    let members = known.iter().map(|part| {
        let (path, part) = (option(conventions.error_members.get(*part)), format_ident!("{part}"));
        quote!(#part: #path)
    });
    quote!(rt::Members { #(#members),* })
}

/// The lists among the members of documented error bodies.
fn error_lists<'a>(model: &'a Crate<'_>) -> BTreeSet<&'a str> {
    let responses = model.api.methods.iter().flat_map(|method| &method.responses);
    let errors = responses.filter(|response| !(200..300).contains(&response.status));
    let lists = errors.flat_map(|response| &response.fields).filter(|field| field.schema.kind == Type::Array);
    lists.map(|field| field.name.as_str()).collect()
}

fn xml(xml: &XmlConvention) -> TokenStream {
    let (content_type, root, [yes, no], suffix) =
        (&xml.content_type, &xml.root, &xml.booleans, option(xml.suffix.as_ref()));
    quote!(rt::XmlSpec { content_type: #content_type, root: #root, booleans: [#yes, #no], suffix: #suffix })
}
