//! Money over time: present value, internal rate of return, payback, equivalent annual cost.
//!
//! Flow 0 is undiscounted, flow t lies t periods later (Brealey & Myers; Gitman 2003, p. 346). A monthly rate is
//! effective, (1 + r)^(1/12) − 1, never r/12.

use crate::units::{Months, Usd, UsdPerMonth, YearlyChange};

/// Present value of flows at a rate per period, as a share of one; flow 0 counts in full. Flows are bare: a list of any
/// currency.
pub fn present_value(rate: f64, flows: &[f64]) -> f64 {
    let mut factor = 1.0;
    let mut sum = 0.0;
    for flow in flows {
        sum += flow * factor;
        factor /= 1.0 + rate;
    }
    sum
}

/// The rate at which flows are worth nothing, as a share of one between −0.99 and 10 per period, by bisection.
///
/// `None` unless the flows change sign exactly once: with more changes there may be several such rates.
pub fn internal_rate(flows: &[f64]) -> Option<f64> {
    let signs: Vec<bool> = flows.iter().filter(|flow| **flow != 0.0).map(|flow| *flow > 0.0).collect();
    if signs.windows(2).filter(|pair| pair[0] != pair[1]).count() != 1 {
        return None;
    }
    let (mut low, mut high) = (-0.99, 10.0);
    let at_low = present_value(low, flows) > 0.0;
    if at_low == (present_value(high, flows) > 0.0) {
        return None;
    }
    for _ in 0..200 {
        let middle = f64::midpoint(low, high);
        if (present_value(middle, flows) > 0.0) == at_low { low = middle } else { high = middle }
    }
    Some(f64::midpoint(low, high))
}

/// When the running sum of flows first reaches zero from below, in the unit of their periods, linear inside the period;
/// `None` if it never does. Flow t arrives evenly between t − 1 and t.
pub fn payback(flows: &[f64]) -> Option<f64> {
    let mut sum = *flows.first()?;
    if sum >= 0.0 {
        return Some(0.0);
    }
    for (period, flow) in flows.iter().enumerate().skip(1) {
        if sum + flow >= 0.0 {
            return Some(period as f64 - 1.0 + -sum / flow);
        }
        sum += flow;
    }
    None
}

/// The constant monthly cost over `months` that is worth `present`: present · i / (1 − (1 + i)^−n).
pub fn equivalent_monthly(present: Usd, yearly: YearlyChange, months: Months) -> UsdPerMonth {
    let rate = yearly.monthly_factor() - 1.0;
    let n = months.get().max(1.0);
    let annuity = if rate.abs() < 1e-12 { 1.0 / n } else { rate / (1.0 - libm::pow(1.0 + rate, -n)) };
    UsdPerMonth::new(present.get() * annuity)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn net_present_value_leaves_the_first_flow_undiscounted() {
        // Case T1: numpy-financial's docstring after Gitman: 8 %, −40000, 5000, 8000, 12000, 30000 → 3065.22267.
        let value = present_value(0.08, &[-40_000.0, 5_000.0, 8_000.0, 12_000.0, 30_000.0]);
        assert!((value - 3_065.222_67).abs() < 1e-4);
    }

    #[test]
    fn internal_rates_are_those_of_the_textbook() {
        // Case T2, from the same file.
        for (flows, rate) in [
            (&[-100.0, 39.0, 59.0, 55.0, 20.0][..], 0.280_95),
            (&[-100.0, 0.0, 0.0, 74.0], -0.0955),
            (&[-100.0, 100.0, 0.0, 7.0], 0.062_06),
        ] {
            assert!((internal_rate(flows).expect("one change of sign") - rate).abs() < 1e-5);
        }
        assert_eq!(internal_rate(&[-1.0, 5.0, -6.0]), None);
        assert_eq!(internal_rate(&[1.0, 2.0]), None);
    }

    #[test]
    fn payback_of_the_published_bad_example_is_not_one_and_a_half_months() {
        // Case T14: set-up 22,500; saving 40,000 − 10,000 − 30 % of 15,000 = 25,500 a month: 0.882 months, printed "~1.5".
        let months = payback(&[-22_500.0, 25_500.0]).expect("it pays back");
        assert!((months - 0.882).abs() < 5e-4);
        assert_eq!(payback(&[-10.0, 4.0, 4.0]), None);
    }

    #[test]
    fn an_equivalent_cost_is_worth_the_present_value() {
        let (rate, months) = (YearlyChange::new(0.1), Months::new(36.0));
        let level = equivalent_monthly(Usd::new(100_000.0), rate, months).get();
        let flows: Vec<f64> = core::iter::once(0.0).chain((0..36).map(|_| level)).collect();
        assert!((present_value(rate.monthly_factor() - 1.0, &flows) - 100_000.0).abs() < 1e-6);
        assert!((equivalent_monthly(Usd::new(36.0), YearlyChange::ZERO, months).get() - 1.0).abs() < 1e-12);
    }
}
