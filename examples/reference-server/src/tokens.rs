//! The credentials that callers must present.

use std::collections::BTreeMap;

use clap::ValueEnum;
use doctract_runtime::Credential;

/// An API that the server can serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub(crate) enum Api {
    /// UIS Data API, under `/v2.0`.
    Uis,
    /// Yandex 360 external contacts, under `/directory/v1`.
    Yandex360,
    /// ONLYOFFICE CRM, under `/api/2.0`.
    Onlyoffice,
}

impl Api {
    /// The variable of the environment that holds its token.
    fn variable(self) -> &'static str {
        match self {
            Self::Uis => "UIS_TOKEN",
            Self::Yandex360 => "YANDEX_TOKEN",
            Self::Onlyoffice => "ONLYOFFICE_TOKEN",
        }
    }
}

/// A token for each API that is served. Printed, it shows none of them.
pub(crate) type Tokens = BTreeMap<Api, Credential>;

/// An API cannot be served for want of a token.
#[derive(Debug, PartialEq, thiserror::Error)]
pub(crate) enum MissingToken {
    /// For an API that was asked for.
    #[error(
        "{0} is not set or empty: it holds the token without which nobody could be let in; set it, or leave its --api out"
    )]
    For(&'static str),
    /// For all of them.
    #[error("no token is set: set one or more of UIS_TOKEN, YANDEX_TOKEN and ONLYOFFICE_TOKEN for the APIs to serve")]
    All,
}

/// The tokens of the APIs that were asked for; of all that have one, if none was.
///
/// # Errors
/// An API that was asked for has no token, or there is no token at all.
pub(crate) fn from_environment(
    asked: &[Api],
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Tokens, MissingToken> {
    let token = |api: Api| variable(api.variable()).filter(|token| !token.is_empty()).map(Credential::new);
    if let Some(api) = asked.iter().find(|api| token(**api).is_none()) {
        return Err(MissingToken::For(api.variable()));
    }
    let wanted = if asked.is_empty() { Api::value_variants() } else { asked };
    let tokens: Tokens = wanted.iter().filter_map(|api| Some((*api, token(*api)?))).collect();
    if tokens.is_empty() { Err(MissingToken::All) } else { Ok(tokens) }
}

#[cfg(test)]
mod tests {
    use super::{Api, MissingToken, from_environment};

    fn served(asked: &[Api], set: &[&str]) -> Result<Vec<Api>, MissingToken> {
        let variable = |name: &str| Some(if set.contains(&name) { "hush".to_owned() } else { String::new() });
        from_environment(asked, variable).map(|tokens| tokens.into_keys().collect())
    }

    #[test]
    fn serves_what_has_a_token() {
        assert_eq!(served(&[], &["UIS_TOKEN"]), Ok(vec![Api::Uis]));
        assert_eq!(served(&[Api::Uis], &["UIS_TOKEN", "YANDEX_TOKEN"]), Ok(vec![Api::Uis]));
        assert_eq!(served(&[Api::Yandex360], &["UIS_TOKEN"]), Err(MissingToken::For("YANDEX_TOKEN")));
        assert_eq!(served(&[], &[]), Err(MissingToken::All));
    }
}
