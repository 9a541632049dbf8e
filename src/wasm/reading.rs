//! JavaScript values to what the engine reads.
//!
//! By hand, although the answers go out through serde-wasm-bindgen: its reading half knows sets, maps, big integers and
//! more, and cost 12.5 KB of 177.5 (Brotli) for a price list and a few pairs of text (measured 2026-11-24).

use engine::catalog::Value;
use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

/// Levels of a catalog file that are read; rows need four, and an object may even hold itself.
const DEEPEST: usize = 16;

/// Any value; what is neither a number, a flag, a text, an array nor an object is [`Value::Null`].
pub(crate) fn value(from: &JsValue) -> Value {
    below(from, DEEPEST)
}

fn below(from: &JsValue, deepest: usize) -> Value {
    if let Some(number) = from.as_f64() {
        Value::Number(number)
    } else if let Some(text) = from.as_string() {
        Value::Text(text)
    } else if let Some(flag) = from.as_bool() {
        Value::Flag(flag)
    } else if deepest == 0 || !from.is_object() {
        Value::Null
    } else if Array::is_array(from) {
        Value::List(Array::from(from).iter().map(|item| below(&item, deepest - 1)).collect())
    } else {
        let entry = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), below(&entry.get(1), deepest - 1))
        };
        Value::Map(Object::entries(from.unchecked_ref()).iter().map(entry).collect())
    }
}

/// Pairs of text from the text of a query, or from whatever iterates as such pairs; `None` for anything else.
pub(crate) fn pairs(from: &JsValue) -> Option<Vec<(String, String)>> {
    let query = from.as_string().map(|text| web_sys::UrlSearchParams::new_with_str(&text)).transpose().ok()?;
    let mut pairs = Vec::new();
    for pair in js_sys::try_iter(query.as_ref().map_or(from, AsRef::as_ref)).ok()?? {
        let pair: Array = pair.ok()?.dyn_into().ok()?;
        pairs.push((pair.get(0).as_string()?, pair.get(1).as_string()?));
    }
    Some(pairs)
}
