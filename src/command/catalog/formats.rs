//! The formats of lists that are read, and a list in one of them held against the catalog.

use super::propose::{Plan, Terms, plan};
use super::today::today;
use super::{catwalk, genai_prices, gpu_csv, litellm, llm_prices, models_dev, openrouter, portkey};
use build_or_buy::catalog::{Catalog, Value};
use build_or_buy::date::Date;
use clap::ValueEnum;
use std::path::Path;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// BerriAI/litellm `model_prices_and_context_window.json`
    Litellm,
    /// anomalyco/models.dev: the folder with providers/ and models/
    #[value(name = "models.dev", alias = "models-dev")]
    ModelsDev,
    /// pydantic/genai-prices prices/new_data/v2/data.json (prices/data.json is frozen since 2026-07-25)
    GenaiPrices,
    /// simonw/llm-prices data/*.json
    LlmPrices,
    /// OpenRouter's /api/v1/models
    Openrouter,
    /// Portkey-AI/models pricing/*.json
    Portkey,
    /// charmbracelet/catwalk: one file a host
    Catwalk,
    /// GPU rents as in skypilot-catalog: <provider>/vms.csv
    Skypilot,
    /// The same columns from any CSV
    GpuCsv,
    /// An open model's config.json from Hugging Face
    Huggingface,
}

/// A list of prices held against the catalog.
///
/// Errors: a file that cannot be read or is of another format.
pub fn compared(
    format: Format,
    catalog: &Catalog,
    file: &Value,
    path: &Path,
    provider: Option<&str>,
    terms: &Terms,
) -> Result<Plan, String> {
    let list = match format {
        Format::Litellm => litellm::read(path)?,
        Format::ModelsDev => models_dev::read(path)?,
        Format::GenaiPrices => genai_prices::read(path)?,
        Format::LlmPrices => llm_prices::read(path)?,
        Format::Openrouter => openrouter::read(path)?,
        Format::Portkey => portkey::read(path)?,
        Format::Catwalk => catwalk::read(path)?,
        Format::Skypilot | Format::GpuCsv => return gpu_csv::plan(catalog, path, provider, terms),
        Format::Huggingface => return Err("a config.json is no list of prices".into()),
    };
    // A list of another format has no entry in which a price stands where this one has it.
    if list.offers.is_empty() && list.skipped.is_empty() {
        return Err(format!("{} holds no entry of this format", path.display()));
    }
    let none = list.skipped.iter().all(|(_, why)| why == "no price is stated");
    if list.offers.is_empty() && none {
        return Err(format!(
            "{} holds no price in the format of {}: is it another list?",
            path.display(),
            named(format)
        ));
    }
    let total = list.offers.len() + list.skipped.len();
    if total > 500 {
        eprintln!("{total} entries read");
    }
    Ok(plan(catalog, file, list, terms))
}

/// A list's name.
pub fn named(format: Format) -> String {
    format.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
}

/// The terms of reading a list.
pub fn terms(format: Format, seen: Option<Date>, source: Option<&str>, known_only: bool) -> Terms {
    let name = named(format);
    let today = today();
    let day = seen.unwrap_or(today);
    Terms {
        source: source.map_or_else(|| format!("{name} list of {day}"), ToOwned::to_owned),
        list: name,
        seen,
        today,
        known_only,
        host: None,
        retired: Vec::new(),
    }
}
