//! Pages of a size that the documents do not tell.

use crate::bench::{hold, of_check, people_api, report};
use crate::people;

#[tokio::test]
async fn a_page_is_told_by_its_number_alone() {
    for (defect, found) in [("pages-of-three", false), ("pages-of-three-unless-sized", true)] {
        let summary =
            hold(of_check(&people_api(), "page_numbers"), people::router(defect), people::TOKEN).await.unwrap();
        assert_eq!(summary.failed > 0, found, "{defect}\n{}", report(&summary));
    }
}
