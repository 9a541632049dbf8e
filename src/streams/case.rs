//! One decision, with every reference looked up: streams of requests, the offers and the setups that could serve
//! each. It holds no number that an uncertainty draw changes, so thousands of draws share it.

use super::mandate::{Mandate, mandate};
use super::offer::Offer;
use super::passed_over::PassedOver;
use super::predictions::Predictions;
use super::setup::Setup;
use super::setups::candidates;
use super::table::Table;
use crate::catalog::{Catalog, Gpu, HostedPrice, Kind, OpenModel, Regime};
use crate::date::Date;
use crate::fleet::rents::Prices;
use crate::hosted::quality::{self, QualityFloor};
use crate::inputs::{Inputs, Premises, Tuning, Workload};
use crate::units::Share;
use crate::week::Week;
use core::ops::Range;
use std::rc::Rc;

/// Everything that can be chosen from.
pub struct Case<'a> {
    /// The catalog.
    pub catalog: &'a Catalog,
    /// The day whose prices count.
    pub asof: Date,
    /// Streams of requests: one per workload, two where a mandate covers a part of it.
    pub streams: Vec<Stream<'a>>,
    /// The GPUs that may be taken, with what they cost on that day.
    pub(super) gpus: Vec<(&'a Gpu, Prices)>,
    /// Setups, each a model on GPUs; streams refer to them by position.
    pub setups: Vec<Setup<'a>>,
    /// Positions of the setups that reports speak of: the few cheapest for today's load of the likeliest models.
    pub told: Vec<usize>,
    /// What their replicas carry of each workload, one table for workloads that ask the same.
    pub tables: Vec<Table>,
    /// Where each model's setups stand among them.
    pub(super) built: Vec<(&'a OpenModel, Range<usize>)>,
    /// What was tried for a stream and lost, with the reason.
    pub passed_over: Vec<PassedOver>,
    /// The regime, if one was named.
    pub regime: Option<&'a Regime>,
    /// What the regime does here.
    pub mandate: Mandate,
    /// What was predicted for it and for cases before it.
    pub(super) predictions: Rc<Predictions>,
}

/// One stream of requests.
pub struct Stream<'a> {
    /// Position of its workload.
    pub workload: usize,
    /// Part of the workload's requests.
    pub part: Share,
    /// No hosted API may serve it.
    pub own_only: bool,
    /// Only hardware of one's own may serve it.
    pub owned_only: bool,
    /// Nothing of its kind was on sale on the day: what stands as bought today has no price and serves nothing.
    pub unsold: bool,
    /// What it does.
    pub kind: Kind,
    /// Points it needs.
    pub floor: QualityFloor<'a>,
    /// Hosted offers: today's first, as bought today and bought well.
    pub offers: Vec<Offer<'a>>,
    /// Setups that could serve it.
    pub setups: Vec<usize>,
    /// The models of those setups.
    pub models: Vec<&'a OpenModel>,
    /// Its week as the catalog shapes it.
    pub week: Week,
}

impl<'a> Stream<'a> {
    /// What is bought today and no longer on sale.
    pub fn gone(&self) -> Option<&'a HostedPrice> {
        self.offers.first().filter(|offer| offer.serves && !offer.feasible).map(|offer| offer.rows[0].1)
    }
}

impl<'a> Case<'a> {
    /// Looks everything up.
    pub fn new(inputs: &Inputs, catalog: &'a Catalog, asof: Date) -> Self {
        Self::knowing(&Rc::default(), inputs, catalog, asof)
    }

    /// The same with what was predicted before for other inputs and the same catalog.
    pub fn knowing(known: &Rc<Predictions>, inputs: &Inputs, catalog: &'a Catalog, asof: Date) -> Self {
        Self::under(known, inputs, catalog, asof, mandate(catalog.regime(&inputs.regime), &inputs.clause))
    }

    /// The same decision with other inputs, on another day.
    #[must_use]
    pub fn again(&self, inputs: &Inputs, asof: Date) -> Self {
        Self::knowing(&self.predictions, inputs, self.catalog, asof)
    }

    /// The same with a given reading of the regime: what if it did bind, what if it did not?
    #[must_use]
    pub fn again_under(&self, inputs: &Inputs, asof: Date, mandate: Mandate) -> Self {
        Self::under(&self.predictions, inputs, self.catalog, asof, mandate)
    }

    fn under(known: &Rc<Predictions>, inputs: &Inputs, catalog: &'a Catalog, asof: Date, mandate: Mandate) -> Self {
        let regime = catalog.regime(&inputs.regime);
        let mut case = Self {
            catalog,
            asof,
            streams: Vec::new(),
            gpus: candidates(inputs, catalog, asof),
            setups: Vec::new(),
            told: Vec::new(),
            tables: Vec::new(),
            built: Vec::new(),
            passed_over: Vec::new(),
            regime,
            mandate,
            predictions: Rc::clone(known),
        };
        let bought = inputs.workloads.iter().filter_map(|workload| catalog.on(asof).row(&workload.model));
        let hosts: Vec<&str> = bought.map(|row| row.host.as_str()).collect();
        for (at, workload) in inputs.workloads.iter().enumerate() {
            let bound = if mandate == Mandate::Mandate { workload.in_scope } else { Share::ZERO };
            // A fine-tune whose weights may not leave cannot be bought, whatever the rules say.
            let private = workload.tuning == Tuning::Private;
            for (part, own_only) in [(bound, true), (bound.rest(), private)] {
                if part.get() > 0.0 {
                    case.add_stream(inputs, at, workload, part, own_only, &hosts);
                }
            }
        }
        case
    }

    fn add_stream(
        &mut self,
        inputs: &Inputs,
        at: usize,
        workload: &Workload,
        part: Share,
        own_only: bool,
        hosts: &[&str],
    ) {
        let catalog = self.catalog;
        // Before an offer's first price and after it was retired, whoever says that they buy it is believed.
        let today = catalog.on(self.asof).row(&workload.model);
        let kind = today.map_or(Kind::Chat, |row| row.kind);
        let unsold = catalog.cut.as_ref().is_some_and(|cut| cut.unsold.contains(&workload.model));
        let floor = quality::floor(catalog, today, workload);
        let owned_only = own_only
            && match inputs.premises {
                Premises::Owned => true,
                Premises::Rented => false,
                Premises::Unknown => {
                    self.mandate == Mandate::Mandate && self.regime.is_some_and(|regime| !regime.rented_ok)
                }
            };
        let offers = self.offers(workload, today, kind, floor, own_only || unsold, hosts);
        let setups = self.setups_for(inputs, workload, part, kind, floor, owned_only);
        let week = week_of(catalog, workload);
        let mut models: Vec<&'a OpenModel> = setups.iter().map(|&setup| self.setups[setup].model).collect();
        models.dedup_by(|a, b| core::ptr::eq(*a, *b));
        self.streams.push(Stream {
            workload: at,
            part,
            own_only,
            owned_only,
            unsold,
            kind,
            floor,
            offers,
            setups,
            models,
            week,
        });
    }

    /// Whether some setup of a model can serve a stream.
    pub fn accepts(&self, stream: usize, model: &OpenModel) -> bool {
        self.streams[stream].models.iter().any(|known| core::ptr::eq(*known, model))
    }

    /// How a stream's workload is called.
    pub fn name(&self, inputs: &Inputs, stream: usize) -> String {
        inputs.workloads[self.streams[stream].workload].title()
    }
}

/// A workload's week: measured by the visitor, or one of the catalog's.
fn week_of(catalog: &Catalog, workload: &Workload) -> Week {
    let measured = || Week::from_code(&workload.shape).unwrap_or_else(Week::flat);
    catalog.shape(&workload.shape).map_or_else(measured, |shape| Week::new(&shape.hours))
}
