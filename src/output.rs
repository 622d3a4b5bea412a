//! Writing to the terminal.

use std::fmt;
use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

pub(crate) const BOLD: Style = Style::new().bold();
pub(crate) const DIM: Style = Style::new().dimmed();
pub(crate) const RED: Style = AnsiColor::Red.on_default().bold();
pub(crate) const RESET: anstyle::Reset = anstyle::Reset;

/// Writes a result to stdout. A reader that has gone away is no error of ours: `doctract read … | head`.
pub(crate) fn print(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done.map_err(|error| io::Error::new(error.kind(), format!("cannot write to stdout: {error}"))),
    }
}

/// Writes a line to stderr, in the form of `format!`. That nobody hears it is no reason to end: stderr may be closed.
macro_rules! tell {
    ($($words:tt)*) => { $crate::output::line(format_args!($($words)*)) };
}
pub(crate) use tell;

/// Writes a line to stderr; [`tell!`] is the way to say it.
pub(crate) fn line(words: fmt::Arguments<'_>) {
    // One write, so that the line stays whole beside those of a target that is started with the same stderr.
    let _ = anstream::stderr().lock().write_all(format!("{words}\n").as_bytes());
}

/// Writes lines to stderr.
pub(crate) fn tell_all(lines: &str) {
    lines.lines().for_each(|words| line(format_args!("{words}")));
}

/// Writes an error to stderr.
pub(crate) fn error(words: impl fmt::Display) {
    tell!("{RED}error{RESET}: {words}");
}

/// A count with its noun: `1 file`, `2 files`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
