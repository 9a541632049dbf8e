//! Usage exports and load tests, read in pieces: the boundary to JavaScript of a module that only who brings a file fetches.

// Values cross this boundary by value, and every error is the same: what was passed is no pairs of text.
#![allow(clippy::missing_errors_doc, clippy::needless_pass_by_value)]

#[path = "../crossing.rs"]
mod crossing;
#[path = "../reading.rs"]
mod reading;

use crossing::{CatalogFile, Pairs, checked, object, texts};
use engine::catalog::Catalog;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &'static str = include_str!("types.d.ts");

#[wasm_bindgen]
extern "C" {
    /// What the files say, and the case that they make.
    #[wasm_bindgen(typescript_type = "Usage")]
    pub type UsageObject;
}

/// Reads usage exports and load tests: `push` pieces of one file after another, then `finish`. Nothing but sums is kept.
#[wasm_bindgen]
pub struct UsageReader {
    catalog: Catalog,
    reader: engine::usage::UsageReader,
}

#[wasm_bindgen]
impl UsageReader {
    /// For the prices of a catalog, by which models are recognized.
    ///
    /// # Errors
    /// When the catalog cannot be used.
    #[wasm_bindgen(constructor)]
    pub fn new(catalog: CatalogFile) -> Result<Self, js_sys::Error> {
        let (catalog, _) = checked(&catalog)?;
        Ok(Self { catalog, reader: engine::usage::UsageReader::new() })
    }

    /// Takes the next bytes of a file; another name begins another file.
    pub fn push(&mut self, name: &str, bytes: &[u8]) {
        self.reader.push(name, bytes);
    }

    /// Ends a file, so that the next may have the same name.
    pub fn close(&mut self) {
        self.reader.close();
    }

    /// The rest of the file that is being read cannot be had: why, in one sentence. What came before it stands.
    pub fn broken(&mut self, name: &str, why: &str) {
        self.reader.broken(name, why);
    }

    /// The compressed file that is being read ends too early. What could be unpacked stands, and how many rows is said.
    pub fn cut(&mut self, name: &str) {
        self.reader.cut(name);
    }

    /// What was read so far as a case. May be called again with other edits: `w1.name`, `w1.requests`, `w1.model`,
    /// `w1.out`, `w2.into`, `zone`, `sampled`, `replicas`.
    pub fn finish(&mut self, pairs: Pairs, edits: Pairs) -> Result<UsageObject, js_sys::Error> {
        Ok(object(&self.reader.finish(&self.catalog, &texts(pairs)?, &texts(edits)?)))
    }
}
