//! The generated traits, implemented: one folder or file an API.

mod onlyoffice;
mod uis;
mod yandex360;

use axum::{Router, routing::any};
use doctract_runtime::{
    Credential,
    server::{Call, Failure},
};

use crate::{
    limits::{Limiter, Quota},
    storage::{StorageError, Store},
    tokens::{Api, Tokens},
};

pub(crate) use yandex360::{Orgs, OverlappingOrgs};

/// What the operator decides.
pub(crate) struct Settings {
    /// The APIs to serve, each with the token that lets callers in.
    pub(crate) tokens: Tokens,
    /// The organizations of the Yandex 360 API.
    pub(crate) orgs: Orgs,
    /// The points of the UIS API.
    pub(crate) quota: Quota,
}

/// The routes of the APIs that have a token. Their paths do not overlap.
pub(crate) fn router(settings: Settings, store: &Store) -> Router {
    let Settings { tokens, orgs, quota } = settings;
    tokens.into_iter().fold(Router::new(), |router, (api, token)| {
        router.merge(match api {
            Api::Uis => ::uis::server::router(uis::Uis { store: store.clone(), token, limiter: Limiter::new(quota) }),
            Api::Yandex360 => {
                let service = yandex360::Yandex360 { store: store.clone(), token, orgs: orgs.clone() };
                // The documents have a body for what is not there, which holds for paths that no method has as well.
                ::yandex360::server::router(service).route("/directory/{*path}", any(::yandex360::server::not_found))
            }
            Api::Onlyoffice => ::onlyoffice::server::router(onlyoffice::Onlyoffice { store: store.clone(), token }),
        })
    })
}

/// Lets a caller in who presents the token. Credentials are compared in constant time.
fn admit(call: &Call, token: &Credential) -> Result<(), Failure> {
    match call.credential() {
        Some(credential) if credential.matches(token.expose()) => Ok(()),
        _ => Err(Failure::unauthenticated()),
    }
}

/// Tells the log that a request was refused, without any value that it held: one of them could be a secret.
fn log_refusal(call: &Call, violation: &doctract_runtime::Violation) {
    tracing::debug!(method = call.method(), fault = ?violation.kind, at = violation.path, "refused");
}

/// Tells the log what failed. The caller is told only that something did.
fn log_failure(call: &Call, error: &StorageError) {
    tracing::error!(method = call.method(), %error, "failed");
}
