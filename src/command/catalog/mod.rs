//! Keeping the catalog: checking a file, and proposing rows from public lists. No Rust is needed for either.

mod aliases;
mod append;
mod behind;
mod called_off;
mod catwalk;
mod check;
mod dated;
mod differences;
mod earlier_rows;
mod evidence;
mod formats;
mod genai_prices;
mod gone;
mod gpu_csv;
mod gpu_names;
mod hosts;
mod hugging_face;
mod import;
mod json;
mod judged;
mod kin;
mod kinds;
mod layout;
mod licence;
mod lines;
mod litellm;
mod llm_prices;
mod meant;
mod merge;
mod models_dev;
mod name_ends;
mod names;
mod new_rows;
mod news;
mod no_offer;
mod offer;
mod openrouter;
mod overlaid;
mod parameters;
mod past_chart;
mod past_rents;
mod past_rows;
mod place;
mod plan;
mod portkey;
mod price_history;
mod promotions;
mod propose;
mod refused;
mod regions;
mod remark;
mod rent_rows;
mod row;
mod said;
mod shape;
mod shape_attention;
mod shape_differences;
mod shape_doubts;
mod shape_keys;
mod shape_stray;
mod sources;
mod suspicions;
mod suspicious_attention;
mod suspicious_cached;
mod suspicious_chips;
mod suspicious_contexts;
mod suspicious_market;
mod suspicious_models;
mod suspicious_money;
mod suspicious_names;
mod suspicious_parameters;
mod suspicious_prices;
mod suspicious_quotes;
mod suspicious_rows;
mod suspicious_sisters;
mod suspicious_spelling;
mod suspicious_started;
mod suspicious_steps;
mod suspicious_texts;
mod suspicious_tiers;
mod suspicious_units;
mod suspicious_weights;
#[cfg(test)]
mod swept;
mod times;
mod today;
mod twins;
mod unsure;
mod update;
mod vetted;

use clap::Subcommand;
pub use evidence::keys;
pub use meant::meant;
pub use overlaid::{Complaint, complaints, is_whole};
use std::process::ExitCode;
pub use suspicious_rows::rent_name;

/// What can be done with the catalog.
#[derive(Subcommand)]
pub enum CatalogCommands {
    /// Check a catalog or an overlay by row and field: schema, units, ranges, sources, dates, duplicates, references, jumps, age
    Check(check::CheckOptions),
    /// Propose rows from a public price list, a config.json or a CSV of GPU rents; nothing is overwritten
    Import(import::ImportOptions),
    /// Lay every public list of a folder beside the catalog: rows they agree on, and what a person has to decide
    Update(update::UpdateOptions),
    /// Make the file that the chart of past prices draws anew, from the catalog and the earlier rows; --append does so too
    History,
}

/// Runs one of them.
///
/// Errors: files that cannot be read.
pub fn run(command: &CatalogCommands) -> Result<ExitCode, String> {
    match command {
        CatalogCommands::Check(options) => check::run(options),
        CatalogCommands::Import(options) => import::run(options),
        CatalogCommands::Update(options) => update::run(options),
        CatalogCommands::History => past_chart::run(),
    }
}
