//! What both modules cross to JavaScript with: texts in, plain objects out.

use super::{Pairs, reading};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

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
