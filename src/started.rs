//! A target that runs for as long as it is needed.

use std::io::IsTerminal as _;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::config::StartConfig;

/// A process that was started here, and is stopped here.
pub(crate) struct Started {
    child: Child,
    /// The base URL that it printed.
    pub(crate) url: String,
}

impl Started {
    /// Starts a target in the folder of the configuration, and waits until it says that it is ready.
    pub(crate) async fn start(config: &StartConfig, folder: &Path) -> Result<Self> {
        let Some((program, arguments)) = config.command.split_first() else { bail!("`start.command` is empty") };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        // What it tells while it starts is progress.
        let stderr = if std::io::stderr().is_terminal() { Stdio::inherit() } else { Stdio::null() };
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
        let mut child = child.spawn().with_context(|| format!("cannot start `{program}`"))?;
        let Some(stdout) = child.stdout.take() else { bail!("`{program}` has no stdout") };
        let mut lines = BufReader::new(stdout).lines();
        let patience = Duration::from_secs(config.timeout);
        let ready = tokio::time::timeout(patience, url(&mut lines, &config.ready)).await;
        let command = || config.command.join(" ");
        let url = match ready {
            Ok(Some(url)) => url,
            Ok(None) => bail!("`{}` ended without a line that begins with `{}`", command(), config.ready),
            Err(_) => bail!("`{}` was not ready within {} s", command(), config.timeout),
        };
        // A pipe that nobody reads would stop it in the end.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        Ok(Self { child, url })
    }

    /// Stops it.
    pub(crate) async fn stop(mut self) -> Result<()> {
        self.child.kill().await.context("the target could not be stopped")
    }
}

/// What follows the words that say it is ready; none where the output ends before.
async fn url(lines: &mut Lines<BufReader<ChildStdout>>, ready: &str) -> Option<String> {
    while let Ok(Some(line)) = lines.next_line().await {
        if let Some(url) = line.trim_start().strip_prefix(ready) {
            return Some(url.trim().trim_end_matches('/').to_owned());
        }
    }
    None
}
