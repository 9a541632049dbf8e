//! What reads well and can hardly be true: units that slipped, jumps, dates out of order, sources that are none.

use super::names;
use build_or_buy::catalog::{
    Attention, Billing, Catalog, Ending, Gpu, Grade, HostedPrice, Kind, OpenModel, Parameter, Purchase, Rent,
};
use build_or_buy::date::Date;
use build_or_buy::units::UsdPerMtok;

/// A row, a field and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Suspicion {
    /// The table.
    pub table: &'static str,
    /// The row's id, and its day where several rows have one id.
    pub row: String,
    /// The first day of the row, where rows are dated.
    pub from: Option<Date>,
    /// The field.
    pub field: &'static str,
    /// What is wrong, with the number.
    pub problem: String,
    /// Only worth a look: the exit code does not change.
    pub mild: bool,
}

/// Collects them for one row.
struct At<'f> {
    found: &'f mut Vec<Suspicion>,
    table: &'static str,
    row: String,
    from: Option<Date>,
}

impl At<'_> {
    fn say(&mut self, field: &'static str, problem: impl Into<String>) {
        self.put(field, problem.into(), false);
    }

    fn hint(&mut self, field: &'static str, problem: impl Into<String>) {
        self.put(field, problem.into(), true);
    }

    fn put(&mut self, field: &'static str, problem: String, mild: bool) {
        self.found.push(Suspicion { table: self.table, row: self.row.clone(), from: self.from, field, problem, mild });
    }

    fn range(&mut self, field: &'static str, value: f64, low: f64, high: f64, unit: &str) {
        if !(low..=high).contains(&value) {
            self.say(field, format!("{value} {unit} lies outside {low} to {high}: is the unit right?"));
        }
    }

    fn source(&mut self, source: &str, grade: Grade) {
        let plain = source.trim().to_lowercase();
        let named = plain.contains('.') || plain.contains('/') || plain.contains("made up") || plain.contains("judg");
        let worded = plain.split_whitespace().count() >= 3 || plain.chars().any(|c| c.is_ascii_digit());
        if ["todo", "tbd", "unknown", "various", "internet", "n/a", "-", "?", "source", "google"]
            .contains(&plain.as_str())
            || !(named || worded)
        {
            self.say("source", format!("`{source}` names no page, file or list that somebody could open"));
        }
        if grade == Grade::A && plain.contains("judg") {
            self.say("grade", "A is for vendors' pages and primary data, not for judgement");
        }
    }
}

/// Everything that is suspicious in a catalog. Held against itself: against other hosts of the same weights, earlier
/// rows, other rents of the same GPU.
pub fn suspicions(catalog: &Catalog, today: Date) -> Vec<Suspicion> {
    let mut found = Vec::new();
    if catalog.asof > today {
        At { found: &mut found, table: "catalog", row: "head".into(), from: None }
            .say("asof", format!("{} lies in the future", catalog.asof));
    }
    for (at, row) in catalog.hosted.iter().enumerate() {
        let before = at.checked_sub(1).map(|at| &catalog.hosted[at]).filter(|before| before.id == row.id);
        let mut here = At { found: &mut found, table: "hosted", row: row.id.clone(), from: Some(row.from) };
        hosted(&mut here, catalog, row, before);
    }
    hosts(&mut found, catalog);
    for row in &catalog.models {
        model(&mut At { found: &mut found, table: "models", row: row.id.clone(), from: None }, catalog, row);
    }
    for row in &catalog.gpus {
        gpu(&mut At { found: &mut found, table: "gpus", row: row.id.clone(), from: None }, catalog, row);
    }
    for (at, row) in catalog.rents.iter().enumerate() {
        let mut here = At { found: &mut found, table: "rents", row: rent_name(row), from: Some(row.from) };
        rent(&mut here, catalog, row, &catalog.rents[..at]);
    }
    for row in &catalog.purchases {
        purchase(
            &mut At { found: &mut found, table: "purchases", row: row.gpu.clone(), from: Some(row.from) },
            catalog,
            row,
        );
    }
    for row in &catalog.quality {
        let mut here = At { found: &mut found, table: "quality", row: row.model.clone(), from: None };
        here.range("score", row.score.get(), 1.0, 100.0, "points");
        if row.plain.is_some_and(|plain| plain > row.score) {
            here.say("plain", "is above the best score");
        }
        if row.released.is_some_and(|released| released > catalog.index_date) {
            here.say("released", format!("is after the snapshot of {}", catalog.index_date));
        }
    }
    for row in &catalog.parameters {
        parameter(&mut At { found: &mut found, table: "parameters", row: row.key.clone(), from: None }, row);
    }
    found
}

fn hosted(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice, before: Option<&HostedPrice>) {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-/".contains(&byte);
    if !row.id.bytes().all(plain) || row.id.matches('/').count() != 1 {
        at.say("id", "must be host/model in lower-case letters, digits, points and hyphens");
    }
    let (input, output) = (row.input.get(), row.output.get());
    if row.per_request.is_none() {
        if input < 2e-3 {
            at.say("input", format!("{input} USD per million tokens: a price per token, or per thousand?"));
        }
        if input > 150.0 {
            at.say("input", format!("{input} USD per million tokens: in cents, or per thousand?"));
        }
        if output > 600.0 {
            at.say("output", format!("{output} USD per million tokens: in cents, or per thousand?"));
        }
        if row.kind == Kind::Chat && (output < input * 0.7 || output > input * 25.0) {
            at.say("output", format!("{output} beside an input of {input}: one of the two slipped"));
        }
    }
    if let Some(each) = row.per_request {
        at.range("per_request", each.get(), 1e-4, 0.1, "USD per request");
    }
    if row.kind != Kind::Chat && output > 0.0 {
        at.say("output", "a model that writes nothing has no price of output");
    }
    let price = |price: Option<UsdPerMtok>| price.map(UsdPerMtok::get);
    if let Some(read) = price(row.cached_read) {
        if read > input {
            at.say("cached_read", format!("{read} is above the input price of {input}"));
        } else if read < input / 250.0 {
            at.say(
                "cached_read",
                format!("{read} is less than a 250th of the input price of {input}: not stated, or a slip?"),
            );
        }
    }
    if let Some(write) = price(row.cache_write)
        && (write > input * 3.0 || write < input * 0.08)
    {
        at.say("cache_write", format!("{write} beside an input price of {input}: is it another price?"));
    }
    let mut below = (row.input.get(), row.output.get());
    for tier in &row.tiers {
        let (above, here) = (tier.above.get(), (tier.input.get(), tier.output.get()));
        at.range("tiers", above, 1_000.0, 2e6, "tokens");
        if here.0 < below.0 * 0.999 || here.1 < below.1 * 0.999 {
            at.say("tiers", format!("the step above {above} is cheaper than what lies below it"));
        } else if here.0 > below.0 * 8.0 {
            at.say("tiers", format!("the step above {above} costs {:.0} times what lies below it", here.0 / below.0));
        }
        if row.context.is_some_and(|context| above >= context.get()) {
            at.say("tiers", format!("the step above {above} lies beyond the context"));
        }
        below = here;
    }
    if let Some(context) = row.context {
        at.range("context", context.get(), 256.0, 2e7, "tokens");
    }
    if let Some(factor) = row.tokenizer_factor {
        at.range("tokenizer_factor", factor, 0.5, 2.0, "times");
    }
    if let Some(factor) = row.peak_factor {
        at.range("peak_factor", factor, 0.3, 5.0, "times");
    }
    if row.region_surcharge.is_some_and(|share| share.get() > 0.5) {
        at.say("region_surcharge", "more than half: percent and shares mixed up?");
    }
    if row.batch_discount.is_some_and(|share| share.get() > 0.9) {
        at.say("batch_discount", "more than nine tenths off: the price, and not the discount?");
    }
    at.source(&row.source, row.grade);
    days(at, catalog, row, before);
    if let Some(before) = before {
        for (field, old, new) in [("input", before.input, row.input), ("output", before.output, row.output)] {
            jump(at, field, old.get(), new.get(), before.from);
        }
    } else {
        // The first row of an offer is held against other hosts of the same weights.
        peers(at, catalog, row);
    }
    if row.tokenizer_factor.is_some() != row.tokenizer_grade.is_some() {
        at.say("tokenizer_grade", "is given with tokenizer_factor, and only with it");
    }
}

fn days(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice, before: Option<&HostedPrice>) {
    let first = Date::new(2022, 1, 1).unwrap_or(Date::EPOCH);
    if row.from < first {
        at.say("from", format!("{} is before anything was sold by the token", row.from));
    }
    if row.checked > catalog.asof {
        at.say("checked", format!("{} is after the catalog's day, {}", row.checked, catalog.asof));
    }
    if row.announced != (row.from > catalog.asof) {
        at.say(
            "announced",
            format!(
                "a price from {} is {}",
                row.from,
                if row.announced { "in force and not announced" } else { "announced: say so" }
            ),
        );
    }
    if row.first_seen.is_some_and(|seen| seen > catalog.asof) {
        at.say("first_seen", "is after the catalog's day");
    } else if row.first_seen.is_some_and(|seen| seen < row.from) && !row.announced {
        at.say("first_seen", "a price is not seen before it began");
    }
    if before.is_some_and(|before| before.ends == Some(Ending::Retired)) {
        at.say("from", "a price after the offer was retired");
    }
    let latest = catalog.rows_of(&row.id).iter().all(|later| later.from <= row.from);
    let old = catalog.asof.days_since_1970() - row.checked.days_since_1970();
    if old > 365 && row.ends.is_none() && latest {
        at.hint("checked", format!("nobody has looked for {old} days"));
    }
    if let Some(until) = row.until.filter(|until| *until < catalog.asof)
        && row.ran_out(catalog.asof)
        && latest
    {
        at.hint("until", format!("the promotion ran out on {until}, and no later price is known"));
    }
}

/// A price that moves by more than five times in one step.
fn jump(at: &mut At<'_>, field: &'static str, old: f64, new: f64, since: Date) {
    if old <= 0.0 || new <= 0.0 {
        return;
    }
    let times = if new > old { new / old } else { old / new };
    if times > 5.5 {
        at.say(
            field,
            format!("{old} from {since}, then {new}: {times:.1} times {}", if new > old { "more" } else { "less" }),
        );
    }
}

fn peers(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) {
    let Some(weights) = &row.weights else { return };
    let mut others: Vec<f64> = catalog
        .offers(catalog.asof)
        .into_iter()
        .filter(|other| other.weights.as_ref() == Some(weights) && other.id != row.id && other.input.get() > 0.0)
        .map(|other| other.input.get())
        .collect();
    if others.len() < 2 || row.input.get() <= 0.0 {
        return;
    }
    others.sort_by(f64::total_cmp);
    let middle = others[others.len() / 2];
    let ratio = if row.input.get() > middle { row.input.get() / middle } else { middle / row.input.get() };
    if ratio >= 8.0 {
        at.say(
            "input",
            format!("{} where other hosts ask {middle} for the same weights: {ratio:.0} times away", row.input.get()),
        );
    }
}

/// One host is written one way, and one model stands once at a host.
fn hosts(found: &mut Vec<Suspicion>, catalog: &Catalog) {
    let spelled = |prefix: &str, host: &str| {
        let mine = catalog.hosted.iter().filter(|row| row.id.split('/').next() == Some(prefix));
        mine.filter(|row| row.host == host).count()
    };
    let mut keys: Vec<(String, String, &str)> = Vec::new();
    for row in &catalog.hosted {
        let Some((prefix, model)) = row.id.split_once('/') else { continue };
        let mut at = At { found, table: "hosted", row: row.id.clone(), from: Some(row.from) };
        // Of two ways to write a host, the rarer one is wrong.
        let same = catalog.hosted.iter().find(|other| {
            other.id.split('/').next() == Some(prefix)
                && other.host != row.host
                && spelled(prefix, &other.host) >= spelled(prefix, &row.host)
        });
        if let Some(other) = same {
            at.say("host", format!("`{}`, and other rows of {prefix} say `{}`", row.host, other.host));
        }
        let key = names::key(model);
        match keys.iter().find(|(host, other, id)| host == prefix && *other == key && *id != row.id) {
            Some((_, _, id)) => at.say("id", format!("is `{id}` written another way")),
            None => keys.push((prefix.to_owned(), key, &row.id)),
        }
    }
}

fn model(at: &mut At<'_>, catalog: &Catalog, row: &OpenModel) {
    at.source(&row.source, row.grade);
    at.range("total", row.total.get(), 0.01, 10_000.0, "billion parameters");
    at.range("context", row.context.get(), 256.0, 2e7, "tokens");
    if row.attention != Attention::Unknown {
        at.range("layers", f64::from(row.layers), 4.0, 400.0, "layers");
        at.range("hidden", f64::from(row.hidden), 128.0, 65_536.0, "wide");
        at.range("head_dim", f64::from(row.head_dim), 16.0, 1_024.0, "wide");
        if row.kv_heads > row.query_heads {
            at.say("kv_heads", "more than there are query heads");
        }
        let kept = row.full_layers + row.sliding_layers + row.linear_layers;
        if kept == 0 {
            at.say("full_layers", "no layer keeps anything of the past");
        }
    }
    if (row.linear_layers > 0) != row.linear.is_some() {
        at.say("linear", "given with linear_layers, and only with them: their state would be counted as nothing");
    }
    if (row.sliding_layers > 0) != (row.window > 0) {
        at.say("window", "given with sliding_layers, and only with them");
    }
    if row.experts == 0 && row.active != row.total && row.attention != Attention::Unknown {
        at.say("active", "a dense model uses all its parameters");
    }
    if row.experts > 0 && row.active.get() > row.total.get() * 0.9 {
        at.say("active", "a mixture uses a part of its parameters");
    }
    if row.checked > catalog.asof {
        at.say("checked", format!("{} is after the catalog's day", row.checked));
    }
    if row.released.is_some_and(|day| day > catalog.asof || day < Date::new(2018, 1, 1).unwrap_or(Date::EPOCH)) {
        at.say("released", "not a day on which weights came out");
    }
}

fn gpu(at: &mut At<'_>, catalog: &Catalog, row: &Gpu) {
    at.source(&row.source, row.grade);
    at.range("memory", row.memory.get(), 8.0, 1_024.0, "GB");
    at.range("bandwidth", row.bandwidth.get(), 100.0, 30_000.0, "GB/s");
    at.range("bf16", row.bf16.get(), 20.0, 10_000.0, "TFLOPS");
    at.range("link", row.link.get(), 8.0, 4_000.0, "GB/s");
    if let Some(watts) = row.watts {
        at.range("watts", watts, 40.0, 3_000.0, "W");
    }
    let rising = [("fp8", Some(row.bf16), row.fp8), ("fp4", row.fp8, row.fp4)];
    for (field, wider, narrower) in rising {
        if let (Some(wider), Some(narrower)) = (wider, narrower)
            && (narrower < wider || narrower.get() > wider.get() * 4.5)
        {
            at.say(
                field,
                format!(
                    "{} beside {} in the wider format: dense and sparse figures mixed?",
                    narrower.get(),
                    wider.get()
                ),
            );
        }
    }
    if row.checked > catalog.asof {
        at.say("checked", format!("{} is after the catalog's day", row.checked));
    }
}

fn rent(at: &mut At<'_>, catalog: &Catalog, row: &Rent, before: &[Rent]) {
    at.source(&row.source, row.grade);
    at.range("hour", row.hour.get(), 0.05, 40.0, "USD per GPU-hour");
    if row.from > catalog.asof {
        at.say("from", format!("{} is after the catalog's day", row.from));
    }
    if row.gpus_min == 0 {
        at.say("gpus_min", "at least 1");
    }
    let same = |other: &&Rent| {
        other.gpu == row.gpu
            && other.provider == row.provider
            && other.billing == row.billing
            && other.gpus_min == row.gpus_min
            && other.region == row.region
    };
    if before.iter().filter(same).any(|other| other.from == row.from) {
        at.say("from", "stands twice");
    }
    let mut others: Vec<f64> = catalog
        .rents
        .iter()
        .filter(|other| other.gpu == row.gpu && other.billing == row.billing && other.provider != row.provider)
        .map(|other| other.hour.get())
        .collect();
    others.sort_by(f64::total_cmp);
    if others.len() >= 3 {
        let middle = others[others.len() / 2];
        let ratio = row.hour.get() / middle;
        let count = f64::from(row.gpus_min.max(2));
        if ratio > 4.5 {
            let whole = if (ratio / count - 1.0).abs() < 0.6 { ": the price of the whole server?" } else { "" };
            at.say("hour", format!("{} where others ask {middle}{whole}", row.hour.get()));
        } else if ratio < 0.15 {
            at.say("hour", format!("{} where others ask {middle}: divided once too often?", row.hour.get()));
        }
    }
    let listed = catalog.rents.iter().find(|other| {
        other.gpu == row.gpu
            && other.provider == row.provider
            && other.billing == Billing::OnDemand
            && other.gpus_min == row.gpus_min
            && other.region == row.region
            && other.from == row.from
    });
    if row.billing == Billing::Spot && listed.is_some_and(|listed| listed.hour < row.hour) {
        at.say("hour", "spot is dearer than on demand: the columns may be swapped");
    }
    let market = catalog.rents.iter().find(|other| other.provider == row.provider).map(|other| other.market);
    if market.is_some_and(|market| market != row.market) {
        at.hint("market", "other rows of this provider say another market");
    }
}

/// A rent's name: what tells it from every other of the same day.
fn rent_name(row: &Rent) -> String {
    let region = row.region.as_deref().map_or_else(String::new, |region| format!(" {region}"));
    format!("{} {} {} {}{region}", row.gpu, row.provider, row.billing.word(), row.gpus_min)
}

fn purchase(at: &mut At<'_>, catalog: &Catalog, row: &Purchase) {
    at.source(&row.source, row.grade);
    at.range("price", row.price.get(), 500.0, 150_000.0, "USD a GPU");
    if !(row.low <= row.price && row.price <= row.high) {
        at.say("low", "low, price and high must rise");
    }
    if row.from > catalog.asof {
        at.say("from", format!("{} is after the catalog's day", row.from));
    }
}

fn parameter(at: &mut At<'_>, row: &Parameter) {
    at.source(&row.source, row.grade);
    let known: Vec<f64> = [row.low, row.typical, row.high].into_iter().flatten().collect();
    if known.windows(2).any(|pair| pair[0] > pair[1]) {
        at.say("low", "low, typical and high must rise");
    }
    if known.is_empty() && row.note.is_none() {
        at.say("typical", "a parameter without a number needs a note that says what it is");
    }
    if row.unit.contains('%') && known.iter().any(|value| value.abs() > 2_000.0) {
        at.say("typical", "more than two thousand percent: is the unit right?");
    }
    if matches!(row.grade, Grade::C | Grade::J) && row.better.is_none() {
        at.say("better", "grades C and J need a sentence on what would replace them");
    }
}
