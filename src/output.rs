//! Writing: to the terminal, and to files that are never half written.

use std::fmt;
use std::io::{self, Write};
use std::path::Path;

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
        done => done,
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

/// Writes an error to stderr.
pub(crate) fn error(words: impl fmt::Display) {
    tell!("{RED}error{RESET}: {words}");
}

/// A count with its noun: `1 file`, `2 files`.
pub(crate) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Writes a file whole: into a temporary one beside it, which then takes its name and its mode. A link is followed; `-` is stdout; what is
/// no regular file (a device, a pipe) is written through.
pub(crate) fn write_file(path: &Path, text: &str) -> io::Result<()> {
    if path == Path::new("-") {
        return print(text);
    }
    let path = &std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = std::fs::metadata(path).ok();
    if before.as_ref().is_some_and(|before| !before.is_file()) {
        return std::fs::File::options().write(true).open(path)?.write_all(text.as_bytes());
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(text.as_bytes())?;
    if let Some(before) = before {
        file.as_file().set_permissions(before.permissions())?;
    } else {
        new_mode(file.as_file())?;
    }
    // The name of the temporary file is of no use to anybody.
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// The mode of a file that was not there before: a temporary one is for its owner alone.
fn new_mode(file: &std::fs::File) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        file.set_permissions(std::fs::Permissions::from_mode(0o644))?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    use super::*;

    #[test]
    fn links_devices_and_modes_stay_what_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let (file, link) = (folder.path().join("file"), folder.path().join("link"));
        std::fs::write(&file, "old").unwrap();
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        symlink(&file, &link).unwrap();
        write_file(&link, "new").unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        let device = folder.path().join("device");
        symlink("/dev/null", &device).unwrap();
        write_file(&device, "gone").unwrap();
        assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
    }
}
