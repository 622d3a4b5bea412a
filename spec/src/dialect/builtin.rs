//! The dialects that come with doctract.

use std::sync::LazyLock;

use super::{Dialect, DialectError};

const SOURCES: &[(&str, &str)] = &[
    ("binance.toml", include_str!("../../dialects/binance.toml")),
    ("bitrix24.toml", include_str!("../../dialects/bitrix24.toml")),
    ("onlyoffice.toml", include_str!("../../dialects/onlyoffice.toml")),
    ("rocketchat.toml", include_str!("../../dialects/rocketchat.toml")),
    ("uis-call.toml", include_str!("../../dialects/uis-call.toml")),
    ("uis-chat.toml", include_str!("../../dialects/uis-chat.toml")),
    ("uis.toml", include_str!("../../dialects/uis.toml")),
    ("yandex360.toml", include_str!("../../dialects/yandex360.toml")),
];

static BUILTINS: LazyLock<Result<Vec<Dialect>, DialectError>> =
    LazyLock::new(|| SOURCES.iter().map(|(path, text)| Dialect::from_toml(path, text)).collect());

/// All dialects that come with doctract, by name. Empty only if one of them is broken, which a test rules out.
pub fn builtins() -> &'static [Dialect] {
    BUILTINS.as_deref().unwrap_or_default()
}

/// The dialect of a name.
pub fn builtin(name: &str) -> Option<&'static Dialect> {
    builtins().iter().find(|dialect| dialect.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dialect_in_the_folder_compiles_and_is_listed() {
        for (path, text) in SOURCES {
            let dialect = Dialect::from_toml(path, text).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(format!("{}.toml", dialect.name), *path);
        }
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("dialects");
        let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name()).collect();
        files.retain(|name: &std::ffi::OsString| name.to_string_lossy().ends_with(".toml"));
        files.sort();
        let listed: Vec<_> = SOURCES.iter().map(|(path, _)| std::ffi::OsString::from(path)).collect();
        assert_eq!(files, listed, "add the file to SOURCES in spec/src/dialect/builtin.rs");
    }
}
