//! What maintainers say wins, and says no more than it must.

use doctract_spec::ir::{Method, Param, Type};
use doctract_spec::lint::Code;
use doctract_spec::overrides::Overrides;
use doctract_spec::{Input, Options, Reading, read};

const PAGE: &str = r#"# Items

## Make an item

Method | `items.make`
:----- | :----
About | Makes one item

### Parameters

Name | Type | Required | Values | Description
--- | --- | --- | --- | ---
`title` | string | no | | The title.
`size` | number | yes | from 1 to 9 | How large.
`phones` | array | no | at most 3 items | Numbers.
`status` | enum | no | `on`, `off` | Of the number.
`colours` | array | no | | Which ones.

### Request JSON

```json
{"method":"items.make","params":{"title":"string","size":"number","phones":[{"status":"string"}],"colour":["string"]}}
```

### Result

Name | Type
--- | ---
`id` | number

### Response JSON

```json
{"result":{"id":"number"}}
```
"#;

fn apply(overrides: &str) -> Reading {
    apply_all(&[("overrides.toml", overrides)])
}

fn apply_all(files: &[(&str, &str)]) -> Reading {
    let parsed =
        |(path, text): &(&str, &str)| Overrides::from_toml(path, text).unwrap_or_else(|error| panic!("{error}"));
    let overrides: Vec<Overrides> = files.iter().map(parsed).collect();
    let dialect = crate::dialect("rpc");
    let input = Input { path: "page.md".to_owned(), bytes: PAGE.into() };
    read(vec![input], &Options { dialect: Some(&dialect), overrides: &overrides, ..Options::default() })
}

fn method(reading: &Reading) -> &Method {
    &reading.ir.apis[0].methods[0]
}

fn param<'r>(params: &'r [Param], name: &str) -> &'r Param {
    params.iter().find(|param| param.name == name).unwrap()
}

/// The findings about overrides, each with its place.
fn about_overrides(reading: &Reading) -> Vec<String> {
    let own =
        reading.diagnostics.iter().filter(|found| matches!(found.code, Code::StaleOverride | Code::UnknownOverride));
    own.map(|found| format!("{}: {}", reading.files.source(&found.primary.span), found.message)).collect()
}

#[test]
fn facts_are_set_and_taken_away_with_the_reason_as_their_rule() {
    let reading = apply(
        "[\"items.make/size\"]\nreason = \"measured\"\ntype = \"string\"\nrequired = false\nunset = [\"maximum\"]\n
[\"items.make/phones[].status\"]\nreason = \"asked\"\nvalues = [\"on\", \"off\", \"lost\"]\nname = \"state\"\n
[\"items.make/result/id\"]\nreason = \"seen\"\nnullable = true\n
[\"items.make\"]\nreason = \"asked\"\npartial_update = true\n",
    );
    assert_eq!(about_overrides(&reading), [""; 0]);
    let method = method(&reading);
    let size = param(&method.params, "size");
    assert_eq!((size.schema.kind, size.required, size.schema.maximum.is_none()), (Type::String, Some(false), true));
    let rule = size.rule("required").unwrap();
    assert_eq!((rule.text.as_str(), rule.source.to_string().as_str()), ("measured", "overrides.toml:4:12"));
    let items = param(&method.params, "phones").schema.items.as_ref().unwrap();
    assert_eq!(param(&items.fields, "state").schema.values.len(), 3);
    assert!(param(&method.result.as_ref().unwrap().fields, "id").schema.nullable);
    assert!(method.partial_update);
}

#[test]
fn parameters_come_and_go() {
    let reading = apply(
        "[\"items.make/title\"]\nreason = \"gone\"\ndrop = true\n
[\"items.make/phones[].number\"]\nreason = \"new\"\nadd = true\ntype = \"string\"\nrequired = true\n",
    );
    assert_eq!(about_overrides(&reading), [""; 0]);
    assert!(!method(&reading).params.iter().any(|param| param.name == "title"));
    let items = param(&method(&reading).params, "phones").schema.items.as_ref().unwrap();
    let number = param(&items.fields, "number");
    assert_eq!((number.schema.kind, number.required), (Type::String, Some(true)));
    assert_eq!(number.source.to_string(), "overrides.toml:5:2");
}

#[test]
fn the_offered_override_settles_the_finding() {
    let before = apply("");
    let found = before.diagnostics.iter().find(|found| found.code == Code::NameDiffers).unwrap();
    let snippet = found.suggestion.as_ref().unwrap().snippet().replace("reason = \"\"", "reason = \"asked\"");
    assert!(snippet.starts_with("[\"items.make/colours\"]\nname = \"colours\"\n"), "{snippet}");
    let after = apply(&snippet);
    assert_eq!(about_overrides(&after), [""; 0]);
    assert!(method(&after).params.iter().any(|param| param.name == "colours"));
    assert!(!after.diagnostics.iter().any(|found| found.code == Code::NameDiffers), "{}", crate::rendered(&after));
    // The other name settles it, too.
    let other = apply("[\"items.make/colours\"]\nreason = \"asked\"\nname = \"colour\"\n");
    assert!(method(&other).params.iter().any(|param| param.name == "colour"));
    assert!(!other.diagnostics.iter().any(|found| found.code == Code::NameDiffers));
}

#[test]
fn what_changes_nothing_is_stale() {
    let reading = apply(
        "[\"items.make/size\"]\nreason = \"x\"\nrequired = true\nminimum = 0\n
[\"items.make/title\"]\nreason = \"x\"\nadd = true\ntype = \"string\"\n
[\"items.make/width\"]\nreason = \"x\"\ndrop = true\n",
    );
    assert_eq!(
        about_overrides(&reading),
        [
            "overrides.toml:3:12: the override `required` of `items.make/size` changes nothing",
            "overrides.toml:6:2: the override `add` of `items.make/title` changes nothing",
            "overrides.toml:11:2: the override `drop` of `items.make/width` changes nothing",
        ]
    );
}

#[test]
fn what_cannot_be_applied_is_an_error_with_a_hint() {
    let reading = apply(
        "[\"items.mkae/size\"]\nreason = \"x\"\nrequired = true\n
[\"items.make/sise\"]\nreason = \"x\"\nrequired = true\n
[\"items.make/phones[].state\"]\nreason = \"x\"\nrequired = true\n
[\"items.make/size.x\"]\nreason = \"x\"\nadd = true\n
[\"items.make/title\"]\nreason = \"x\"\nrequired = \"yes\"\npartial_update = true\n",
    );
    let found = about_overrides(&reading);
    let expected = [
        "overrides.toml:1:2: no method of the documents begins the address `items.mkae/size`: did you mean `items.make`?",
        "overrides.toml:5:2: there is no parameter `sise`: did you mean `size`?",
        "overrides.toml:9:2: there is no parameter `state`: did you mean `status`?",
        "overrides.toml:13:2: what is added needs a `type`",
        "overrides.toml:19:12: this cannot be the fact `required`: ",
        "overrides.toml:20:18: `partial_update` is no fact of a parameter",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with(expected), "{found}\n{expected}");
    }
    let levels = reading.diagnostics.iter().filter(|found| found.code == Code::UnknownOverride);
    assert!(levels.into_iter().all(|found| found.level == doctract_spec::diagnostic::Level::Error));
}

#[test]
fn facts_that_cannot_hold_together_are_told() {
    for (entry, why) in [
        (
            "size\"]\nminimum = 10",
            "2:11: the override of `items.make/size` contradicts itself or the page: no value is allowed: `minimum` is 10, and `maximum` is 9",
        ),
        ("size\"]\ndefault = 12", "the default 12 is beyond the maximum, which is 9"),
        ("size\"]\ndefault = \"many\"", "the default \"many\" is none of the type number"),
        ("phones[].status\"]\ndefault = \"lost\"", "the default \"lost\" is not among the values"),
        ("title\"]\nmin_length = 3\nmax_length = 2", "3:14: the override of `items.make/title`"),
        ("title\"]\nmax_items = 3", "counts the elements of an array, and the type is string"),
        ("size\"]\nvalues = [1, \"two\"]", "the value \"two\" is none of the type number"),
        ("phones\"]\nmin_items = 4", "`min_items` is 4, and `max_items` is 3"),
    ] {
        let told = about_overrides(&apply(&format!("[\"items.make/{entry}\nreason = \"r\"\n")));
        assert_eq!(told.len(), 1, "{entry}: {told:?}");
        assert!(told[0].contains(why), "{entry}: {told:?}");
    }
    for entry in [
        "size\"]\nminimum = 9\ndefault = 9",
        "size\"]\nminimum = 12\nunset = [\"maximum\"]",
        "title\"]\ndefault = \"a\"",
    ] {
        let told = about_overrides(&apply(&format!("[\"items.make/{entry}\nreason = \"r\"\n")));
        assert_eq!(told, [""; 0], "{entry}");
    }
}

#[test]
fn overrides_that_contradict_each_other_are_told() {
    let entry = |facts: &str| format!("[\"items.make/size\"]\nreason = \"r\"\n{facts}\n");
    let (one, other) = (entry("minimum = 2\nmaximum = 5"), entry("minimum = 2\nmaximum = 7"));
    let told = about_overrides(&apply_all(&[("a.toml", &one), ("b.toml", &other)]));
    assert!(
        told.contains(&"b.toml:4:11: two overrides of `items.make/size` give `maximum` different values".to_owned()),
        "{told:?}"
    );
    assert!(!told.iter().any(|told| told.contains("give `minimum`")), "{told:?}");
}
