//! GPUs: rent, overhead, purchases, space and power, fleet by fleet.

use super::Working;
use crate::cost::hardware;
use crate::cost::lines::Line;
use crate::cost::overhead::FIRST;
use crate::cost::plan::Pay;
use crate::cost::spot;
use crate::report::equation::{Equation, Factor, Finish, Term};
use crate::report::fleets::Machine;
use crate::sentence::Unit;
use crate::units::{HOURS_PER_MONTH, Share};

impl Working<'_, '_, '_, '_> {
    fn rented(&self) -> impl Iterator<Item = &Machine> {
        self.machines.iter().filter(|machine| machine.pay != Pay::Owned)
    }

    fn owned(&self) -> impl Iterator<Item = &Machine> {
        self.machines.iter().filter(|machine| machine.pay == Pay::Owned)
    }

    /// GPUs × hours × rent of a GPU-hour.
    pub(super) fn rent(&self, month: usize) -> Vec<Equation> {
        self.rented()
            .filter_map(|machine| {
                let (gpus, rent) = (machine.gpus(month), machine.amount(month, Line::Gpus).get());
                if gpus <= 0.0 || rent <= 0.0 {
                    return None;
                }
                let price = self.hour(machine, month)?;
                let each: f64 = price.iter().map(|factor| factor.value).product();
                let mut factors = vec![
                    Factor::new(gpus, Unit::Number, &machine.gpu, ""),
                    Factor::new(rent / (gpus * each), Unit::Number, "hours", ""),
                ];
                factors.extend(price);
                Some(Equation::product(&machine.model, Unit::UsdMonth, factors))
            })
            .collect()
    }

    /// What makes the price of a rented GPU-hour in a month.
    fn hour(&self, machine: &Machine, month: usize) -> Option<Vec<Factor>> {
        let (inputs, paths) = (self.figures.inputs, &self.figures.paths);
        let change = (1.0 + inputs.gpu_price_change.get()).max(0.0);
        let hour = self.figures.gpu_hour(machine.setup, machine.pay)?.get() / change;
        let given = machine.pay == Pay::OnDemand && inputs.gpu_hour.is_some();
        let source = if given { "gpu_hour".to_owned() } else { machine.gpu_id.clone() + " " + word(machine.pay) };
        let mut price = vec![Factor::new(hour, Unit::UsdHour, "", &source)];
        if change != 1.0 {
            price.push(Factor::new(change, Unit::Number, "for changed rents", "gpu_price_change"));
        }
        let moved = paths.rent_paid(machine.pay, month);
        if moved != 1.0 {
            price.push(Factor::new(moved, Unit::Number, "by how rents move", "gpu_drift"));
        }
        if machine.pay == Pay::Spot {
            price.push(Factor::new(spot::again(inputs), Unit::Number, "for interruptions", "spot interruptions"));
        }
        price.extend(self.part_running(month));
        Some(price)
    }

    /// A share of what the GPUs cost, rented or owned.
    pub(super) fn overhead(&self, month: usize) -> Vec<Equation> {
        let mut all = Vec::new();
        for machine in self.rented() {
            let rent = machine.amount(month, Line::Gpus).get();
            let Some(price) = self.hour(machine, month).filter(|_| rent > 0.0) else { continue };
            let each: f64 = price.iter().map(|factor| factor.value).product();
            let gpus = rent / (each * HOURS_PER_MONTH);
            let mut shares = self.shares(gpus);
            if shares.len() == 1
                && let Some((_, share)) = shares.pop()
            {
                let rent = Factor::new(rent, Unit::UsdMonth, "rent", "");
                all.push(Equation::product(&machine.model, Unit::UsdMonth, vec![rent, share]));
                continue;
            }
            let paid = Factor::new(gpus, Unit::Number, "GPUs paid for, on average", "").over();
            let rent = vec![Factor::new(rent, Unit::UsdMonth, "rent", ""), paid];
            let each = Equation::new("A GPU a month", Unit::UsdMonth, Finish::Plain, vec![Term::of(rent)]);
            let terms = shares.into_iter().map(|(gpus, share)| Term::of(vec![gpus, each.factor("each"), share]));
            let sum = Equation::new(&machine.model, Unit::UsdMonth, Finish::Plain, terms.collect()).adding();
            all.extend([each, sum]);
        }
        for machine in self.owned() {
            let gpus = machine.gpus(month);
            let setup = &self.figures.case.setups[machine.setup];
            let Some(each) = hardware::a_month(self.figures, setup).filter(|_| gpus > 0.0) else { continue };
            let own = "to own one over its life, space and power with it";
            let each = Factor::new(each.get(), Unit::UsdMonth, own, "gpu_life");
            let terms = self.shares(gpus).into_iter().map(|(gpus, share)| {
                let mut factors = vec![gpus, each.clone(), share];
                factors.extend(self.part_running(month));
                Term::of(factors)
            });
            all.push(Equation::new(&machine.model, Unit::UsdMonth, Finish::Plain, terms.collect()).adding());
        }
        all
    }

    /// GPUs of one fleet with their share: all alike, or its first ones and the further ones.
    fn shares(&self, gpus: f64) -> Vec<(Factor, Factor)> {
        let inputs = self.figures.inputs;
        let part = |gpus: f64, of: &str, share: Share, key: &str| {
            (Factor::new(gpus, Unit::Number, of, ""), Factor::new(share.get(), Unit::Percent, "overhead", key))
        };
        match inputs.overhead {
            Some(own) => vec![part(gpus, "GPUs", own, "overhead")],
            None if gpus <= FIRST => vec![part(gpus, "GPUs", inputs.overhead_small, "overhead_small")],
            None => vec![
                part(FIRST, "first GPUs", inputs.overhead_small, "overhead_small"),
                part(gpus - FIRST, "further GPUs", inputs.overhead_large, "overhead_large"),
            ],
        }
    }

    /// GPUs bought in the month × their price.
    pub(super) fn hardware(&self, month: usize) -> Vec<Equation> {
        let (inputs, paths) = (self.figures.inputs, &self.figures.paths);
        self.owned()
            .filter_map(|machine| {
                let amount = machine.amount(month, Line::Hardware).get();
                let price = self.figures.case.setups[machine.setup].prices.purchase?.get();
                let mut each = vec![
                    Factor::new(
                        price,
                        Unit::Usd,
                        "a GPU with its part of the server",
                        &(machine.gpu_id.clone() + " purchase"),
                    ),
                    Factor::new(
                        1.0 + hardware::HIDDEN_CAPEX,
                        Unit::Number,
                        "with cables and switches",
                        "cables and switches",
                    ),
                ];
                let change = (1.0 + inputs.gpu_price_change.get()).max(0.0);
                if change != 1.0 {
                    each.push(Factor::new(change, Unit::Number, "for changed prices", "gpu_price_change"));
                }
                if paths.rent[month] != 1.0 {
                    each.push(Factor::new(paths.rent[month], Unit::Number, "by how prices move", "gpu_drift"));
                }
                let cost: f64 = each.iter().map(|factor| factor.value).product();
                let mut factors = vec![Factor::new(amount / cost, Unit::Number, "GPUs bought", "owned_gpus")];
                factors.extend(each);
                (amount != 0.0).then(|| Equation::product(&machine.model, Unit::UsdMonth, factors))
            })
            .collect()
    }

    /// Kilowatts × (space + hours × electricity), and GPUs that die.
    pub(super) fn power(&self, month: usize) -> Vec<Equation> {
        let inputs = self.figures.inputs;
        let mut all = Vec::new();
        for machine in self.owned().filter(|machine| machine.gpus(month) > 0.0) {
            let setup = &self.figures.case.setups[machine.setup];
            let Some(price) = setup.prices.purchase else { continue };
            let watts = setup.gpu.watts.unwrap_or(hardware::WATTS);
            let kilowatts = Equation::new(
                "Kilowatts a GPU, its server with it",
                Unit::Number,
                Finish::Plain,
                vec![Term::of(vec![
                    Factor::new(watts, Unit::Number, "watts", &(machine.gpu_id.clone() + " watts")),
                    Factor::new(1e3, Unit::Number, "", "").over(),
                    Factor::new(hardware::SERVER_POWER, Unit::Number, "for the server", "server power"),
                ])],
            );
            let change = (1.0 + inputs.gpu_price_change.get()).max(0.0);
            let each = Equation::new(
                "A GPU a month",
                Unit::UsdMonth,
                Finish::Plain,
                vec![
                    Term::of(vec![
                        kilowatts.factor("kW"),
                        Factor::new(inputs.colo.get(), Unit::UsdMonth, "a kW for space", "colo"),
                    ]),
                    Term::of(vec![
                        kilowatts.factor("kW"),
                        Factor::new(hardware::POWER_DRAWN, Unit::Percent, "drawn", "power drawn"),
                        Factor::new(inputs.pue, Unit::Number, "for the building", "pue"),
                        Factor::new(inputs.electricity.get(), Unit::Usd, "a kWh", "electricity"),
                        Factor::new(HOURS_PER_MONTH, Unit::Number, "hours", "hours of a month"),
                    ]),
                    Term::of(vec![
                        Factor::new(inputs.replacement_rate.get(), Unit::Percent, "die a year", "replacement_rate"),
                        Factor::new(12.0, Unit::Number, "months", "").over(),
                        Factor::new(price.get(), Unit::Usd, "a GPU", &(machine.gpu_id.clone() + " purchase")),
                        Factor::new(1.0 + hardware::HIDDEN_CAPEX, Unit::Number, "with cables", "cables and switches"),
                        Factor::new(change, Unit::Number, "for changed prices", "gpu_price_change"),
                    ]),
                ],
            );
            let mut factors =
                vec![Factor::new(machine.gpus(month), Unit::Number, &machine.gpu, ""), each.factor("each")];
            factors.extend(self.part_running(month));
            all.push(kilowatts);
            all.push(each);
            all.push(Equation::product(&machine.model, Unit::UsdMonth, factors));
        }
        all
    }
}

/// The ledger's word for a way to pay.
pub const fn word(pay: Pay) -> &'static str {
    match pay {
        Pay::OnDemand => "on demand",
        Pay::Reserved => "reserved",
        Pay::Spot => "spot",
        Pay::Owned => "purchase",
    }
}
