//! Writing files that are never half written.

use std::fs::Metadata;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::output;

/// Writes a file whole: into a temporary one beside it, which then takes its name and its mode. A link is followed; `-` is stdout; what is
/// no regular file (a device, a pipe) is written through.
pub(crate) fn write_file(path: &Path, text: &str) -> io::Result<()> {
    if path == Path::new("-") {
        return output::print(text);
    }
    let (path, before) = followed(path);
    if before.as_ref().is_some_and(|before| !before.is_file()) {
        return std::fs::File::options().write(true).open(path)?.write_all(text.as_bytes());
    }
    let mut file = beside(&path)?;
    file.as_file_mut().write_all(text.as_bytes())?;
    if let Some(before) = before {
        file.as_file().set_permissions(before.permissions())?;
    } else {
        new_mode(file.as_file())?;
    }
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

/// Tells whether a file could be written now, and leaves it as it is; the folder that it is to stand in is made.
pub(crate) fn can_write(path: &Path) -> io::Result<()> {
    if path == Path::new("-") {
        return Ok(());
    }
    match followed(path) {
        (_, Some(before)) if before.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
        (_, Some(before)) if !before.is_file() => Ok(()),
        (path, _) => beside(&path).map(drop),
    }
}

/// The file that a path leads to, and what it is if it is there.
fn followed(path: &Path) -> (PathBuf, Option<Metadata>) {
    let path = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = std::fs::metadata(&path).ok();
    (path, before)
}

/// A temporary file in the folder of another one, which is made.
fn beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)?;
    NamedTempFile::new_in(folder).map_err(|error| {
        // The name of the temporary file is of no use to anybody.
        let cause =
            error.get_ref().and_then(|outer| outer.source()).and_then(|inner| inner.downcast_ref::<io::Error>());
        cause.and_then(io::Error::raw_os_error).map_or_else(|| error.kind().into(), io::Error::from_raw_os_error)
    })
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
        can_write(&link).unwrap();
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "old");
        write_file(&link, "new").unwrap();
        assert!(std::fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(std::fs::read_to_string(&file).unwrap(), "new");
        assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
        let device = folder.path().join("device");
        symlink("/dev/null", &device).unwrap();
        write_file(&device, "gone").unwrap();
        assert!(!std::fs::metadata("/dev/null").unwrap().is_file());
    }

    #[test]
    fn what_cannot_be_written_is_told_ahead_of_it_without_a_temporary_name() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("file"), "").unwrap();
        assert!(can_write(folder.path()).is_err());
        for wrong in [&folder.path().join("file/below"), Path::new("/proc/self/report")] {
            let told = can_write(wrong).unwrap_err().to_string();
            assert!(!told.contains(".tmp"), "{told}");
        }
        can_write(&folder.path().join("new/report")).unwrap();
        assert_eq!(std::fs::read_dir(folder.path().join("new")).unwrap().count(), 0);
    }
}
