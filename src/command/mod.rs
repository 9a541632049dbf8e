//! The command line, one file per subcommand. Nothing here is compiled into the browser module.

mod backtest;
mod bench;
mod bundler;
mod capacity;
mod catalog;
mod earlier;
mod link;
mod module;
mod out;
mod own_idle;
mod own_instead;
mod own_rows;
mod own_without_effect;
mod project;
mod report;
mod reports;
mod serve;
mod single_file;
mod site;
mod sizes;
mod sold;
mod usage;
mod usage_told;
mod words;
mod workbook;

use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

/// Should we self-host an open-weight LLM, or buy a hosted API?
///
/// Without a subcommand: builds the page and opens it.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
struct CommandLine {
    #[command(subcommand)]
    command: Option<Subcommands>,
    #[command(flatten)]
    serve: ServeOptions,
}

#[derive(Subcommand)]
enum Subcommands {
    /// Build the engine for the browser when its sources changed, serve the page and open it (the default)
    Serve(ServeOptions),
    /// Print the answer for a link or a query
    Report(ReportOptions),
    /// Print what usage exports and load tests say, and the link that they make
    Usage(UsageOptions),
    /// Print the whole report as one line of JSON for each link of a file
    Reports(ReportsOptions),
    /// Write the static site, ready to serve
    Site(site::Site),
    /// Write the whole calculator as one HTML file that opens from disk
    SingleFile(single_file::SingleFileOptions),
    /// Weigh what a visitor downloads against the budgets
    Sizes,
    /// Hold the capacity model against measured rows, or fit its constants to them
    #[command(subcommand)]
    Capacity(CapacityCommands),
    /// Keep prices and models: check a file, propose rows from public lists
    #[command(subcommand)]
    Catalog(catalog::CatalogCommands),
    /// Hold ranges and verdicts of the past against the record of prices and rents
    Backtest,
    /// Time the engine on this machine
    Bench,
}

/// What can be done with measured rows.
#[derive(Subcommand)]
enum CapacityCommands {
    /// Print the errors where families, engines, GPUs and years were left out of the fit, and predicted beside measured
    Check {
        /// Measured rows, taken together, or results of load tests; the project's own rows where no file is named
        files: Vec<PathBuf>,
        #[command(flatten)]
        tested: capacity::Tested,
        /// Write every prediction of the one file to this one
        #[arg(long, value_name = "CSV")]
        out: Option<PathBuf>,
    },
    /// Print what each constant is worth on families that had no part in the fit (takes minutes)
    Ablate {
        /// Measured rows, taken together
        #[arg(required = true)]
        csv: Vec<PathBuf>,
    },
    /// Fit the constants to measured rows and print them
    Fit {
        /// Measured rows, taken together
        #[arg(required = true)]
        csv: Vec<PathBuf>,
    },
}

/// What `serve` takes.
#[derive(Args)]
pub struct ServeOptions {
    /// First port to try on 127.0.0.1; the next free one is taken
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
    /// Serve this folder as it is instead of building www/ (to look at what `site` wrote)
    #[arg(long, value_name = "FOLDER")]
    dir: Option<PathBuf>,
}

/// What `report` takes.
#[derive(Args)]
pub struct ReportOptions {
    /// A link of the page, or what stands behind its `?` or `#`; empty for the default company
    #[arg(default_value = "")]
    pub link: String,
    #[command(flatten)]
    pub format: ReportFormat,
    /// Your own prices, rents, wages and models, laid over www/catalog.json; or a whole catalog to use instead
    #[arg(long, value_name = "FILE")]
    pub catalog: Option<PathBuf>,
    /// How many draws the uncertainty takes
    #[arg(long, value_name = "N")]
    pub draws: Option<u32>,
    /// Write the costs as a spreadsheet whose formulas work, too
    #[arg(long, value_name = "FILE")]
    pub xlsx: Option<PathBuf>,
}

/// What `usage` takes.
#[derive(Args)]
pub struct UsageOptions {
    /// Usage exports and results of load tests: CSV, JSON or lines of JSON, also gzipped
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Print everything as JSON
    #[arg(long)]
    pub json: bool,
    /// The case that stands: a link of the page, or what is behind its `?`
    #[arg(long, default_value = "")]
    pub link: String,
    /// How far times without a zone are ahead of UTC, like +02:00 or 5.5
    #[arg(long, value_name = "HOURS", allow_hyphen_values = true)]
    pub zone: Option<String>,
    /// A change of what is proposed: w1.requests=2M, w1.model=ID, w1.name=TEXT, w1.out=1, w2.into=w1, replicas=4, sampled=10 (in %)
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Prices and parameters to use instead of www/catalog.json
    #[arg(long, value_name = "FILE")]
    pub catalog: Option<PathBuf>,
}

/// What `reports` takes.
#[derive(Args)]
pub struct ReportsOptions {
    /// A file with one link or query a line
    pub file: PathBuf,
    /// Prices and parameters to use instead of www/catalog.json
    #[arg(long, value_name = "FILE")]
    pub catalog: Option<PathBuf>,
    /// How many draws the uncertainty takes
    #[arg(long, value_name = "N")]
    pub draws: Option<u32>,
}

/// The memo is written as plain text unless one of these is given.
#[derive(Args)]
#[group(multiple = false)]
pub struct ReportFormat {
    /// The whole report
    #[arg(long)]
    pub json: bool,
    /// The memo as Markdown
    #[arg(long)]
    pub markdown: bool,
    /// The cost lines and the ledger
    #[arg(long)]
    pub csv: bool,
}

/// Runs the command line. An error is one sentence on standard error and exit code 1; `report` answers 2 where the
/// input has issues.
pub fn main() -> ExitCode {
    let line = CommandLine::parse();
    let done = match line.command.unwrap_or(Subcommands::Serve(line.serve)) {
        Subcommands::Serve(options) => serve::run(&options).map(|()| ExitCode::SUCCESS),
        Subcommands::Report(options) => report::run(&options),
        Subcommands::Usage(options) => usage::run(&options),
        Subcommands::Reports(options) => reports::run(&options),
        Subcommands::Site(options) => site::run(&options).map(|()| ExitCode::SUCCESS),
        Subcommands::SingleFile(options) => single_file::run(&options).map(|()| ExitCode::SUCCESS),
        Subcommands::Sizes => sizes::run().map(|()| ExitCode::SUCCESS),
        Subcommands::Capacity(CapacityCommands::Check { files, out, tested }) => {
            capacity::check(&files, out.as_deref(), &tested).map(|()| ExitCode::SUCCESS)
        }
        Subcommands::Capacity(CapacityCommands::Fit { csv }) => capacity::fit(&csv).map(|()| ExitCode::SUCCESS),
        Subcommands::Capacity(CapacityCommands::Ablate { csv }) => capacity::ablate(&csv).map(|()| ExitCode::SUCCESS),
        Subcommands::Catalog(command) => catalog::run(&command),
        Subcommands::Backtest => backtest::run().map(|()| ExitCode::SUCCESS),
        Subcommands::Bench => bench::run().map(|()| ExitCode::SUCCESS),
    };
    done.unwrap_or_else(|message| {
        eprintln!("error: {message}");
        ExitCode::FAILURE
    })
}
