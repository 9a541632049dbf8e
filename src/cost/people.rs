//! People: who runs a fleet, what part of a rota is missing, what being on call costs.

use crate::cost::figures::Figures;
use crate::cost::lines::Line;
use crate::cost::sink::Sink;
use crate::inputs::{Inputs, MlOps};
use crate::units::{DAYS_PER_MONTH, People, UsdPerMonth};

/// Weeks in a month of 30.4375 days.
pub(crate) const WEEKS_PER_MONTH: f64 = DAYS_PER_MONTH / 7.0;
/// Working hours in a year, for the price of an engineer's hour: 52 weeks of 40 hours.
pub(crate) const WORKING_HOURS_PER_YEAR: f64 = 2080.0;
/// Hardware interruptions per server of 8 GPUs and month (Meta RSC-1 and RSC-2, Llama 3: 0.071 to 0.198).
pub(crate) const HARDWARE_INCIDENTS: f64 = 0.115;
/// GPUs that the team of a large fleet begins with.
pub(crate) const LARGE: f64 = 64.0;
/// People who carry the pager at once: primary and secondary.
pub(crate) const ON_CALL: f64 = 2.0;

/// What people cost in one month with a fleet of some size.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PeopleCost {
    /// Running it.
    pub run: UsdPerMonth,
    /// The part of a rota that nobody covers yet.
    pub rota: UsdPerMonth,
    /// Pager pay and hours spent on incidents.
    pub on_call: UsdPerMonth,
    /// Engineers, running and missing rota together.
    pub engineers: People,
}

/// The cost of people for `gpus` GPUs; nothing for none.
///
/// A rota is a size, not a number of hires: 8 people on one site (Google SRE book). Only the part that no existing
/// rota absorbs is charged, and those who run the fleet fill places in it. Beyond a large team's first GPUs one engineer more is
/// charged for every so many. A team that already runs a platform is
/// charged the marginal share and no rota.
pub fn cost(inputs: &Inputs, gpus: f64) -> PeopleCost {
    if gpus <= 0.0 {
        return PeopleCost::default();
    }
    let month = inputs.engineer_cost.get() / 12.0;
    let size = if gpus <= 8.0 {
        inputs.run_people_small
    } else if gpus <= LARGE {
        inputs.run_people_medium.max(inputs.run_people_small)
    } else {
        inputs.run_people_large.max(inputs.run_people_medium).max(inputs.run_people_small)
    };
    let further = (gpus - LARGE).max(0.0) / inputs.run_people_more;
    let platform = inputs.ml_ops == MlOps::Platform;
    let run = (size.get() + further) * if platform { inputs.marginal_share.get() } else { 1.0 };
    let missing = if platform { 0.0 } else { inputs.rota_absorbed.rest().get() };
    let rota = (inputs.rota.get() * missing - run).max(0.0);
    let stipend = ON_CALL * inputs.oncall_stipend.get() * WEEKS_PER_MONTH * missing;
    let incidents = inputs.incidents.get() * if platform { inputs.marginal_share.get() } else { 1.0 }
        + HARDWARE_INCIDENTS * libm::ceil(gpus / 8.0);
    let hours = incidents * inputs.incident_hours.get();
    PeopleCost {
        run: UsdPerMonth::new(run * month),
        rota: UsdPerMonth::new(rota * month),
        on_call: UsdPerMonth::new(stipend + hours * inputs.engineer_cost.get() / WORKING_HOURS_PER_YEAR),
        engineers: People::new(run + rota),
    }
}

impl Figures<'_, '_> {
    /// Adds what is paid once, however many groups there are: people and rota for the GPUs of each month.
    pub(super) fn add_people(&self, cost: &mut dyn Sink, gpus: &[f64]) {
        let (inputs, paths) = (self.inputs, &self.paths);
        let (mut known, mut people) = (f64::NAN, PeopleCost::default());
        for (t, &count) in gpus.iter().enumerate() {
            let running = 1.0 - paths.building[t];
            if count > 0.0 && running > 0.0 {
                if count != known {
                    (known, people) = (count, self::cost(inputs, count));
                }
                self.put(cost, t, Line::People, people.run * running);
                self.put(cost, t, Line::Rota, people.rota * running);
                self.put(cost, t, Line::OnCall, people.on_call * running);
            }
            cost.staff(t, count, if running > 0.0 { people.engineers } else { inputs.build_team });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::units::Share;

    #[test]
    fn a_rota_is_charged_only_where_nobody_covers_it() {
        // Nothing absorbed: 8 places, 0.4 of them filled by who runs it; 7.6 · 207,000 / 12 = 131,100.
        let mut inputs = Inputs { rota_absorbed: Share::ZERO, run_people_small: People::new(0.4), ..Inputs::default() };
        assert!((cost(&inputs, 2.0).rota.get() - 131_100.0).abs() < 1e-6);
        inputs.rota_absorbed = Share::ONE;
        assert_eq!(cost(&inputs, 2.0).rota, UsdPerMonth::ZERO);
        assert_eq!(cost(&inputs, 0.0), PeopleCost::default());
    }
}
