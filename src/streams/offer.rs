//! A way to buy: a hosted model, and why it stands in the list.

use crate::catalog::HostedPrice;

/// Why an offer stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "kebab-case")]
pub enum OfferKind {
    /// The model bought today, with today's caching and batching.
    Today,
    /// The same model with the cache and batch that the workload allows.
    Well,
    /// Open weights, bought by the token.
    SameWeights,
    /// Another hosted model that is scored good enough.
    Other,
}

/// Whether a contract covers what is bought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PricedBy {
    /// The list's price, or one's own.
    List,
    /// Its host is one from which some workload is bought today: a contract with that host covers it.
    Contract,
}

/// A way to buy.
pub struct Offer<'a> {
    /// Why it stands here.
    pub kind: OfferKind,
    /// Price rows with the month (from 1) in which each begins to count, first row in month 1.
    pub rows: Vec<(u32, &'a HostedPrice)>,
    /// Good enough, of the right kind, long enough, and allowed: it serves the work, be it still on sale or not.
    pub serves: bool,
    /// That, and on sale: it may be chosen.
    pub feasible: bool,
    /// Whether the discount of a contract is taken off.
    pub priced_by: PricedBy,
    /// The open model it serves, if any.
    pub weights: Option<&'a str>,
    /// Whether its weights are public, be its shape in the catalog or not.
    pub open: bool,
}
