//! What is said of the files: what each is, how much of it was used, and how far it tells the week.

use serde::Serialize;

/// One file.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FileRead {
    /// Its name.
    pub name: String,
    /// What it was recognized as, for people; empty where it was not.
    pub formats: Vec<&'static str>,
    /// Records in it, the header not counted.
    pub records: u64,
    /// Rows that were used.
    pub rows: u64,
    /// Rows that were left out, by reason.
    pub left_out: Vec<LeftOut>,
}

/// Rows that were not used.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LeftOut {
    /// Why.
    pub reason: String,
    /// How many.
    pub rows: u64,
    /// Their tokens, in and out; absent where they were not counted.
    pub tokens: Option<f64>,
}

/// Something to say about a file.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UsageIssue {
    /// The file; empty where it is about all of them.
    pub file: String,
    /// The record it is about, from 1 with the header counted in; 0 for the whole file.
    pub row: u64,
    /// One plain sentence.
    pub sentence: String,
    /// True where something could not be read, false where it is only worth knowing.
    pub wrong: bool,
}

/// How far the week is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// Every hour of at least a week was counted.
    Measured,
    /// Hours of the day were counted, days of the week are the catalog's.
    Hours,
    /// Days were counted, hours of the day are the catalog's: the true peak may be higher.
    Days,
    /// Nothing can be said.
    None,
}

/// What one format's files said together.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SourceRead {
    /// The format, for people.
    pub format: &'static str,
    /// First moment, like `2026-11-02 00:00`, UTC; empty where the clock has no date.
    pub from: String,
    /// Last moment.
    pub to: String,
    /// Hours that count, after idle ends and whole weeks.
    pub hours: f64,
    /// `request`, `hour`, `day` or `longer`.
    pub bucket: &'static str,
    /// How a month is made of it.
    pub rule: String,
    /// How far the week is known.
    pub evidence: Evidence,
    /// True where its times name no zone and are read as UTC.
    pub naive: bool,
    /// True where it may hold only a part of the requests.
    pub sampled: bool,
    /// Growth a year in percent, and the ends of its 80 % interval, from six whole weeks on.
    pub growth: Option<(f64, f64, f64)>,
}
