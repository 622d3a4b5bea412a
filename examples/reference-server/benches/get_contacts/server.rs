//! The server as its callers meet it.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use reqwest::Client;
use serde_json::{Value, json};

const TOKEN: &str = "bench-3d21";

/// A server that runs, and a client that keeps its connection to it.
pub struct Server {
    child: Child,
    client: Client,
    url: String,
}

impl Server {
    /// Starts it on a file and waits until it listens.
    pub fn start(path: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_reference-server"));
        command.args(["--port", "0", "--db"]).arg(path).env("UIS_TOKEN", TOKEN).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let url = format!("{}/v2.0", line.strip_prefix("listening on ").unwrap().trim_end());
        // No connection here is encrypted, but a client that could encrypt one wants to know how.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Self { child, client: Client::builder().no_proxy().tcp_nodelay(true).build().unwrap(), url }
    }

    /// Sends a body and waits for all of the answer.
    pub async fn answer(&self, body: &str) -> Vec<u8> {
        let answer = self.client.post(&self.url).body(body.to_owned()).send().await.unwrap();
        answer.bytes().await.unwrap().to_vec()
    }
}

/// The body of a request.
pub fn request(filter: &Value, sort: &Value) -> String {
    let params = json!({ "access_token": TOKEN, "filter": filter, "sort": sort, "limit": 100 });
    json!({ "jsonrpc": "2.0", "id": 1, "method": "get.contacts", "params": params }).to_string()
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
