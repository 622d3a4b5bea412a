//! Employees, what they refer to, and the groups in which they answer calls.

use doctract_runtime::Number;

use super::{DemoError, around, people, written};
use crate::storage::{
    Coach, Direction, Directory, EmployeeGroupField, EmployeeGroupRecord, EmployeeRecord, Extension, Given, Listing,
    NewNumber, NumberSetting, Operator, Store,
};

/// How many employees there are.
const EMPLOYEES: usize = 40;

const POSITIONS: [&str; 8] =
    ["Accountant", "Consultant", "Head of sales", "Lawyer", "Manager", "Secretary", "Support engineer", "Trainer"];

const GROUPS: [&str; 6] = ["Accounts", "Complaints", "Orders", "Sales", "Support", "Weekend"];

/// Fills in employees and gives their ids.
pub(super) async fn fill(store: &Store) -> Result<Vec<Number>, DemoError> {
    let named = |names: &[&str]| (1..).zip(names).map(|(id, name)| (id, (*name).to_owned())).collect::<Vec<_>>();
    let given = Given {
        schedules: named(&["Around the clock", "Day shift", "Night shift"]),
        sites: named(&["shop.example.com", "help.example.com", "example.org"]),
        crm_contacts: Vec::new(),
    };
    let (schedules, sites) = (ids(&given.schedules), ids(&given.sites));
    store.keep(given).await?;
    let mut positions = Vec::new();
    for name in POSITIONS {
        positions.push(Number::from(store.create_name(Directory::EmployeePositions, name.to_owned()).await?));
    }
    let mut employees = Vec::new();
    for number in 0..EMPLOYEES {
        let mut record = employee(number, employees.first().copied());
        record.schedule_id = around(&schedules, number, 1).pop().filter(|_| number % 4 != 3);
        record.operator = (number % 5 == 0).then(|| operator(number, &positions, &sites));
        employees.push(written(store.create_employee(record).await)?.into());
    }
    for (number, name) in GROUPS.into_iter().enumerate() {
        group(store, number, name, around(&employees, number * 7, 5 + number)).await?;
    }
    Ok(employees)
}

fn ids(named: &[(i64, String)]) -> Vec<Number> {
    named.iter().map(|(id, _)| Number::from(*id)).collect()
}

/// An employee whom the first one may train.
fn employee(number: usize, coach: Option<Number>) -> EmployeeRecord {
    let name = people::name(number);
    let coach = coach.filter(|_| number % 3 == 1);
    let own = NewNumber {
        phone_number: people::phone(495, number),
        channels_count: Some(1),
        dial_time: Some(if number.is_multiple_of(2) { 30 } else { 60 }),
        status: Some(if number % 11 == 10 { "inactive" } else { "active" }),
    };
    // Those who sit together share a number.
    let office = people::phone(812, number / 8);
    let shared = NewNumber { phone_number: office, channels_count: Some(4), dial_time: Some(20), status: None };
    let extension = Extension {
        phone_number: (100 + number).to_string(),
        voice_mail_enabled: number.is_multiple_of(2),
        queue_enabled: number.is_multiple_of(3),
    };
    EmployeeRecord {
        email: Some(people::email(&name, number)),
        first_name: Some(name.first.to_owned()),
        last_name: name.last,
        patronymic: Some(name.patronymic.to_owned()),
        call_recording: ["all", "in", "out", "off"][number % 4].to_owned(),
        calls_available: number % 7 != 6,
        schedule_id: None,
        coach: Coach { id: coach, always_enabled: coach.is_some() && number % 2 == 1 },
        extension: (number % 4 != 2).then_some(extension),
        operator: None,
        groups: None,
        phone_numbers: Some(if number.is_multiple_of(3) { vec![own, shared] } else { vec![own] }),
    }
}

fn operator(number: usize, positions: &[Number], sites: &[Number]) -> Operator {
    Operator {
        login: format!("operator-{number}"),
        position_id: around(positions, number, 1).pop(),
        offline_message_enabled: number.is_multiple_of(2),
        invite_to_chat_enabled: number % 3 == 1,
        chat_enabled: number % 4 != 3,
        sites: Some(around(sites, number, 1 + number % 2)),
    }
}

/// A group that calls the numbers of its members from the last to the first.
async fn group(store: &Store, number: usize, name: &str, members: Vec<Number>) -> Result<(), DemoError> {
    let record = EmployeeGroupRecord {
        name: name.to_owned(),
        group_phone_number: i64::try_from(700 + number).ok().filter(|_| number % 4 != 3),
        queue_enabled: number.is_multiple_of(2),
        channels_count: 5,
        members: Some(members),
    };
    let id = written(store.create_employee_group(record).await)?;
    let newest =
        Listing { predicate: None, order: vec![(EmployeeGroupField::Id, Direction::Descending)], limit: 1, offset: 0 };
    let listed = store.employee_groups(newest).await?;
    let numbers = listed.rows.into_iter().flat_map(|group| group.phone_numbers).rev();
    let settings =
        numbers.enumerate().map(|(place, number)| NumberSetting { id: number.id.into(), available: place % 5 != 4 });
    written(store.set_group_numbers(id.into(), settings.collect()).await)
}
