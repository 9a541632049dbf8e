//! The boundary's contract, in Node and in a browser: plain objects, `null` for what is missing, real errors, and
//! pairs from whatever iterates as pairs.

use super::Engine;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

const CATALOG: &str = include_str!("../../www/catalog.json");

fn engine() -> Engine {
    let file = js_sys::JSON::parse(CATALOG).expect("the catalog is JSON");
    Engine::new(file.unchecked_into()).expect("the catalog is sound")
}

fn get(object: &JsValue, path: &str) -> JsValue {
    path.split('.').fold(object.clone(), |at, name| {
        js_sys::Reflect::get(&at, &JsValue::from_str(name)).expect("reading a property of an object")
    })
}

fn pairs(entries: &[(&str, &str)]) -> JsValue {
    let list = js_sys::Array::new();
    for (key, text) in entries {
        list.push(&js_sys::Array::of2(&JsValue::from_str(key), &JsValue::from_str(text)));
    }
    list.into()
}

fn answer(entries: &[(&str, &str)]) -> JsValue {
    engine().evaluate(pairs(entries).unchecked_into(), 0).expect("an answer for any text").into()
}

#[wasm_bindgen_test]
fn the_default_company_gets_a_verdict_in_numbers() {
    let report = answer(&[]);
    assert_eq!(get(&report, "verdict.word").as_string().as_deref(), Some("buy"));
    assert!(get(&report, "verdict.monthly").as_f64().is_some_and(|amount| amount > 0.0));
    assert!(js_sys::Array::is_array(&get(&report, "options")));
}

#[wasm_bindgen_test]
fn what_is_missing_is_null_and_never_undefined() {
    let report = answer(&[]);
    assert!(get(&report, "uncertainty").is_null());
    assert!(get(&report, "reasons").is_null());
    assert!(get(&report, "no such part").is_undefined());
}

#[wasm_bindgen_test]
fn search_parameters_and_arrays_of_pairs_say_the_same() {
    let search = web_sys::UrlSearchParams::new_with_str("assistant.requests=2M&horizon=24").expect("search parameters");
    let one: JsValue = engine().evaluate(JsValue::from(search).unchecked_into(), 0).expect("an answer").into();
    let other = answer(&[("assistant.requests", "2M"), ("horizon", "24")]);
    let text = |value: &JsValue| js_sys::JSON::stringify(value).expect("plain data").as_string();
    assert_eq!(text(&one), text(&other));
    assert_eq!(get(&one, "horizon").as_f64(), Some(24.0));
}

#[wasm_bindgen_test]
fn bad_text_is_an_issue_and_the_rest_stands() {
    let report = answer(&[("horizon", "lots"), ("assistant.requests", "2M"), ("nonsense", "1")]);
    let issues = js_sys::Array::from(&get(&report, "issues"));
    assert_eq!(issues.length(), 2);
    assert_eq!(get(&issues.get(0), "field").as_string().as_deref(), Some("horizon"));
    assert_eq!(get(&issues.get(0), "text").as_string().as_deref(), Some("lots"));
    assert_eq!(get(&report, "horizon").as_f64(), Some(36.0));
}

#[wasm_bindgen_test]
fn an_unusable_catalog_is_a_real_error_with_a_sentence() {
    let Err(error) = Engine::new(js_sys::Object::new().unchecked_into()) else {
        panic!("an empty catalog was accepted")
    };
    assert!(error.is_instance_of::<js_sys::Error>());
    assert!(String::from(error.message()).contains("asof"));
}

#[wasm_bindgen_test]
fn the_link_is_the_shortest_that_means_the_same() {
    let link = engine().link(pairs(&[("horizon", "36"), ("assistant.requests", "2,000,000")]).unchecked_into());
    let link = js_sys::Array::from(&link.expect("a link for any text"));
    let text = |at: u32| js_sys::Array::from(&link.get(at)).join("=").as_string();
    assert_eq!((text(0).as_deref(), text(1).as_deref()), (Some("v=2"), Some("assistant.requests=2M")));
    assert_eq!(link.length(), 2);
}

#[wasm_bindgen_test]
fn the_text_of_a_query_is_as_good_as_its_pairs() {
    let text: JsValue =
        engine().evaluate(JsValue::from_str("?horizon=oops&horizon=24").unchecked_into(), 0).expect("an answer").into();
    assert_eq!(get(&text, "horizon").as_f64(), Some(24.0));
    assert_eq!(get(&text, "issues.0.text").as_string().as_deref(), Some("oops"));
    for odd in [JsValue::from_f64(2.0), JsValue::NULL, js_sys::Array::of1(&JsValue::from_str("ab")).into()] {
        assert!(engine().evaluate(odd.unchecked_into(), 0).is_err());
    }
}

#[wasm_bindgen_test]
fn a_row_that_cannot_be_trusted_is_refused_by_row_and_field() {
    let file = js_sys::JSON::parse(CATALOG).expect("the catalog is JSON");
    let row = get(&file, "hosted.0");
    let id = get(&row, "id").as_string().expect("rows have an id");
    js_sys::Reflect::set(&row, &"input".into(), &"cheap".into()).expect("an object");
    let refused = js_sys::Array::from(&Engine::new(file.unchecked_into()).expect("the rest is sound").refused());
    assert_eq!(refused.length(), 1);
    let one = |name: &str| get(&refused.get(0), name).as_string();
    assert_eq!((one("table").as_deref(), one("row")), (Some("hosted"), Some(id)));
    assert_eq!(one("field").as_deref(), Some("input"));
}

#[wasm_bindgen_test]
fn an_object_that_holds_itself_is_refused_and_ends() {
    let file = js_sys::Object::new();
    js_sys::Reflect::set(&file, &"hosted".into(), &file).expect("an object");
    assert!(Engine::new(file.unchecked_into()).is_err());
}

#[wasm_bindgen_test]
fn what_an_engine_found_before_changes_no_answer() {
    let ask = |engine: &Engine, draws: u32| -> JsValue {
        engine.evaluate(pairs(&[("assistant.requests", "2M")]).unchecked_into(), draws).expect("an answer").into()
    };
    let text = |value: &JsValue| js_sys::JSON::stringify(value).expect("plain data").as_string();
    let mut kept = engine();
    let before = ask(&kept, 0);
    assert_eq!(text(&ask(&kept, 200)), text(&ask(&engine(), 200)));
    // Another question in between, then prices of one's own under the same question.
    let other = |engine: &Engine| -> JsValue {
        engine.evaluate(pairs(&[("horizon", "24")]).unchecked_into(), 0).expect("an answer").into()
    };
    assert_eq!(text(&other(&kept)), text(&other(&engine())));
    assert_eq!(text(&ask(&kept, 0)), text(&before));
    let own = r#"{"inputs":{"engineer_cost":150000}}"#;
    kept.overlay(js_sys::JSON::parse(own).expect("JSON").unchecked_into());
    let mut fresh = engine();
    fresh.overlay(js_sys::JSON::parse(own).expect("JSON").unchecked_into());
    assert_eq!(text(&ask(&kept, 0)), text(&ask(&fresh, 0)));
    assert_ne!(text(&ask(&kept, 0)), text(&before));
}
