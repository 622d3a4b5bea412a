//! What is acknowledged stays, whatever happens to the process; and many callers do not get in each other's way.

use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::Client;
use rusqlite::Connection;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{task::JoinSet, time::sleep};

use crate::server::{Server, TOKENS};

/// Calls a method; `None` once the server is gone.
async fn call(client: &Client, url: &str, method: &str, mut params: Value) -> Option<Value> {
    params["access_token"] = TOKENS[0].1.into();
    let request = json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": params });
    client.post(format!("{url}/v2.0")).body(request.to_string()).send().await.ok()?.json().await.ok()
}

fn contact(writer: usize, count: usize) -> Value {
    let emails = [1, 2].map(|n| format!("w{writer}-{count}-{n}@example.com"));
    json!({ "last_name": "x", "emails": emails, "phone_numbers": ["74951234567", "74957654321"], "groups": [1] })
}

/// Creates contacts until the server is gone; the ids that it acknowledged, which are counted as they come.
async fn write(client: Client, url: String, writer: usize, acknowledged: Arc<AtomicUsize>) -> Vec<i64> {
    let mut ids = Vec::new();
    // Far more than the time before the end allows.
    for count in 0..100_000 {
        let Some(answer) = call(&client, &url, "create.contacts", contact(writer, count)).await else { break };
        ids.push(answer["result"]["id"].as_i64().unwrap_or_else(|| panic!("{answer}")));
        acknowledged.fetch_add(1, Ordering::Relaxed);
    }
    ids
}

fn check_integrity(path: &Path) {
    let connection = Connection::open(path).unwrap();
    let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    let mut broken = connection.prepare("PRAGMA foreign_key_check").unwrap();
    assert!(broken.query([]).unwrap().next().unwrap().is_none());
}

#[tokio::test]
async fn killing_the_server_loses_nothing_that_was_acknowledged() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("contacts.sqlite");
    let mut acknowledged = Vec::new();
    for round in 0..20 {
        let server = Server::start_on(path.clone(), &[]);
        let (mut writers, count) = (JoinSet::new(), Arc::new(AtomicUsize::new(0)));
        for writer in 0..8 {
            writers.spawn(write(server.client.clone(), server.url.clone(), writer, count.clone()));
        }
        // The end comes at another write each time, and none is waited for.
        let end = Instant::now() + Duration::from_secs(30);
        while count.load(Ordering::Relaxed) < 2 + 3 * round {
            assert!(Instant::now() < end, "the server acknowledges too little");
            sleep(Duration::from_millis(1)).await;
        }
        server.kill();
        acknowledged.extend(writers.join_all().await.into_iter().flatten());
        drop(server);
        check_integrity(&path);
    }
    let server = Server::start_on(path.clone(), &[]);
    let listed = server.result("get.contacts", json!({ "limit": 10_000 })).await;
    let rows = listed["data"].as_array().unwrap();
    assert_eq!(listed["metadata"]["total_items"], rows.len());
    for row in rows {
        let lengths = ["emails", "phone_numbers", "groups"].map(|name| row[name].as_array().unwrap().len());
        assert_eq!(lengths, [2, 2, 1], "a part of an entity: {row}");
    }
    let kept: Vec<i64> = rows.iter().map(|row| row["id"].as_i64().unwrap()).collect();
    assert!(acknowledged.len() > 20, "too few to tell: {acknowledged:?}");
    for id in acknowledged {
        assert!(kept.binary_search(&id).is_ok(), "{id} was acknowledged and is gone");
    }
}

#[tokio::test]
async fn readers_and_writers_at_once_are_all_answered() {
    read_and_write(Duration::from_secs(2)).await;
}

#[tokio::test]
#[ignore = "takes 20 seconds; run it with `cargo test -p reference-server -- --ignored`"]
async fn readers_and_writers_at_once_are_all_answered_for_long() {
    read_and_write(Duration::from_secs(20)).await;
}

/// Has 8 readers and 4 writers send requests for some time. None of them may be refused: `create` and `result` see to that.
async fn read_and_write(time: Duration) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("contacts.sqlite");
    let server = Arc::new(Server::start_on(path.clone(), &[]));
    let end = Instant::now() + time;
    let mut callers = JoinSet::new();
    for caller in 0..12 {
        let server = server.clone();
        callers.spawn(async move {
            let mut count = 0;
            while Instant::now() < end {
                if caller < 4 {
                    server.create("contacts", contact(caller, count)).await;
                } else {
                    let sort = json!([{ "field": "full_name", "order": "desc" }]);
                    server.result("get.contacts", json!({ "sort": sort, "limit": 20 })).await;
                }
                count += 1;
            }
            (caller < 4, count)
        });
    }
    let answered = callers.join_all().await;
    let written: usize = answered.iter().filter(|(writer, _)| *writer).map(|(_, count)| count).sum();
    let total = server.result("get.contacts", json!({ "limit": 0 })).await["metadata"]["total_items"].clone();
    assert_eq!(total, written);
    assert!(answered.iter().all(|(_, count)| *count > 0), "{answered:?}");
}
