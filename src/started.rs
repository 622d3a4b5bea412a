//! A target that runs for as long as it is needed.

use std::io::{self, IsTerminal as _};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tokio::io::{AsyncBufRead, AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

use crate::config::StartConfig;
use crate::tail::Tail;

/// A process that was started here, and is stopped here.
pub(crate) struct Started {
    child: Child,
    /// What it started itself goes with it.
    group: Group,
    /// The base URL that it printed.
    pub(crate) url: String,
}

impl Started {
    /// Starts a target in the folder of the configuration, and waits until it says that it is ready.
    pub(crate) async fn start(config: &StartConfig, folder: &Path) -> Result<Self> {
        // Its arguments are not told, for they may hold a secret.
        let Some(program) = config.command.first() else { bail!("`start.command` is empty") };
        let mut child = spawn(config, folder).with_context(|| format!("cannot start `{program}`"))?;
        let group = Group::of(&child);
        let Some(stdout) = child.stdout.take() else { bail!("`{program}` has no stdout") };
        let tail = child.stderr.take().map(Tail::of);
        let mut stdout = BufReader::new(stdout);
        let patience = Duration::from_secs(config.timeout);
        let ready = tokio::time::timeout(patience, url(&mut stdout, &config.ready)).await;
        let why = match ready {
            Ok(Some(url)) => {
                // A pipe that nobody reads would stop it in the end.
                tokio::spawn(async move { tokio::io::copy_buf(&mut stdout, &mut tokio::io::sink()).await });
                return Ok(Self { child, group, url });
            }
            Ok(None) => format!("ended without a line that begins with `{}`", config.ready),
            Err(_) => format!("was not ready within {} s", config.timeout),
        };
        // Its output may end a little ahead of it.
        let ended = tokio::time::timeout(Duration::from_millis(200), child.wait()).await;
        let status = ended.ok().and_then(Result::ok).map(|status| format!(" ({status})")).unwrap_or_default();
        drop(group);
        let words = match tail {
            Some(tail) => tail.words(&config.env).await,
            None => String::new(),
        };
        let words = if words.is_empty() { words } else { format!("; it told last:\n{words}") };
        bail!("`{program}` {why}{status}{words}")
    }

    /// Stops it.
    pub(crate) async fn stop(mut self) -> Result<()> {
        drop(self.group);
        self.child.kill().await.context("the target could not be stopped")
    }
}

/// The name of no program.
const EMPTY: &String = &String::new();

fn spawn(config: &StartConfig, folder: &Path) -> io::Result<Child> {
    let (program, arguments) = config.command.split_first().unwrap_or((EMPTY, &[]));
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // What it tells while it starts is progress.
    let stderr = if io::stderr().is_terminal() { Stdio::inherit() } else { Stdio::piped() };
    let mut child = Command::new(program);
    child
        .args(arguments)
        .envs(&config.env)
        .current_dir(folder)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(stderr)
        .kill_on_drop(true);
    // Ctrl-C at the terminal reaches the whole group of processes: the target must outlive it, for the run to tidy up.
    #[cfg(unix)]
    child.process_group(0);
    child.spawn()
}

/// The group of processes of a target: a shell that starts it leaves it behind when it is ended alone.
#[derive(Debug)]
struct Group {
    #[cfg(unix)]
    leader: Option<rustix::process::Pid>,
}

impl Group {
    #[cfg(unix)]
    fn of(child: &Child) -> Self {
        let id = child.id().and_then(|id| i32::try_from(id).ok());
        Self { leader: id.and_then(rustix::process::Pid::from_raw) }
    }

    #[cfg(not(unix))]
    fn of(_: &Child) -> Self {
        Self {}
    }
}

#[cfg(unix)]
impl Drop for Group {
    fn drop(&mut self) {
        if let Some(leader) = self.leader {
            // All of it may have ended by itself.
            let _ = rustix::process::kill_process_group(leader, rustix::process::Signal::KILL);
        }
    }
}

/// The longest line that is looked at; of a longer one the beginning is.
const LONGEST_LINE: usize = 64 << 10;

/// What follows the words that say it is ready; none where the output ends before.
async fn url(output: &mut (impl AsyncBufRead + Unpin), ready: &str) -> Option<String> {
    while let Some(line) = line(output).await {
        // What a target writes need not be UTF-8.
        if let Some(url) = String::from_utf8_lossy(&line).trim_start().strip_prefix(ready) {
            return Some(url.trim().trim_end_matches('/').to_owned());
        }
    }
    None
}

/// The next line; none at the end.
async fn line(output: &mut (impl AsyncBufRead + Unpin)) -> Option<Vec<u8>> {
    let mut line = Vec::new();
    loop {
        let bytes = output.fill_buf().await.ok()?;
        if bytes.is_empty() {
            return (!line.is_empty()).then_some(line);
        }
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let here = &bytes[..end.unwrap_or(bytes.len())];
        line.extend_from_slice(&here[..here.len().min(LONGEST_LINE - line.len())]);
        let read = end.map_or(bytes.len(), |end| end + 1);
        output.consume(read);
        if end.is_some() {
            return Some(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn lines_that_are_no_text_or_too_long_are_passed_over() {
        let mut output = vec![0xff, 0xfe, b'\n'];
        output.extend(vec![b'x'; 3 * LONGEST_LINE]);
        output.extend(b"\n\n  listening on http://127.0.0.1:1/ \nmore");
        let found = url(&mut BufReader::with_capacity(7, output.as_slice()), "listening on ").await;
        assert_eq!(found.as_deref(), Some("http://127.0.0.1:1"));
        assert_eq!(url(&mut b"\xff\nlistening".as_slice(), "listening on ").await, None);
    }
}
