//! `src/server.rs` of a JSON-RPC API: the trait to implement and the dispatcher.

use doctract_spec::ir::Role;
use proc_macro2::TokenStream;
use quote::quote;

use super::imports;
use crate::{
    Options, doc,
    model::{Crate, MethodModel, Output as Result_},
    output::Output,
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    if !model.is_rpc() {
        return;
    }
    let (doc, imports, service) =
        (doc::inner("Serving the API: implement the trait, and hand it to [`router`]."), imports(), &model.service);
    let methods = model.methods.iter().map(declaration);
    let arms = model.methods.iter().map(arm);
    let (hooks, endpoint) = (hooks(), endpoint(model));
    output.items(
        "src/server.rs",
        quote! {
            #doc
            #imports
            use std::future::Future;
            use rt::server::{Call, Failure, rpc};
            /// The methods of the API. Parameters come in as documented, or not at all; errors go out as documented.
            pub trait #service: Send + Sync + 'static {
                #hooks
                /// The metadata that goes out with the error of a call, where the documents give errors a member for it.
                fn error_metadata(&self, call: &Call) -> Option<rt::reexport::serde_json::Value> {
                    let _ = call;
                    None
                }
                #(#methods)*
            }
            #endpoint
            impl<S: #service> rpc::Service for Endpoint<S> {
                const SPEC: &'static rt::ApiSpec = &crate::SPEC;
                async fn dispatch(&self, call: &mut Call, params: Option<&rt::reexport::serde_json::value::RawValue>) -> Result<Vec<u8>, Failure> {
                    match call.method() {
                        #(#arms)*
                        _ => Err(rt::Violation::new(rt::Kind::MethodNotFound, "").into()),
                    }
                }
                fn violated(&self, call: &Call, violation: &rt::Violation) { self.0.violated(call, violation); }
                fn error_metadata(&self, call: &Call) -> Option<rt::reexport::serde_json::Value> { self.0.error_metadata(call) }
            }
        },
    );
}

/// What is not a method of the API.
pub(super) fn hooks() -> TokenStream {
    quote! {
        /// Decides whether the caller may call. Unless it is implemented, nobody may.
        fn authenticate(&self, call: &Call) -> impl Future<Output = Result<(), Failure>> + Send {
            let _ = call;
            async { Err(Failure::unauthenticated()) }
        }
        /// Is told of each request that breaks a documented rule, with the sentence that it breaks.
        fn violated(&self, call: &Call, violation: &rt::Violation) { let _ = (call, violation); }
    }
}

fn endpoint(model: &Crate<'_>) -> TokenStream {
    let service = &model.service;
    quote! {
        /// A router that answers the methods with an implementation of them.
        pub fn router(service: impl #service) -> rt::reexport::axum::Router { rpc::router(Endpoint(service)) }
        struct Endpoint<S>(S);
        impl<S: #service> Endpoint<S> {
            /// The parameters, once they are read, the caller is known and the rules are kept.
            async fn admit<M: rt::Method>(&self, call: &mut Call, params: Option<&rt::reexport::serde_json::value::RawValue>) -> Result<M, Failure> {
                let reading = rpc::read::<M>(&crate::SPEC, call, params)?;
                self.0.authenticate(call).await?;
                Ok(reading.checked()?)
            }
        }
    }
}

/// A method of the trait.
pub(super) fn declaration(model: &MethodModel<'_>) -> TokenStream {
    let (function, params, result, error) = (&model.function, &model.params.ident, &model.result, &model.error);
    let doc = doc::outer(&doc::method(model.method));
    quote! {
        #doc
        fn #function(&self, call: &Call, params: crate::#params) -> impl Future<Output = Result<crate::#result, crate::#error>> + Send;
    }
}

fn arm(model: &MethodModel<'_>) -> TokenStream {
    let (name, function, params) = (&model.method.name, &model.function, &model.params.ident);
    let fields = model.role(Role::Fields).filter(|_| model.columns.is_some());
    match (&model.output, fields) {
        (Result_::List(..), Some(fields)) => quote! {
            #name => {
                let params = self.admit::<crate::#params>(call, params).await?;
                let names = rt::filter::names(params.#fields.as_deref());
                let result = self.0.#function(call, params).await;
                rpc::result(call, result.map(|list| list.select(names.as_deref())))
            }
        },
        _ => quote! {
            #name => {
                let params = self.admit::<crate::#params>(call, params).await?;
                rpc::result(call, self.0.#function(call, params).await)
            }
        },
    }
}
