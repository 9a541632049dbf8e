//! The report: everything the page, the terminal and the memo show, as plain data.
//!
//! ```
//! let file = std::fs::read_to_string("www/catalog.json").unwrap();
//! let (catalog, _) = build_or_buy::Catalog::read(&serde_json::from_str(&file).unwrap()).unwrap();
//! let pairs = [("assistant.requests".to_owned(), "2M".to_owned())];
//! let report = build_or_buy::evaluate(&pairs, &catalog);
//! assert!(report.issues.is_empty());
//! println!("{}", report.verdict.sentence.plain());
//! ```

pub mod budget;
pub mod cash;
pub mod equation;
mod first;
pub mod fleets;
mod known;
pub mod ledger;
pub mod memo;
pub mod method;
pub mod options;
mod question;
pub mod reasons;
pub mod sensitivity;
pub mod sheet;
mod then;
pub mod verdict;
pub mod worked;
pub mod workloads;

use crate::catalog::Catalog;
use crate::cost::figures::Figures;
use crate::date::Date;
use crate::decide::break_even::{self, BreakEven};
use crate::decide::portfolio::{Market, Portfolio};
use crate::inputs::Inputs;
use crate::inputs::link::{self, Given, Issue, Query};
use crate::judge::cascade::Cascade;
use crate::judge::uncertainty::{self, Uncertainty};
use crate::reasons::rules::Durable;
use crate::sentence::Sentence;
use crate::units::{Months, Share};
use budget::BudgetYear;
use cash::CashMonth;
pub use first::{First, first_from};
use fleets::{Fleets, WeekReport};
pub use known::Known;
use known::Middle;
use ledger::LedgerRow;
use options::OptionCost;
use reasons::Reasons;
use serde::Serialize;
pub use then::{Then, then};
use verdict::Verdict;
use workloads::WorkloadReport;

/// The engine's version; a link names it.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// The whole answer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
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
    /// By what part of its cost the cheapest plan may exceed the optimum; zero where every assignment was tried.
    pub gap: Share,
    /// The week of each fleet of the best plan, or of the cheapest one that runs something; largest first.
    pub weeks: Vec<WeekReport>,
    /// Winner by volume.
    pub break_even: BreakEven,
    /// How sure it is and what to find out first; absent when no draws were asked for or nothing can serve.
    pub uncertainty: Option<Uncertainty>,
    /// Why; absent in a quick answer.
    pub reasons: Option<Reasons>,
    /// Month by month.
    pub cash: Vec<CashMonth>,
    /// The same by year: bought to keep, built, run.
    pub years: Vec<BudgetYear>,
    /// Month in which the cheapest answer that runs something has paid back what it cost more than buying; absent
    /// when it does not within the horizon, or there is nothing to pay back.
    pub payback: Option<Months>,
    /// Every number used.
    pub ledger: Vec<LedgerRow>,
}

pub use crate::inputs::DRAWS;

/// Answers for pairs of text. Total: any text gives a report, with issues where it could not be read.
pub fn evaluate(pairs: &[(String, String)], catalog: &Catalog) -> Report {
    answer(&link::read(pairs, catalog), catalog, DRAWS)
}

/// Answers for inputs already read, with so many draws for the odds; with none, at the middle of every range only.
pub fn answer(query: &Query, catalog: &Catalog, draws: u32) -> Report {
    answer_with(query, catalog, draws, Vec::new())
}

/// The same, with sentences about what would flip it for the memo, where [`sensitivity`] was worked out before.
pub fn answer_with(asked: &Query, catalog: &Catalog, draws: u32, flips: Vec<Sentence>) -> Report {
    answer_from(asked, catalog, draws, flips, &mut Known::default())
}

/// The same, from what was found before for the same catalog; what is found now is left there.
pub fn answer_from(asked: &Query, catalog: &Catalog, draws: u32, flips: Vec<Sentence>, known: &mut Known) -> Report {
    if draws == 0 {
        return quick_from(asked, catalog, known);
    }
    let mut flips = Some(flips);
    let then = then(asked, catalog);
    let query: &Query = &then.query;
    report(asked, &then, true, known, &mut |view, ledger| {
        let Judged { figures, portfolio, break_even, options, cascade, .. } = view;
        let case = figures.case;
        let drawn = cascade.map(|cascade| move |inputs: &Inputs| cascade.drawn(inputs));
        let beside = drawn.as_ref().map(|drawn| drawn as &dyn Fn(&Inputs) -> f64);
        let (inputs, seed) = (&query.inputs, uncertainty::draws::SEED);
        let uncertainty = uncertainty::uncertainty(case, inputs, &query.given, portfolio, draws, seed, beside);
        let known = uncertainty.as_ref();
        let verdict = verdict::verdict(figures, portfolio, Some(break_even), options, known, *cascade);
        let durable = Durable::from(*break_even);
        let flips = flips.take().unwrap_or_default();
        let fleets = fleets::in_words(view.fleets);
        let reasons = reasons::reasons(figures, portfolio, &durable, &verdict, options, known, flips, ledger, fleets);
        (verdict, uncertainty, Some(reasons))
    })
}

/// Answers at the middle of every range: neither odds nor reasons.
pub fn quick(query: &Query, catalog: &Catalog) -> Report {
    quick_from(query, catalog, &mut Known::default())
}

fn quick_from(query: &Query, catalog: &Catalog, known: &mut Known) -> Report {
    report(query, &then(query, catalog), false, known, &mut |view, _| {
        (verdict::verdict(view.figures, view.portfolio, Some(view.break_even), &view.options, None, None), None, None)
    })
}

/// What a verdict is made from.
struct Judged<'v, 'c, 'a> {
    figures: &'v Figures<'c, 'a>,
    portfolio: &'v Portfolio,
    pairs: Vec<(String, String)>,
    break_even: &'v BreakEven,
    options: Vec<OptionCost>,
    fleets: &'v [Fleets],
    /// A cheaper model first, where one is named.
    cascade: Option<&'v Cascade<'a>>,
}

/// Makes a verdict, with its odds and reasons where they are wanted.
type Judge<'j> = dyn FnMut(&Judged<'_, '_, '_>, &[LedgerRow]) -> (Verdict, Option<Uncertainty>, Option<Reasons>) + 'j;

/// The report around a verdict and what it rests on. Compiled once, whoever judges.
/// `asked`: as read, which link and ledger repeat. `whole`: with equations.
fn report(asked: &Query, then: &Then<'_>, whole: bool, known: &mut Known, judge: &mut Judge<'_>) -> Report {
    let (query, catalog): (&Query, &Catalog) = (&then.query, &then.catalog);
    let asof = query.asof.unwrap_or(catalog.asof);
    let case = known.case(then, asof);
    let figures = Figures::new(&case, &query.inputs);
    let market = Market::new(&figures);
    let Middle { portfolio, break_even } = known.middle.get_or_insert_with(|| Middle::new(&market));
    let (portfolio, break_even) =
        (&*portfolio, &*break_even.get_or_insert_with(|| break_even::in_market(&market, portfolio)));
    let mut fleets = fleets::fleets(&figures, portfolio);
    let workloads = workloads::workloads(&figures, portfolio, &fleets);
    let cascade = Cascade::of(&figures);
    let view = Judged {
        pairs: asked.pairs(),
        break_even,
        options: options::options(&figures, portfolio, cascade.as_ref(), whole),
        cascade: cascade.as_ref(),
        figures: &figures,
        portfolio,
        fleets: &fleets,
    };
    let (cash, years) = {
        let cash = cash::Cash::new(&figures, portfolio);
        (cash.table(), budget::budget(&cash))
    };
    let ledger = ledger::ledger(asked, &figures);
    let (verdict, uncertainty, reasons) = judge(&view, &ledger);
    let Judged { pairs, options, .. } = view;
    let weeks = fleets.first_mut().map_or_else(Vec::new, |fleets| core::mem::take(&mut fleets.weeks));
    Report {
        engine: ENGINE,
        asof,
        catalog_asof: catalog.asof,
        index: catalog.index.clone(),
        index_date: catalog.index_date,
        pairs,
        given: query.given.clone(),
        issues: query.issues.clone(),
        horizon: Months::new(figures.paths.months as f64),
        verdict,
        workloads,
        weeks,
        gap: portfolio.gap(),
        payback: cash::payback(&cash, cash::best_own(portfolio)),
        cash,
        years,
        ledger,
        options,
        break_even: break_even.clone(),
        uncertainty,
        reasons,
    }
}
