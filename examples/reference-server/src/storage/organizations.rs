//! Organizations that contacts belong to.

use rusqlite::{Row, params};

use super::{Listing, Page, StorageError, Store, listing, sql::Field};

/// An organization.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Organization {
    /// What it is known by.
    pub(crate) id: i64,
    /// How it is called.
    pub(crate) name: String,
}

/// The fields of an [`Organization`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OrganizationField {
    /// `id`.
    Id,
    /// `name`.
    Name,
}

impl Field for OrganizationField {
    const KEY: &'static str = "id";

    fn column(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
        }
    }
}

impl Store {
    /// Lists organizations.
    pub(crate) async fn organizations(
        &self,
        listing: Listing<OrganizationField>,
    ) -> Result<Page<Organization>, StorageError> {
        self.read(|transaction| listing::read(transaction, "contact_organizations", "id, name", listing, organization))
            .await
    }

    /// Keeps a new organization and gives its id.
    pub(crate) async fn create_organization(&self, name: String) -> Result<i64, StorageError> {
        self.write(move |transaction| {
            transaction.prepare_cached("INSERT INTO contact_organizations (name) VALUES (?)")?.insert([name])
        })
        .await
    }

    /// Renames an organization; `false` where there is none with this id.
    pub(crate) async fn rename_organization(&self, id: i64, name: String) -> Result<bool, StorageError> {
        self.write(move |transaction| {
            let mut update = transaction.prepare_cached("UPDATE contact_organizations SET name = ? WHERE id = ?")?;
            update.execute(params![name, id]).map(|changed| changed > 0)
        })
        .await
    }

    /// Deletes an organization; `false` where there is none with this id.
    pub(crate) async fn delete_organization(&self, id: i64) -> Result<bool, StorageError> {
        self.write(move |transaction| {
            let mut delete = transaction.prepare_cached("DELETE FROM contact_organizations WHERE id = ?")?;
            delete.execute([id]).map(|changed| changed > 0)
        })
        .await
    }
}

fn organization(row: &Row<'_>) -> rusqlite::Result<Organization> {
    Ok(Organization { id: row.get(0)?, name: row.get(1)? })
}
