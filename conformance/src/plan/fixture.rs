//! The rows that the run makes for a list method, all unlike, so that filters, orders and pages have something to tell apart.

use doctract_spec::ir::{Location, Method, Param, Protocol, Role};
use serde_json::{Number, Value};

use super::call::Call;
use super::context::{Context, Effect};
use super::reference;
use super::values::Detail;
use super::verbs;
use crate::draft::{Draft, Path, Slot};
use crate::judge::row_fields;
use crate::request::Request;

/// How much each row says: some fields are to be empty in some rows.
const ROWS: &[Detail] = &[Detail::Full, Detail::Full, Detail::Minimal, Detail::Full, Detail::Full];

/// How much one more row says where rows can be ordered: what is empty in two rows is equal, so that a second key decides.
const TIED: Detail = Detail::Minimal;

/// How many rows there are in any case, of which no two are equally empty. Their number is odd, so that pages of two do not come out even.
pub const FIRST: usize = ROWS.len();

/// How many requests are made at most to find the rows among those of an account.
pub(crate) const SEARCHED: u64 = 60;

/// The rows of a list method that the run makes.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixture {
    /// The field of the rows that holds the id.
    pub key: String,
    /// The entities; the rows are listed in this order in reports.
    pub entities: Vec<Slot>,
    /// The requests that list all rows of an account, page by page; only the first where each page tells of the next.
    pub requests: Vec<Request>,
    /// The parameter of the query that takes what the page before tells of the next.
    pub cursor: Option<String>,
}

impl<'a> Context<'a> {
    /// Plans the rows of a list method, and gives their ids in the order in which they are made. The error is the reason why there are none.
    pub fn fixture(&self, list: &'a Method) -> Result<(String, Vec<Slot>), String> {
        if let Some(fixture) = self.fixtures.borrow().get(&list.name) {
            return Ok((fixture.key.clone(), fixture.entities.clone()));
        }
        let (_, fields) = row_fields(self.api, list).ok_or("the documents do not tell where the rows are")?;
        let maker = reference::creator(self.api, verbs::object(list)).ok_or("no documented method makes its rows")?;
        let id = reference::id_field(maker).ok_or("the method that makes its rows returns no id")?;
        let key = fields.iter().find(|field| field.name == id.name).ok_or("its rows do not hold their id")?;
        let ordered = fields.iter().filter(|field| field.sortable == Some(true)).count() > 1;
        let rows = ROWS.iter().chain(ordered.then_some(&TIED)).enumerate();
        let mut entities: Vec<Slot> = rows
            .map(|(variant, detail)| self.variant(maker, &row(variant + 1), *detail, variant + 1))
            .collect::<Result<_, _>>()?;
        self.namesakes(maker, &entities)?;
        // Made in another order than that of their numbers, which would otherwise be that of their ids.
        entities.swap(0, 3);
        entities.swap(1, 3);
        let (requests, cursor) = (self.all_rows(list)?, self.cursor(list).map(|param| param.name.clone()));
        let fixture = Fixture { key: key.name.clone(), entities: entities.clone(), requests, cursor };
        self.fixtures.borrow_mut().insert(list.name.clone(), fixture);
        Ok((key.name.clone(), entities))
    }

    /// Two of the rows have the same first part of what is made of several, as people have their last names: an order by the part alone is not that by
    /// the whole.
    fn namesakes(&self, maker: &'a Method, entities: &[Slot]) -> Result<(), String> {
        let [one, other, ..] = entities else { return Ok(()) };
        let (Some(one), Some(made)) = (self.known(one), self.known(other)) else { return Ok(()) };
        let mut args = made.args.clone();
        let sent = |name: &str| one.args.clone().at_mut(&Path::top(name).0).map(|value| value.clone());
        let parts = self.api.conventions.composed.iter().filter_map(|composed| composed.from.first());
        let parts: Vec<(&String, Draft)> = parts.filter_map(|name| Some((name, sent(name)?))).collect();
        if parts.is_empty() || self.api.protocol == Protocol::Rest {
            return Ok(());
        }
        for (name, value) in parts {
            args.set(&Path::top(name), value);
        }
        let made = self.sent(maker, &row(2), args)?;
        self.fill(maker, &made, 2);
        Ok(())
    }

    /// The parameter by which a list is asked for the next page, where the dialect tells which member of an answer holds its value.
    pub fn cursor(&self, list: &'a Method) -> Option<&'a Param> {
        let by_query = |param: &&Param| param.role == Some(Role::Cursor) && param.location == Some(Location::Query);
        list.params.iter().find(by_query).filter(|_| self.api.conventions.list.next.is_some())
    }

    /// The requests for all rows.
    fn all_rows(&self, list: &'a Method) -> Result<Vec<Request>, String> {
        let case = format!("rows of {}", list.name);
        let mut call = self.call(list, &case, Detail::Minimal, Effect::Shares)?.call;
        let size = self.whole_page(&mut call);
        let first = call.request();
        let mut requests = vec![first];
        let by_role = |role: Role| list.params.iter().find(|param| param.role == Some(role));
        let (offset, page) = (by_role(Role::Offset), by_role(Role::Page));
        for number in 1..SEARCHED {
            let start = size.and_then(|size| number.checked_mul(size));
            let (param, value) = match (offset, page, start) {
                (Some(offset), _, Some(start)) if self.cursor(list).is_none() => (offset, start),
                // Documents may leave open whether the first page is 0 or 1: with 1 asked for, none is left out.
                (_, Some(page), _) if self.cursor(list).is_none() => (page, number),
                _ => break,
            };
            if param.schema.maximum.as_ref().is_some_and(|most| !allows(most, value)) {
                break;
            }
            call.set(&Path::top(&param.name), Draft::Known(Value::from(value)));
            requests.push(call.request());
        }
        Ok(requests)
    }

    /// Asks for the largest page that is documented, and tells its size where there is one.
    pub fn whole_page(&self, call: &mut Call<'a>) -> Option<u64> {
        let limit = call.method.params.iter().find(|param| param.role == Some(Role::Limit))?;
        let most = limit.schema.maximum.as_ref().and_then(Number::as_u64);
        let size = most.or_else(|| limit.default.as_ref().and_then(Value::as_u64))?;
        call.set(&Path::top(&limit.name), Draft::Known(Value::from(size)));
        Some(size)
    }
}

/// The word for a row of this variant.
fn row(variant: usize) -> String {
    format!("row {variant}")
}

/// Whether a number is at most a bound. Of a bound with a fraction, or one that no whole number reaches, a page past it is left out.
fn allows(most: &Number, number: u64) -> bool {
    most.as_u64().is_some_and(|most| number <= most)
}
