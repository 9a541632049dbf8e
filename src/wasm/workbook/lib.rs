//! The costs as a spreadsheet: the boundary to JavaScript of a module that only who asks for the file fetches.

// The report crosses this boundary by value.
#![allow(clippy::needless_pass_by_value)]

use build_or_buy_workbook::{file, sheets};
use engine::sentence::amount_of;
use wasm_bindgen::prelude::*;

#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// The bytes of an XLSX file of a report that was evaluated with draws, as `evaluate` gives it. `again` says where the
/// same answer is found again.
///
/// # Errors
/// What is given is no such report, or the file cannot be made.
#[wasm_bindgen]
pub fn workbook(report: JsValue, again: &str) -> Result<Vec<u8>, js_sys::Error> {
    let told = serde_wasm_bindgen::from_value(report).map_err(|error| js_sys::Error::new(&error.to_string()))?;
    file(&told, &sheets(&told, again, &amount_of)).map_err(|why| js_sys::Error::new(&why))
}
