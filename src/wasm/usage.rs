//! Usage exports and load tests, read in pieces.

use super::{CatalogFile, Pairs, object, reading, texts};
use engine::catalog::Catalog;
use wasm_bindgen::prelude::*;

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
        let read = Catalog::read(&reading::value(&catalog));
        let (catalog, _) = read.map_err(|_| js_sys::Error::new("the catalog cannot be used"))?;
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

    /// What was read so far as a case. May be called again with other edits: `w1.name`, `w1.requests`, `w1.model`,
    /// `w1.out`, `w2.into`, `zone`, `replicas`.
    pub fn finish(&mut self, pairs: Pairs, edits: Pairs) -> Result<UsageObject, js_sys::Error> {
        Ok(object(&self.reader.finish(&self.catalog, &texts(pairs)?, &texts(edits)?)))
    }
}
