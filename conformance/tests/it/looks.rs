//! APIs of other looks than the usual one: a correct server passes, and each defect is found by its check.

use crate::bench::{hold, of_check, report, whole};
use crate::shops::{self, Look};

/// Defects of the double whose answers stand in envelopes.
pub const HARBOUR: &[(&str, &str)] = &[
    ("other-envelope", "accepted"),
    ("name-lost", "resource_made"),
    ("other-default", "resource_made"),
    ("any-media", "media_type"),
    ("any-wish", "media_type"),
    ("xml-shouts", "xml"),
    ("any-carrier", "unknown_reference"),
    ("no-location", "location"),
    ("other-location", "location"),
    ("cursor-ignored", "cursor_paging"),
    ("cursor-skips", "cursor_paging"),
    ("cursor-stuck", "cursor_paging"),
    ("ends-early", "cursor_paging"),
    ("size-ignored", "cursor_paging"),
];

/// Defects of the double with bare arrays.
pub const KIOSK: &[(&str, &str)] = &[
    ("other-envelope", "accepted"),
    ("wrapped", "accepted"),
    ("name-lost", "resource_made"),
    ("page-ignored", "page_numbers"),
    ("size-ignored", "page_numbers"),
    ("choice-ignored", "query_filter"),
    ("order-ignored", "query_sort"),
    ("direction-ignored", "query_sort"),
    ("direction-turned", "query_sort"),
    ("short-default", "default_limit"),
];

#[tokio::test]
async fn correct_servers_of_other_looks_pass_and_are_left_as_they_were() {
    // What tells of the next page may be a URL.
    for (look, variant) in [(Look::Harbour, ""), (Look::Harbour, "url"), (Look::Kiosk, "")] {
        let summary = hold(whole(&look.api()), look.router(variant), shops::TOKEN).await.unwrap();
        assert_eq!(summary.failed, 0, "{variant}\n{}", report(&summary));
        assert!(summary.passed > 100, "{variant}\n{}", report(&summary));
        assert!(summary.leftovers.is_empty(), "{variant}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn each_defect_of_servers_of_other_looks_is_found_by_its_check() {
    let (harbour, kiosk) = (HARBOUR.iter().map(|one| (Look::Harbour, one)), KIOSK.iter().map(|one| (Look::Kiosk, one)));
    for (look, (defect, check)) in harbour.chain(kiosk) {
        let summary = hold(of_check(&look.api(), check), look.router(defect), shops::TOKEN).await.unwrap();
        assert!(summary.findings.iter().any(|finding| finding.check == *check), "{defect}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn a_page_without_a_status_of_refusal_promises_none_in_particular() {
    let told = Look::Kiosk.api();
    let mut silent = told.clone();
    for method in &mut silent.methods {
        method.responses.retain(|response| response.status < 400);
    }
    for (api, fine) in [(told, false), (silent, true)] {
        let plan = of_check(&api, "wrong_type");
        let summary = hold(plan, Look::Kiosk.router("teapot"), shops::TOKEN).await.unwrap();
        assert_eq!(summary.failed == 0, fine, "{}", report(&summary));
    }
}
