//! The views room: the JSON of the contract says what the source says, and keeps to its own schema.

use gangyao::lexicon::Lexicon;
use gangyao::views::json;
use serde_json::Value;

use crate::tags_target::jilin;

fn export() -> Value {
    serde_json::to_value(json::Export::of([&jilin()], &Lexicon::shipped())).unwrap()
}

#[test]
fn every_span_is_counted_in_code_points_of_the_source() {
    let chars: Vec<char> = jilin().text.chars().collect();
    let slice = |span: &Value| -> String {
        let at = |n: usize| span[n].as_u64().unwrap() as usize;
        chars[at(0)..at(1)].iter().collect()
    };
    let export = export();
    let plan = &export["plans"][0];
    assert_eq!(plan["source"]["chars"], chars.len());
    let measures = plan["measures"].as_array().unwrap();
    assert!(!measures.is_empty());
    for measure in measures {
        assert_eq!(slice(&measure["span"]), measure["text"].as_str().unwrap());
        for deadline in measure["deadlines"].as_array().unwrap() {
            assert_eq!(slice(&deadline["span"]), deadline["text"].as_str().unwrap());
        }
        for place in measure["places"].as_array().unwrap() {
            assert_eq!(slice(&place["span"]), place["name"].as_str().unwrap());
        }
    }
}

#[test]
fn the_export_keeps_to_its_schema() {
    let schema = serde_json::to_value(json::schema()).unwrap();
    assert_eq!(breach(&export(), &schema, &schema), None);
}

#[test]
fn the_schema_refuses_what_is_no_export() {
    let schema = serde_json::to_value(json::schema()).unwrap();
    let spoilt = |spoil: fn(&mut Value)| {
        let mut export = export();
        spoil(&mut export);
        breach(&export, &schema, &schema)
    };
    assert!(spoilt(|e| e["format"] = "other/1".into()).is_some());
    assert!(spoilt(|e| e["plans"][0]["nodes"][0]["kind"] = "verse".into()).is_some());
    assert!(spoilt(|e| e["plans"][0]["measures"][0]["span"] = "0-3".into()).is_some());
    let dropped = |e: &mut Value| drop(e["plans"][0].as_object_mut().unwrap().remove("id"));
    assert!(spoilt(dropped).is_some());
}

/// Where `value` breaks `schema`, if anywhere: the words of JSON Schema that the export's schema uses, and no others.
fn breach(value: &Value, schema: &Value, root: &Value) -> Option<String> {
    if let Some(name) = schema["$ref"].as_str() {
        return breach(value, root.pointer(&name[1..]).unwrap(), root);
    }
    if let Some(ways) = schema["anyOf"].as_array() {
        let fits = ways.iter().any(|way| breach(value, way, root).is_none());
        return (!fits).then(|| format!("{value} fits none of {ways:?}"));
    }
    let listed = schema["enum"].as_array().is_none_or(|all| all.contains(value));
    let constant = schema.get("const").is_none_or(|only| only == value);
    if !(listed && constant && has_type(value, &schema["type"])) {
        return Some(format!("{value} is not {schema}"));
    }
    let required = schema["required"].as_array().into_iter().flatten();
    let missing = |key: &&Value| value.get(key.as_str().unwrap()).is_none();
    if let Some(key) = required.filter(|_| value.is_object()).find(missing) {
        return Some(format!("{key} is missing from {value}"));
    }
    let fields = schema["properties"].as_object().into_iter().flatten();
    let fields = fields.filter_map(|(key, way)| Some((value.get(key)?, way)));
    let items = value.as_array().into_iter().flatten().map(|item| (item, &schema["items"]));
    let items = items.filter(|(_, way)| way.is_object());
    fields.chain(items).find_map(|(part, way)| breach(part, way, root))
}

fn has_type(value: &Value, wanted: &Value) -> bool {
    let is = |name: &str| match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        _ => false,
    };
    match wanted {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().any(|name| is(name.as_str().unwrap())),
        _ => true,
    }
}
