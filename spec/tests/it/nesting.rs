//! What a flat table and the JSON beside it say together.

use doctract_spec::ir::{Method, Param, Type};

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

/// What is read of a table in a dialect whose names hold those of the objects around them.
fn read_table(rows: &str) -> (Vec<Param>, String) {
    let page = format!("# Users\n\n## Make\n\n`POST /users`\n\n### Body\n\n{rows}\n");
    let reading = crate::read_text("page.md", page.as_bytes(), &crate::dialect("tables"));
    (reading.ir.apis[0].methods[0].params.clone(), crate::rendered(&reading))
}

/// A row for an element says what the list holds, whether the list has a row of its own or not.
#[test]
fn a_row_of_an_element_tells_what_a_list_holds() {
    let header = "| Name | Type | Required | Default | Min | Description |\n|---|---|---|---|---|---|\n";
    let (params, found) = read_table(&format!("{header}| sizes[0] | int64 | yes | | 3 | How large |"));
    assert_eq!(found, "");
    let (list, items) = (&params[0], params[0].schema.items.as_ref().unwrap());
    assert_eq!((list.name.as_str(), list.required), ("sizes", Some(true)));
    assert_eq!((items.kind, items.minimum.clone()), (Type::Integer, Some(3.into())));
    assert!(list.rule("minimum").is_some(), "the sentence comes with its fact");

    let (params, found) =
        read_table(&format!("{header}| sizes | List<int> | yes | | | All |\n| sizes[0] | int64 | yes | | 3 | One |"));
    assert_eq!(found, "");
    let items = params[0].schema.items.as_ref().unwrap();
    assert_eq!((items.kind, items.minimum.clone()), (Type::Integer, Some(3.into())));
}

/// What an element cannot have, and what the row of the list says otherwise, is told.
#[test]
fn what_a_row_of_an_element_says_in_vain_is_told() {
    let header = "| Name | Type | Required | Default | Min | Description |\n|---|---|---|---|---|---|\n";
    for (rows, told) in [
        ("| sizes[0] | int64 | yes | 7 | | One |", "`7` cannot be the default of `sizes"),
        (
            "| sizes | List<int> | no | | | All |\n| sizes[0] | String | no | | | One |",
            "as the type of `sizes` contradicts",
        ),
        (
            "| sizes | List<int> | no | | | All |\n| sizes[0] | int64 | yes | | | One |",
            "the required of `sizes` contradicts",
        ),
        ("| sizes | int64 | no | | | All |\n| sizes[0] | int64 | no | | | One |", "the element of `sizes`"),
    ] {
        let (_, found) = read_table(&format!("{header}{rows}"));
        assert!(found.contains(told), "{rows}\n{found}");
    }
}
