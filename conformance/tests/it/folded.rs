//! One defect is one finding, in however many ways it shows.

use doctract_conformance::Filter;

use crate::bench::{hold, notes_api, of_check, people_api, report, whole};
use crate::{notes, people};

/// A defect of the JSON-RPC double, the check that finds it, and how it is told to show.
const NOTES: &[(&str, &str, &str)] = &[
    ("field-renamed", "accepted", "`data[]` has other members than the documented ones"),
    ("use-ignored", "in_use", "what must be refused is accepted"),
];

#[tokio::test]
async fn what_follows_from_a_defect_is_told_with_it() {
    for (defect, check, words) in NOTES {
        let plan = of_check(&notes_api(), check);
        let summary = hold(plan, notes::Notes::new(defect).router(), notes::TOKEN).await.unwrap();
        let [finding] = summary.findings.as_slice() else { panic!("{defect}\n{}", report(&summary)) };
        assert!(finding.across.as_deref().is_some_and(|across| across.contains(words)), "{}", report(&summary));
        assert!(!finding.folded.is_empty(), "{defect}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn errors_that_are_all_of_a_wrong_shape_are_one_finding() {
    let summary = hold(whole(&people_api()), people::router("error-code-text"), people::TOKEN).await.unwrap();
    let [finding] = summary.findings.as_slice() else { panic!("{}", report(&summary)) };
    let across = finding.across.as_deref().unwrap_or_default();
    assert!(across.starts_with("`code` is not of the documented shape"), "{}", report(&summary));
}

#[tokio::test]
async fn what_is_accepted_beside_others_too_is_one_finding() {
    let checks = ["enum_value", "wrong_type", "reset", "refused_beside"].map(ToOwned::to_owned);
    let plan = whole(&notes_api()).narrowed(&Filter::new(&[], &["create.notes".to_owned()], &checks).unwrap());
    let summary = hold(plan, notes::Notes::new("values@mood").router(), notes::TOKEN).await.unwrap();
    let [finding] = summary.findings.as_slice() else { panic!("{}", report(&summary)) };
    assert!(finding.folded.iter().any(|folded| folded.id.ends_with("/beside-others")), "{}", report(&summary));
}
