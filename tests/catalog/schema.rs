//! The published JSON Schema: the shipped file fits it, its fields are the reader's, and it refuses what is wrong.

use crate::FILE;
use build_or_buy::catalog::fields;
use serde_json::Value;
use std::collections::BTreeSet;

const SCHEMA: &str = include_str!("../../www/catalog.schema.json");

fn schema() -> Value {
    serde_json::from_str(SCHEMA).expect("the schema is JSON")
}

/// The keywords that the schema uses; another one is a mistake in this reader and not passed over.
const KNOWN: [&str; 19] = [
    "$defs",
    "$ref",
    "$schema",
    "additionalProperties",
    "description",
    "enum",
    "exclusiveMinimum",
    "items",
    "maxLength",
    "maximum",
    "minLength",
    "minimum",
    "pattern",
    "properties",
    "required",
    "title",
    "type",
    "const",
    "default",
];

/// Where a value does not fit, as paths.
fn misfits(root: &Value, schema: &Value, value: &Value, path: &str, found: &mut Vec<String>) {
    let rules = schema.as_object().expect("a schema is an object");
    for name in rules.keys() {
        assert!(KNOWN.contains(&name.as_str()), "{path}: keyword {name}");
    }
    if let Some(pointer) = schema["$ref"].as_str() {
        return misfits(root, root.pointer(pointer.trim_start_matches('#')).expect(pointer), value, path, found);
    }
    let mut need = |fits: bool, what: &str| {
        if !fits {
            found.push(format!("{path}: {what}"));
        }
    };
    if let Some(kind) = schema["type"].as_str() {
        need(
            match kind {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
                "number" => value.is_number(),
                other => panic!("type {other}"),
            },
            kind,
        );
    }
    if let Some(words) = schema["enum"].as_array() {
        need(words.contains(value), "enum");
    }
    if let Some(number) = value.as_f64() {
        let bound = |name: &str| schema[name].as_f64();
        need(bound("minimum").is_none_or(|least| number >= least), "minimum");
        need(bound("maximum").is_none_or(|most| number <= most), "maximum");
        need(bound("exclusiveMinimum").is_none_or(|least| number > least), "exclusiveMinimum");
    }
    if let Some(text) = value.as_str() {
        let length = text.chars().count() as u64;
        need(schema["minLength"].as_u64().is_none_or(|least| length >= least), "minLength");
        need(schema["maxLength"].as_u64().is_none_or(|most| length <= most), "maxLength");
        if let Some(pattern) = schema["pattern"].as_str() {
            assert_eq!(pattern, "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "the only pattern there is");
            let shape: String = text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            need(shape == "0000-00-00", "pattern");
        }
    }
    for (at, item) in value.as_array().into_iter().flatten().enumerate() {
        misfits(root, &schema["items"], item, &format!("{path}/{at}"), found);
    }
    if let (Some(fields), Some(properties)) = (value.as_object(), schema["properties"].as_object()) {
        for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            if !fields.contains_key(name) {
                found.push(format!("{path}: {name} is required"));
            }
        }
        for (name, inner) in fields {
            match properties.get(name) {
                Some(rule) => misfits(root, rule, inner, &format!("{path}/{name}"), found),
                None => found.push(format!("{path}: {name} is not known")),
            }
        }
    }
}

fn all(file: &str) -> Vec<String> {
    let (root, mut found) = (schema(), Vec::new());
    misfits(&root, &root, &serde_json::from_str(file).expect("JSON"), "", &mut found);
    found
}

#[test]
fn the_shipped_catalog_fits_its_schema() {
    assert_eq!(all(FILE), Vec::<String>::new());
}

#[test]
fn its_fields_are_those_of_the_reader() {
    let root = schema();
    let mut tables = 0;
    for (table, rule) in root["properties"].as_object().expect("properties") {
        let Some(pointer) = rule["items"]["$ref"].as_str() else { continue };
        let row = root.pointer(pointer.trim_start_matches('#')).expect(pointer);
        let listed: BTreeSet<&str> =
            row["properties"].as_object().expect("properties").keys().map(String::as_str).collect();
        assert_eq!(listed, fields(table).iter().copied().collect(), "{table}");
        assert_eq!(row["additionalProperties"], false, "{table}");
        tables += 1;
    }
    assert_eq!(tables, 10);
}

#[test]
fn it_refuses_what_the_reader_refuses() {
    let groq = FILE.lines().rfind(|line| line.starts_with(r#"{"id":"groq/gpt-oss-120b""#)).expect("there");
    for (old, new, expected) in [
        (r#""input":0.15"#, r#""input":"0.15""#, "number"),
        (r#""input":0.15"#, r#""input":-0.15"#, "minimum"),
        (r#""input":0.15"#, r#""inptu":0.15"#, "not known"),
        (r#""input":0.15,"#, "", "required"),
        (r#""host":"Groq""#, r#""host":"""#, "minLength"),
        (r#""kind":"chat""#, r#""kind":"chatty""#, "enum"),
        (r#""from":"2026-08-21""#, r#""from":"last summer""#, "pattern"),
        (r#""input":0.15"#, r#""input":0.15,"batch_discount":50"#, "maximum"),
        (r#""input":0.15"#, r#""input":0.15,"tiers":[{"above":5}]"#, "required"),
    ] {
        let found = all(&FILE.replacen(groq, &groq.replacen(old, new, 1), 1));
        assert!(found.iter().any(|one| one.contains(expected)), "{new}: {found:?}");
    }
}
