//! Starts the server, talks to it, and ends it.

use std::{
    fs,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::Once,
    thread::JoinHandle,
};

use reqwest::{Client, Method, Response, StatusCode};
use serde_json::{Value, json};
use tempfile::TempDir;

/// What lets callers in. None of them may ever be printed.
pub const TOKENS: [(&str, &str); 3] = [
    ("UIS_TOKEN", "uis-secret-6f1c"),
    ("YANDEX_TOKEN", "yandex-secret-a2b9"),
    ("ONLYOFFICE_TOKEN", "onlyoffice-secret-77e0"),
];

/// A server that runs.
pub struct Server {
    child: Child,
    /// What talks to it.
    pub client: Client,
    /// Where it listens.
    pub url: String,
    /// The file that holds its data.
    file: PathBuf,
    /// Keeps that file, unless the test does.
    folder: Option<TempDir>,
    /// What it prints after the first line, and what it logs.
    printed: Vec<JoinHandle<String>>,
}

/// What became of a server that ended in good order.
pub struct Ended {
    pub status: ExitStatus,
    pub first_line: String,
    pub printed: String,
    pub logged: String,
}

/// The server with these arguments and variables, before it is started.
pub fn command(args: &[&str], variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_reference-server"));
    for (name, _) in TOKENS {
        command.env_remove(name);
    }
    command.args(["--port", "0"]).args(args).envs(variables.iter().copied()).stdin(Stdio::null());
    command
}

/// Runs the server where it is expected to refuse to start.
pub fn refuse_to_start(args: &[&str], variables: &[(&str, &str)]) -> Output {
    command(args, variables).output().unwrap()
}

impl Server {
    /// Starts it on a new file, with all tokens, an open organization 1 and a forbidden one 2, and waits until it listens.
    pub fn start(args: &[&str]) -> Self {
        Self::start_with(args, &TOKENS)
    }

    /// Starts it in the same way with these variables in place of all tokens.
    pub fn start_with(args: &[&str], variables: &[(&str, &str)]) -> Self {
        let folder = TempDir::new().unwrap();
        let mut server = Self::launch(folder.path().join("contacts.sqlite"), args, variables);
        server.folder = Some(folder);
        server
    }

    /// Starts it in the same way on a file that may be there already.
    pub fn start_on(file: PathBuf, args: &[&str]) -> Self {
        Self::launch(file, args, &TOKENS)
    }

    fn launch(file: PathBuf, args: &[&str], variables: &[(&str, &str)]) -> Self {
        let args =
            [args, &["--org", "1", "--forbidden-org", "2", "--verbose", "--db", file.to_str().unwrap()]].concat();
        let mut child = command(&args, variables).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let url = line.strip_prefix("listening on ").expect("it says where it listens").trim_end().to_owned();
        Self { child, client: client(), url, file, folder: None, printed: vec![collect(stdout), collect(stderr)] }
    }

    /// Sends a request that must be refused: after it, what the server keeps is bit for bit what it was. The log of a database in
    /// WAL mode grows with all that is written, even where it is the same as before.
    pub async fn unchanged<T>(&self, request: impl Future<Output = T>) -> T {
        let before = self.bytes();
        let answer = request.await;
        assert!(self.bytes() == before, "a refused request changed what the server keeps");
        answer
    }

    /// The file that holds its data.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// All that the server keeps: its file, and the log of writes beside it.
    fn bytes(&self) -> [Vec<u8>; 2] {
        let mut log = self.file.clone().into_os_string();
        log.push("-wal");
        [fs::read(&self.file).unwrap(), fs::read(log).unwrap_or_default()]
    }

    /// Calls a method with the token; the whole answer.
    pub async fn call(&self, method: &str, mut params: Value) -> Value {
        params["access_token"] = TOKENS[0].1.into();
        self.post_rpc(&json!({ "jsonrpc": "2.0", "id": "c-1", "method": method, "params": params }).to_string()).await
    }

    /// Calls a method that must succeed; its result.
    pub async fn result(&self, method: &str, params: Value) -> Value {
        let answer = self.call(method, params.clone()).await;
        assert_eq!(answer["error"], Value::Null, "{method} {params}");
        answer["result"].clone()
    }

    /// Creates an entity; its id.
    pub async fn create(&self, object: &str, params: Value) -> i64 {
        self.result(&format!("create.{object}"), params).await["id"].as_i64().unwrap()
    }

    /// All entities of a kind.
    pub async fn all(&self, object: &str) -> Value {
        self.result(&format!("get.{object}"), json!({})).await["data"].clone()
    }

    /// The entity with this id.
    pub async fn one(&self, object: &str, id: i64) -> Value {
        let filter = json!({ "field": "id", "operator": "=", "value": id });
        self.result(&format!("get.{object}"), json!({ "filter": filter })).await["data"][0].clone()
    }

    /// Calls a method that must refuse, and changes nothing: the data of its error.
    pub async fn refusal(&self, method: &str, params: Value) -> Value {
        let answer = self.unchanged(self.call(method, params.clone())).await;
        assert_eq!(answer["error"]["code"], -32602, "{method} {params}: {answer}");
        assert!(answer.get("result").is_none() && answer["id"] == "c-1", "{answer}");
        let mut data = answer["error"]["data"].clone();
        // The metadata of a list comes with its errors too.
        let metadata = data.as_object_mut().unwrap().remove("metadata");
        let limits = metadata.is_some_and(|metadata| metadata["limits"]["day_limit"].is_number());
        assert_eq!(limits, method.starts_with("get."), "{answer}");
        data
    }

    /// Keeps an organization; its id.
    pub async fn organization(&self, name: &str) -> i64 {
        self.create("contact_organizations", json!({ "name": name })).await
    }

    /// The names of the organizations that a request finds, in its order.
    pub async fn names(&self, params: Value) -> Vec<String> {
        let found = self.result("get.contact_organizations", params).await;
        found["data"].as_array().unwrap().iter().map(|row| row["name"].as_str().unwrap().to_owned()).collect()
    }

    /// Sends a body to the JSON-RPC endpoint.
    pub async fn post_rpc(&self, body: &str) -> Value {
        let sent = self.client.post(format!("{}/v2.0", self.url)).body(body.to_owned()).send().await.unwrap();
        assert_eq!(sent.status(), StatusCode::OK);
        sent.json().await.unwrap()
    }

    /// Sends a REST request.
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        authorization: Option<&str>,
        body: Option<&Value>,
    ) -> Response {
        let mut request = self.client.request(method, format!("{}{path}", self.url));
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        request.send().await.unwrap()
    }

    /// Ends it in the middle of whatever it does, as a crash would.
    pub fn kill(&self) {
        assert!(Command::new("kill").args(["-KILL", &self.child.id().to_string()]).status().unwrap().success());
    }

    /// Tells it to end, as an operator does.
    pub fn terminate(&self) {
        assert!(Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status().unwrap().success());
    }

    /// Tells it to end, waits for it, and tells what it printed.
    pub fn end(mut self) -> Ended {
        self.terminate();
        let status = self.child.wait().unwrap();
        let mut printed = self.printed.drain(..).map(|thread| thread.join().unwrap());
        let first_line = format!("listening on {}\n", self.url);
        Ended { status, first_line, printed: printed.next().unwrap(), logged: printed.next().unwrap() }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn collect(mut stream: impl Read + Send + 'static) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text
    })
}

fn client() -> Client {
    static PROVIDER: Once = Once::new();
    // No connection here is encrypted, but a client that could encrypt one wants to know how.
    PROVIDER.call_once(|| {
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    Client::builder().no_proxy().build().unwrap()
}
