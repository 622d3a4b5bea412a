//! `src/server.rs` of a REST API: the trait to implement and the routes.

use doctract_spec::ir::Location;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{
    imports,
    server_rpc::{declaration, hooks},
};
use crate::{
    Options, doc,
    model::{Crate, MethodModel, Output as Result_, Presence, has_body},
    output::Output,
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    if model.is_rpc() {
        return;
    }
    let (doc, imports, service) =
        (doc::inner("Serving the API: implement the trait, and hand it to [`router`]."), imports(), &model.service);
    let methods = model.methods.iter().map(declaration);
    let readings = model.methods.iter().map(reading);
    let (hooks, endpoint) = (hooks(), endpoint(model));
    output.items(
        "src/server.rs",
        quote! {
            #doc
            #imports
            use std::future::Future;
            use rt::server::{Call, Failure, rest};
            /// What a method gives back.
            pub type Answer<M> = Result<<M as rt::Method>::Output, <M as rt::Method>::Error>;
            /// The methods of the API. Parameters come in as documented, or not at all; errors go out as documented.
            pub trait #service: Send + Sync + 'static {
                #hooks
                #(#methods)*
            }
            /// A router that answers the methods with an implementation of them.
            pub fn router(service: impl #service) -> rt::reexport::axum::Router { rest::router(Endpoint(service)) }
            /// The documented answer to a path that the API does not have. A server that serves nothing else makes it the fallback of
            /// its router.
            pub async fn not_found() -> rt::reexport::axum::response::Response { rest::not_found(&crate::SPEC) }
            #endpoint
            #(#readings)*
        },
    );
}

/// What stands between the router and the implementation: the routes, and what each of them calls.
fn endpoint(model: &Crate<'_>) -> TokenStream {
    let service = &model.service;
    let routes = model.methods.iter().map(|method| route(model, method));
    let arms = model.methods.iter().enumerate().map(|(index, method)| arm(index, method));
    quote! {
        struct Endpoint<S>(S);
        impl<S: #service> rest::Service for Endpoint<S> {
            const SPEC: &'static rt::ApiSpec = &crate::SPEC;
            const ROUTES: &'static [rest::Route] = &[#(#routes),*];
            async fn dispatch(&self, route: usize, call: &mut Call, request: &rest::Request) -> Result<rest::Answer, Failure> {
                match route {
                    #(#arms)*
                    _ => Err(rt::Violation::new(rt::Kind::NotFound, "").into()),
                }
            }
            fn violated(&self, call: &Call, violation: &rt::Violation) { self.0.violated(call, violation); }
        }
    }
}

fn route(model: &Crate<'_>, method: &MethodModel<'_>) -> TokenStream {
    let name = &method.method.name;
    let (verb, template) =
        method.method.http.as_ref().map_or(("POST", "/"), |http| (http.verb.as_str(), http.path.as_str()));
    let media = model.api.conventions.xml.as_ref().map(|xml| &xml.content_type);
    let xml = media
        .is_some_and(|media| method.method.responses.iter().any(|response| response.content_types.contains(media)));
    quote!(rest::Route { name: #name, verb: #verb, template: #template, xml: #xml })
}

fn arm(index: usize, model: &MethodModel<'_>) -> TokenStream {
    let (index, function, params) = (Literal::usize_unsuffixed(index), &model.function, &model.params.ident);
    let status = Literal::u16_unsuffixed(model.status);
    let authenticate =
        (model.method.requires_authentication != Some(false)).then(|| quote!(self.0.authenticate(call).await?;));
    let empty = matches!(&model.output, Result_::Object(structure) if structure.fields.is_empty());
    let answer = match &model.output {
        Result_::OneOf(_) => quote!(rest::one_of(&result)),
        _ if empty => quote!(rest::result(#status, None::<&crate::#params>)),
        _ => quote!(rest::result(#status, Some(&result))),
    };
    let result = if empty { quote!(_) } else { quote!(result) };
    quote! {
        #index => {
            #authenticate
            let params = <crate::#params as rest::FromRequest>::from_request(request)?;
            rt::Rules::validate(&params)?;
            let #result = self.0.#function(call, params).await.map_err(|error| rest::failure(&error))?;
            #answer
        }
    }
}

/// How the parameters are read out of a request.
fn reading(model: &MethodModel<'_>) -> TokenStream {
    let params = &model.params.ident;
    let source = if has_body(&model.params) { quote!(request.body()) } else { quote!(request.no_body()) };
    let parts: Vec<_> = model
        .params
        .fields
        .iter()
        .filter_map(|field| {
            let Presence::Elsewhere(required) = field.presence else { return None };
            let (ident, wire) = (&field.ident, field.wire);
            let method = match (field.param.location, required) {
                (Some(Location::Path), _) => quote!(path),
                (Some(Location::Header), true) => quote!(header),
                (Some(Location::Header), false) => quote!(header_option),
                (_, true) => quote!(query),
                (_, false) => quote!(query_option),
            };
            Some(quote!(params.#ident = request.#method(#wire)?;))
        })
        .collect();
    let body = if parts.is_empty() { source } else { quote!(let mut params: Self = #source?; #(#parts)* Ok(params)) };
    quote! {
        impl rest::FromRequest for crate::#params {
            fn from_request(request: &rest::Request) -> Result<Self, rt::Violation> { #body }
        }
    }
}
