//! Points: what a call costs, and what `metadata.limits` says of them.

use doctract_runtime::{Detail, server::Failure};
use jiff::Timestamp;
use serde_json::json;
use uis::{GetErrors, Metadata, MetadataLimits};

use crate::limits::{Exceeded, Limiter};

/// Takes the point that a call costs.
///
/// # Errors
/// `limit_exceeded`, with the name of the limit and its height, when none is left.
pub(super) fn charge(limiter: &Limiter) -> Result<(), Failure> {
    limiter.charge(Timestamp::now()).map_err(|Exceeded { window, limit }| {
        let detail = Detail::default().with_params(json!({ "limit_type": window, "limit_max_value": limit }));
        // The error is documented alike for all methods.
        GetErrors::LimitExceeded(detail).into()
    })
}

/// What goes out with the rows of a list.
pub(super) fn metadata(limiter: &Limiter, total_items: i64) -> Metadata {
    Metadata { total_items: total_items.into(), limits: Some(left(limiter)), api_version: None }
}

/// How many points there are, and how many are left.
pub(super) fn left(limiter: &Limiter) -> MetadataLimits {
    let [day, minute] = limiter.usage(Timestamp::now());
    MetadataLimits {
        day_limit: day.limit.into(),
        day_remaining: day.remaining.into(),
        day_reset: day.reset.into(),
        minute_limit: minute.limit.into(),
        minute_remaining: minute.remaining.into(),
        minute_reset: minute.reset.into(),
    }
}
