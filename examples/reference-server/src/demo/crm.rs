//! Contacts of the CRM.

use super::{DemoError, people};
use crate::storage::{CrmContact, CrmFlags, CrmUser, Currency, Store};

/// How many contacts there are; their ids count from [`FIRST`].
const CONTACTS: usize = 24;

const FIRST: i64 = 5000;

/// Fills in contacts: people and companies, of which some are open to a few users only.
pub(super) async fn fill(store: &Store) -> Result<(), DemoError> {
    for (id, number) in (FIRST..).zip(0..CONTACTS) {
        store.keep_crm_contact(contact(id, number)).await?;
    }
    Ok(())
}

fn contact(id: i64, number: usize) -> CrmContact {
    let is_company = number.is_multiple_of(3);
    let users = if number % 4 == 1 { 1 + number % 3 } else { 0 };
    let name = people::name(2000 + number);
    let display_name = if is_company { people::company(number) } else { format!("{} {}", name.first, name.last) };
    CrmContact {
        id,
        display_name,
        small_photo_url: format!("/crm/photos/{id}_40.png"),
        medium_photo_url: format!("/crm/photos/{id}_82.png"),
        flags: CrmFlags {
            is_company,
            is_private: users > 0,
            is_shared: users == 0,
            can_edit: number % 5 != 4,
            can_delete: true,
        },
        share_type: i64::from(users == 0),
        currency: currency(number),
        access: (0..users).map(user).collect(),
    }
}

fn currency(number: usize) -> Currency {
    let (title, symbol, abbreviation, culture_name, is_basic) = [
        ("Euro", "€", "EUR", "EU", true),
        ("Pound Sterling", "£", "GBP", "GB", true),
        ("Norwegian Krone", "kr", "NOK", "NO", false),
    ][number % 3];
    Currency {
        title: title.to_owned(),
        symbol: symbol.to_owned(),
        abbreviation: abbreviation.to_owned(),
        culture_name: culture_name.to_owned(),
        is_convertible: true,
        is_basic,
    }
}

fn user(number: usize) -> CrmUser {
    let name = people::name(3000 + number);
    CrmUser {
        id: format!("9f2c1c5e-0000-4000-8000-{number:012}"),
        display_name: format!("{} {}", name.first, name.last),
        title: ["Manager", "Director", "Assistant"][number % 3].to_owned(),
        avatar_url: format!("/people/{number}/avatar_32.png"),
        profile_url: format!("/people/{number}"),
    }
}
