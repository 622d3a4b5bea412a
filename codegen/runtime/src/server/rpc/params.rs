//! From the raw parameters to typed ones that keep the documented rules.

use serde_json::value::RawValue;

use crate::{ApiSpec, AuthSpec, Credential, Kind, Method, Violation, read, server::Call};

/// Who may call a method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// A caller who is known by a credential.
    Known,
    /// Anyone: a credential is taken along where there is one, and not asked for.
    Anyone,
}

/// Parameters on their way: read, and not yet shown to anyone before the caller is known.
#[derive(Debug)]
pub struct Reading<M>(Result<M, Violation>);

impl<M: Method> Reading<M> {
    /// The parameters, held to the documented rules.
    ///
    /// # Errors
    /// The first fault.
    pub fn checked(self) -> Result<M, Violation> {
        let params = self.0?;
        params.validate()?;
        Ok(params)
    }
}

/// Reads the parameters and takes the credential out of them, where it travels there.
///
/// Faults in other parameters wait in the [`Reading`], so that they are told only to a caller who is known.
///
/// # Errors
/// The credential is missing or not a string, where a caller must be known.
pub fn read<M: Method>(
    spec: &ApiSpec,
    call: &mut Call,
    params: Option<&RawValue>,
    access: Access,
) -> Result<Reading<M>, Violation> {
    let text = params.map_or("{}", RawValue::get);
    let mut reading = read::from_str::<M>(text, spec.closed);
    if let Some(AuthSpec::Param(name)) = spec.auth {
        let credential = match &mut reading {
            Ok(params) => match params.credential() {
                Some(credential) => credential.take(),
                None => return Ok(Reading(reading)),
            },
            Err(_) => match raw_credential(text, name) {
                Err(_) if access == Access::Anyone => None,
                credential => credential?,
            },
        };
        match credential {
            Some(credential) => call.set_credential(credential),
            None if access == Access::Anyone => {}
            None => return Err(Violation::new(Kind::MissingRequired, name)),
        }
    }
    Ok(Reading(reading))
}

/// The credential out of parameters that could not be read as a whole. Nothing else in them is looked into.
fn raw_credential(text: &str, name: &str) -> Result<Option<Credential>, Violation> {
    let Some(members) = read::Members::read(text) else {
        return Err(Violation::new(Kind::WrongType, "params"));
    };
    let secret = members.get(name).map(|raw| serde_json::from_str::<Credential>(raw.get()));
    // What was sent in its place may be a secret too: it is not told back.
    secret.transpose().map_err(|_| Violation::new(Kind::WrongType, name))
}
