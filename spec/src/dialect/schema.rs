//! The JSON Schema of dialect files, for editors and for those who write one.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::file::DialectFile;

/// The JSON Schema (draft 2020-12) of a dialect file. It stands in `spec/dialects/schema.json`, too.
pub fn schema() -> Value {
    let schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<DialectFile>();
    let mut schema = schema.to_value();
    if let Some(members) = schema.as_object_mut() {
        members.insert("title".to_owned(), Value::from("A dialect of doctract"));
    }
    schema
}
