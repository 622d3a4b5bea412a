//! `src/client.rs` of a JSON-RPC API.

use doctract_spec::ir::Role;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::imports;
use crate::{
    Options, doc,
    model::{Crate, MethodModel, Output as Result_, StructModel, Ty},
    output::Output,
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    if !model.is_rpc() {
        return;
    }
    let methods = model.methods.iter().map(|method| {
        let (call, rows) = (call(method), rows(model, method));
        quote!(#call #rows)
    });
    output.items("src/client.rs", client(&quote!(#(#methods)*)));
}

/// The client around its methods.
pub(super) fn client(methods: &TokenStream) -> TokenStream {
    let (doc, imports) = (doc::inner("Calling the API."), imports());
    quote! {
        #doc
        #imports
        pub use rt::client::{Error, InvalidUrl, Rows};
        /// A client. It is cheap to clone, and does not print its credential.
        #[derive(Clone, Debug)]
        pub struct Client { transport: rt::client::Transport }
        impl Client {
            /// A client for the server at a URL.
            ///
            /// # Errors
            /// It is no URL that HTTP could use.
            pub fn new(url: impl AsRef<str>) -> Result<Self, InvalidUrl> {
                Ok(Self { transport: rt::client::Transport::new(&crate::SPEC, url.as_ref())? })
            }
            /// The same, with a credential.
            #[must_use]
            pub fn with_token(self, token: impl Into<rt::Credential>) -> Self { Self { transport: self.transport.with_credential(token) } }
            /// The same, with another limit to how long a call may take.
            #[must_use]
            pub fn with_timeout(self, timeout: std::time::Duration) -> Self { Self { transport: self.transport.with_timeout(timeout) } }
            /// The same, with another limit to how large the body of an answer may be, in bytes.
            #[must_use]
            pub fn with_response_limit(self, bytes: usize) -> Self { Self { transport: self.transport.with_response_limit(bytes) } }
            #methods
        }
    }
}

/// The doc comment of a call.
pub(super) fn call_doc(model: &MethodModel<'_>) -> TokenStream {
    let words = doc::method(model.method);
    doc::outer(&format!("{words}\n\n# Errors\nWhat the API answers, or that it could not be asked."))
}

fn call(model: &MethodModel<'_>) -> TokenStream {
    let (function, params, result, error) = (&model.function, &model.params.ident, &model.result, &model.error);
    let doc = call_doc(model);
    quote! {
        #doc
        pub async fn #function(&self, params: crate::#params) -> Result<crate::#result, Error<crate::#error>> { self.transport.call(params).await }
    }
}

/// A list as a stream, where it can be read page by page.
fn rows(model: &Crate<'_>, method: &MethodModel<'_>) -> TokenStream {
    let (Result_::List(envelope, row), Some(offset)) = (&method.output, method.role(Role::Offset)) else {
        return TokenStream::new();
    };
    let Some(list) =
        model.lists.iter().find(|list| list.ident == *envelope).filter(|_| is_integer(&method.params, offset))
    else {
        return TokenStream::new();
    };
    let (function, params, error, row, rows) =
        (&method.function, &method.params.ident, &method.error, &row.ident, &list.rows);
    let name = format_ident!("{function}_stream");
    let total = list
        .total
        .as_ref()
        .zip(list.metadata.as_ref())
        .map(|(total, (_, metadata, _))| quote!(rt::client::count(&list.#metadata.#total)));
    let total = total.unwrap_or_else(|| quote!(None));
    let limit = limit(method);
    let doc =
        format!(" The rows of `{}`, page by page; a limit is the size of a page.", doc::code(&method.method.name));
    quote! {
        #[doc = #doc]
        pub fn #name(&self, params: crate::#params) -> Rows<crate::#row, crate::#error> {
            let client = self.clone();
            let limit = #limit;
            Rows::new(params.#offset.unwrap_or(0), move |offset| {
                let (client, params) = (client.clone(), params.clone().#offset(offset));
                async move {
                    let list = client.#function(params).await?;
                    let next = Rows::<crate::#row, crate::#error>::after(offset, list.#rows.len(), limit, #total);
                    Ok((list.#rows, next))
                }
            })
        }
    }
}

/// Whether an optional parameter is an integer.
pub(super) fn is_integer(params: &StructModel<'_>, ident: &Ident) -> bool {
    params
        .fields
        .iter()
        .any(|field| field.ident == *ident && matches!(field.ty, Ty::Integer) && !field.presence.is_required())
}

/// How many rows a page has at most.
fn limit(method: &MethodModel<'_>) -> TokenStream {
    let Some(limit) = method.role(Role::Limit).filter(|limit| is_integer(&method.params, limit)) else {
        return quote!(None);
    };
    let field = method.params.fields.iter().find(|field| field.ident == *limit);
    match field.and_then(|field| super::structs::default_value(field.param, &field.ty)) {
        Some((_, default)) => quote!(params.#limit.or(Some(#default))),
        None => quote!(params.#limit),
    }
}
