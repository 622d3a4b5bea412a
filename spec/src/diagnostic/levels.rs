//! The level that each lint has in one project, where it is not the lint's own.

use std::collections::BTreeMap;

use super::{Diagnostic, Level};
use crate::lint::Code;

/// What a project decides on a lint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setting {
    /// It is not reported.
    Off,
    /// It is reported at this level.
    At(Level),
}

/// The words for the settings.
const WORDS: [(&str, Setting); 4] = [
    ("off", Setting::Off),
    ("note", Setting::At(Level::Note)),
    ("warning", Setting::At(Level::Warning)),
    ("error", Setting::At(Level::Error)),
];

/// The settings of a project, by lint.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Levels {
    settings: BTreeMap<Code, Setting>,
}

impl Levels {
    /// Sets the level of a lint. Both are words, as a configuration has them.
    ///
    /// # Errors
    /// The name is that of no lint, or it was set before by its number.
    pub fn set(&mut self, lint: &str, level: &str) -> Result<(), SettingError> {
        let code: Code = lint.parse().map_err(SettingError::Lint)?;
        let Some((_, setting)) = WORDS.iter().find(|(word, _)| *word == level) else {
            let hint = crate::near::hint(level, WORDS.iter().map(|(word, _)| *word));
            let hint = if hint.is_empty() { "." } else { &hint };
            return Err(SettingError::Level(format!("`{level}` is no level{hint} Use error, warning, note or off")));
        };
        match self.settings.insert(code, *setting) {
            Some(_) => Err(SettingError::Lint(format!("`{lint}` is set twice: it is {code}"))),
            None => Ok(()),
        }
    }

    /// Gives each finding its level, and takes out those of lints that are off.
    pub fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        diagnostics.retain(|found| self.settings.get(&found.code) != Some(&Setting::Off));
        for found in diagnostics {
            if let Some(Setting::At(level)) = self.settings.get(&found.code) {
                found.level = *level;
            }
        }
    }
}

/// A setting that cannot be used: which of its two words is wrong, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SettingError {
    /// The name of the lint.
    Lint(String),
    /// The word for the level.
    Level(String),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_meets_a_hint() {
        let mut levels = Levels::default();
        let wrong = |error: Result<(), SettingError>| match error.unwrap_err() {
            SettingError::Lint(message) | SettingError::Level(message) => message,
        };
        assert!(wrong(levels.set("name-difers", "off")).contains("did you mean `name-differs`?"));
        assert!(wrong(levels.set("name-differs", "warn")).contains("did you mean `warning`?"));
        assert_eq!(levels.set("name-differs", "off"), Ok(()));
        assert!(wrong(levels.set("D003", "off")).contains("set twice"));
    }
}
