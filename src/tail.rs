//! The end of what a process tells, kept while it runs: a pipe that nobody reads would stop it in the end.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _};
use tokio::task::JoinHandle;

/// How many bytes are kept.
const KEPT: usize = 2 << 10;

/// How long the rest may take to come when the process has ended.
const PATIENCE: Duration = Duration::from_millis(500);

/// What a pipe held last.
#[derive(Debug)]
pub(crate) struct Tail {
    bytes: Arc<Mutex<Vec<u8>>>,
    reading: JoinHandle<()>,
}

impl Tail {
    /// Reads the pipe until it ends. It must be called on a Tokio runtime.
    pub(crate) fn of(mut pipe: impl AsyncRead + Unpin + Send + 'static) -> Self {
        let bytes: Arc<Mutex<Vec<u8>>> = Arc::default();
        let kept = Arc::clone(&bytes);
        let reading = tokio::spawn(async move {
            let mut buffer = [0; 1 << 10];
            while let Ok(count @ 1..) = pipe.read(&mut buffer).await {
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                kept.extend_from_slice(&buffer[..count]);
                let beyond = kept.len().saturating_sub(KEPT);
                kept.drain(..beyond);
            }
        });
        Self { bytes, reading }
    }

    /// The last lines, in which the values of variables are named and not told.
    pub(crate) async fn words(mut self, variables: &BTreeMap<String, String>) -> String {
        // A process that the first one left behind may keep the pipe open.
        let _ = tokio::time::timeout(PATIENCE, &mut self.reading).await;
        let bytes = self.bytes.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        if bytes.len() == KEPT {
            // What the cut left of the first line may be a part of a secret.
            text = text.split_once('\n').map(|(_, rest)| rest.to_owned()).unwrap_or_default();
        }
        let secrets = variables.iter().filter(|(_, value)| !value.is_empty());
        secrets.fold(text, |text, (name, value)| text.replace(value.as_str(), &format!("${name}"))).trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_last_lines_are_kept_without_secrets() {
        let mut told = "hunter2 ".repeat(KEPT).into_bytes();
        told.extend(b"\nno such port: hunter2\n");
        let words =
            Tail::of(std::io::Cursor::new(told)).words(&[("TOKEN".to_owned(), "hunter2".to_owned())].into()).await;
        assert_eq!(words, "no such port: $TOKEN");
    }
}
