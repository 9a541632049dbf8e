//! The workloads whose own inputs are followed.

use crate::cost::figures::Figures;

/// Workloads whose own inputs are followed; of more than these, those with the largest hosted bill today.
pub const FOLLOWED: usize = 6;

/// The workloads that are followed, in the visitor's order.
pub(crate) fn largest(figures: &Figures<'_, '_>) -> Vec<usize> {
    let count = figures.inputs.workloads.len();
    let mut bills: Vec<(f64, usize)> = (0..count).map(|workload| (0.0, workload)).collect();
    for (at, stream) in figures.case.streams.iter().enumerate() {
        let todays = figures.flows[at].bills.first().and_then(|rows| rows.first());
        bills[stream.workload].0 += todays.map_or(0.0, |(_, bill)| bill.total.get());
    }
    crate::order::sort(&mut bills, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut followed: Vec<usize> = bills.into_iter().take(FOLLOWED).map(|(_, workload)| workload).collect();
    crate::order::sort(&mut followed, Ord::cmp);
    followed
}
