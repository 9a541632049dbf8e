//! The ways to run a group of streams that could be best at some volume: all of them, less those that another way
//! beats at every volume.

use super::floor::{Floor, Floors};
use super::rivals::setups;
use crate::cost::figures::Figures;
use crate::cost::plan::{Group, Load, Pay, Run};
use crate::inputs::{Payment, Schedule};
use core::cell::OnceCell;

/// One way to run a group, with what it cannot undercut.
pub(super) struct Stocked {
    pub(super) group: Group,
    /// Made when first asked for: most ways are ruled out before.
    load: OnceCell<Option<Load>>,
    /// GPUs of one replica.
    pub(super) gpus: f64,
    pub(super) floor: Floor,
    /// GPUs that it has at the least: in each month that has work, and per unit of volume for its busiest minute.
    pub(super) least_gpus: (f64, f64),
    /// From this volume on it never sleeps and is what a fleet by the hour is.
    pub(super) sleepless_from: f64,
}

impl Stocked {
    /// The group's load on its setup; `None` where a stream is too slow there.
    pub(super) fn load(&self, figures: &Figures<'_, '_>) -> Option<&Load> {
        self.load.get_or_init(|| figures.load(self.group.setup, &self.group.streams)).as_ref()
    }
}

/// All ways to run a group of streams.
pub(super) struct Stock {
    pub(super) streams: Vec<usize>,
    pub(super) ways: Vec<Stocked>,
}

impl Stock {
    pub(super) fn new(figures: &Figures<'_, '_>, floors: &Floors<'_, '_, '_>, streams: Vec<usize>) -> Self {
        let case = figures.case;
        let stream = |at: usize| &case.streams[at];
        let owned_only = streams.iter().any(|&at| stream(at).owned_only);
        let own_only = streams.iter().any(|&at| stream(at).own_only);
        let elsewhere = least_elsewhere(figures, &streams);
        let hosts = floors.at_hosts(&elsewhere);
        let quietest = figures.paths.volume.iter().copied().fold(f64::INFINITY, f64::min).max(1e-300);
        let all_tried = case.streams.len() <= super::answers::EXACT;
        let asked = ways_asked(figures, owned_only, own_only);
        let setups = setups(figures, &streams);
        // Some are left out and some run in many ways: room for all of them is made once.
        let mut ways = Vec::with_capacity(2 * setups.len());
        for (setup, beaten) in setups {
            // How many bought GPUs a base load has is decided by what one costs over its life, not over these months, so
            // that there even a slower one may cost less. Of more streams than are all tried, that is not looked into.
            let kept = |&&(pay, run): &&(Pay, Run)| !beaten || all_tried && pay == Pay::Owned && run == Run::Burst;
            let mut ways_kept = asked.iter().filter(kept).filter(|way| paid_for(figures, setup, way.0)).peekable();
            if ways_kept.peek().is_none() {
                continue;
            }
            let gpus = f64::from(case.setups[setup].layout.gpus());
            if let Some(floor) =
                Some(hosts).filter(|_| beaten).and_then(|hosts| floors.too_dear(setup, &streams, hosts))
            {
                let group = Group { setup, streams: streams.clone(), pay: Pay::Owned, run: Run::Burst };
                let least_gpus = (figures.service(1.0).regions * gpus, 0.0);
                let (load, sleepless_from) = (OnceCell::new(), f64::INFINITY);
                ways.push(Stocked { group, load, gpus, floor, least_gpus, sleepless_from });
                continue;
            }
            let Some(load) = figures.load(setup, &streams) else { continue };
            for &(pay, run) in ways_kept {
                let floor = floors.of(setup, &load, pay, run, &elsewhere);
                let group = Group { setup, streams: streams.clone(), pay, run };
                let service = &load.service;
                let least_gpus = if run == Run::Burst {
                    (service.regions * load.gpus, 0.0)
                } else {
                    let kept = service.regions * (1.0 + service.spare) * load.gpus;
                    (kept, service.burst * load.work.peak() * load.gpus)
                };
                let sleeps = run == Run::Zero && figures.inputs.schedule == Schedule::Auto;
                let sleepless_from = if sleeps { service.sleepless_from(&load.work) / quietest } else { f64::INFINITY };
                let load = OnceCell::from(Some(load.clone()));
                ways.push(Stocked { group, load, gpus, floor, least_gpus, sleepless_from });
            }
        }
        Self { streams, ways }
    }
}

/// The least any host that is allowed takes for all of a group's work, month by month at today's volume; zero where
/// some of it may not be bought.
fn least_elsewhere(figures: &Figures<'_, '_>, streams: &[usize]) -> Vec<f64> {
    let months = 0..figures.paths.months;
    let least = |at: usize, t: usize| {
        let offers = &figures.case.streams[at].offers;
        let allowed = (0..offers.len()).filter(|&offer| offers[offer].feasible);
        let bills = allowed.map(|offer| figures.bill(at, offer, t).total.get());
        bills.fold(f64::INFINITY, f64::min) * figures.followed(at, t)
    };
    months
        .map(|t| {
            let sum: f64 = streams.iter().map(|&at| least(at, t)).sum();
            if sum.is_finite() { sum * figures.paths.hosted[t] } else { 0.0 }
        })
        .collect()
}

/// The ways in which GPUs may be paid: what a visitor asked for, and never spot unasked.
pub(super) fn pays(figures: &Figures<'_, '_>, owned_only: bool) -> &'static [Pay] {
    match figures.inputs.payment {
        _ if owned_only => &[Pay::Owned],
        Payment::Auto => &[Pay::OnDemand, Pay::Reserved, Pay::Owned],
        Payment::OnDemand => &[Pay::OnDemand],
        Payment::Reserved => &[Pay::Reserved],
        Payment::Spot => &[Pay::Spot],
        Payment::Owned => &[Pay::Owned],
    }
}

/// Whether a setup's GPUs can be paid so.
fn paid_for(figures: &Figures<'_, '_>, setup: usize, pay: Pay) -> bool {
    if pay == Pay::Owned {
        figures.case.setups[setup].prices.purchase.is_some()
    } else {
        figures.gpu_hour(setup, pay).is_some()
    }
}

/// The ways GPUs can be paid and run, as far as the visitor left it open.
fn ways_asked(figures: &Figures<'_, '_>, owned_only: bool, own_only: bool) -> Vec<(Pay, Run)> {
    let mut ways = Vec::new();
    for &pay in pays(figures, owned_only) {
        let by_hour = matches!(pay, Pay::OnDemand | Pay::Spot);
        match figures.inputs.schedule {
            Schedule::Always => ways.push((pay, Run::Always)),
            Schedule::Hourly => ways.push((pay, if by_hour { Run::Hourly } else { Run::Always })),
            Schedule::Zero => ways.push((pay, if by_hour { Run::Zero } else { Run::Always })),
            Schedule::Auto => {
                ways.push((pay, Run::Always));
                if by_hour {
                    ways.push((pay, Run::Hourly));
                    ways.push((pay, Run::Zero));
                }
                if !own_only {
                    ways.push((pay, Run::Burst));
                }
            }
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use crate::catalog::Catalog;
    use crate::cost::figures::Figures;
    use crate::decide::portfolio::Market;
    use crate::inputs::link;
    use crate::streams::Case;

    /// A bound told with the week of a load or without it: neither is above what the way costs.
    #[test]
    fn no_way_costs_less_than_its_bound_told_with_its_week_or_without() {
        let value = serde_json::from_str(include_str!("../../../www/catalog.json")).expect("JSON");
        let catalog = Catalog::read(&value).expect("tables").0;
        let companies = [
            "",
            "assistant.quality=any&minute_burst=4",
            "gpu_life=2&growth=60&documents.waiting=90",
            "owned_gpus=9&regions=2",
        ];
        for company in companies {
            let pair = |pair: &str| pair.split_once('=').map(|(key, text)| (key.to_owned(), text.to_owned()));
            let query = link::read(&company.split('&').filter_map(pair).collect::<Vec<_>>(), &catalog);
            let case = Case::new(&query.inputs, &catalog, catalog.asof);
            let figures = Figures::new(&case, &query.inputs);
            let market = Market::new(&figures);
            let (mut with, mut without) = (0, 0);
            for set in 1..1 << case.streams.len() {
                for way in market.stock(set).ways.iter().step_by(3) {
                    *if way.load.get().is_some() { &mut with } else { &mut without } += 1;
                    let load = way.load(&figures).expect("every stream is served there");
                    for volume in [0.02_f64, 1.0, 40.0, 3000.0] {
                        let hosts: Vec<Option<usize>> =
                            (0..case.streams.len()).map(|at| market.bought(at, volume).map(|best| best.0)).collect();
                        let Some(cost) = figures.alone(&way.group, load, &hosts, volume) else { continue };
                        let (floor, cost) = (way.floor.at(volume, volume.sqrt()), cost.present.get());
                        assert!(floor <= cost, "{company} {:?} at {volume}: {floor} above {cost}", way.group);
                    }
                }
            }
            assert!(with > 30 && without > 30, "{company}: {with} with, {without} without");
        }
    }
}
