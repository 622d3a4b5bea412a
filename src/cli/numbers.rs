//! Numbers of the command line, within their bounds.

use clap::builder::RangedU64ValueParser;
use clap::value_parser;

/// A year: no run takes longer, and clocks can tell it.
const LONGEST: u64 = 365 * 24 * 60 * 60;

/// Seconds, at least one.
pub(super) fn seconds() -> RangedU64ValueParser<u64> {
    value_parser!(u64).range(1..=LONGEST)
}

/// A count, at least one.
pub(super) fn count(text: &str) -> Result<usize, String> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| "write a whole number from 1".to_owned())
}

/// How many of something there are in a second.
pub(super) fn rate(text: &str) -> Result<f64, String> {
    let rate = text.parse().ok().filter(|rate: &f64| rate.is_finite() && *rate > 0.0);
    rate.ok_or_else(|| "write a number above 0; without it as many are sent as can be".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_mean_no_bound_is_refused() {
        for wrong in ["0", "-1", "NaN", "inf", "1e999", "", "x"] {
            assert!(rate(wrong).is_err(), "{wrong}");
        }
        assert_eq!(rate("0.5"), Ok(0.5));
        assert!(count("0").is_err() && count("2") == Ok(2));
    }
}
