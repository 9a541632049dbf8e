//! Lower bounds on what a plan can cost, for searches that leave out what cannot win.

use crate::cost::block::Block;
use crate::cost::figures::Figures;
use crate::cost::hardware::a_month;
use crate::cost::lines::Lines;
use crate::cost::overhead::Overhead;
use crate::cost::plan::{Group, Load, Pay, Run};
use crate::units::{Usd, UsdPerMonth};

impl Figures<'_, '_> {
    /// What a fleet costs at the least over the horizon at `scale` times today's volume: over each of so many `parts` of the horizon as
    /// if its least volume, rent and hosted price held all along, in each of which the cost can only rise. Starts are left
    /// out, and what overflows is counted. `month` is what a replica's month costs at the least at today's rents. A
    /// present value, without the group's base ([`Figures::group_base`]), which is the same however it is run; `None` where
    /// a host has no price, or a GPU to buy has none.
    pub fn fleet_at_least(
        &self,
        parts: usize,
        month: UsdPerMonth,
        meanwhile: &[Option<usize>],
        group: &Group,
        load: &Load,
        scale: f64,
    ) -> Option<Usd> {
        let (paths, month) = (&self.paths, month.get());
        let rents = |t: usize| if group.pay == Pay::Owned { 1.0 } else { paths.rent_paid(group.pay, t) };
        let running: Vec<usize> = (0..paths.months).filter(|&t| paths.building[t] < 1.0).collect();
        let owned = if group.pay == Pay::Owned { Some(self.owned_month(group, load)?) } else { None };
        let mut sum = 0.0;
        for months in running.chunks(running.len().div_ceil(parts).max(1)) {
            let mut block = Block { volume: f64::INFINITY, rent: f64::INFINITY, ..Block::default() };
            block.bill.0 = f64::INFINITY;
            for &t in months {
                let weight = paths.discount[t] * (1.0 - paths.building[t]);
                let volume = scale * paths.volume[t];
                block.volume = block.volume.min(volume);
                block.most = block.most.max(volume);
                block.rent = block.rent.min(rents(t));
                if group.run == Run::Burst {
                    let bill = self.elsewhere(&group.streams, meanwhile, t)?.get();
                    block.bill = (block.bill.0.min(bill), block.bill.1.max(bill));
                    block.all += bill * volume * weight;
                }
                block.weight += weight;
            }
            if owned.is_none() {
                let overhead = Overhead::of(self.inputs);
                block.beyond = Some((overhead, month * block.rent / load.gpus / (1.0 + overhead.least())));
            }
            sum += block.at_least(group.run, load, month * block.rent, owned);
        }
        Some(Usd::new(sum))
    }

    /// What a replica's month counts for where GPUs that are bought are weighed against a host's bill, USD.
    fn owned_month(&self, group: &Group, load: &Load) -> Option<f64> {
        let month = a_month(self, &self.case.setups[group.setup])?;
        Some(month.get() * load.gpus * (1.0 + Overhead::of(self.inputs).least()))
    }

    /// What a host to lean on takes, evaluated and changed like any other, however much of a group's work it serves, at
    /// `scale` times today's volume. A present value.
    pub fn host_beside(&self, streams: &[usize], meanwhile: &[Option<usize>], scale: f64) -> Usd {
        let mut cost = Lines::<Usd>::default();
        let running: Vec<f64> = self.paths.building.iter().map(|building| 1.0 - building).collect();
        for &stream in streams {
            if let Some(host) = meanwhile[stream] {
                self.add_host_beside(&mut cost, stream, host, scale, &running);
            }
        }
        cost.total() + self.for_one_moves(streams, meanwhile, scale)
    }

    /// What streams, at `scale` times today's volume, take more until their servers run because who serves them then also
    /// takes their overflow: less than a move. [`Figures::group_base`] knows of no overflow.
    pub(super) fn for_one_moves(&self, streams: &[usize], hosts: &[Option<usize>], scale: f64) -> Usd {
        if self.paths.building[0] <= 0.0 {
            return Usd::ZERO;
        }
        let each = streams.iter().filter_map(|&stream| Some(self.for_one_move(stream, hosts[stream]?, scale)));
        each.fold(Usd::ZERO, |sum, one| sum + one)
    }

    /// What a group costs on any setup, paid and run in any way: the hosted bill while building, and the work that
    /// its streams take, at `scale` times today's volume. A present value.
    pub fn group_base(&self, streams: &[usize], scale: f64) -> Usd {
        let mut cost = Lines::<Usd>::default();
        self.add_group(&mut cost, &|_| None, streams, scale);
        cost.total()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::Catalog;
    use crate::cost::hardware::least_a_month;
    use crate::inputs::link;
    use crate::streams::Case;

    const RUNS: [Run; 4] = [Run::Always, Run::Hourly, Run::Zero, Run::Burst];
    const PAYS: [Pay; 4] = [Pay::OnDemand, Pay::Reserved, Pay::Spot, Pay::Owned];

    /// Every way to run one workload of a company, at five volumes: what it costs, and the bound by so many parts.
    fn ways(text: &str, parts: usize, judge: &mut dyn FnMut(Pay, Run, f64, f64)) {
        let value = serde_json::from_str(include_str!("../../www/catalog.json")).expect("JSON");
        let catalog = Catalog::read(&value).expect("tables").0;
        let pair = |pair: &str| pair.split_once('=').map(|(key, text)| (key.to_owned(), text.to_owned()));
        let query = link::read(&text.split('&').filter_map(pair).collect::<Vec<_>>(), &catalog);
        assert!(query.issues.iter().all(|issue| issue.notice), "{:?}", query.issues);
        let case = Case::new(&query.inputs, &catalog, catalog.asof);
        let figures = Figures::new(&case, &query.inputs);
        let hosts = [case.streams[0].offers.iter().position(|offer| offer.feasible)];
        for setup in (0..case.setups.len()).step_by(7) {
            let Some(load) = figures.load(setup, &[0]) else { continue };
            for (pay, run) in PAYS.into_iter().flat_map(|pay| RUNS.map(|run| (pay, run))) {
                let one = &case.setups[setup];
                let month = if pay == Pay::Owned {
                    least_a_month(&figures, one)
                } else {
                    figures
                        .gpu_hour(setup, pay)
                        .map(|hour| hour.per_month() * (1.0 + Overhead::of(&query.inputs).least()))
                };
                let Some(month) = month.map(|month| month * load.gpus) else { continue };
                let group = Group { setup, streams: vec![0], pay, run };
                for scale in [0.01, 0.3, 1.0, 20.0, 900.0] {
                    let Some(cost) = figures.alone(&group, &load, &hosts, scale) else { continue };
                    let fleet =
                        figures.fleet_at_least(parts, month, &hosts, &group, &load, scale).expect("a bound").get();
                    let leans = run == Run::Burst;
                    let host = if leans { figures.host_beside(&[0], &hosts, scale).get() } else { 0.0 };
                    let outages = figures.outages_at_least(&[0], pay, leans).get();
                    judge(pay, run, fleet + host + outages, cost.present.get());
                }
            }
        }
    }

    const COMPANIES: [&str; 4] = [
        "workloads=w&w.requests=3M&w.quality=any",
        "workloads=w&w.requests=3M&w.quality=any&growth=-30&outage_cost=9000&failover=no&w.shape=office",
        "workloads=w&w.requests=3M&w.quality=any&growth=90&horizon=60&gpu_life=3&owned_gpus=5&gpu=h100&w.waiting=40",
        "workloads=w&w.requests=3M&w.quality=any&w.output_tokens=5&minute_burst=5&incidents=9&outage_cost=500&spare_replicas=0",
    ];

    #[test]
    fn no_fleet_costs_less_than_its_bound() {
        for company in COMPANIES {
            for parts in [1, 6, 60] {
                let mut looked = 0;
                ways(company, parts, &mut |pay, run, bound, cost| {
                    looked += 1;
                    assert!(bound <= cost * (1.0 + 1e-9), "{company} {parts} {pay:?} {run:?}: {bound} above {cost}");
                });
                assert!(looked > 500, "{company}: {looked}");
            }
        }
    }

    #[test]
    fn month_by_month_the_bound_of_a_base_load_is_what_it_costs() {
        // Rent, overflow, what its host takes and outages, month by month: nothing is left out but whole servers where
        // several GPUs are rented at once.
        let (mut near, mut looked) = (0, 0);
        ways("workloads=w&w.requests=3M&w.quality=any&outage_cost=0", 60, &mut |pay, run, bound, cost| {
            if run == Run::Burst && pay == Pay::OnDemand {
                near += u32::from(bound > cost * (1.0 - 1e-9));
                looked += 1;
            }
        });
        assert!(near * 10 > looked * 8, "{near} of {looked}");
    }
}
