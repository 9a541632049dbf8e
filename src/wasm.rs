//! The boundary to JavaScript, and the only file of the library that names a host.
//!
//! Missing values cross as `null`, never `undefined`; errors are real `Error`s; pairs may come as
//! `URLSearchParams`, `FormData` or an array of pairs, which all iterate alike.

// Values cross this boundary by value, and every error is the same: what was passed is no pairs of text.
#![allow(clippy::missing_errors_doc, clippy::needless_pass_by_value)]

mod object;

use crate::catalog::{Catalog, Refusal};
use crate::date::Date;
use serde::Serialize;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("wasm/types.d.ts");

#[wasm_bindgen]
extern "C" {
    /// Anything that iterates as pairs of text.
    #[wasm_bindgen(typescript_type = "Pairs")]
    pub type Pairs;
    /// The catalog as parsed JSON.
    #[wasm_bindgen(typescript_type = "object")]
    pub type CatalogFile;
    /// The whole answer.
    #[wasm_bindgen(typescript_type = "Report")]
    pub type ReportObject;
    /// Flips and curves.
    #[wasm_bindgen(typescript_type = "Sensitivity")]
    pub type SensitivityObject;
    /// The tables of inputs.
    #[wasm_bindgen(typescript_type = "Form")]
    pub type FormObject;
    /// Rows that were refused.
    #[wasm_bindgen(typescript_type = "Refusal[]")]
    pub type Refusals;
    /// Pairs of a canonical link.
    #[wasm_bindgen(typescript_type = "[string, string][]")]
    pub type LinkPairs;
}

/// A checked catalog, ready to answer.
#[wasm_bindgen]
pub struct Engine {
    catalog: Catalog,
    refused: Vec<Refusal>,
}

#[wasm_bindgen]
impl Engine {
    /// Checks a catalog.
    ///
    /// # Errors
    /// When it has no usable head or table at all; single bad rows are left out and listed by `refused`.
    #[wasm_bindgen(constructor)]
    pub fn new(catalog: CatalogFile) -> Result<Self, js_sys::Error> {
        match Catalog::read(&object::value(&catalog)) {
            Ok((catalog, refused)) => Ok(Self { catalog, refused }),
            Err(refused) => {
                let first = refused
                    .last()
                    .map_or_else(String::new, |one| [one.table, ": ", &one.field, " must be ", &one.allowed].concat());
                Err(js_sys::Error::new(&("the catalog cannot be used: ".to_owned() + &first)))
            }
        }
    }

    /// Rows that were refused, by table, row and field.
    pub fn refused(&self) -> Refusals {
        object(&self.refused)
    }

    /// Answers for pairs of text, with so many draws for the odds (none: at the middle of every range only).
    /// Never fails for what the pairs say. A module without the feature `whole` takes no draws.
    pub fn evaluate(&self, pairs: Pairs, draws: u32) -> Result<ReportObject, js_sys::Error> {
        let query = crate::inputs::link::read(&texts(pairs)?, &self.catalog);
        #[cfg(feature = "whole")]
        let report = crate::report::answer(&query, &self.catalog, draws);
        #[cfg(not(feature = "whole"))]
        let report = crate::report::quick(&query, &self.catalog);
        #[cfg(not(feature = "whole"))]
        let _ = draws;
        Ok(object(&report))
    }

    #[cfg(feature = "whole")]
    /// What would flip the answer, and the answer along every input. Takes longer than an answer: for idle moments.
    pub fn sensitivity(&self, pairs: Pairs) -> Result<SensitivityObject, js_sys::Error> {
        let query = crate::inputs::link::read(&texts(pairs)?, &self.catalog);
        Ok(object(&crate::report::sensitivity::sensitivity(&query, &self.catalog)))
    }

    #[cfg(feature = "whole")]
    /// The memo as Markdown, in plain English and dollars.
    pub fn markdown(&self, pairs: Pairs) -> Result<String, js_sys::Error> {
        let report = crate::report::evaluate(&texts(pairs)?, &self.catalog);
        Ok(report.reasons.map_or_else(String::new, |reasons| crate::report::memo::markdown(&reasons.memo)))
    }

    /// The shortest link that means the same, as pairs.
    pub fn link(&self, pairs: Pairs) -> Result<LinkPairs, js_sys::Error> {
        Ok(object(&crate::inputs::link::read(&texts(pairs)?, &self.catalog).pairs()))
    }

    /// The tables of inputs, for the prices of a day (`2026-11-23`; the catalog's own when empty).
    pub fn form(&self, asof: &str) -> FormObject {
        let on = Date::parse(asof).unwrap_or(self.catalog.asof);
        object(&crate::inputs::form::form(&self.catalog, on))
    }

    /// The engine's version.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        crate::report::ENGINE.to_owned()
    }
}

fn texts(pairs: Pairs) -> Result<Vec<(String, String)>, js_sys::Error> {
    object::pairs(&pairs)
        .ok_or_else(|| js_sys::Error::new("pairs of text are needed: a URLSearchParams, a FormData or an array"))
}

fn object<T: Serialize + ?Sized, J: JsCast>(data: &T) -> J {
    object::object(data).unchecked_into()
}
