//! Dated prices, models, GPUs, quality, load shapes, parameters and regimes, and their look-up by date.
//!
//! The page fetches `catalog.json`, the command reads it; both hand it here as a [`Value`]. A row that cannot
//! be trusted is refused by table, row and field, and the others stand.

mod checked;
mod counted;
pub mod day;
mod digits;
pub mod field;
mod known;
mod overlay;
mod own;
mod parts;
mod refusal;
mod row;
mod rows;
mod tables;
pub mod value;
mod words;

use crate::date::Date;
pub use day::OnDay;
pub use known::Cut;
pub use overlay::Overlaid;
pub use parts::{Compressed, Linear, Sparse, Tier};
pub use refusal::{Refusal, place};
use row::{Row, table};
pub use rows::{HostedPrice, OpenModel};
pub use tables::{Gpu, LeftOut, Parameter, Purchase, Quality, Regime, Rent, Shape};
pub use value::Value;
pub use words::{
    Attention, Billing, Channel, Commercial, Ending, Forces, Grade, Kind, Market, Precision, TierStyle, Vendor,
};

/// A catalog whose every row was checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Catalog {
    /// The day it was last added to; look-ups default to it.
    pub asof: Date,
    /// Name of the one quality index, with its date.
    pub index: String,
    /// The day of the index's snapshot.
    pub index_date: Date,
    /// Where the index was read.
    pub index_source: String,
    /// Hosted offers by id, then date.
    pub hosted: Vec<HostedPrice>,
    /// Open-weight models by id.
    pub models: Vec<OpenModel>,
    /// GPUs by id.
    pub gpus: Vec<Gpu>,
    /// Rental prices.
    pub rents: Vec<Rent>,
    /// Purchase prices.
    pub purchases: Vec<Purchase>,
    /// Scores.
    pub quality: Vec<Quality>,
    /// Load shapes.
    pub shapes: Vec<Shape>,
    /// Parameters with their evidence.
    pub parameters: Vec<Parameter>,
    /// Regimes.
    pub regimes: Vec<Regime>,
    /// What was not taken in.
    pub left_out: Vec<LeftOut>,
    /// Table and name of rows that an overlay brought; empty for a catalog as it is.
    pub overlaid: Vec<(String, String)>,
    /// Inputs that an overlay sets where a link does not, as a link would write them.
    pub inputs: Vec<(String, String)>,
    /// The day at which it was cut; absent for a catalog that knows all it holds.
    pub cut: Option<Cut>,
}

impl Catalog {
    /// Reads and checks a whole catalog; refused rows are left out and listed.
    ///
    /// # Errors
    /// When there is no usable `asof`, index or table at all: the refusals, never empty.
    pub fn read(file: &Value) -> Result<(Self, Vec<Refusal>), Vec<Refusal>> {
        let mut refused = Vec::new();
        let head = |field: &'static str| file.get(field).and_then(Value::text);
        let missing = |field: &str, allowed: &str| Refusal::new("catalog", "head", "", field, allowed);
        let (Some(asof), Some(index), Some(index_date), Some(index_source)) = (
            head("asof").and_then(Date::parse),
            head("index"),
            head("index_date").and_then(Date::parse),
            head("index_source"),
        ) else {
            return Err(vec![missing("asof, index, index_date, index_source", "a date, a name, a date and a source")]);
        };
        // Whoever keeps the catalog has its line: nothing is quoted.
        let as_it_is: row::Told = |one, _| one;
        let mut catalog = Self {
            asof,
            index: index.to_owned(),
            index_date,
            index_source: index_source.to_owned(),
            hosted: table(file, &mut refused, as_it_is),
            models: table(file, &mut refused, as_it_is),
            gpus: table(file, &mut refused, as_it_is),
            rents: table(file, &mut refused, as_it_is),
            purchases: table(file, &mut refused, as_it_is),
            quality: table(file, &mut refused, as_it_is),
            shapes: table(file, &mut refused, as_it_is),
            parameters: table(file, &mut refused, as_it_is),
            regimes: table(file, &mut refused, as_it_is),
            left_out: table(file, &mut refused, as_it_is),
            overlaid: Vec::new(),
            inputs: Vec::new(),
            cut: None,
        };
        catalog.check(&mut refused);
        if catalog.hosted.is_empty()
            || catalog.models.is_empty()
            || catalog.gpus.is_empty()
            || catalog.shapes.is_empty()
        {
            refused.push(missing("hosted, models, gpus, shapes", "at least one row each"));
            return Err(refused);
        }
        Ok((catalog, refused))
    }

    /// The catalog as it stood on a day.
    pub const fn on(&self, day: Date) -> OnDay<'_> {
        OnDay { catalog: self, day }
    }

    /// The price of an offer on a day: the latest row that is not later than it, unless the offer was retired by then.
    pub fn price(&self, id: &str, on: Date) -> Option<&HostedPrice> {
        self.rows_of(id).iter().rev().find(|row| row.from <= on).filter(|row| !row.retired(on))
    }

    /// The price steps of an offer after a day that its host announced beforehand, in order. A later price that nobody
    /// had announced was not known on that day and is left out.
    pub fn later_prices(&self, id: &str, after: Date) -> Vec<&HostedPrice> {
        self.rows_of(id).iter().filter(|row| row.from > after && row.announced).collect()
    }

    /// All rows of an offer, the oldest first.
    pub fn rows_of(&self, id: &str) -> &[HostedPrice] {
        let first = self.hosted.partition_point(|row| row.id.as_str() < id);
        let count = self.hosted[first..].iter().take_while(|row| row.id == id).count();
        &self.hosted[first..first + count]
    }

    /// One row for every offer that has a price on a day, by id.
    pub fn offers(&self, on: Date) -> Vec<&HostedPrice> {
        let mut offers = self.last_rows(on);
        offers.retain(|row| !row.retired(on));
        offers
    }

    /// The last row begun by a day of every offer, be it retired or not, by id.
    pub fn last_rows(&self, on: Date) -> Vec<&HostedPrice> {
        let mut offers: Vec<&HostedPrice> = Vec::new();
        for row in self.hosted.iter().filter(|row| row.from <= on) {
            match offers.last_mut() {
                Some(known) if known.id == row.id => *known = row,
                _ => offers.push(row),
            }
        }
        offers
    }

    /// Whether an offer's end is announced and has not come: today's for whoever buys it, and nowhere to move to. Of a past day
    /// nobody knew yet.
    pub fn leaves(&self, row: &HostedPrice, on: Date) -> bool {
        on >= self.asof && row.ends == Some(Ending::Retired) && row.until.is_some_and(|until| on <= until)
    }

    /// Those of them that somebody could move to: nobody moves to what is announced to end.
    pub fn choices(&self, on: Date) -> Vec<&HostedPrice> {
        let mut offers = self.offers(on);
        offers.retain(|row| !self.leaves(row, on));
        offers
    }

    /// An open model by id.
    pub fn model(&self, id: &str) -> Option<&OpenModel> {
        self.models.iter().find(|row| row.id == id)
    }

    /// A GPU by id.
    pub fn gpu(&self, id: &str) -> Option<&Gpu> {
        self.gpus.iter().find(|row| row.id == id)
    }

    /// A load shape by id.
    pub fn shape(&self, id: &str) -> Option<&Shape> {
        self.shapes.iter().find(|row| row.id == id)
    }

    /// A regime by id.
    pub fn regime(&self, id: &str) -> Option<&Regime> {
        self.regimes.iter().find(|row| row.id == id)
    }

    /// A score by its key.
    pub fn score(&self, model: &str) -> Option<&Quality> {
        self.quality.iter().find(|row| row.model == model)
    }

    /// A parameter by key.
    pub fn parameter(&self, key: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|row| row.key == key)
    }

    /// The latest rents of a GPU on a day, one per provider, billing, region and node size; one's own before any other.
    pub fn rents_of(&self, gpu: &str, on: Date) -> Vec<&Rent> {
        let mut latest: Vec<&Rent> = Vec::new();
        for row in self.rents.iter().filter(|row| row.gpu == gpu && row.from <= on) {
            let same = |known: &&mut &Rent| {
                known.provider == row.provider
                    && known.billing == row.billing
                    && known.gpus_min == row.gpus_min
                    && known.region == row.region
            };
            match latest.iter_mut().find(same) {
                Some(known) if (self.is_own_rent(known), known.from) < (self.is_own_rent(row), row.from) => {
                    *known = row;
                }
                Some(_) => {}
                None => latest.push(row),
            }
        }
        latest.retain(|row| row.until.is_none_or(|until| on <= until));
        latest
    }
}

/// The fields of a table's rows, in the order in which files write them; none for a table that there is not.
pub fn fields(table: &str) -> &'static [&'static str] {
    match table {
        HostedPrice::TABLE => HostedPrice::FIELDS,
        OpenModel::TABLE => OpenModel::FIELDS,
        Gpu::TABLE => Gpu::FIELDS,
        Rent::TABLE => Rent::FIELDS,
        Purchase::TABLE => Purchase::FIELDS,
        Quality::TABLE => Quality::FIELDS,
        Shape::TABLE => Shape::FIELDS,
        Parameter::TABLE => Parameter::FIELDS,
        Regime::TABLE => Regime::FIELDS,
        LeftOut::TABLE => LeftOut::FIELDS,
        _ => &[],
    }
}
