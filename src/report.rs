//! The report: everything the page, the terminal and the memo show, as plain data.
//!
//! ```
//! # #[cfg(not(target_arch = "wasm32"))] {
//! let file = std::fs::read_to_string("www/catalog.json").unwrap();
//! let (catalog, _) = build_or_buy::Catalog::read(&serde_json::from_str(&file).unwrap()).unwrap();
//! let pairs = [("assistant.requests".to_owned(), "2M".to_owned())];
//! let report = build_or_buy::evaluate(&pairs, &catalog);
//! assert!(report.issues.is_empty());
//! println!("{}", report.verdict.sentence.plain());
//! # }
//! ```

pub mod ledger;
pub mod options;
pub mod verdict;
pub mod workloads;

use crate::break_even::{self, BreakEven};
use crate::case::Case;
use crate::catalog::Catalog;
use crate::date::Date;
use crate::figures::Figures;
use crate::portfolio;
use crate::query::{self, Given, Issue, Query};
use crate::units::{Months, UsdPerMonth, YearlyChange};
use ledger::LedgerRow;
use options::{CashMonth, OptionCost};
use serde::Serialize;
use verdict::Verdict;
use workloads::WorkloadReport;

/// The engine's version; a link names it.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// The whole answer.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Version of the engine that made it.
    pub engine: &'static str,
    /// The day whose prices count.
    pub asof: Date,
    /// The day the catalog was last added to.
    pub catalog_asof: Date,
    /// The quality index, with its scale.
    pub index: String,
    /// Day of its snapshot.
    pub index_date: Date,
    /// The shortest link that gives this report, as pairs.
    pub pairs: Vec<(String, String)>,
    /// What the link or the visitor set.
    pub given: Vec<Given>,
    /// What could not be read as it stood.
    pub issues: Vec<Issue>,
    /// Months of the horizon.
    pub horizon: Months,
    /// The answer in words and in its few numbers.
    pub verdict: Verdict,
    /// Every way to do it, with its cost by line; the first is today's.
    pub options: Vec<OptionCost>,
    /// Workload by workload.
    pub workloads: Vec<WorkloadReport>,
    /// Winner by volume.
    pub break_even: BreakEven,
    /// Month by month.
    pub cash: Vec<CashMonth>,
    /// Every number used.
    pub ledger: Vec<LedgerRow>,
}

/// Answers for pairs of text. Total: any text gives a report, with issues where it could not be read.
pub fn evaluate(pairs: &[(String, String)], catalog: &Catalog) -> Report {
    let query = query::read(pairs, catalog);
    answer(&query, catalog)
}

/// Answers for inputs already read.
pub fn answer(query: &Query, catalog: &Catalog) -> Report {
    let asof = query.asof.unwrap_or(catalog.asof);
    let case = Case::new(&query.inputs, catalog, asof);
    let figures = Figures::new(&case, &query.inputs);
    let portfolio = portfolio::optimize(&figures);
    let break_even = break_even::break_even(&figures, &portfolio);
    let options = options::options(&figures, &portfolio);
    let verdict = verdict::verdict(&figures, &portfolio, &break_even, &options);
    Report {
        engine: ENGINE,
        asof,
        catalog_asof: catalog.asof,
        index: catalog.index.clone(),
        index_date: catalog.index_date,
        pairs: query.pairs(),
        given: query.given.clone(),
        issues: query.issues.clone(),
        horizon: Months::new(figures.paths.months as f64),
        verdict,
        workloads: workloads::workloads(&figures, &portfolio),
        cash: options::cash(&figures, &portfolio),
        ledger: ledger::ledger(query, &figures),
        options,
        break_even,
    }
}

/// A present value over the horizon as a level monthly cost.
pub fn monthly(figures: &Figures<'_, '_>, present: f64) -> UsdPerMonth {
    let rate: YearlyChange = figures.inputs.discount_rate;
    crate::finance::equivalent_monthly(crate::units::Usd::new(present), rate, Months::new(figures.paths.months as f64))
}
