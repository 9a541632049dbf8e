//! The engine's boundary to JavaScript. The reader of usage exports is a module of its own, in `usage`.
//!
//! Missing values cross as `null`, never `undefined`; errors are real `Error`s. Pairs may come as the text of a query, as
//! `URLSearchParams`, `FormData` or an array of pairs.

// Values cross this boundary by value, and every error is the same: what was passed is no pairs of text.
#![allow(clippy::missing_errors_doc, clippy::needless_pass_by_value)]

mod crossing;
mod reading;

use crossing::{CatalogFile, Pairs, checked, object, texts};
use engine::catalog::{Catalog, Refusal};
use engine::date::Date;
use engine::inputs::link::Query;
use engine::report::Known;
use std::cell::{RefCell, RefMut};
use wasm_bindgen::prelude::*;

#[global_allocator]
static MEMORY: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("types.d.ts");

#[wasm_bindgen]
extern "C" {
    /// The whole answer.
    #[wasm_bindgen(typescript_type = "Report")]
    pub type ReportObject;
    /// What is seen first of it.
    #[wasm_bindgen(typescript_type = "First")]
    pub type FirstObject;
    /// Flips and curves.
    #[wasm_bindgen(typescript_type = "Sensitivity")]
    pub type SensitivityObject;
    /// The tables of inputs.
    #[wasm_bindgen(typescript_type = "Form")]
    pub type FormObject;
    /// Rows that were refused.
    #[wasm_bindgen(typescript_type = "Refusal[]")]
    pub type Refusals;
    /// What an overlay brought.
    #[wasm_bindgen(typescript_type = "Overlaid")]
    pub type OverlaidObject;
    /// Rows of cells.
    #[wasm_bindgen(typescript_type = "(string | number)[][]")]
    pub type Sheet;
    /// Pairs of a canonical link.
    #[wasm_bindgen(typescript_type = "[string, string][]")]
    pub type LinkPairs;
}

/// A checked catalog, ready to answer.
#[wasm_bindgen]
pub struct Engine {
    catalog: Catalog,
    refused: Vec<Refusal>,
    /// The question that was asked last, what was found for it (the odds are asked for after the answer without them), and
    /// what was predicted for any.
    last: RefCell<Last>,
}

#[wasm_bindgen]
impl Engine {
    /// Checks a catalog.
    ///
    /// # Errors
    /// When it has no usable head or table at all; single bad rows are left out and listed by `refused`.
    #[wasm_bindgen(constructor)]
    pub fn new(catalog: CatalogFile) -> Result<Self, js_sys::Error> {
        checked(&catalog).map(|(catalog, refused)| Self { catalog, refused, last: RefCell::default() })
    }

    /// Rows that were refused, by table, row and field.
    pub fn refused(&self) -> Refusals {
        object(&self.refused)
    }

    /// Lays a small file of own prices, rents, wages and models over the catalog. What it brought is named, and what of
    /// it was refused is listed; the ledger of every later answer tells its numbers from the others.
    pub fn overlay(&mut self, file: CatalogFile) -> OverlaidObject {
        self.last.take();
        object(&engine::inputs::link::lay(&mut self.catalog, &reading::value(&file)))
    }

    /// Answers for pairs of text, with so many draws for the odds (none: at the middle of every range only).
    /// Never fails for what the pairs say.
    pub fn evaluate(&self, pairs: Pairs, draws: u32) -> Result<ReportObject, js_sys::Error> {
        let (query, mut last) = self.asked(pairs)?;
        Ok(object(&engine::report::answer_from(&query, &self.catalog, draws, Vec::new(), &mut last.1)))
    }

    /// The verdict and its amounts, in a tenth of the time: while a hand moves. `evaluate` of the same pairs adds the rest.
    pub fn first(&self, pairs: Pairs) -> Result<FirstObject, js_sys::Error> {
        let (query, mut last) = self.asked(pairs)?;
        Ok(object(&engine::report::first_from(&query, &self.catalog, &mut last.1)))
    }

    /// What would flip the answer, and the answer along every input. Takes longer than an answer: for idle moments.
    pub fn sensitivity(&self, pairs: Pairs) -> Result<SensitivityObject, js_sys::Error> {
        let query = engine::inputs::link::read(&texts(pairs)?, &self.catalog);
        Ok(object(&engine::report::sensitivity::sensitivity(&query, &self.catalog)))
    }

    /// The memo as Markdown, in plain English and dollars.
    pub fn markdown(&self, pairs: Pairs) -> Result<String, js_sys::Error> {
        let report = engine::report::evaluate(&texts(pairs)?, &self.catalog);
        Ok(report.reasons.map_or_else(String::new, |reasons| engine::report::memo::markdown(&reasons.memo)))
    }

    /// All costs and the ledger as rows of cells, numbers unrounded, the heading first.
    pub fn sheet(&self, pairs: Pairs) -> Result<Sheet, js_sys::Error> {
        let query = engine::inputs::link::read(&texts(pairs)?, &self.catalog);
        let report = engine::report::quick(&query, &self.catalog);
        Ok(object(&engine::report::sheet::sheet(&report)))
    }

    /// The shortest link that means the same, as pairs.
    pub fn link(&self, pairs: Pairs) -> Result<LinkPairs, js_sys::Error> {
        Ok(object(&engine::inputs::link::read(&texts(pairs)?, &self.catalog).pairs()))
    }

    /// The tables of inputs, for the prices of a day (`2026-11-23`; the catalog's own when empty).
    pub fn form(&self, asof: &str) -> FormObject {
        let on = Date::parse(asof).unwrap_or(self.catalog.asof);
        object(&engine::inputs::form::form(&self.catalog, on))
    }

    /// The engine's version.
    #[wasm_bindgen(getter)]
    pub fn version(&self) -> String {
        engine::report::ENGINE.to_owned()
    }
}

/// The question that was asked last, and what was found for it.
type Last = (Vec<(String, String)>, Known);

impl Engine {
    /// Pairs as read, beside what is known of them from before.
    fn asked(&self, pairs: Pairs) -> Result<(Query, RefMut<'_, Last>), js_sys::Error> {
        let pairs = texts(pairs)?;
        let query = engine::inputs::link::read(&pairs, &self.catalog);
        let mut last = self.last.borrow_mut();
        if last.0 != pairs {
            last.0 = pairs;
            last.1.middle = None;
        }
        Ok((query, last))
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests;
