//! A sign that there is no time left.

use std::fmt;
use std::sync::Arc;

/// Asked now and then whether to give up; never, by default.
///
/// No stage looks at a clock: what says that the time is up is the caller's. Once it is due it must stay so, and what
/// was read by then must not be kept, since how much that is differs from machine to machine.
#[derive(Clone, Default)]
pub struct Stop(Option<Arc<dyn Fn() -> bool + Send + Sync>>);

impl Stop {
    /// Due when `is_due` says so.
    pub fn when(is_due: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(is_due)))
    }

    /// Is it time to give up?
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.0.as_ref().is_some_and(|is_due| is_due())
    }
}

impl fmt::Debug for Stop {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Stop").field("is_set", &self.0.is_some()).finish_non_exhaustive()
    }
}
