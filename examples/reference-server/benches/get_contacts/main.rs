//! What the server adds to the database: `get.contacts` over 100 000 contacts, as a whole HTTP request and as its bare SQL.
//!
//! Run it with `cargo bench -p reference-server`. It prints for each filter the medians of both and their ratio; the goal is a
//! ratio under 3. Nothing here asserts a time: how fast a machine is proves nothing about the server.

#![expect(clippy::unwrap_used, reason = "a measurement that cannot go on has failed")]

mod bare;
mod data;
mod server;

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

use bare::Bare;
use server::Server;

/// How often each is measured. Both take turns, so that whatever else the machine does slows both.
const ROUNDS: usize = 300;

/// How often each is run before it is measured.
const WARM_UP: usize = 30;

/// What is asked for, as a request and as the condition and the order of its statement.
struct Case {
    name: &'static str,
    filter: Value,
    sort: Value,
    condition: &'static str,
    order: &'static str,
}

fn cases() -> [Case; 4] {
    let leaf =
        |field: &str, operator: &str, value: &str| json!({ "field": field, "operator": operator, "value": value });
    let joined = json!({
        "filters": [leaf("last_name", "=", "Orlova-17"), leaf("organization_name", "!=", "Organization 7")],
        "condition": "and",
    });
    [
        Case {
            name: "last_name = …, sort last_name",
            filter: leaf("last_name", "=", "Orlova-17"),
            sort: json!([{ "field": "last_name" }]),
            condition: "contacts.last_name = 'Orlova-17'",
            order: "contacts.last_name, contacts.id",
        },
        Case {
            name: "last_name = … and organization_name != …, sort full_name desc",
            filter: joined,
            sort: json!([{ "field": "full_name", "order": "desc" }]),
            condition: "contacts.last_name = 'Orlova-17' AND contact_organizations.name IS NOT 'Organization 7'",
            order: "contacts.full_name DESC, contacts.id",
        },
        Case {
            name: "last_name like …%, sort full_name",
            filter: leaf("last_name", "like", "Orlova-1%"),
            sort: json!([{ "field": "full_name" }]),
            condition: "contacts.last_name >= 'Orlova-1' AND contacts.last_name < 'Orlova-2'",
            order: "contacts.full_name, contacts.id",
        },
        Case {
            name: "first_name like %…%, sort full_name",
            filter: leaf("first_name", "like", "%na 1%"),
            sort: json!([{ "field": "full_name" }]),
            condition: "contacts.first_name GLOB '*na 1*'",
            order: "contacts.full_name, contacts.id",
        },
    ]
}

#[tokio::main]
async fn main() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("contacts.sqlite");
    // The server makes the schema; the data comes straight from here, as 100 000 requests would take long.
    drop(Server::start(&path));
    data::fill(&path);
    let server = Server::start(&path);
    let bare = Bare::open(&path);
    println!("{:<64}{:>10}{:>10}{:>8}", "filter and sort, limit 100", "SQL, µs", "HTTP, µs", "ratio");
    for case in cases() {
        let request = server::request(&case.filter, &case.sort);
        let expected = bare.run(case.condition, case.order);
        let answer: Value = serde_json::from_slice(&server.answer(&request).await).unwrap();
        assert_eq!(answer["result"]["metadata"]["total_items"], expected.total, "{}: {answer}", case.name);
        assert_eq!(ids(&answer), expected.ids, "{}", case.name);
        assert!(expected.rows.len() > expected.ids.len(), "{}: the lists of a page are rows too", case.name);
        let (mut sql, mut http) = (Vec::new(), Vec::new());
        for round in 0..WARM_UP + ROUNDS {
            let begun = Instant::now();
            std::hint::black_box(bare.run(case.condition, case.order));
            let middle = Instant::now();
            std::hint::black_box(server.answer(&request).await);
            if round >= WARM_UP {
                sql.push(middle - begun);
                http.push(middle.elapsed());
            }
        }
        let (sql, http) = (median(sql), median(http));
        let ratio = http.as_secs_f64() / sql.as_secs_f64();
        println!("{:<64}{:>10}{:>10}{ratio:>8.2}", case.name, sql.as_micros(), http.as_micros());
    }
}

fn ids(answer: &Value) -> Vec<i64> {
    answer["result"]["data"].as_array().unwrap().iter().map(|row| row["id"].as_i64().unwrap()).collect()
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}
