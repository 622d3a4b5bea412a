//! The pages of a list, one after the other: by the planned requests, or by what each page tells of the next.

use serde_json::Value;

use super::Session;
use crate::draft::Draft;
use crate::judge::Listing;
use crate::plan::{Fixture, SEARCHED};
use crate::request::{Request, percent_decode};

/// The pages of a list that were not read yet.
pub(super) struct Pages<'p> {
    session: &'p Session,
    list: &'p str,
    requests: &'p [Request],
    cursor: Option<&'p str>,
    next: Option<Value>,
    read: usize,
}

impl<'p> Pages<'p> {
    /// All pages of an account.
    pub(super) fn all(session: &'p Session, list: &'p str, fixture: &'p Fixture) -> Self {
        Self { session, list, requests: &fixture.requests, cursor: fixture.cursor.as_deref(), next: None, read: 0 }
    }

    /// The page that this request asks for, and those that follow it.
    pub(super) fn from(session: &'p Session, list: &'p str, fixture: &'p Fixture, first: &'p Request) -> Self {
        Self { requests: std::slice::from_ref(first), ..Self::all(session, list, fixture) }
    }

    /// Reads the next page; none after the last. The error is why it cannot be read.
    pub(super) async fn page(&mut self) -> Result<Option<Listing>, String> {
        let Some(request) = self.request() else { return Ok(None) };
        self.read += 1;
        let listing = self.session.listing(self.list, &request).await?;
        self.next = self.cursor.and_then(|cursor| value_of(cursor, listing.next.as_ref()?));
        Ok(Some(listing))
    }

    /// Whether there are more pages than a run goes through.
    pub(super) fn are_left(&self) -> bool {
        self.cursor.is_some() && self.next.is_some()
    }

    fn request(&self) -> Option<Request> {
        let Some(cursor) = self.cursor.filter(|_| self.read > 0) else {
            return self.requests.get(self.read).cloned();
        };
        let mut request = self.requests.first().filter(|_| (self.read as u64) < SEARCHED)?.clone();
        request.query.retain(|(name, _)| name != cursor);
        request.query.push((cursor.to_owned(), Draft::Known(self.next.clone()?)));
        Some(request)
    }
}

/// What to ask for the next page by: the value itself, or the parameter in the URL of the next page.
fn value_of(cursor: &str, next: &Value) -> Option<Value> {
    let Some((_, query)) = next.as_str().and_then(|text| text.split_once('?')) else {
        return Some(next.clone());
    };
    let mut pairs = query.split(['&', '#']).filter_map(|pair| pair.split_once('='));
    let value = pairs.find(|(name, _)| percent_decode(name) == cursor).map(|(_, value)| percent_decode(value));
    value.map(Value::String)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_next_page_is_told_by_a_value_or_by_a_url() {
        assert_eq!(value_of("after", &json!("abc")), Some(json!("abc")));
        assert_eq!(value_of("after", &json!(17)), Some(json!(17)));
        assert_eq!(value_of("after", &json!("/v1/x?limit=2&after=a%2Fb%3D")), Some(json!("a/b=")));
        assert_eq!(value_of("after", &json!("https://x.test/v1/x?limit=2")), None);
    }
}
