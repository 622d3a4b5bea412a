//! One defect at a time, each with the check that finds it.

use doctract_conformance::{Filter, Options, plan, run};

use crate::bench::{hold, notes_api, of_check, options, people_api, report, serve, target, whole};
use crate::{notes, people};

/// Defects of the JSON-RPC double.
pub const NOTES: &[(&str, &str)] = &[
    ("field-dropped", "accepted"),
    ("field-retyped", "accepted"),
    ("field-extra", "accepted"),
    ("array-null", "accepted"),
    ("no-total", "accepted"),
    ("id-lost", "accepted"),
    ("not-implemented", "accepted"),
    ("strict@rank", "number_range"),
    ("required@title", "required"),
    ("required@parts.label", "required"),
    ("required@place.street", "required"),
    ("required@id", "required"),
    ("type@title", "wrong_type"),
    ("type@rank", "wrong_type"),
    ("type@pinned", "wrong_type"),
    ("type@tags", "wrong_type"),
    ("type@parts.size", "wrong_type"),
    ("type@place.floor", "wrong_type"),
    ("minimum@rank", "number_range"),
    ("maximum@rank", "number_range"),
    ("far@rank", "number_range"),
    ("minimum@parts.size", "number_range"),
    ("max_length@title", "length"),
    ("max_items@tags", "item_count"),
    ("values@mood", "enum_value"),
    ("unique@tags", "unique_items"),
    ("format@mail", "format"),
    ("unexpected@", "unknown_parameter"),
    ("unexpected@place", "unknown_parameter"),
    ("wrong-mnemonic", "number_range"),
    ("wrong-code", "wrong_type"),
    ("no-field", "required"),
    ("parse-error", "envelope"),
    ("batch", "envelope"),
    ("notification", "envelope"),
    ("jsonrpc", "envelope"),
    ("id-as-text", "accepted"),
    ("number-id-as-text", "envelope_id"),
    ("id-lower", "envelope_id"),
    ("no-jsonrpc", "accepted"),
    ("method-case", "method_name"),
    ("method-trimmed", "method_name"),
    ("text-behind", "envelope"),
    ("auth", "authentication"),
    ("auth-prefix", "authentication"),
    ("auth-case", "authentication"),
    ("auth-short", "authentication"),
    ("auth-empty", "authentication"),
    ("media-type", "accepted"),
    ("charset", "accepted"),
    ("id-double", "envelope_id"),
    ("result-extra", "accepted"),
    ("field-out-of-bounds", "accepted"),
    ("field-out-of-format", "accepted"),
    ("value-stale", "wrong_type"),
    ("value-of-nothing", "required"),
    ("params-list", "required"),
    ("digits@rank", "wrong_type"),
    ("null@title", "wrong_type"),
    ("first-item", "wrong_type"),
    ("values-case@mood", "enum_value"),
    ("format-at@mail", "format"),
    ("own-jsonrpc", "method_envelope"),
    ("filter-ignored", "filter"),
    ("any-case", "filter"),
    ("like-anywhere", "filter"),
    ("less-or-equal", "filter"),
    ("equal-prefix", "filter"),
    ("numbers-as-text", "filter"),
    ("like-as-regexp", "filter"),
    ("not-equal-any-case", "filter"),
    ("any-leaf", "filter_refused"),
    ("any-key", "sort_refused"),
    ("last-key", "sort"),
    ("short-default", "default_limit"),
    ("three-rows", "default_limit"),
    ("create-twice", "created"),
    ("in-first", "filter"),
    ("in-any-case", "filter"),
    ("not-equal-part", "filter"),
    ("like-no-end", "filter"),
    ("like-no-start", "filter"),
    ("jsquery-first", "jsquery"),
    ("any-value", "filter_refused"),
    ("third-or", "filter_tree"),
    ("mail-kept", "created"),
    ("empty-text", "created"),
    ("mail-lower", "created"),
    ("delete-alike", "deleted"),
    ("delete-referred", "deleted"),
    ("in-two", "filter"),
    ("in-none-is-all", "filter"),
    ("null-is-nothing", "filter"),
    ("field-ignored@parts", "jsquery"),
    ("jsquery-ignored", "jsquery"),
    ("jsquery-refused@books", "jsquery"),
    ("filter-ignored", "jsquery"),
    ("any-query", "filter_refused"),
    ("or-as-and", "filter_tree"),
    ("and-as-or", "filter_tree"),
    ("first-condition", "filter_tree"),
    ("two-of-and", "filter_tree"),
    ("leaf-alone", "filter_tree"),
    ("filter_prohibited", "filter_refused"),
    ("any-field", "filter_refused"),
    ("sort_prohibited", "sort_refused"),
    ("any-field", "sort_refused"),
    ("any-verb", "http_method"),
    ("any-field", "fields"),
    ("fields-ignored", "fields"),
    ("sort-ignored", "sort"),
    ("always-ascending", "sort"),
    ("default-descending", "sort"),
    ("first-key", "sort"),
    ("order-of-shown", "sort"),
    ("limit-ignored", "paging"),
    ("offset-ignored", "paging"),
    ("offset-by-one", "paging"),
    ("cut-then-order", "paging"),
    ("total-of-page", "paging"),
    ("default-limit", "default_limit"),
    ("unknown@book_id", "unknown_reference"),
    ("unknown@book_ids", "unknown_reference"),
    ("gone-known", "deleted_reference"),
    ("lists-all", "unknown_reference"),
    ("lists-no-duplicates", "unique_items"),
    ("lists-one-duplicate", "unique_items"),
    ("combination", "requires_parameter"),
    ("lost@rank", "created"),
    ("lost@floor", "created"),
    ("lost@label", "created"),
    ("shifted", "created"),
    ("swapped", "created"),
    ("wrong-id", "created"),
    ("ascii", "created"),
    ("caption-short", "created"),
    ("caption-turned", "created"),
    ("no-default", "default_value"),
    ("update-nothing", "updated"),
    ("update-lost@tags", "updated"),
    ("update-resets", "updated"),
    ("update-all", "updated"),
    ("arrays-merged", "updated"),
    ("stale@title", "found_anew"),
    ("stale@rank", "found_anew"),
    ("stale-order@title", "found_anew"),
    ("stale-order@rank", "found_anew"),
    ("tags-three@create", "stored_whole"),
    ("tags-three@update", "stored_whole"),
    ("first-item", "further_element"),
    ("value-of-unknown", "unknown_reference"),
    ("use-once", "in_use"),
    ("use-of-made", "in_use"),
    ("use-of-one", "in_use"),
    ("batch-done", "refused_changes"),
    ("notification-done", "refused_changes"),
    ("null-ignored", "reset"),
    ("delete-nothing", "deleted"),
    ("delete-first", "deleted"),
    ("delete-silent", "deleted"),
    ("use-ignored", "in_use"),
    ("always-in-use", "in_use"),
    ("no-book-name", "named_reference"),
    ("one-sided", "membership"),
    ("one-member", "membership"),
    ("update-first", "refused_changes"),
    ("done-for-anybody@create", "refused_changes"),
    ("done-for-anybody@update", "refused_changes"),
    ("done-for-anybody@delete", "refused_changes"),
    ("update-beside", "refused_changes"),
    ("rank-beside", "refused_changes"),
    ("rank-capped", "stored_bounds"),
    ("any-operator", "filter_refused"),
    ("any-object", "filter_refused"),
    ("filter-kept", "filter"),
    ("jsquery-text", "jsquery"),
    ("ties-turn", "paging"),
    ("first-ten", "sort"),
    ("floor-empty", "left_out"),
    ("label-lower", "created"),
    ("update-first-tag", "updated"),
    ("floor-of-all", "updated"),
    ("delete-empty", "deleted"),
    ("delete-marks", "deleted"),
    ("delete-listed", "unlisted"),
    ("create-first", "refused_changes"),
    ("delete-before", "refused_changes"),
    ("any-listed", "filter_refused"),
    ("order-any-case", "sort_refused"),
    ("order-type", "sort_refused"),
    ("trimmed", "created"),
    ("rank-made", "left_empty"),
    ("floor-made", "left_empty"),
    ("like-percent", "filter"),
    ("like-blank", "filter"),
    ("regexp-start", "filter"),
    ("regexp-or", "filter"),
    ("regexp-plus", "filter"),
    ("regexp-star", "filter"),
    ("jsquery-any-case", "jsquery"),
    ("filter-of-shown", "filter_not_shown"),
    ("fields-many", "fields"),
    ("fields-part", "fields"),
    ("offset-with-limit", "paging"),
    ("kept-answer@create", "seen_anew"),
    ("kept-answer@update", "seen_anew"),
    ("kept-answer@delete", "seen_anew"),
    ("id-zero", "odd_ids"),
    ("id-negative", "odd_ids"),
    ("id-far", "odd_ids"),
    ("negative-known", "odd_ids"),
    ("unexpected-null", "unknown_parameter"),
    ("unexpected-capitals", "unknown_parameter"),
    ("unexpected-of-answers", "unknown_parameter"),
    ("unique-five@tags", "unique_items"),
    ("many@tags", "item_count"),
    ("bytes@place.street", "length"),
    ("second-name", "created"),
    ("member-null", "reset_member"),
    ("door-kept", "updated_member"),
    ("third-lost", "updated_together"),
    ("once@rank", "updated_together"),
    ("update-trimmed", "updated_texts"),
    ("update-ascii", "updated_texts"),
    ("caption-whole", "composed_part"),
    ("second-side", "membership_several"),
    ("delete-one-side", "membership_several"),
    ("stale@tags", "found_inside"),
    ("parts-known", "updated"),
    ("index-of-object", "wrong_type"),
    ("ascii-order", "sort"),
    ("quote-nobody", "found_text"),
    ("update-capped", "stored_bounds"),
];

/// Defects of the REST double.
pub const PEOPLE: &[(&str, &str)] = &[
    ("id-number", "accepted"),
    ("row-field-dropped", "accepted"),
    ("media-type", "accepted"),
    ("required@name", "required"),
    ("type@mails.main", "wrong_type"),
    ("type@age", "wrong_type"),
    ("path-type", "wrong_type"),
    ("query-type", "wrong_type"),
    ("path-digits", "wrong_type"),
    ("query-digits", "wrong_type"),
    ("one-mail", "accepted"),
    ("min_items@mails", "item_count"),
    ("auth", "authentication"),
    ("status", "documented_status"),
    ("error-code-text", "required"),
    ("any-body", "body_syntax"),
    ("auth-short", "authentication"),
    ("array-body", "body_syntax"),
    ("digits-ids", "wrong_type"),
    ("half-ids", "wrong_type"),
    ("one-id", "wrong_type"),
    ("null-ids", "wrong_type"),
    ("stores-refused", "resource_refused"),
    ("lines-joined", "odd_texts"),
    ("unescaped", "odd_texts"),
    ("plus-lost", "odd_texts"),
    ("zeros-lost", "odd_texts"),
    ("cut", "odd_texts"),
    ("listed-once", "equal_entities"),
    ("details-absent", "wrong_type"),
    ("xml-boolean", "xml"),
    ("xml-root", "xml"),
    ("xml-status", "xml"),
    ("xml-nested", "xml"),
    ("xml-for-all", "xml"),
    ("suffix-ignored", "xml"),
    ("answers-others", "xml"),
    ("keeps-all", "xml"),
    ("keeps-all", "answered_ids"),
    ("keeps-one", "answered_ids"),
    ("answers-one", "answered_ids"),
    ("answers-more", "answered_ids"),
    ("answers-others", "answered_ids"),
    ("gone-for-strangers", "refused_ids"),
    ("gone-in-part", "refused_ids"),
    ("null-flag", "accepted"),
    ("page-ignored", "page_numbers"),
    ("page-as-offset", "page_numbers"),
    ("page-off", "page_numbers"),
    ("past-is-last", "page_numbers"),
    ("shuffled", "page_numbers"),
    ("total-more", "page_numbers"),
    ("pages-floor", "page_numbers"),
    ("pages-more", "page_numbers"),
    ("last-filled", "page_numbers"),
    ("page-of-one", "page_numbers"),
    ("size-of-default", "page_numbers"),
];

#[tokio::test]
async fn a_correct_json_rpc_server_passes() {
    let notes = notes::Notes::new("");
    let summary = hold(whole(&notes_api()), notes.router(), notes::TOKEN).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(summary.passed > 100, "{}", report(&summary));
    assert_eq!(summary.exit_code(), 0);
    assert_eq!(notes.rows(), 0, "everything that was made is taken away\n{}", report(&summary));
    assert!(summary.leftovers.is_empty());
}

#[tokio::test]
async fn a_server_that_knows_no_expressions_is_not_accused() {
    let notes = notes::Notes::new("jsquery-refused@");
    let summary = hold(of_check(&notes_api(), "jsquery"), notes.router(), notes::TOKEN).await.unwrap();
    assert_eq!((summary.failed, summary.passed), (0, 0), "{}", report(&summary));
    assert_eq!(summary.missing.len(), 8, "{}", report(&summary));
}

#[tokio::test]
async fn members_of_which_the_documents_are_silent_are_told_and_not_accused() {
    for (check, lax, count) in [("filter_refused", "any-member", 2), ("sort_refused", "unexpected@sort", 1)] {
        for (defect, told) in [("", 0), (lax, count)] {
            let notes = notes::Notes::new(defect);
            let summary = hold(of_check(&notes_api(), check), notes.router(), notes::TOKEN).await.unwrap();
            assert_eq!(summary.failed, 0, "{check} {defect}\n{}", report(&summary));
            let seen = summary.infos.iter().map(|info| 1 + info.also.len()).sum::<usize>();
            assert_eq!(seen, told, "{check} {defect}\n{}", report(&summary));
        }
    }
}

#[tokio::test]
async fn what_the_documents_leave_open_is_not_accused() {
    // Which of two errors comes first, and how a whole number is written.
    for (liberty, method) in [("use-first", "*"), ("decimals", "get.notes")] {
        let plan = whole(&notes_api()).narrowed(&Filter::new(&[], &[method.to_owned()], &[]).unwrap());
        let summary = hold(plan, notes::Notes::new(liberty).router(), notes::TOKEN).await.unwrap();
        assert_eq!(summary.failed, 0, "{liberty}\n{}", report(&summary));
        assert!(summary.passed > 10, "{liberty}\n{}", report(&summary));
    }
}

#[tokio::test]
async fn a_correct_rest_server_passes() {
    let summary = hold(whole(&people_api()), people::router(""), people::TOKEN).await.unwrap();
    assert_eq!(summary.failed, 0, "{}", report(&summary));
    assert!(summary.passed > 40, "{}", report(&summary));
    // The documents have no method that deletes a person.
    assert!(!summary.leftovers.is_empty());
}

/// A run against the REST double, which is brought back to its first state where a case needs that.
async fn reset_hold(defect: &'static str) -> doctract_conformance::Summary {
    let options = Options { resets: true, ..options(&[], &[], &["PUT *"]).unwrap() };
    let mut target = target(&serve(people::router(defect)).await, people::TOKEN);
    target.reset = Some(serde_json::from_value(serde_json::json!({"path": "/reset"})).unwrap());
    run(plan(&people_api(), &options), &target, &mut ()).await.unwrap()
}

#[tokio::test]
async fn what_was_deleted_is_had_in_xml_too_once_the_target_is_reset() {
    for variant in ["", "xml-indented"] {
        let right = reset_hold(variant).await;
        assert_eq!(right.failed, 0, "{variant}\n{}", report(&right));
        assert!(right.missing.is_empty(), "{variant}\n{}", report(&right));
    }
    for defect in ["xml-name", "xml-space"] {
        let wrong = reset_hold(defect).await;
        assert!(wrong.findings.iter().any(|finding| finding.id.ends_with("/xml.values")), "{}", report(&wrong));
    }
}

#[tokio::test]
async fn a_page_of_rows_that_all_lack_what_is_optional_accuses_nobody() {
    // That a value which was sent does not come back is another matter.
    let plan = of_check(&people_api(), "accepted");
    let summary = hold(plan, people::router("sparse"), people::TOKEN).await.unwrap();
    let accused = summary.findings.iter().any(|finding| finding.failure.problem.expected.contains("age"));
    assert!(!accused && summary.passed > 0, "{}", report(&summary));
}

#[tokio::test]
async fn each_defect_of_a_json_rpc_server_is_found_by_its_check() {
    let mut missed = Vec::new();
    for (defect, check) in NOTES {
        let notes = notes::Notes::new(defect);
        let summary = hold(of_check(&notes_api(), check), notes.router(), notes::TOKEN).await.unwrap();
        let found = summary.findings.iter().any(|finding| finding.check == *check) && summary.exit_code() == 1;
        missed.extend((!found).then(|| format!("{defect} by {check}\n{}", report(&summary))));
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[tokio::test]
async fn each_defect_of_a_rest_server_is_found_by_its_check() {
    let mut missed = Vec::new();
    for (defect, check) in PEOPLE {
        let summary = hold(of_check(&people_api(), check), people::router(defect), people::TOKEN).await.unwrap();
        let found = summary.findings.iter().any(|finding| finding.check == *check) && summary.exit_code() == 1;
        missed.extend((!found).then(|| format!("{defect} by {check}\n{}", report(&summary))));
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
