//! People outside an organization.

use jiff::{SignedDuration, Timestamp};

use super::{DemoError, people};
use crate::storage::{Address, Person, Store};

/// How many contacts an organization has.
const CONTACTS: usize = 120;

/// When the first one was created: 2025-01-01, 09:00 UTC, in seconds.
const FIRST: i64 = 1_735_722_000;

/// Fills in the contacts of an organization, one an hour.
pub(super) async fn fill(store: &Store, org: i64) -> Result<(), DemoError> {
    let mut time = Timestamp::from_second(FIRST).unwrap_or(Timestamp::UNIX_EPOCH);
    for number in 0..CONTACTS {
        store.create_external_contact(org, person(number), time).await?;
        time = time.saturating_add(SignedDuration::from_hours(1)).unwrap_or(time);
    }
    Ok(())
}

fn person(number: usize) -> Person {
    let name = people::name(4000 + number);
    let address = |value: String, kind: &str, place: usize| Address {
        value: Some(value),
        kind: Some(kind.to_owned()),
        main: Some(place == 0),
    };
    let emails = (0..=number % 2).map(|place| address(people::email(&name, number + 500 * place), "work", place));
    let phones =
        (0..number % 3).map(|place| address(format!("+{}", people::phone(921, number + 500 * place)), "mobile", place));
    let some = |text: String, part: usize| (number % part != part - 1).then_some(text);
    Person {
        emails: emails.collect(),
        phones: phones.collect(),
        first_name: name.first.to_owned(),
        last_name: name.last.clone(),
        middle_name: some(name.patronymic.to_owned(), 4),
        title: some(["Director", "Engineer", "Editor"][number % 3].to_owned(), 5),
        company: some(people::company(number), 3),
        department: some(["Sales", "Production"][number % 2].to_owned(), 2),
        address: some(format!("{} Garden street", number + 1), 6),
        external_id: some(format!("ext-{number:04}"), 7),
    }
}
