//! What a dialect tells of the pages for all methods, for documents that are read without them. What the documents say themselves wins.

use std::collections::BTreeMap;

use serde_json::Value;

use super::shared::names_verb;
use crate::dialect::Dialect;
use crate::ir::{ErrorScope, Param, Role};

/// The errors and facts that only the dialect tells.
#[derive(Clone, Debug, Default)]
pub(super) struct Told {
    errors: Vec<ErrorScope>,
    facts: BTreeMap<Role, BTreeMap<String, Value>>,
}

impl Told {
    /// What a dialect tells, but for the errors of verbs for which the documents have a section.
    pub(super) fn of<'a>(dialect: &Dialect, documented: impl Iterator<Item = &'a ErrorScope>) -> Self {
        let documented: Vec<&str> = documented.map(|scope| scope.scope.as_str()).collect();
        let is_documented = |scope: &str| {
            let mut verbs = scope.split(',').map(str::trim);
            verbs.any(|verb| documented.iter().any(|known| *known == verb || names_verb(known, verb)))
        };
        let errors = dialect.shared_errors.iter().filter(|told| !is_documented(&told.scope)).cloned();
        Self { errors: errors.collect(), facts: dialect.role_facts.clone() }
    }

    /// The errors, by the verbs whose methods have them.
    pub(super) fn errors(&self) -> impl Iterator<Item = &ErrorScope> {
        self.errors.iter()
    }

    /// Gives a parameter the facts of its role that nothing in the documents states.
    pub(super) fn complete(&self, param: &mut Param) {
        let Some(facts) = param.role.and_then(|role| self.facts.get(&role)) else { return };
        crate::facts::add_absent(param, facts);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::ir::{ErrorDoc, Schema, Type};

    fn dialect() -> Dialect {
        let text = r#"
            name = "boats"
            protocol = "json-rpc-2.0"
            [role_facts.limit]
            default = 50
            maximum = 100
            [shared_errors]
            "*" = [{ mnemonic = "broken", code = -1 }]
            "add, rent" = [{ mnemonic = "taken", code = -2, when = "Somebody sails it" }]
        "#;
        Dialect::from_toml("boats.toml", text).unwrap()
    }

    fn scope(scope: &str) -> ErrorScope {
        ErrorScope { scope: scope.to_owned(), errors: vec![ErrorDoc::default()] }
    }

    #[test]
    fn errors_of_the_dialect_hold_but_for_the_verbs_that_the_documents_list() {
        let scopes = |documented: &[ErrorScope]| {
            let told = Told::of(&dialect(), documented.iter());
            told.errors().map(|told| told.scope.clone()).collect::<Vec<_>>()
        };
        assert_eq!(scopes(&[]), ["*", "add, rent"]);
        assert_eq!(scopes(&[scope("rent")]), ["*"]);
        assert_eq!(scopes(&[scope("*"), scope("get")]), ["add, rent"]);
    }

    #[test]
    fn facts_of_a_role_hold_where_the_parameter_lacks_them() {
        let told = Told::of(&dialect(), std::iter::empty());
        let number = Schema { kind: Type::Number, ..Schema::default() };
        let mut param = Param { role: Some(Role::Limit), default: Some(json!(7)), schema: number, ..Param::default() };
        told.complete(&mut param);
        assert_eq!((param.default.clone(), param.schema.maximum.clone()), (Some(json!(7)), Some(100.into())));
        let mut other = Param { role: Some(Role::Offset), ..param.clone() };
        other.schema.maximum = None;
        told.complete(&mut other);
        assert_eq!(other.schema.maximum, None);
    }

    #[test]
    fn a_fact_of_a_role_is_one_that_pages_for_all_methods_state() {
        let refused = |fact: &str| {
            let text = format!("name = \"boats\"\nprotocol = \"rest\"\n[role_facts.limit]\n{fact}");
            Dialect::from_toml("boats.toml", &text).unwrap_err().to_string()
        };
        assert!(refused("maximun = 3").contains("maximum"), "{}", refused("maximun = 3"));
        assert!(refused("maximum = \"many\"").contains("is no value for `maximum`"));
        assert!(refused("required = true").contains("required"));
    }
}
