//! `src/server.rs` of a JSON-RPC API: the trait to implement and the dispatcher.

use doctract_spec::ir::Role;
use proc_macro2::TokenStream;
use quote::quote;

use super::imports;
use crate::{
    Options, doc,
    model::{Crate, MethodModel},
    output::{Output, Rows, Slot},
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    if !model.is_rpc() {
        return;
    }
    let (doc, imports, service) =
        (doc::inner("Serving the API: implement the trait, and hand it to [`router`]."), imports(), &model.service);
    let (mut methods, mut routes) = (model.methods.iter().map(declaration), model.methods.iter().map(route));
    let hooks = hooks();
    output.items("src/server.rs", doc);
    output.framed(
        "src/server.rs",
        quote! {
            #imports
            use std::future::Future;
            use rt::server::{Call, Failure, rpc};
            /// What a method gives back.
            pub type Answer<M> = Result<<M as rt::Method>::Output, <M as rt::Method>::Error>;
            /// The methods of the API. Parameters come in as documented, or not at all; errors go out as documented.
            pub trait #service: Send + Sync + 'static {
                #hooks
                /// The metadata that goes out with the error of a call, where the documents give errors a member for it.
                fn error_metadata(&self, call: &Call) -> Option<rt::reexport::serde_json::Value> {
                    let _ = call;
                    None
                }
                slot!();
            }
            /// A router that answers the methods with an implementation of them.
            pub fn router(service: impl #service) -> rt::reexport::axum::Router { rpc::router(Endpoint(service)) }
            rt::rpc_routes! { #service, crate::SPEC { slot!(); } }
        },
        &mut [Slot { kind: Rows::Functions, rows: &mut methods }, Slot { kind: Rows::Macro, rows: &mut routes }],
    );
}

/// What is not a method of the API.
pub(super) fn hooks() -> TokenStream {
    quote! {
        /// Decides whether the caller may call. Unless it is implemented, nobody may.
        fn authenticate(&self, call: &Call) -> impl Future<Output = Result<(), Failure>> + Send {
            let _ = call;
            std::future::ready(Err(Failure::unauthenticated()))
        }
        /// Is told of each request that breaks a documented rule, with the sentence that it breaks.
        fn violated(&self, call: &Call, violation: &rt::Violation) { let _ = (call, violation); }
    }
}

/// A method of the trait.
pub(super) fn declaration(model: &MethodModel<'_>) -> TokenStream {
    let (function, params) = (&model.function, &model.params.ident);
    let doc = doc::outer(&doc::method(model.method));
    quote! {
        #doc
        fn #function(&self, call: &Call, params: crate::#params) -> impl Future<Output = Answer<crate::#params>> + Send;
    }
}

fn route(model: &MethodModel<'_>) -> TokenStream {
    let (name, function, params) = (&model.method.name, &model.function, &model.params.ident);
    let fields = model.role(Role::Fields).filter(|_| model.selects()).map(|fields| quote!([#fields]));
    let access = (model.method.requires_authentication == Some(false)).then(|| quote!(anyone));
    quote!(#name => #function(crate::#params) #fields #access;)
}
