//! Dated prices, models, GPUs, quality, load shapes, parameters and regimes, and their look-up by date.
//!
//! The page fetches `catalog.json`, the command reads it; both hand it here as a [`Value`]. A row that cannot
//! be trusted is refused by table, row and field, and the others stand.

pub mod day;
pub mod field;
mod known;
mod overlay;
pub mod rows;
pub mod value;

use crate::date::Date;
pub use day::OnDay;
pub use known::Cut;
pub use overlay::Overlaid;
use rows::Row;
pub use rows::{
    Attention, Billing, Channel, Commercial, Compressed, Ending, Forces, Gpu, Grade, HostedPrice, Kind, LeftOut,
    Linear, Market, OpenModel, Parameter, Precision, Purchase, Quality, Regime, Rent, Shape, Sparse, Tier, TierStyle,
    Vendor,
};
use serde::Serialize;
pub use value::Value;

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

/// A row or field that was refused.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Refusal {
    /// The table.
    pub table: &'static str,
    /// The row, by its name or its position.
    pub row: String,
    /// The field.
    pub field: String,
    /// What would have been allowed.
    pub allowed: String,
}

impl Catalog {
    /// Reads and checks a whole catalog; refused rows are left out and listed.
    ///
    /// # Errors
    /// When there is no usable `asof`, index or table at all: the refusals, never empty.
    pub fn read(file: &Value) -> Result<(Self, Vec<Refusal>), Vec<Refusal>> {
        let mut refused = Vec::new();
        let head = |field: &'static str| file.get(field).and_then(Value::text);
        let missing = |field: &str, allowed: &str| Refusal {
            table: "catalog",
            row: "head".into(),
            field: field.into(),
            allowed: allowed.into(),
        };
        let (Some(asof), Some(index), Some(index_date), Some(index_source)) = (
            head("asof").and_then(Date::parse),
            head("index"),
            head("index_date").and_then(Date::parse),
            head("index_source"),
        ) else {
            return Err(vec![missing("asof, index, index_date, index_source", "a date, a name, a date and a source")]);
        };
        let mut catalog = Self {
            asof,
            index: index.to_owned(),
            index_date,
            index_source: index_source.to_owned(),
            hosted: table(file, &mut refused),
            models: table(file, &mut refused),
            gpus: table(file, &mut refused),
            rents: table(file, &mut refused),
            purchases: table(file, &mut refused),
            quality: table(file, &mut refused),
            shapes: table(file, &mut refused),
            parameters: table(file, &mut refused),
            regimes: table(file, &mut refused),
            left_out: table(file, &mut refused),
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
        let mut offers: Vec<&HostedPrice> = Vec::new();
        for row in self.hosted.iter().filter(|row| row.from <= on) {
            match offers.last_mut() {
                Some(known) if known.id == row.id => *known = row,
                _ => offers.push(row),
            }
        }
        offers.retain(|row| !row.retired(on));
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

    /// The latest rents of a GPU on a day, one per provider, billing, region and node size.
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
                Some(known) if known.from < row.from => *known = row,
                Some(_) => {}
                None => latest.push(row),
            }
        }
        latest
    }

    /// One step of older files becomes the first of a list.
    fn gather_tiers(row: &mut HostedPrice) {
        if let (Some(above), Some(input), Some(output)) = (row.tier_above, row.tier_input, row.tier_output) {
            let (cached_read, cache_write) = (row.tier_cached_read.take(), row.tier_cache_write.take());
            row.tiers.push(Tier { above, input, output, cached_read, cache_write });
            (row.tier_above, row.tier_input, row.tier_output) = (None, None, None);
        }
    }

    /// Refuses rows that read well but stand twice, cannot be true or refer to nothing.
    fn check(&mut self, refused: &mut Vec<Refusal>) {
        let mut refuse = |table, row: &str, field: &str, allowed: &str| {
            refused.push(Refusal { table, row: row.into(), field: field.into(), allowed: allowed.into() });
            false
        };
        // By offer and day: what looks an offer up relies on it. A file that is written so already is soon sorted.
        crate::order::sort(&mut self.hosted, |a, b| a.id.cmp(&b.id).then(a.from.cmp(&b.from)));
        let mut before: Option<(String, Date)> = None;
        self.hosted.retain(|row| {
            if before.as_ref().is_some_and(|(id, from)| *id == row.id && *from == row.from) {
                return refuse("hosted", &row.id, "id, from", "only once");
            }
            before = Some((row.id.clone(), row.from));
            true
        });
        let mut seen: Vec<(&'static str, String)> = Vec::new();
        let mut first = |table: &'static str, name: &str| {
            let row = (table, name.to_owned());
            if seen.contains(&row) {
                return refuse(table, name, "id, model, key", "only once");
            }
            seen.push(row);
            true
        };
        self.models.retain(|row| first("models", &row.id));
        self.gpus.retain(|row| first("gpus", &row.id));
        self.quality.retain(|row| first("quality", &row.model));
        self.shapes.retain(|row| first("shapes", &row.id));
        self.parameters.retain(|row| first("parameters", &row.key));
        self.regimes.retain(|row| first("regimes", &row.id));
        let scores: Vec<&str> = self.quality.iter().map(|row| row.model.as_str()).collect();
        let known = |key: &Option<String>| key.as_deref().is_none_or(|key| scores.contains(&key));
        self.models.retain(|row| {
            if !known(&row.quality) {
                return refuse("models", &row.id, "quality", "a `model` of the quality table");
            }
            if row.active.get() > row.total.get() {
                return refuse("models", &row.id, "active", "at most `total`");
            }
            // Of a model whose attention is not known, the rest may be unknown too: nothing is sized with it.
            let known_shape = row.layers > 0 && row.hidden > 0 && row.query_heads > 0 && row.head_dim > 0;
            if row.attention != Attention::Unknown && !known_shape {
                return refuse("models", &row.id, "layers, hidden, query_heads, head_dim", "above 0");
            }
            if (row.experts > 0) != (row.experts_active > 0) || row.experts_active > row.experts {
                return refuse("models", &row.id, "experts_active", "from 1 to `experts`, or both 0");
            }
            let kept = row.full_layers + row.sliding_layers + row.linear_layers;
            let keeps = match row.attention {
                Attention::Gqa => row.kv_heads > 0 || row.full_layers + row.sliding_layers == 0,
                Attention::Mla => row.mla_dim > 0,
                Attention::Compressed => {
                    !row.compressed.is_empty() && row.compressed.iter().all(|group| group.ratio > 0 && group.entry_bytes > 0.0)
                }
                Attention::Unknown => true,
            };
            if !keeps || (row.attention == Attention::Compressed) == row.compressed.is_empty() || kept > row.layers {
                return refuse(
                    "models",
                    &row.id,
                    "attention, full_layers, kv_heads, mla_dim, compressed",
                    "`gqa` with kv_heads, `mla` with mla_dim, `compressed` with its groups, and no more layers than there are",
                );
            }
            if row.sparse.is_some_and(|sparse| sparse.layers > row.full_layers || sparse.selected <= 0.0 || sparse.index_bytes < 0.0) {
                return refuse("models", &row.id, "sparse", "no more layers than full_layers, and `selected` above 0");
            }
            let known_format = |text: &String| Precision::ALL.iter().any(|format| format.word() == text);
            if !row.precisions.iter().all(known_format) || !row.precisions.iter().any(|p| p == row.native.word()) {
                return refuse("models", &row.id, "precisions", "words that `native` could be, `native` among them");
            }
            true
        });
        let models: Vec<&str> = self.models.iter().map(|row| row.id.as_str()).collect();
        self.hosted.retain_mut(|row| {
            if !known(&row.quality) {
                return refuse("hosted", &row.id, "quality", "a `model` of the quality table");
            }
            if row.weights.as_deref().is_some_and(|id| !models.contains(&id)) {
                return refuse("hosted", &row.id, "weights", "an `id` of the models table");
            }
            if row.tier_above.is_some()
                && (row.tier_style.is_none() || row.tier_input.is_none() || row.tier_output.is_none())
            {
                return refuse("hosted", &row.id, "tier_above", "with tier_style, tier_input and tier_output");
            }
            Self::gather_tiers(row);
            let rising = row.tiers.windows(2).all(|pair| pair[0].above < pair[1].above);
            let paid = row.tiers.iter().all(|tier| tier.above.get() > 0.0 && tier.input.get() > 0.0);
            if !row.tiers.is_empty() && (row.tier_style.is_none() || !rising || !paid) {
                return refuse("hosted", &row.id, "tiers", "rising in `above`, with prices above 0 and a tier_style");
            }
            // Free and subscription prices are no prices: whoever calls for nothing today would be compared with them.
            let free = row.input.get() <= 0.0 && row.per_request.is_none_or(|price| price.get() <= 0.0);
            if free || (row.kind == Kind::Chat && row.output.get() <= 0.0) {
                return refuse(
                    "hosted",
                    &row.id,
                    "input, output",
                    "above 0: a free or subscribed offer has no price per token",
                );
            }
            if row.until.is_some() != row.ends.is_some() || row.until.is_some_and(|until| until < row.from) {
                return refuse("hosted", &row.id, "until, ends", "given together, and not before `from`");
            }
            if row.peak_factor.is_some_and(|factor| factor <= 0.0)
                || row.tokenizer_factor.is_some_and(|factor| factor <= 0.0)
            {
                return refuse("hosted", &row.id, "peak_factor, tokenizer_factor", "above 0");
            }
            let span = |pair: &[f64]| matches!(pair, [start, end] if 0.0 <= *start && start < end && *end <= 24.0);
            if !row.peak_hours.chunks(2).all(span) || row.peak_factor.is_some() == row.peak_hours.is_empty() {
                return refuse(
                    "hosted",
                    &row.id,
                    "peak_hours",
                    "start and end in turn, from 0 to 24, with `peak_factor`",
                );
            }
            true
        });
        let gpus: Vec<&str> = self.gpus.iter().map(|row| row.id.as_str()).collect();
        self.rents.retain(|row| {
            gpus.contains(&row.gpu.as_str()) || refuse("rents", &row.provider, "gpu", "an `id` of the gpus table")
        });
        self.purchases.retain(|row| {
            gpus.contains(&row.gpu.as_str()) || refuse("purchases", &row.gpu, "gpu", "an `id` of the gpus table")
        });
        self.shapes.retain(|row| {
            let mean = row.hours.iter().sum::<f64>() / 168.0;
            (row.hours.len() == 168 && row.hours.iter().all(|hour| *hour >= 0.0) && (mean - 1.0).abs() < 0.01)
                || refuse("shapes", &row.id, "hours", "168 figures of at least 0 with a mean of 1")
        });
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

/// Reads one table; a row with an unknown field or a field of the wrong kind is refused.
fn table<R: Row>(file: &Value, refused: &mut Vec<Refusal>) -> Vec<R> {
    let mut rows = Vec::new();
    for (position, value) in file.get(R::TABLE).map_or(&[][..], Value::items).iter().enumerate() {
        let mut refuse = |row: String, field: &str, allowed: &str| {
            refused.push(Refusal { table: R::TABLE, row, field: field.into(), allowed: allowed.into() });
        };
        if let Value::Map(entries) = value
            && let Some((unknown, _)) = entries.iter().find(|(name, _)| !R::FIELDS.contains(&name.as_str()))
        {
            refuse(position.to_string(), unknown, "a field of this table");
            continue;
        }
        match R::read(value) {
            Ok(row) => rows.push(row),
            Err((field, allowed)) => {
                let name = value.get("id").or_else(|| value.get("model")).and_then(Value::text);
                refuse(name.map_or_else(|| position.to_string(), ToOwned::to_owned), field, allowed);
            }
        }
    }
    rows
}
