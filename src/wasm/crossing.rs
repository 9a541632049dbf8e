//! What both modules cross to JavaScript with: texts in, plain objects out.

use super::reading;
use engine::catalog::{Catalog, Refusal};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// The text of a query, or anything that iterates as pairs of text.
    #[wasm_bindgen(typescript_type = "Pairs")]
    pub type Pairs;
    /// The catalog as parsed JSON.
    #[wasm_bindgen(typescript_type = "object")]
    pub type CatalogFile;
}

/// A checked catalog and the rows of it that were refused.
///
/// # Errors
/// When it has no usable head or table at all.
pub(crate) fn checked(catalog: &CatalogFile) -> Result<(Catalog, Vec<Refusal>), js_sys::Error> {
    Catalog::read(&reading::value(catalog)).map_err(|refused| {
        let told = |one: &Refusal| [one.table, ": ", &one.field, " must be ", &one.allowed].concat();
        let first = refused.last().map_or_else(String::new, told);
        js_sys::Error::new(&("the catalog cannot be used: ".to_owned() + &first))
    })
}

/// Pairs of text.
///
/// # Errors
/// Where it is neither a query nor iterates as pairs of text.
pub(crate) fn texts(pairs: Pairs) -> Result<Vec<(String, String)>, js_sys::Error> {
    let needed = "pairs of text are needed: a query, a URLSearchParams, a FormData or an array of pairs";
    reading::pairs(&pairs).ok_or_else(|| js_sys::Error::new(needed))
}

/// Plain objects and arrays; what is missing is `null`.
pub(crate) fn object<T: Serialize + ?Sized, J: JsCast>(data: &T) -> J {
    const PLAIN: Serializer = Serializer::new().serialize_missing_as_null(true).serialize_maps_as_objects(true);
    // The report's own types refuse nothing, so this cannot fail.
    data.serialize(&PLAIN).unwrap_or(JsValue::NULL).unchecked_into()
}
