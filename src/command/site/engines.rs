//! Every engine a site has published, so that an old link opens with the engine and the prices that made it.

use super::digest::integrity;
use super::{Asset, Output};
use crate::command::project::{read_bytes, read_text};
use serde::{Deserialize, Serialize};
use std::path::Path;

/// The index's name at the root of a site, where the next build looks for it.
pub const INDEX: &str = "engines.json";

/// One released engine. Paths are relative to the index.
#[derive(Clone, Serialize, Deserialize)]
pub struct Engine {
    /// The version that links name, such as `1.0.0`.
    pub version: String,
    /// The day of its newest prices.
    pub date: String,
    /// Its JavaScript, to be imported.
    pub js: Asset,
    /// Its module.
    pub wasm: Asset,
    /// Its prices and parameters.
    pub catalog: Asset,
}

/// The engines of an earlier site, copied into this one; those of `version` are replaced by what is built now.
///
/// Errors: the index cannot be read, or a file is missing or is not the one the index names.
pub fn carry_over(previous: &Path, version: &str, output: &mut Output) -> Result<Vec<Engine>, String> {
    let place = previous.join(INDEX);
    let known: Vec<Engine> = serde_json::from_str(&read_text(&place)?)
        .map_err(|error| format!("{} is not an index of engines: {error}", place.display()))?;
    let kept: Vec<Engine> = known.into_iter().filter(|engine| engine.version != version).collect();
    for asset in kept.iter().flat_map(|engine| [&engine.js, &engine.wasm, &engine.catalog]) {
        if !asset.url.starts_with("engines/") || asset.url.contains("..") {
            return Err(format!("{}: {} is not below engines/", place.display(), asset.url));
        }
        let bytes = read_bytes(&previous.join(&asset.url))?;
        if integrity(&bytes) != asset.integrity {
            return Err(format!("{} was changed since it was published", previous.join(&asset.url).display()));
        }
        output.put(&asset.url, &bytes)?;
    }
    Ok(kept)
}

/// Newest first, by the numbers in the version.
pub fn sort(engines: &mut [Engine]) {
    let numbers = |engine: &Engine| -> Vec<u64> {
        engine.version.split(['.', '-', '+']).map_while(|part| part.parse().ok()).collect()
    };
    engines.sort_by_key(|engine| std::cmp::Reverse(numbers(engine)));
}
