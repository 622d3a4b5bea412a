//! Exit codes, which scripts can rely on.

use std::process::ExitCode;

/// How a run ended. The numbers are documented in the README and do not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything is as it should be.
    Fine,
    /// There are findings: a lint, drift, a failed case.
    Findings,
    /// The command line, a configuration or a file cannot be used.
    Usage,
    /// The target cannot be reached, or does not let a run come to its end.
    Unreachable,
    /// Nothing was selected to run, so nothing is known.
    NothingRun,
    /// The user ended the run.
    Interrupted,
}

impl Exit {
    /// The graver of two outcomes: what could not be done at all comes ahead of what was found.
    pub(crate) fn worse(self, other: Self) -> Self {
        let rank = |exit: Self| match exit {
            Self::Fine => 0,
            Self::NothingRun => 1,
            Self::Findings => 2,
            Self::Unreachable => 3,
            Self::Usage => 4,
            Self::Interrupted => 5,
        };
        if rank(other) > rank(self) { other } else { self }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Fine => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Unreachable => 3,
            Exit::NothingRun => 4,
            Exit::Interrupted => 130,
        })
    }
}
