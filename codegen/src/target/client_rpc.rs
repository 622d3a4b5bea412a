//! `src/client.rs` of a JSON-RPC API.

use doctract_spec::ir::Role;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::imports;
use crate::{
    Options, doc,
    model::{Crate, MethodModel, Output as Result_, StructModel, Ty},
    output::{Output, Rows, Slot},
};

pub(super) fn emit(model: &Crate<'_>, _: &Options, output: &mut Output) {
    if !model.is_rpc() {
        return;
    }
    let mut methods = model.methods.iter().map(|method| {
        let (call, rows) = (call(method), rows(model, method));
        quote!(#call #rows)
    });
    write(output, &mut methods);
}

/// Writes the client around its methods.
pub(super) fn write(output: &mut Output, methods: &mut dyn Iterator<Item = TokenStream>) {
    let (doc, imports) = (
        doc::inner("Calling the API. A call fails with what the API answers, or because it could not be asked."),
        imports(),
    );
    output.items("src/client.rs", doc);
    let items = quote! {
        #imports
        pub use rt::client::{Error, InvalidUrl, Rows};
        /// What a call gives back.
        pub type Answer<M> = Result<<M as rt::Method>::Output, Error<<M as rt::Method>::Error>>;
        /// A client. It is cheap to clone, and does not print its credential.
        #[derive(Clone, Debug)]
        pub struct Client { transport: rt::client::Transport }
        impl Client {
            /// A client for the server at a URL; an error when it is no URL that HTTP could use.
            pub fn new(url: impl AsRef<str>) -> Result<Self, InvalidUrl> {
                let transport = rt::client::Transport::new(&crate::SPEC, url.as_ref())?;
                Ok(Self::with(transport))
            }
            /// The same, with a credential.
            #[must_use]
            pub fn with_token(self, token: impl Into<rt::Credential>) -> Self { Self::with(self.transport.with_credential(token)) }
            /// The same, with another limit to how long a call may take.
            #[must_use]
            pub fn with_timeout(self, timeout: std::time::Duration) -> Self { Self::with(self.transport.with_timeout(timeout)) }
            /// The same, with another limit to how large the body of an answer may be, in bytes.
            #[must_use]
            pub fn with_response_limit(self, bytes: usize) -> Self { Self::with(self.transport.with_response_limit(bytes)) }
            fn with(transport: rt::client::Transport) -> Self { Self { transport } }
            slot!();
        }
    };
    output.framed("src/client.rs", items, &mut [Slot { kind: Rows::Functions, rows: methods }]);
}

fn call(model: &MethodModel<'_>) -> TokenStream {
    let (function, params) = (&model.function, &model.params.ident);
    let doc = doc::outer(&doc::heading(model.method));
    quote! {
        #doc
        pub async fn #function(&self, params: crate::#params) -> Answer<crate::#params> { self.transport.call(params).await }
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
    let total = list.total.as_ref().zip(list.metadata.as_ref());
    let total = total.map(|(total, (_, metadata, _))| quote!(rt::client::count(&list.#metadata.#total)));
    let total = total.unwrap_or_else(|| quote!(None));
    let limit = limit(method);
    let words =
        format!("The rows of `{}`, page by page; a limit is the size of a page.", doc::code(&method.method.name));
    let doc = doc::outer(&words);
    quote! {
        #doc
        pub fn #name(&self, params: crate::#params) -> Rows<crate::#row, crate::#error> {
            let (first, limit) = (params.#offset.unwrap_or(0), #limit);
            self.transport.rows(params, first, limit, crate::#params::#offset, |list| (#total, list.#rows))
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
