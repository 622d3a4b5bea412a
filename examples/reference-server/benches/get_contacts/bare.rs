//! The bare SQL of a request: how many contacts there are, a page of them, and what belongs to those of the page.

use std::{path::Path, rc::Rc};

use rusqlite::{Connection, Row, types::Value, vtab::array};

const TABLE: &str = "FROM contacts LEFT JOIN employees AS managers ON managers.id = contacts.personal_manager_id \
    LEFT JOIN contact_organizations ON contact_organizations.id = contacts.organization_id";

const COLUMNS: &str = "contacts.id, contacts.first_name, contacts.last_name, contacts.patronymic, contacts.full_name, \
    contacts.personal_manager_id, managers.full_name, contacts.organization_id, contact_organizations.name";

const LISTS: [&str; 3] = [
    "SELECT contact_id, email FROM contact_emails WHERE contact_id IN rarray(?) ORDER BY contact_id, position",
    "SELECT contact_id, phone_number FROM contact_phone_numbers WHERE contact_id IN rarray(?) \
     ORDER BY contact_id, position",
    "SELECT contact_id, name, group_id FROM contact_group_members JOIN contact_groups ON contact_groups.id = group_id \
     WHERE contact_id IN rarray(?) ORDER BY contact_id, group_id",
];

/// A connection of its own to the file.
pub struct Bare(Connection);

/// What the statements found.
pub struct Found {
    pub total: i64,
    pub ids: Vec<i64>,
    pub rows: Vec<Vec<Value>>,
}

impl Bare {
    pub fn open(path: &Path) -> Self {
        let connection = Connection::open(path).unwrap();
        array::load_module(&connection).unwrap();
        Self(connection)
    }

    /// Runs the statements, which stay prepared, and reads all that they find.
    pub fn run(&self, condition: &str, order: &str) -> Found {
        let counted = if condition.contains("organizations") { TABLE } else { "FROM contacts" };
        let count = format!("SELECT COUNT(*) {counted} WHERE {condition}");
        let total = self.0.prepare_cached(&count).unwrap().query_row([], |row| row.get(0)).unwrap();
        let page = format!("SELECT {COLUMNS} {TABLE} WHERE {condition} ORDER BY {order} LIMIT 100");
        let mut rows = self.rows(&page, []);
        let ids: Vec<i64> = rows.iter().map(|row| if let Value::Integer(id) = row[0] { id } else { 0 }).collect();
        for list in LISTS {
            let page = Rc::new(ids.iter().copied().map(Value::Integer).collect::<Vec<_>>());
            rows.append(&mut self.rows(list, [page]));
        }
        Found { total, ids, rows }
    }

    fn rows(&self, statement: &str, values: impl rusqlite::Params) -> Vec<Vec<Value>> {
        let mut statement = self.0.prepare_cached(statement).unwrap();
        let columns = statement.column_count();
        let read = |row: &Row<'_>| (0..columns).map(|column| row.get(column)).collect();
        statement.query_map(values, read).unwrap().collect::<rusqlite::Result<_>>().unwrap()
    }
}
