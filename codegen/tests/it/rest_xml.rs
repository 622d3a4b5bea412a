//! XML as the bundled document shows it beside the same answer in JSON.

use std::{fs, path::Path};

use doctract_runtime::server::{Call, Failure};

use super::rest::{send, start};

/// A server that answers what the document shows.
struct AsShown(String);

impl onlyoffice::server::Onlyoffice for AsShown {
    async fn authenticate(&self, _: &Call) -> Result<(), Failure> {
        Ok(())
    }

    async fn put_contact(
        &self,
        _: &Call,
        _: onlyoffice::PutContact,
    ) -> Result<onlyoffice::PutContactResult, onlyoffice::PutContactError> {
        Ok(serde_json::from_str(&self.0).unwrap())
    }
}

/// The examples of the answer: JSON, which ends at a line with nothing but a brace, and XML, which ends with the document.
fn examples() -> (String, String) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/docs/onlyoffice/crm-contact.txt");
    let document = fs::read_to_string(path).unwrap();
    let (before, xml) = document.split_at(document.find("<result>").unwrap());
    let json = &before[before.rfind("\n{\n").unwrap()..before.rfind("\n}\n").unwrap() + 2];
    (json.to_owned(), xml.to_owned())
}

#[tokio::test]
async fn is_the_documented_example() {
    let (json, xml) = examples();
    let url = start(onlyoffice::server::router(AsShown(json))).await;
    let (status, _, text) =
        send("PUT", format!("{url}/api/2.0/crm/contact.xml"), &[], r#"{"contactids":[5120,5121]}"#).await;
    let written = text.strip_prefix(r#"<?xml version="1.0" encoding="UTF-8"?>"#);
    let shown: String = xml.lines().map(str::trim).collect();
    assert_eq!((status, written), (200, Some(shown.as_str())));
}
