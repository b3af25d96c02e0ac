//! Exit status.

use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Everything was read.
    Clean,
    /// Finished; an input failed, something of it was lost, or there are findings that `--fail-on` names.
    Losses,
    /// Could not run.
    CouldNotRun,
}

impl Exit {
    /// The number that the shell sees.
    pub(crate) fn status(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Losses => 1,
            Self::CouldNotRun => 2,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.status())
    }
}

/// What the shell sees of a run that the user ended with Ctrl-C.
pub(crate) const INTERRUPTED: i32 = 130;
