//! The credentials that callers must present: from the environment, or from a file where the environment has none.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::Context;
use clap::ValueEnum;
use doctract_runtime::Credential;
use serde::Deserialize;

/// An API that the server can serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
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
        "{0} is not set or empty, and no file of --tokens has the token: without it nobody could be let in; set it, or \
         leave its --api out"
    )]
    For(&'static str),
    /// For all of them.
    #[error(
        "no token is set: set one or more of UIS_TOKEN, YANDEX_TOKEN and ONLYOFFICE_TOKEN for the APIs to serve, or name \
         a file with --tokens"
    )]
    All,
}

/// The tokens in a TOML file, under the names of the APIs: `uis = "…"`.
///
/// # Errors
/// The file cannot be read, or holds something else. The message has no line of the file, as there could be a token in it.
pub(crate) fn from_file(path: &Path) -> anyhow::Result<Tokens> {
    let name = path.display();
    let text = fs::read_to_string(path).with_context(|| format!("cannot read the tokens in {name}"))?;
    toml::from_str(&text).map_err(|error| {
        let line = error.span().map_or(1, |span| text[..span.start].matches('\n').count() + 1);
        anyhow::anyhow!("{name}:{line}: not a list of tokens, each an API with its token, as in `uis = \"…\"`")
    })
}

/// The tokens of the APIs that were asked for; of all that have one, if none was. The environment comes before the file.
///
/// # Errors
/// An API that was asked for has no token, or there is no token at all.
pub(crate) fn choose(
    asked: &[Api],
    file: &Tokens,
    variable: impl Fn(&str) -> Option<String>,
) -> Result<Tokens, MissingToken> {
    let set = |api: Api| variable(api.variable()).filter(|token| !token.is_empty()).map(Credential::new);
    let kept = |api: Api| file.get(&api).filter(|token| !token.expose().is_empty()).cloned();
    let token = |api: Api| set(api).or_else(|| kept(api));
    if let Some(api) = asked.iter().find(|api| token(**api).is_none()) {
        return Err(MissingToken::For(api.variable()));
    }
    let wanted = if asked.is_empty() { Api::value_variants() } else { asked };
    let tokens: Tokens = wanted.iter().filter_map(|api| Some((*api, token(*api)?))).collect();
    if tokens.is_empty() { Err(MissingToken::All) } else { Ok(tokens) }
}

#[cfg(test)]
mod tests {
    use super::{Api, MissingToken, Tokens, choose};

    fn served(asked: &[Api], set: &[&str]) -> Result<Vec<Api>, MissingToken> {
        let variable = |name: &str| Some(if set.contains(&name) { "hush".to_owned() } else { String::new() });
        choose(asked, &Tokens::new(), variable).map(|tokens| tokens.into_keys().collect())
    }

    #[test]
    fn serves_what_has_a_token() {
        assert_eq!(served(&[], &["UIS_TOKEN"]), Ok(vec![Api::Uis]));
        assert_eq!(served(&[Api::Uis], &["UIS_TOKEN", "YANDEX_TOKEN"]), Ok(vec![Api::Uis]));
        assert_eq!(served(&[Api::Yandex360], &["UIS_TOKEN"]), Err(MissingToken::For("YANDEX_TOKEN")));
        assert_eq!(served(&[], &[]), Err(MissingToken::All));
    }
}
