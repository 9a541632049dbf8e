//! What every month of the horizon multiplies: volume, prices, rents, and how far the build is.
//!
//! Month t = 1 is at today's volume and prices; month t carries t − 1 months of growth and drift. Flows fall at
//! month end and are discounted by the effective monthly rate.

use super::build::{self, Build};
use super::plan::Pay;
use super::{jumps, level};
use crate::inputs::{Inputs, Middles, Walk};
use crate::units::YearlyChange;

/// What every month of the horizon multiplies.
#[derive(Clone, Debug)]
pub struct Paths {
    /// Months of the horizon, at least 1.
    pub months: usize,
    /// Present value of a dollar at the end of month t (index t − 1).
    pub discount: Vec<f64>,
    /// Requests of month t over today's.
    pub requests: Vec<f64>,
    /// Price of month t over today's for who stays on a hosted model.
    pub price: Vec<f64>,
    /// Work of month t for servers of one's own, over today's: requests, each with less work where newer models need
    /// less and one moves to them.
    pub volume: Vec<f64>,
    /// Price of month t over today's for a unit of that work, bought: `volume` times this is `requests` times `price`.
    pub hosted: Vec<f64>,
    /// GPU rents of month t over today's.
    pub rent: Vec<f64>,
    /// Part of month t that still builds.
    pub building: Vec<f64>,
    /// The build.
    pub build: Build,
    /// Month in which own replicas begin (from 1), past the horizon if they never do.
    pub live: usize,
}

impl Paths {
    /// Whether own replicas carry any traffic before the horizon ends. Where they never do, nothing is run, at any
    /// volume, and nothing may be said about what running would cost.
    pub const fn own_runs(&self) -> bool {
        self.live <= self.months
    }

    /// The first month (from 0) of the contract year in which month t lies. Who reserves for a year signs when replicas
    /// begin, and then every twelve months.
    pub fn year_of(&self, t: usize) -> usize {
        let first = (self.live - 1).min(t);
        first + (t - first) / 12 * 12
    }

    /// Rent of month t (from 0) over today's, a bare factor, as it is paid: reserved, a whole contract year pays that of its
    /// first month.
    pub fn rent_paid(&self, pay: Pay, t: usize) -> f64 {
        if pay == Pay::Reserved { self.rent[self.year_of(t)] } else { self.rent[t] }
    }

    /// From inputs.
    pub fn new(inputs: &Inputs) -> Self {
        let months = level::months(inputs);
        let build = build::build(inputs);
        let series = |factor: f64, first: f64| series(months, factor, first);
        let discount = 1.0 / inputs.discount_rate.monthly_factor();
        let requests = series(inputs.growth.monthly_factor(), 1.0);
        let middles = inputs.middles;
        let path = |drift: YearlyChange, middle: YearlyChange, walk: fn(Middles) -> Option<Walk>| {
            let mut path = series(middle.monthly_factor(), 1.0);
            if let Some(middles) = middles {
                jumps::jump(&mut path, middle, drift, walk(middles));
            }
            path
        };
        let (hosted, rent) = middles.map_or((inputs.api_drift, inputs.gpu_drift), |one| (one.hosted, one.rent));
        let price = path(inputs.api_drift, hosted, |middles| middles.hosted_walk);
        Self {
            months,
            discount: series(discount, discount),
            volume: requests.clone(),
            hosted: price.clone(),
            requests,
            price,
            rent: path(inputs.gpu_drift, rent, |middles| middles.rent_walk),
            building: (0..months).map(|t| (build.months.get() - t as f64).clamp(0.0, 1.0)).collect(),
            live: libm::floor(build.months.get()) as usize + 1,
            build,
        }
    }
}

/// So many months that begin at `first` and change by a factor from each to the next.
#[inline(never)]
fn series(months: usize, factor: f64, first: f64) -> Vec<f64> {
    let mut value = first;
    (0..months)
        .map(|_| {
            let now = value;
            value = (value * factor).clamp(0.0, 1e12);
            now
        })
        .collect()
}
