//! When two objects of one documented name are one type in code.

use doctract_spec::ir::{Param, Schema};

use super::build::Mode;

/// Everything of an object that code is made of; words and places are not.
pub(super) fn fingerprint(schema: &Schema, mode: Mode) -> String {
    let mut bare = schema.clone();
    strip(&mut bare);
    format!("{mode:?} {bare:?}")
}

fn strip(schema: &mut Schema) {
    schema.documented_type = None;
    schema.items.iter_mut().for_each(|items| strip(items));
    for field in &mut schema.fields {
        let schema = std::mem::take(&mut field.schema);
        let (required, unique_items, role) = (field.required, field.unique_items, field.role);
        let (requires_parameter, on_duplicate, item_format) =
            (field.requires_parameter.take(), field.on_duplicate.take(), field.item_format.take());
        let (required_when, allowed_when) = (field.required_when.take(), field.allowed_when.take());
        let alternatives = std::mem::take(&mut field.alternatives);
        let name = std::mem::take(&mut field.name);
        *field = Param {
            name,
            schema,
            required,
            unique_items,
            role,
            requires_parameter,
            on_duplicate,
            item_format,
            required_when,
            allowed_when,
            alternatives,
            ..Param::default()
        };
        strip(&mut field.schema);
    }
}
