//! As much of JSON Schema (draft 2020-12) as the export's schema uses: a small check that needs no crate.
//!
//! A keyword that it does not know is a fault, so that it cannot pass over what it does not understand.

use serde_json::{Map, Value};

/// Where `value` does not keep `schema`, a line each.
pub fn faults(schema: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    Check { root: schema, faults: &mut faults }.value(schema, value, "$");
    faults
}

struct Check<'a> {
    root: &'a Value,
    faults: &'a mut Vec<String>,
}

impl Check<'_> {
    fn value(&mut self, schema: &Value, value: &Value, at: &str) {
        let Value::Object(rules) = schema else {
            return self.that(schema == &Value::Bool(true), at, "is not allowed");
        };
        for (keyword, rule) in rules {
            match keyword.as_str() {
                "$schema" | "$defs" | "title" | "description" | "format" => {}
                "$ref" => self.reference(rule, value, at),
                "type" => self.that(has_type(rule, value), at, &format!("is no {rule}")),
                "const" => self.that(rule == value, at, &format!("is not {rule}")),
                "enum" => self.that(
                    rule.as_array().unwrap().contains(value),
                    at,
                    &format!("is none of {rule}"),
                ),
                "minimum" => self.that(
                    value.as_f64() >= rule.as_f64() || !value.is_number(),
                    at,
                    "is too small",
                ),
                "maximum" => self.that(
                    value.as_f64() <= rule.as_f64() || !value.is_number(),
                    at,
                    "is too large",
                ),
                "minItems" => self.that(
                    len(value).is_none_or(|n| n >= rule.as_u64().unwrap()),
                    at,
                    "is too short",
                ),
                "maxItems" => self.that(
                    len(value).is_none_or(|n| n <= rule.as_u64().unwrap()),
                    at,
                    "is too long",
                ),
                "anyOf" => self.any(rule, value, at),
                "required" => self.required(rule, value, at),
                "additionalProperties" => self.others(rule, &rules["properties"], value, at),
                "properties" => self.properties(rule.as_object().unwrap(), value, at),
                "items" if !rules.contains_key("prefixItems") => self.items(rule, value, at),
                "prefixItems" => self.prefix(rule.as_array().unwrap(), value, at),
                _ => self.that(false, at, &format!("has a rule that is not checked: {keyword}")),
            }
        }
    }

    fn that(&mut self, holds: bool, at: &str, fault: &str) {
        if !holds {
            self.faults.push(format!("{at} {fault}"));
        }
    }

    fn reference(&mut self, rule: &Value, value: &Value, at: &str) {
        let pointer =
            rule.as_str().unwrap().strip_prefix('#').expect("a reference within the schema");
        let root = self.root;
        self.value(root.pointer(pointer).expect("a reference to what is there"), value, at);
    }

    fn any(&mut self, rule: &Value, value: &Value, at: &str) {
        let keeps = |schema: &Value| {
            let mut faults = Vec::new();
            Check { root: self.root, faults: &mut faults }.value(schema, value, at);
            faults.is_empty()
        };
        let holds = rule.as_array().unwrap().iter().any(keeps);
        self.that(holds, at, "is none of the forms");
    }

    fn required(&mut self, rule: &Value, value: &Value, at: &str) {
        let Value::Object(fields) = value else { return };
        for name in rule.as_array().unwrap() {
            self.that(fields.contains_key(name.as_str().unwrap()), at, &format!("has no {name}"));
        }
    }

    fn properties(&mut self, rule: &Map<String, Value>, value: &Value, at: &str) {
        for (name, schema) in rule {
            if let Some(field) = value.get(name) {
                self.value(schema, field, &format!("{at}.{name}"));
            }
        }
    }

    fn others(&mut self, rule: &Value, named: &Value, value: &Value, at: &str) {
        let fields = value.as_object().into_iter().flatten();
        for (name, field) in fields.filter(|(name, _)| named.get(name).is_none()) {
            self.value(rule, field, &format!("{at}.{name}"));
        }
    }

    fn items(&mut self, rule: &Value, value: &Value, at: &str) {
        for (n, item) in value.as_array().into_iter().flatten().enumerate() {
            self.value(rule, item, &format!("{at}[{n}]"));
        }
    }

    fn prefix(&mut self, rules: &[Value], value: &Value, at: &str) {
        for (n, (rule, item)) in
            rules.iter().zip(value.as_array().into_iter().flatten()).enumerate()
        {
            self.value(rule, item, &format!("{at}[{n}]"));
        }
    }
}

fn has_type(rule: &Value, value: &Value) -> bool {
    let is = |name: &str| match name {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => false,
    };
    match rule {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().filter_map(Value::as_str).any(is),
        _ => false,
    }
}

fn len(value: &Value) -> Option<u64> {
    value.as_array().map(|items| items.len() as u64)
}
