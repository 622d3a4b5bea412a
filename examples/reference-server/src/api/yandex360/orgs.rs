//! Which organizations there are, and which of them the owner of the token may work with.

use std::collections::BTreeMap;

/// What the owner of the token may do with an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// Work with it.
    Open,
    /// Nothing: it is someone else's.
    Forbidden,
    /// Nothing: there is none.
    Unknown,
}

/// The organizations that there are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Orgs(BTreeMap<i64, Access>);

/// An organization is both open and forbidden.
#[derive(Debug, thiserror::Error)]
#[error("organization {0} is named by --org and by --forbidden-org; name it by one of them")]
pub(crate) struct OverlappingOrgs(i64);

impl Orgs {
    /// The organizations that are open and those that are not.
    ///
    /// # Errors
    /// One is both.
    pub(crate) fn new(
        open: impl IntoIterator<Item = i64>,
        forbidden: impl IntoIterator<Item = i64>,
    ) -> Result<Self, OverlappingOrgs> {
        let mut orgs: BTreeMap<i64, Access> = open.into_iter().map(|org| (org, Access::Open)).collect();
        for org in forbidden {
            if orgs.insert(org, Access::Forbidden) == Some(Access::Open) {
                return Err(OverlappingOrgs(org));
            }
        }
        Ok(Self(orgs))
    }

    /// What may be done with an organization.
    pub(super) fn access(&self, org: i64) -> Access {
        self.0.get(&org).copied().unwrap_or(Access::Unknown)
    }
}
