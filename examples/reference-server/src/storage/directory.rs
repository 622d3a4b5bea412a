//! Directories of names: organizations that contacts belong to, positions that employees have.

use doctract_runtime::Number;
use rusqlite::{Row, params};

use super::{
    Entity, Listing, Page, Refusal, StorageError, Store,
    listing::{self, Source},
    sql::Field,
};

/// Which directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Directory {
    /// Organizations that contacts belong to.
    ContactOrganizations,
    /// Positions that employees have.
    EmployeePositions,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// What it is known by.
    pub(crate) id: i64,
    /// How it is called.
    pub(crate) name: String,
}

/// The fields of [`Named`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NamedField {
    /// `id`.
    Id,
    /// `name`.
    Name,
}

impl Field for NamedField {
    const KEY: &'static str = "id";

    fn column(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Name => "name",
        }
    }
}

impl Directory {
    fn entity(self) -> Entity {
        match self {
            Self::ContactOrganizations => Entity::ContactOrganization,
            Self::EmployeePositions => Entity::EmployeePosition,
        }
    }

    fn table(self) -> &'static str {
        match self {
            Self::ContactOrganizations => "contact_organizations",
            Self::EmployeePositions => "employee_positions",
        }
    }

    fn insert(self) -> &'static str {
        match self {
            Self::ContactOrganizations => "INSERT INTO contact_organizations (name) VALUES (?)",
            Self::EmployeePositions => "INSERT INTO employee_positions (name) VALUES (?)",
        }
    }

    fn rename(self) -> &'static str {
        match self {
            Self::ContactOrganizations => "UPDATE contact_organizations SET name = ? WHERE id = ?",
            Self::EmployeePositions => "UPDATE employee_positions SET name = ? WHERE id = ?",
        }
    }
}

impl Store {
    /// Lists the entries of a directory.
    pub(crate) async fn names(
        &self,
        directory: Directory,
        listing: Listing<NamedField>,
    ) -> Result<Page<Named>, StorageError> {
        let source = Source { table: directory.table(), joins: &[], columns: "id, name" };
        self.read(move |transaction| listing::read(transaction, &source, &listing, named)).await
    }

    /// Keeps a new entry and gives its id.
    pub(crate) async fn create_name(&self, directory: Directory, name: String) -> Result<i64, StorageError> {
        self.write(move |transaction| transaction.prepare_cached(directory.insert())?.insert([name])).await
    }

    /// Renames an entry; refused where there is none with this id.
    pub(crate) async fn rename(
        &self,
        directory: Directory,
        id: Number,
        name: String,
    ) -> Result<Result<(), Refusal>, StorageError> {
        self.attempt(move |transaction| {
            let id = directory.entity().find(transaction, "id", id)?;
            transaction.prepare_cached(directory.rename())?.execute(params![name, id])?;
            Ok(())
        })
        .await
    }
}

fn named(row: &Row<'_>) -> rusqlite::Result<Named> {
    Ok(Named { id: row.get(0)?, name: row.get(1)? })
}
