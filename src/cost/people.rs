//! People: who runs a fleet, what part of a rota is missing, what being on call costs, what building takes.

use crate::inputs::{Inputs, MlOps};
use crate::units::{DAYS_PER_MONTH, HOURS_PER_MONTH};

/// Weeks in a month of 30.4375 days.
const WEEKS_PER_MONTH: f64 = DAYS_PER_MONTH / 7.0;
/// Working hours in a year, for the price of an engineer's hour: 52 weeks of 40 hours.
const WORKING_HOURS_PER_YEAR: f64 = 2080.0;
/// Hardware interruptions per server of 8 GPUs and month (Meta RSC-1 and RSC-2, Llama 3: 0.071 to 0.198).
const HARDWARE_INCIDENTS: f64 = 0.115;
/// People who carry the pager at once: primary and secondary.
const ON_CALL: f64 = 2.0;

/// What people cost in one month with a fleet of some size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PeopleCost {
    /// Running it, USD/month.
    pub run: f64,
    /// The part of a rota that nobody covers yet, USD/month.
    pub rota: f64,
    /// Pager pay and hours spent on incidents, USD/month.
    pub on_call: f64,
    /// Engineers, running and missing rota together.
    pub engineers: f64,
}

/// The cost of people for `gpus` GPUs; nothing for none.
///
/// A rota is a size, not a number of hires: 8 people on one site (Google SRE book). Only the part that no existing
/// rota absorbs is charged, and those who run the fleet fill places in it. A team that already runs a platform is
/// charged the marginal share and no rota.
pub fn cost(inputs: &Inputs, gpus: f64) -> PeopleCost {
    if gpus <= 0.0 {
        return PeopleCost::default();
    }
    let month = inputs.engineer_cost.get() / 12.0;
    let size = if gpus <= 8.0 {
        inputs.run_people_small
    } else if gpus <= 64.0 {
        inputs.run_people_medium.max(inputs.run_people_small)
    } else {
        inputs.run_people_large.max(inputs.run_people_medium).max(inputs.run_people_small)
    };
    let platform = inputs.ml_ops == MlOps::Platform;
    let run = size.get() * if platform { inputs.marginal_share.get() } else { 1.0 };
    let missing = if platform { 0.0 } else { inputs.rota_absorbed.rest().get() };
    let rota = (inputs.rota.get() * missing - run).max(0.0);
    let stipend = ON_CALL * inputs.oncall_stipend.get() * WEEKS_PER_MONTH * missing;
    let incidents = inputs.incidents.get() * if platform { inputs.marginal_share.get() } else { 1.0 }
        + HARDWARE_INCIDENTS * libm::ceil(gpus / 8.0);
    let hours = incidents * inputs.incident_hours.get();
    PeopleCost {
        run: run * month,
        rota: rota * month,
        on_call: stipend + hours * inputs.engineer_cost.get() / WORKING_HOURS_PER_YEAR,
        engineers: run + rota,
    }
}

/// The build: how long the hosted bill runs on, and what the work costs.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Build {
    /// Months until own replicas carry traffic, hiring included.
    pub months: f64,
    /// Wages, USD.
    pub wages: f64,
    /// What the delayed roadmap costs beyond the wages, USD.
    pub delay: f64,
    /// Months by which the roadmap slips.
    pub slip: f64,
}

/// Time and cost to build.
///
/// With a platform, adopting one more model is one upgrade's work; else it is the build, times its overrun. When
/// nobody has done it before, the role is filled first. The wages or the delayed roadmap count, whichever is more,
/// never both: slip = build months · builders / product team (Reinertsen 2009).
pub fn build(inputs: &Inputs) -> Build {
    let month = inputs.engineer_cost.get() / 12.0;
    let team = inputs.build_team.get().max(0.0);
    let (work_months, hiring) = match inputs.ml_ops {
        MlOps::Platform => {
            let weeks = inputs.upgrade_effort.get() / team.max(1.0);
            (weeks / WEEKS_PER_MONTH, 0.0)
        }
        MlOps::Some => (inputs.build_months.get() * inputs.overrun, 0.0),
        MlOps::None => (inputs.build_months.get() * inputs.overrun, inputs.time_to_hire.months().get()),
    };
    let wages = work_months * team * month;
    let slip = work_months * team / inputs.product_team.get().max(team).max(0.5);
    let forgone = slip * inputs.cost_of_delay.get();
    Build { months: work_months + hiring, wages, delay: (forgone - wages).max(0.0), slip }
}

/// Chance that at least `needed` of `running` independent parts work, each up for a share of the time.
///
/// A = Σ C(n, i) aⁱ (1 − a)ⁿ⁻ⁱ for i from k to n. Independence is optimistic: a shared rack or a bad deploy breaks it.
pub fn availability(needed: u32, running: u32, each: f64) -> f64 {
    if running > 60 {
        return 1.0;
    }
    let mut term = 1.0;
    for _ in 0..running {
        term *= each;
    }
    if each <= 0.0 {
        return f64::from(u8::from(needed == 0));
    }
    let mut sum = 0.0;
    for working in (needed..=running).rev() {
        sum += term;
        // From i working to i − 1: times i / (n − i + 1) · (1 − a) / a.
        term *= f64::from(working) / f64::from(running - working + 1) * (1.0 - each) / each;
    }
    sum.min(1.0)
}

/// Dollars a month of outages at an availability.
pub fn outage(availability: f64, cost_per_hour: f64) -> f64 {
    (1.0 - availability).max(0.0) * HOURS_PER_MONTH * cost_per_hour
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::{Share, UsdPerMonth};

    #[test]
    fn spares_make_nines() {
        // At 99.5 % each: 1 of 2 99.9975 %, 2 of 3 99.9925 %, 4 of 5 99.975 %, 8 of 9 99.912 % (binomial sums).
        for (needed, running, expected) in
            [(1, 1, 0.995), (1, 2, 0.999_975), (2, 3, 0.999_925), (4, 5, 0.999_75), (8, 9, 0.999_12)]
        {
            assert!((availability(needed, running, 0.995) - expected).abs() < 1e-5, "{needed} of {running}");
        }
    }

    #[test]
    fn a_rota_is_charged_only_where_nobody_covers_it() {
        // Nothing absorbed: 8 places, 0.4 of them filled by who runs it; 7.6 · 207,000 / 12 = 131,100.
        let mut inputs = Inputs { rota_absorbed: Share::ZERO, ..Inputs::default() };
        assert!((cost(&inputs, 2.0).rota - 131_100.0).abs() < 1e-6);
        inputs.rota_absorbed = Share::ONE;
        assert_eq!(cost(&inputs, 2.0).rota, 0.0);
        assert_eq!(cost(&inputs, 0.0), PeopleCost::default());
    }

    #[test]
    fn wages_or_the_delayed_roadmap_whichever_is_more() {
        let mut inputs = Inputs::default();
        // 2.5 · 1.15 months of 2 engineers at 17,250 a month = 99,187.50.
        assert!((build(&inputs).wages - 99_187.5).abs() < 1e-6);
        assert_eq!(build(&inputs).delay, 0.0);
        // The roadmap of 8 slips by 2.875 · 2 / 8 = 0.71875 months; at 400,000 a month that is 287,500.
        inputs.cost_of_delay = UsdPerMonth::new(400_000.0);
        assert!((build(&inputs).delay - (287_500.0 - 99_187.5)).abs() < 1e-6);
    }
}
