//! Contacts of a CRM.

use std::{collections::BTreeMap, rc::Rc};

use rusqlite::{Row, named_params, params, types::Value};

use super::{StorageError, Store, children};

/// A contact of the CRM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CrmContact {
    pub(crate) id: i64,
    pub(crate) display_name: String,
    pub(crate) small_photo_url: String,
    pub(crate) medium_photo_url: String,
    pub(crate) flags: CrmFlags,
    pub(crate) share_type: i64,
    pub(crate) currency: Currency,
    pub(crate) access: Vec<CrmUser>,
}

/// What is so of a contact, or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "the documents have them")]
pub(crate) struct CrmFlags {
    pub(crate) is_company: bool,
    pub(crate) is_private: bool,
    pub(crate) is_shared: bool,
    pub(crate) can_edit: bool,
    pub(crate) can_delete: bool,
}

/// The money that a contact pays in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Currency {
    pub(crate) title: String,
    pub(crate) symbol: String,
    pub(crate) abbreviation: String,
    pub(crate) culture_name: String,
    pub(crate) is_convertible: bool,
    pub(crate) is_basic: bool,
}

/// Someone who may see a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CrmUser {
    pub(crate) id: String,
    pub(crate) display_name: String,
    pub(crate) title: String,
    pub(crate) avatar_url: String,
    pub(crate) profile_url: String,
}

const ACCESS: &str = "SELECT contact_id, user_id, display_name, title, avatar_url, profile_url FROM crm_contact_access \
    WHERE contact_id IN rarray(?) ORDER BY contact_id, position";

/// What is kept of a contact with the same id goes, and with it who may see it.
const REPLACE: &str = "REPLACE INTO crm_contacts (id, display_name, small_photo_url, medium_photo_url, is_company, \
    is_private, is_shared, share_type, can_edit, can_delete, currency_title, currency_symbol, currency_abbreviation, \
    currency_culture_name, currency_is_convertible, currency_is_basic) VALUES (:id, :display_name, :small_photo_url, \
    :medium_photo_url, :is_company, :is_private, :is_shared, :share_type, :can_edit, :can_delete, :title, :symbol, \
    :abbreviation, :culture_name, :is_convertible, :is_basic)";

const ADMIT: &str = "INSERT INTO crm_contact_access \
    (contact_id, position, user_id, display_name, title, avatar_url, profile_url) VALUES (?, ?, ?, ?, ?, ?, ?)";

const DELETE: &str = "DELETE FROM crm_contacts WHERE id IN rarray(?) RETURNING *";

impl Store {
    /// Keeps a contact under its id, in the place of one that was there.
    pub(crate) async fn keep_crm_contact(&self, contact: CrmContact) -> Result<(), StorageError> {
        self.write(move |transaction| {
            let CrmContact { flags, currency, .. } = &contact;
            transaction.prepare_cached(REPLACE)?.execute(named_params! {
                ":id": contact.id,
                ":display_name": contact.display_name,
                ":small_photo_url": contact.small_photo_url,
                ":medium_photo_url": contact.medium_photo_url,
                ":is_company": flags.is_company,
                ":is_private": flags.is_private,
                ":is_shared": flags.is_shared,
                ":share_type": contact.share_type,
                ":can_edit": flags.can_edit,
                ":can_delete": flags.can_delete,
                ":title": currency.title,
                ":symbol": currency.symbol,
                ":abbreviation": currency.abbreviation,
                ":culture_name": currency.culture_name,
                ":is_convertible": currency.is_convertible,
                ":is_basic": currency.is_basic,
            })?;
            let mut admit = transaction.prepare_cached(ADMIT)?;
            for (position, user) in contact.access.iter().enumerate() {
                let CrmUser { id, display_name, title, avatar_url, profile_url } = user;
                admit.execute(params![contact.id, position, id, display_name, title, avatar_url, profile_url])?;
            }
            Ok(())
        })
        .await
    }

    /// Deletes those of some contacts that are there, and gives them as they last were, in the order of the ids.
    pub(crate) async fn delete_crm_contacts(&self, ids: Vec<i64>) -> Result<Vec<CrmContact>, StorageError> {
        self.write(move |transaction| {
            let mut access = children::by_owner(transaction, ACCESS, ids.iter().copied(), user)?;
            let asked: Vec<Value> = ids.iter().copied().map(Value::Integer).collect();
            let mut delete = transaction.prepare_cached(DELETE)?;
            let deleted = delete.query_map([Rc::new(asked)], |row| Ok((row.get("id")?, contact(row)?)))?;
            let mut deleted: BTreeMap<i64, CrmContact> = deleted.collect::<rusqlite::Result<_>>()?;
            let one = |id: i64| {
                let mut contact = deleted.remove(&id)?;
                contact.access = access.remove(&id).unwrap_or_default();
                Some(contact)
            };
            Ok(ids.into_iter().filter_map(one).collect())
        })
        .await
    }
}

/// A contact whose users are still to be read.
fn contact(row: &Row<'_>) -> rusqlite::Result<CrmContact> {
    Ok(CrmContact {
        id: row.get("id")?,
        display_name: row.get("display_name")?,
        small_photo_url: row.get("small_photo_url")?,
        medium_photo_url: row.get("medium_photo_url")?,
        flags: CrmFlags {
            is_company: row.get("is_company")?,
            is_private: row.get("is_private")?,
            is_shared: row.get("is_shared")?,
            can_edit: row.get("can_edit")?,
            can_delete: row.get("can_delete")?,
        },
        share_type: row.get("share_type")?,
        currency: Currency {
            title: row.get("currency_title")?,
            symbol: row.get("currency_symbol")?,
            abbreviation: row.get("currency_abbreviation")?,
            culture_name: row.get("currency_culture_name")?,
            is_convertible: row.get("currency_is_convertible")?,
            is_basic: row.get("currency_is_basic")?,
        },
        access: Vec::new(),
    })
}

/// A user out of a row of [`ACCESS`].
fn user(row: &Row<'_>) -> rusqlite::Result<CrmUser> {
    Ok(CrmUser {
        id: row.get(1)?,
        display_name: row.get(2)?,
        title: row.get(3)?,
        avatar_url: row.get(4)?,
        profile_url: row.get(5)?,
    })
}
