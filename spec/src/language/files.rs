//! The languages whose words are known. Another one is a file beside these and a line here.

/// The files, each with its name.
pub(super) const FILES: &[(&str, &str)] = &[
    ("de.toml", include_str!("../../languages/de.toml")),
    ("en.toml", include_str!("../../languages/en.toml")),
    ("es.toml", include_str!("../../languages/es.toml")),
    ("fr.toml", include_str!("../../languages/fr.toml")),
    ("ja.toml", include_str!("../../languages/ja.toml")),
    ("pt.toml", include_str!("../../languages/pt.toml")),
    ("ru.toml", include_str!("../../languages/ru.toml")),
    ("zh.toml", include_str!("../../languages/zh.toml")),
];
