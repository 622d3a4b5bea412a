//! A small JSON-RPC server for tests of the command line: `create.*` stores, `delete.*` takes away, all else is refused.

use std::collections::BTreeSet;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

/// What the server stored and heard.
#[derive(Clone)]
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) stored: Arc<Mutex<BTreeSet<u64>>>,
    pub(crate) heard: Arc<Mutex<Vec<String>>>,
    /// No id is given twice.
    ids: Arc<AtomicU64>,
    delay: Duration,
    /// What error answers hold in place of a message.
    echo: Option<String>,
}

impl Server {
    /// Serves on a free port until the test ends; each answer takes so long.
    pub(crate) fn start(delay: Duration, echo: Option<&str>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let echo = echo.map(str::to_owned);
        let server = Self { url, stored: Arc::default(), heard: Arc::default(), ids: Arc::default(), delay, echo };
        let shared = server.clone();
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (server, stream) = (shared.clone(), stream.unwrap());
                std::thread::spawn(move || server.converse(stream));
            }
        });
        server
    }

    fn converse(&self, mut stream: TcpStream) {
        while let Some(body) = request(&mut stream) {
            std::thread::sleep(self.delay);
            let answer = self.answer(&body);
            let head = format!(
                "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
                answer.len()
            );
            if stream.write_all((head + &answer).as_bytes()).is_err() {
                return;
            }
        }
    }

    fn answer(&self, body: &str) -> String {
        let request: Value = serde_json::from_str(body).unwrap_or_default();
        let method = request["method"].as_str().unwrap_or_default();
        self.heard.lock().unwrap().push(method.to_owned());
        let mut stored = self.stored.lock().unwrap();
        let id = request["params"]["id"].as_u64().unwrap_or_default();
        if method.starts_with("create.") {
            let id = self.ids.fetch_add(1, Ordering::Relaxed);
            stored.insert(id);
            return json!({"jsonrpc": "2.0", "id": request["id"], "result": {"id": id}}).to_string();
        }
        if method.starts_with("delete.") && stored.remove(&id) {
            return json!({"jsonrpc": "2.0", "id": request["id"], "result": {}}).to_string();
        }
        let usual = if method.starts_with("delete.") { "entity_not_found" } else { "no" };
        let message = self.echo.clone().unwrap_or_else(|| usual.to_owned());
        let error = json!({"code": -32602, "message": message, "data": {"mnemonic": message, "field": message}});
        json!({"jsonrpc": "2.0", "id": request["id"], "error": error}).to_string()
    }
}

/// The body of the next request; none when the connection is closed.
fn request(stream: &mut TcpStream) -> Option<String> {
    let mut bytes = Vec::new();
    let mut byte = [0];
    while !bytes.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        bytes.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&bytes).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    Some(String::from_utf8_lossy(&body).into_owned())
}
