//! What comes after list prices: the batch discount, then surcharges and discounts on all of a bill.

use super::Working;
use super::tokens::Billed;
use crate::inputs::YesNo;
use crate::report::equation::{Equation, Factor, Finish, Term};
use crate::sentence::Unit;
use crate::streams::{Mandate, PricedBy};

impl Working<'_, '_, '_, '_> {
    /// What of a stream's bill is list price: the sum of its lines before discounts and surcharges.
    fn list(&self, billed: &Billed) -> f64 {
        let bill = self.bill_of(billed);
        (bill.input + bill.cached_read + bill.cache_write + bill.output + bill.reasoning + bill.searches).get()
    }

    /// List price × work that may wait × the host's discount on it, taken off.
    pub(super) fn batch(&self) -> Vec<Equation> {
        self.billed()
            .iter()
            .filter(|billed| self.bill_of(billed).batch.get() != 0.0)
            .map(|billed| {
                let row = self.figures.case.streams[billed.stream].offers[billed.offer].rows[0].1;
                let waiting = self.figures.flows[billed.stream].usage.waiting.get();
                let discount = row.batch_discount.map_or(0.0, crate::units::Share::get);
                let mut factors = vec![
                    Factor::new(self.list(billed), Unit::UsdMonth, "at list price", ""),
                    Factor::new(waiting, Unit::Percent, "may wait", &self.key(billed.stream, "waiting")),
                    Factor::new(discount, Unit::Percent, "off for it", &(row.id.clone() + " batch")),
                ];
                factors.extend(billed.part.clone());
                let title = self.name(billed.stream);
                Equation::new(&title, Unit::UsdMonth, Finish::Plain, vec![Term::less(factors)]).adding()
            })
            .collect()
    }

    /// What is left after the batch discount × the surcharges and discounts on all of it, less what was there.
    pub(super) fn adjustments(&self) -> Vec<Equation> {
        let (figures, inputs) = (self.figures, self.figures.inputs);
        let mut all = Vec::new();
        for billed in self.billed() {
            let bill = self.bill_of(&billed);
            if bill.adjustments.get() == 0.0 {
                continue;
            }
            let offer = &figures.case.streams[billed.stream].offers[billed.offer];
            let row = offer.rows[0].1;
            let mut factors = Vec::new();
            let mut of = |value: f64, label: &str, source: &str| {
                if value != 1.0 {
                    factors.push(Factor::new(value, Unit::Number, label, source));
                }
            };
            let region = inputs.in_region == YesNo::Yes || figures.case.mandate == Mandate::Restricted;
            let surcharge = if region { row.surcharge_in_region().get() } else { 0.0 };
            let committed = if offer.priced_by == PricedBy::Contract { inputs.committed_discount.get() } else { 0.0 };
            // Where the host states none, the usual one stands behind the input.
            let listed = row.region_surcharge.map(|_| row.id.clone() + " region");
            of(1.0 + surcharge, "for one region", listed.as_deref().unwrap_or("in_region"));
            of(1.0 - committed, "after your contract's discount", "committed_discount");
            of(1.0 + inputs.gateway_fee.get(), "with the gateway's fee", "gateway_fee");
            of((1.0 + inputs.api_price_change.get()).max(0.0), "for changed prices", "api_price_change");
            // What is left is the host's busy hours.
            let base = self.list(&billed) + bill.batch.get();
            let known: f64 = factors.iter().map(|factor| factor.value).product();
            let peak = if base * known == 0.0 { 1.0 } else { bill.total.get() / (base * known) };
            if row.peak_factor.is_some() {
                factors.insert(0, Factor::new(peak, Unit::Number, "for busy hours", &(row.id.clone() + " peak")));
            }
            let title = self.name(billed.stream);
            let times =
                Equation::new(&(title.clone() + ", surcharges"), Unit::Number, Finish::Plain, vec![Term::of(factors)]);
            let amount = |label: &str| Factor::new(base, Unit::UsdMonth, label, "");
            let mut with = vec![amount("after the batch discount"), times.factor("surcharges and discounts")];
            let mut without = vec![amount("without them")];
            with.extend(billed.part.clone());
            without.extend(billed.part.clone());
            let terms = vec![Term::of(with), Term::less(without)];
            all.push(times);
            all.push(Equation::new(&title, Unit::UsdMonth, Finish::Plain, terms).adding());
        }
        all
    }
}
