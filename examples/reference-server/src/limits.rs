//! Points that callers may use up, a day and a minute. Each call costs one.
//!
//! Windows are fixed: a day begins at midnight UTC, a minute with its first second. Counts live as long as the server.

use std::sync::{Mutex, PoisonError};

use jiff::Timestamp;

/// How many points there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quota {
    /// In a day.
    pub(crate) day: i64,
    /// In a minute.
    pub(crate) minute: i64,
}

/// How far a window is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Usage {
    /// How many points it has.
    pub(crate) limit: i64,
    /// How many are left.
    pub(crate) remaining: i64,
    /// In how many seconds the next window begins.
    pub(crate) reset: i64,
}

/// A window has no points left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exceeded {
    /// `day` or `minute`.
    pub(crate) window: &'static str,
    /// How many points it had.
    pub(crate) limit: i64,
}

/// Counts the points.
#[derive(Debug)]
pub(crate) struct Limiter {
    windows: Mutex<[Window; 2]>,
}

#[derive(Clone, Copy, Debug)]
struct Window {
    name: &'static str,
    seconds: i64,
    limit: i64,
    /// Which window since 1970 the count is of.
    number: i64,
    used: i64,
}

impl Limiter {
    /// With all points left.
    pub(crate) fn new(quota: Quota) -> Self {
        let window = |name, seconds, limit| Window { name, seconds, limit, number: 0, used: 0 };
        Self { windows: Mutex::new([window("day", 24 * 60 * 60, quota.day), window("minute", 60, quota.minute)]) }
    }

    /// Takes a point out of each window, or out of none.
    ///
    /// # Errors
    /// A window has none left.
    pub(crate) fn charge(&self, now: Timestamp) -> Result<(), Exceeded> {
        self.at(now, |windows| {
            if let Some(full) = windows.iter().find(|window| window.used >= window.limit) {
                return Err(Exceeded { window: full.name, limit: full.limit });
            }
            for window in windows {
                window.used += 1;
            }
            Ok(())
        })
    }

    /// How far the day and the minute are used up.
    pub(crate) fn usage(&self, now: Timestamp) -> [Usage; 2] {
        let usage = |window: Window| Usage {
            limit: window.limit,
            remaining: window.limit - window.used,
            reset: window.seconds - now.as_second().rem_euclid(window.seconds),
        };
        self.at(now, |windows| windows.map(usage))
    }

    fn at<T>(&self, now: Timestamp, work: impl FnOnce(&mut [Window; 2]) -> T) -> T {
        let mut windows = self.windows.lock().unwrap_or_else(PoisonError::into_inner);
        for window in windows.iter_mut() {
            let number = now.as_second().div_euclid(window.seconds);
            if window.number != number {
                (window.number, window.used) = (number, 0);
            }
        }
        work(&mut windows)
    }
}

#[cfg(test)]
mod tests {
    use super::{Exceeded, Limiter, Quota, Timestamp, Usage};

    fn second(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn a_new_window_has_all_points_again() {
        let limiter = Limiter::new(Quota { day: 3, minute: 2 });
        assert_eq!(limiter.charge(second(0)), Ok(()));
        assert_eq!(limiter.charge(second(59)), Ok(()));
        assert_eq!(limiter.charge(second(59)), Err(Exceeded { window: "minute", limit: 2 }));
        assert_eq!(limiter.charge(second(60)), Ok(()));
        assert_eq!(limiter.charge(second(61)), Err(Exceeded { window: "day", limit: 3 }));
        let day = Usage { limit: 3, remaining: 0, reset: 86_339 };
        assert_eq!(limiter.usage(second(61)), [day, Usage { limit: 2, remaining: 1, reset: 59 }]);
        assert_eq!(limiter.charge(second(86_400)), Ok(()));
    }
}
