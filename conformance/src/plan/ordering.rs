//! The orders that a list can be asked for by the query: values that name fields of its rows (`name`, `-name`, `name:desc`), and a parameter that
//! says which way (`asc`, `desc`, or a flag).

use doctract_spec::ir::{Location, Method, Param, Role, Type};
use doctract_spec::naming::words;
use doctract_spec::{Direction, direction_of, is_order_name};
use serde_json::Value;

use super::listing::List;

/// An order of the rows of a list.
#[derive(Clone, Debug)]
pub struct Ordering<'l> {
    /// The parameter that names the field.
    pub param: &'l Param,
    /// The field.
    pub field: &'l Param,
    /// Which way; none where the documents do not tell.
    pub direction: Option<Direction>,
    /// What is asked for it: parameters and values.
    pub asked: Vec<(&'l Param, Value)>,
    /// Whether the documents or their dialect say as much; otherwise names that are alike do.
    pub certain: bool,
}

/// What a value of a parameter says of the order.
struct Reading<'l> {
    value: Value,
    field: &'l Param,
    direction: Option<Direction>,
    /// Whether the value is the name of the field rather than a part of it.
    whole: bool,
}

/// The parameters that choose the order.
struct Controls<'l> {
    sort: &'l Param,
    way: Option<&'l Param>,
    readings: Vec<Reading<'l>>,
}

impl List<'_> {
    /// The orders that a caller may ask for, in the order of the documents.
    pub fn orderings(&self) -> Vec<Ordering<'_>> {
        let Some(controls) = self.controls() else { return Vec::new() };
        controls.readings.iter().flat_map(|reading| controls.asked(reading)).collect()
    }

    /// The order of a list that is asked for none; none where the documents do not tell it.
    pub fn default_ordering(&self) -> Option<Ordering<'_>> {
        let controls = self.controls()?;
        let default = controls.sort.default.as_ref()?;
        let reading = controls.readings.iter().find(|reading| reading.value == *default)?;
        let ordering = controls.ordering(reading);
        let direction = ordering.direction.or_else(|| controls.way.and_then(default_way));
        Some(Ordering { direction, asked: Vec::new(), ..ordering })
    }

    fn controls(&self) -> Option<Controls<'_>> {
        let by_query = || self.method.params.iter().filter(|param| param.location == Some(Location::Query));
        let way = sole(by_query().filter(|param| param.role.is_none() && is_way(param)));
        let read = |sort| Controls { sort, way, readings: readings(&self.fields, sort, self.method) };
        let read: Vec<Controls<'_>> = by_query().filter(|param| may_order(param)).map(read).collect();
        let by = |fits: &dyn Fn(&Controls<'_>) -> bool| {
            read.iter().position(|controls| !controls.readings.is_empty() && fits(controls))
        };
        let told = || by(&|controls| controls.sort.role == Some(Role::Sort));
        let named = || by(&|controls| is_order_name(&controls.sort.name));
        let shown = || by(&|controls| controls.readings.iter().any(|reading| reading.direction.is_some()));
        let position = told().or_else(named).or_else(shown)?;
        read.into_iter().nth(position)
    }
}

impl<'l> Controls<'l> {
    fn ordering(&self, reading: &Reading<'l>) -> Ordering<'l> {
        let certain = self.sort.role == Some(Role::Sort) && reading.whole;
        let asked = vec![(self.sort, reading.value.clone())];
        let direction = reading.direction.or_else(|| self.beside(reading));
        Ordering { param: self.sort, field: reading.field, direction, asked, certain }
    }

    /// The orders of one value: the value may tell the direction, or another parameter does.
    fn asked(&self, reading: &Reading<'l>) -> Vec<Ordering<'l>> {
        let alone = self.ordering(reading);
        let (Some(way), None) = (self.way, alone.direction) else { return vec![alone] };
        let one = |(value, direction)| {
            let asked = alone.asked.iter().cloned().chain([(way, value)]).collect();
            Ordering { direction: Some(direction), asked, ..alone.clone() }
        };
        ways(way).into_iter().map(one).chain([Ordering { direction: default_way(way), ..alone.clone() }]).collect()
    }

    /// The direction of a value without one beside which another value of the same field has one: the other direction.
    fn beside(&self, reading: &Reading<'_>) -> Option<Direction> {
        let other = |other: &&Reading<'_>| other.field.name == reading.field.name && other.direction.is_some();
        match self.readings.iter().find(other)?.direction? {
            Direction::Ascending => Some(Direction::Descending),
            Direction::Descending => Some(Direction::Ascending),
        }
    }
}

/// The one thing that there is; none where there are several.
fn sole<T>(mut all: impl Iterator<Item = T>) -> Option<T> {
    all.next().filter(|_| all.next().is_none())
}

/// Whether a parameter may choose the order: it is told to, or it is for nothing else.
fn may_order(param: &Param) -> bool {
    let kind = matches!(param.schema.kind, Type::String | Type::Enum | Type::Any);
    kind && param.role.is_none_or(|role| role == Role::Sort)
}

/// Whether all values of a parameter are directions, or it is a flag whose name ends in one.
fn is_way(param: &Param) -> bool {
    ways(param).len() > 1
}

/// The values of a parameter that are directions, if all are.
fn ways(param: &Param) -> Vec<(Value, Direction)> {
    if param.schema.kind == Type::Boolean {
        let Some(on) = words(&param.name).last().and_then(|word| direction_of(word)) else { return Vec::new() };
        let off = if on == Direction::Ascending { Direction::Descending } else { Direction::Ascending };
        return vec![(Value::Bool(true), on), (Value::Bool(false), off)];
    }
    let one = |value: &Value| Some((value.clone(), direction_of(value.as_str()?)?));
    param.schema.values.iter().map(one).collect::<Option<_>>().unwrap_or_default()
}

fn default_way(param: &Param) -> Option<Direction> {
    ways(param).into_iter().find(|(value, _)| param.default.as_ref() == Some(value)).map(|(_, way)| way)
}

/// The values of a parameter that name fields of the rows; where none are listed, the fields that are documented as sortable.
fn readings<'l>(fields: &'l [Param], param: &Param, method: &Method) -> Vec<Reading<'l>> {
    let filters =
        |field: &&Param| method.params.iter().any(|other| other.name == field.name && other.name == param.name);
    let listed = param.schema.values.iter().filter_map(|value| read(fields, value));
    if !param.schema.values.is_empty() {
        // A parameter with the name of a field chooses rows by it.
        return if fields.iter().any(|field| filters(&field)) { Vec::new() } else { listed.collect() };
    }
    let sortable = fields.iter().filter(|field| field.sortable == Some(true) && param.role == Some(Role::Sort));
    let named = |field: &'l Param| Reading { value: field.name.clone().into(), field, direction: None, whole: true };
    sortable.map(named).collect()
}

/// What a value says of the order; none where it names no field.
fn read<'l>(fields: &'l [Param], value: &Value) -> Option<Reading<'l>> {
    let text = value.as_str()?;
    let reading = |rest: &[&str], direction| {
        let (field, whole) = field_of(fields, rest)?;
        Some(Reading { value: value.clone(), field, direction, whole })
    };
    let words = words(text);
    if let Some(sign) = text.get(..1).and_then(direction_of) {
        return reading(&words, Some(sign));
    }
    let ahead = words.split_first().map(|(first, rest)| (*first, rest));
    let behind = words.split_last().map(|(last, rest)| (*last, rest));
    let told = |(way, rest): (&str, &[&str])| direction_of(way).and_then(|way| reading(rest, Some(way)));
    reading(&words, None).or_else(|| behind.and_then(told)).or_else(|| ahead.and_then(told))
}

/// The field whose name has these words, or the one date whose name has one more: `created` stands for `created_at`.
fn field_of<'l>(fields: &'l [Param], wanted: &[&str]) -> Option<(&'l Param, bool)> {
    let begins = |field: &&Param| {
        let own = words(&field.name);
        own.len() >= wanted.len() && own.iter().zip(wanted).all(|(own, wanted)| own.eq_ignore_ascii_case(wanted))
    };
    let more = |field: &Param| words(&field.name).len() - wanted.len();
    let found = || fields.iter().filter(|_| !wanted.is_empty()).filter(begins);
    let dated = |field: &&Param| field.schema.format.as_deref().is_some_and(|format| format.starts_with("date"));
    let near = || sole(found().filter(|field| more(field) == 1).filter(dated));
    found().find(|field| more(field) == 0).map(|field| (field, true)).or_else(|| near().map(|field| (field, false)))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields() -> Vec<Param> {
        let source = json!({"file": "", "line": 1, "column": 1});
        let field = |name: &str, format: &str| {
            let field = json!({"name": name, "type": "string", "format": format, "source": source});
            serde_json::from_value(field).unwrap()
        };
        vec![field("name", "text"), field("desc", "text"), field("createdAt", "date-time"), field("size_total", "text")]
    }

    #[test]
    fn values_name_a_field_and_may_tell_a_direction() {
        let (fields, down) = (fields(), Some(Direction::Descending));
        let told = |value: &str| {
            read(&fields, &json!(value)).map(|reading| (reading.field.name.as_str(), reading.direction, reading.whole))
        };
        for value in ["-name", "name:desc", "name_desc", "name,DESC", "desc(name)", "nameDesc"] {
            assert_eq!(told(value), Some(("name", down, true)), "{value}");
        }
        assert_eq!(told("name"), Some(("name", None, true)));
        assert_eq!(told("desc"), Some(("desc", None, true)));
        assert_eq!(told("-desc"), Some(("desc", down, true)));
        assert_eq!(told("created_at"), Some(("createdAt", None, true)));
        assert_eq!(told("created"), Some(("createdAt", None, false)));
        for value in ["size", "relevance", "", "-"] {
            assert_eq!(told(value), None, "{value}");
        }
    }
}
