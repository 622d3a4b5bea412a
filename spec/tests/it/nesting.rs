//! What a flat table and the JSON beside it say together.

use doctract_spec::ir::{Method, Param};

fn method(parameters: &str, request: &str) -> Method {
    let page = format!(
        "# Items\n\n## Make\n\nMethod | `items.make`\n:-- | :--\nAbout | Makes\n\n### Parameters\n\n\
         Name | Type | Required\n--- | --- | ---\n{parameters}\n\n### Request JSON\n\n```json\n\
         {{\"method\":\"items.make\",\"params\":{request}}}\n```\n"
    );
    let reading = crate::read_text("page.md", page.as_bytes(), &crate::dialect("rpc"));
    reading.ir.apis[0].methods[0].clone()
}

fn fields<'p>(params: &'p [Param], name: &str) -> &'p [Param] {
    let param = params.iter().find(|param| param.name == name).unwrap();
    param.schema.items.as_ref().map_or(&param.schema.fields, |items| &items.fields)
}

/// The row of one object's `id` says nothing of another object's.
#[test]
fn a_row_is_that_of_its_own_object() {
    let rows = "`boxes` | array | yes\n`owner` | object | no\n`id` | number | yes";
    let made = method(rows, r#"{"boxes":[{"id":"number","owner":{"id":"number"}}]}"#);
    let boxes = fields(&made.params, "boxes");
    let inner = &fields(boxes, "owner")[0];
    assert_eq!((inner.name.as_str(), inner.required), ("id", Some(true)));
    let outer = boxes.iter().find(|param| param.name == "id").unwrap();
    assert_eq!(outer.required, None, "the JSON alone has it");
}

/// One row describes a member wherever objects of the same name hold it.
#[test]
fn a_row_serves_all_objects_of_one_name() {
    let rows = "`first` | object | no\n`source` | object | no\n`id` | number | yes\n`last` | object | no";
    let made = method(rows, r#"{"first":{"source":{"id":"number"}},"last":{"source":{"id":"number"}}}"#);
    for name in ["first", "last"] {
        assert_eq!(fields(fields(&made.params, name), "source")[0].required, Some(true), "{name}");
    }
}
