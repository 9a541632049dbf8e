//! Times the engine on this machine.

use build_or_buy::capacity::{KvPrecision, Layout, Request, Serving};
use build_or_buy::catalog::Catalog;
use build_or_buy::cost::figures::Figures;
use build_or_buy::decide::break_even::break_even;
use build_or_buy::decide::portfolio::optimize;
use build_or_buy::inputs::{self, link::Query};
use build_or_buy::judge::sensitivity::curves;
use build_or_buy::judge::sensitivity::flips::from_curves;
use build_or_buy::judge::uncertainty::uncertainty;
use build_or_buy::report;
use build_or_buy::streams::Case;
use build_or_buy::units::{Share, TokensPerRequest};
use std::hint::black_box;
use std::time::Instant;

/// How long one call takes, in milliseconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Timing {
    /// Half of the runs were at most this long.
    pub median_ms: f64,
    /// 95 % of the runs were at most this long.
    pub p95_ms: f64,
}

/// Calls `work` `runs` times (at least once) after a tenth as many warm-up calls.
pub fn time<T>(runs: usize, mut work: impl FnMut() -> T) -> Timing {
    let runs = runs.max(1);
    for _ in 0..runs.div_ceil(10) {
        black_box(work());
    }
    let measured = (0..runs).map(|_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed().as_secs_f64() * 1_000.0
    });
    quantiles(measured.collect())
}

/// Prints the machine and the table.
pub fn run() -> Result<(), String> {
    let catalog = super::report::catalog(None)?;
    println!("{}", machine());
    if cfg!(debug_assertions) {
        println!("This is an unoptimized build: for numbers that mean something, `cargo run --release -- bench`.");
    }
    println!("{:<52} {:>10} {:>10}", "native", "median ms", "p95 ms");
    row("read a link", time(1_000, || super::link::pairs("?v=2&assistant.requests=2M&horizon=36")));
    let company = read("", &catalog);
    row(
        "first of an answer: verdict, amounts, inputs",
        time(40, || report::first_from(&company, &catalog, &mut report::Known::default())),
    );
    let one = time(40, || report::answer(&company, &catalog, 0));
    row("one answer: portfolio, bands, options, ledger", one);
    row("edit to answer: the same with 2,000 draws, reasons", time(20, || report::answer(&company, &catalog, 2_000)));
    predictions(&catalog);
    company_parts(&company, &catalog);
    let draws: Vec<f64> = DRAWS.iter().map(|draws| odds(&company, &catalog, *draws, 10)).collect();
    growth("draws", &DRAWS.map(f64::from), &draws);
    let workloads: Vec<f64> = WORKLOADS.iter().map(|count| many_workloads(*count, &catalog)).collect();
    growth("workloads", &WORKLOADS.map(|count| count as f64), &workloads);
    let rows: Vec<f64> = ROWS.iter().map(|rows| many_rows(&company, &catalog, *rows)).collect();
    growth("catalog rows", &ROWS.map(|rows| rows as f64), &rows);
    in_browsers(one.median_ms, draws[2])
}

/// The same in Node and Chromium, and Lighthouse's figures for the page, where what that takes is installed. Native
/// medians go along, so that one table says how much slower the module is.
fn in_browsers(one: f64, draws: f64) -> Result<(), String> {
    let root = super::project::root()?;
    super::module::bring_up_to_date(&root)?;
    let tests = root.join("tests/browser");
    if !tests.join("node_modules").is_dir() {
        println!("\nNode and Chromium are left out: run `npm ci --prefix tests/browser` first, with Node 20 or later");
        return Ok(());
    }
    let node = |arguments: &[&str]| {
        let done = std::process::Command::new("node")
            .args(arguments)
            .env("BUILD_OR_BUY_NATIVE_MS", format!("{one} {draws}"))
            .current_dir(&tests)
            .status();
        done.map_err(|error| format!("node cannot be started: {error}"))
    };
    node(&["bench.mjs"])?;
    println!();
    node(&["run.mjs", "acceptance/speed"])?;
    Ok(())
}

/// Draws, workloads and catalog rows that growth is measured over.
const DRAWS: [u32; 3] = [500, 2_000, 10_000];
const WORKLOADS: [usize; 4] = [1, 3, 16, 64];
const ROWS: [usize; 3] = [100, 1_000, 10_000];

fn read(link: &str, catalog: &Catalog) -> Query {
    inputs::link::read(&super::link::pairs(link), catalog)
}

/// A thousand predictions of the capacity model at as many loads, one large mixture of experts on eight GPUs.
fn predictions(catalog: &Catalog) {
    let (Some(model), Some(gpu)) = (catalog.model("gpt-oss-120b"), catalog.gpu("h100")) else { return };
    let Ok(serving) = Serving::new(model, gpu, model.native, KvPrecision::Eight, Layout::tensor(8)) else { return };
    let request = Request {
        input: TokensPerRequest::new(2_000.0),
        cached: Share::new(0.4),
        output: TokensPerRequest::new(400.0),
    };
    let Ok(capacity) = serving.capacity(&request) else { return };
    let all = || (1..=1_000).map(|load| capacity.predict(f64::from(load)).output.get()).sum::<f64>();
    row("1,000 capacity predictions", time(50, all));
}

fn company_parts(query: &Query, catalog: &Catalog) {
    let inputs = &query.inputs;
    row("  look everything up", time(40, || Case::new(inputs, catalog, catalog.asof)));
    let case = Case::new(inputs, catalog, catalog.asof);
    let figures = Figures::new(&case, inputs);
    row("  portfolio", time(40, || optimize(&Figures::new(&case, inputs))));
    let portfolio = optimize(&figures);
    row("  winner bands over volume", time(20, || break_even(&figures, &portfolio)));
    let along = || curves(&case, inputs, &query.given, &portfolio);
    row("all curves, with every numeric flip", time(5, along));
    let found = along();
    row("flips of all choices", time(5, || from_curves(&case, inputs, &portfolio, &found)));
}

/// Draws with EVPPI over 36 months; gives the median in milliseconds.
fn odds(query: &Query, catalog: &Catalog, draws: u32, runs: usize) -> f64 {
    let case = Case::new(&query.inputs, catalog, catalog.asof);
    let portfolio = optimize(&Figures::new(&case, &query.inputs));
    let timing = time(runs, || uncertainty(&case, &query.inputs, &query.given, &portfolio, draws, 1, None));
    let workloads = query.inputs.workloads.len();
    row(&format!("{draws} draws with EVPPI, {workloads} workloads"), timing);
    timing.median_ms
}

/// 10,000 draws and one answer with so many workloads; gives the median of the draws.
fn many_workloads(count: usize, catalog: &Catalog) -> f64 {
    let names: Vec<String> = (0..count).map(|at| format!("w{at}")).collect();
    let link = names.iter().enumerate().fold(format!("workloads={}", names.join("~")), |link, (at, name)| {
        link + &format!("&{name}.requests={}", 50_000 * (at + 1))
    });
    let query = read(&link, catalog);
    row(&format!("one answer, {count} workloads"), time(3, || report::answer(&query, catalog, 0)));
    odds(&query, catalog, 2_000, 3);
    odds(&query, catalog, 10_000, 3)
}

/// One answer on a catalog whose hosted offers are repeated under other names; gives the median.
fn many_rows(query: &Query, catalog: &Catalog, rows: usize) -> f64 {
    let mut large = catalog.clone();
    for copy in 0.. {
        let known = large.hosted.len();
        if known >= rows {
            break;
        }
        let copies = catalog.hosted.iter().take(rows - known).map(|offer| {
            let mut offer = offer.clone();
            offer.id = format!("{}-{copy}", offer.id);
            offer
        });
        large.hosted.extend(copies);
    }
    large.hosted.sort_by(|a, b| a.id.cmp(&b.id).then(a.from.cmp(&b.from)));
    let timing = time(3, || report::answer(query, &large, 0));
    row(&format!("one answer, {} catalog rows of hosted offers", large.hosted.len()), timing);
    timing.median_ms
}

fn row(what: &str, timing: Timing) {
    println!("{what:<52} {:>10.4} {:>10.4}", timing.median_ms, timing.p95_ms);
}

/// Exponents between neighbors: 1 is linear.
fn growth(what: &str, sizes: &[f64], milliseconds: &[f64]) {
    let exponents: Vec<String> = sizes
        .windows(2)
        .zip(milliseconds.windows(2))
        .map(|(sizes, times)| format!("{:.2}", libm::log(times[1] / times[0]) / libm::log(sizes[1] / sizes[0])))
        .collect();
    let sizes: Vec<String> = sizes.iter().map(f64::to_string).collect();
    println!("growth with {what} ({}): exponents {}", sizes.join(", "), exponents.join(", "));
}

fn quantiles(mut milliseconds: Vec<f64>) -> Timing {
    milliseconds.sort_by(f64::total_cmp);
    // The nearest-rank definition: the smallest value that at least this share of the runs does not exceed.
    let at = |percent: usize| milliseconds[(milliseconds.len() * percent).div_ceil(100).max(1) - 1];
    Timing { median_ms: at(50), p95_ms: at(95) }
}

fn machine() -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let model = std::fs::read_to_string("/proc/cpuinfo").ok().and_then(|text| {
        let line = text.lines().find(|line| line.starts_with("model name"))?;
        line.split_once(':').map(|(_, name)| name.trim().to_owned())
    });
    let model = model.unwrap_or_else(|| std::env::consts::ARCH.to_owned());
    format!("{model}, {cores} cores, {} {}", std::env::consts::OS, std::env::consts::ARCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_take_the_nearest_rank() {
        // Ranks ceil(0.5 * 20) = 10 and ceil(0.95 * 20) = 19 of the values 1 to 20.
        let timing = quantiles((1..=20).rev().map(f64::from).collect());
        assert_eq!(timing, Timing { median_ms: 10.0, p95_ms: 19.0 });
        assert_eq!(quantiles(vec![3.0]), Timing { median_ms: 3.0, p95_ms: 3.0 });
    }
}
