//! The address book.

use doctract_runtime::Number;

use super::{DemoError, around, people, written};
use crate::storage::{ContactRecord, Directory, Store};

/// How many contacts there are.
const CONTACTS: usize = 300;

/// How many organizations they belong to.
const ORGANIZATIONS: usize = 60;

const GROUPS: [&str; 7] =
    ["Friends of the house", "Journalists", "Partners", "Regulars", "Suppliers", "VIP", "Waiting for an answer"];

/// Fills in contacts, whom some employees look after.
pub(super) async fn fill(store: &Store, employees: &[Number]) -> Result<(), DemoError> {
    let mut organizations = Vec::new();
    for number in 0..ORGANIZATIONS {
        let created = store.create_name(Directory::ContactOrganizations, people::company(number)).await?;
        organizations.push(Number::from(created));
    }
    let mut groups = Vec::new();
    for name in GROUPS {
        let created = store.create_contact_group(name.to_owned(), Vec::new()).await;
        groups.push(Number::from(written(created)?));
    }
    for number in 0..CONTACTS {
        let mut record = contact(number);
        record.personal_manager_id = around(employees, number, 1).pop().filter(|_| number % 3 == 0);
        record.organization_id = around(&organizations, number * 11, 1).pop().filter(|_| number % 5 != 4);
        record.groups = Some(around(&groups, number, number % 3));
        written(store.create_contact(record).await)?;
    }
    Ok(())
}

fn contact(number: usize) -> ContactRecord {
    let name = people::name(1000 + number);
    let emails = (0..number % 3).map(|more| people::email(&name, number * 3 + more));
    let phones = (0..=number % 2).map(|more| people::phone(900, number * 2 + more));
    ContactRecord {
        emails: Some(emails.collect()),
        phone_numbers: Some(phones.collect()),
        first_name: Some(name.first.to_owned()).filter(|_| number % 10 != 9),
        patronymic: Some(name.patronymic.to_owned()).filter(|_| number % 4 != 3),
        last_name: name.last,
        ..ContactRecord::default()
    }
}
