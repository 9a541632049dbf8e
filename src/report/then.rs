//! A question about another day than the catalog's: what was known then, what takes the place of what was not on
//! offer, and all of it said by name.

use crate::catalog::{Catalog, Ending, HostedPrice, Kind, Rent};
use crate::date::Date;
use crate::fleet::rents;
use crate::hosted::quality::{self, QualityFloor};
use crate::inputs::Workload;
use crate::inputs::link::{Issue, Query};
use crate::streams::still_paid;
use std::borrow::Cow;
use std::cmp::Ordering;

/// Days between which the record is thin, both included, and of what.
const THIN: [(&str, &str, &str); 3] = [
    ("", "2025-03-24", "few hosts of open weights, few rents"),
    ("2025-10-01", "2026-02-10", "no rents since 2025-09-22"),
    ("2026-07-26", "2026-08-20", "no list of all hosts"),
];
/// Days after which a rent that nobody saw again is called by its date.
const OLD: i32 = 183;

/// What a question comes to on its day.
pub struct Then<'a> {
    /// The catalog without what came after that day.
    pub catalog: Cow<'a, Catalog>,
    /// The question, with models that were on sale and with what there is to say about the day.
    pub query: Query,
}

/// Puts a question on its day. Of today only what has ended is said.
pub fn then<'a>(query: &Query, catalog: &'a Catalog) -> Then<'a> {
    let day = query.asof.unwrap_or(catalog.asof);
    let mut asked = query.clone();
    ended(&mut asked, catalog, day.min(catalog.asof));
    let mut say = |said: Issue| asked.issues.push(said);
    let text = day.to_string();
    match day.cmp(&catalog.asof) {
        Ordering::Less => {}
        Ordering::Equal => return Then { catalog: Cow::Borrowed(catalog), query: asked },
        Ordering::Greater => {
            let newest = catalog.asof.to_string();
            let problem = &["lies after the newest prices here"];
            let said = issue(&["asof"], &text, problem, &["a day up to ", &newest], &[&newest]);
            say(Issue { notice: false, ..said });
            asked.asof = Some(catalog.asof);
            return Then { catalog: Cow::Borrowed(catalog), query: asked };
        }
    }
    // Before the record there is nothing to answer with: its first day counts, and is called by its date.
    let first = catalog.first_day().filter(|first| day < *first);
    if let Some(first) = first {
        let used = first.to_string();
        let problem = &["lies before the record of prices begins"];
        let said = issue(&["asof"], &text, problem, &["a day from ", &used, " on"], &[&used]);
        say(Issue { notice: false, ..said });
    }
    let day = first.unwrap_or(day);
    let mut known = catalog.known_on(day);
    let text = day.to_string();
    let on = [" on ", &text].concat();
    if let Some((.., what)) = THIN.iter().find(|(from, until, _)| *from <= &*text && &*text <= *until) {
        say(issue(&["asof"], &text, &["lies where the record is thin: ", what], &[], &[]));
    }
    let mut models = Vec::new();
    for workload in &query.inputs.workloads {
        let key = |name| [workload.slug.as_str(), ".", name];
        let first = catalog.rows_of(&workload.model).first().filter(|first| first.from > day);
        let stand_in = first.and_then(|first| nearest(&known, first, workload, day));
        if let Some(first) = first {
            let problem = &["was not on sale", &on, ": its first known price is of ", &first.from.to_string()];
            let used: &[&str] = match stand_in {
                Some(row) => &[&row.model, " at ", &row.host, ", the nearest that would do, by vendor and name"],
                None => &["nothing: none of its kind was on sale"],
            };
            say(issue(&key("model"), &workload.model, problem, &["what was on sale", &on], used));
        }
        let stand_in = stand_in.map(|row| row.id.clone());
        if let (Some(first), None) = (first, &stand_in) {
            known.to_mut().note_unsold(first);
        }
        models.push(stand_in);
        let asked_for = quality::floor(catalog, None, workload).points();
        if let (Some(floor), Some(cut)) = (asked_for, quality::floor(&known, None, workload).points())
            && cut < floor
        {
            let (floor, cut) = (crate::sentence::rounded(floor.get(), 3), crate::sentence::rounded(cut.get(), 3));
            let problem = &["asks for ", &floor, " points, and the best on sale with a score here", &on, " had ", &cut];
            say(issue(&key("quality"), workload.quality.word(), problem, &["what there was"], &[&cut]));
        }
        if let Some(day_out) = catalog.model(&workload.open_model).and_then(|model| model.released)
            && day_out > day
        {
            let problem = &["was not out yet: its weights came on ", &day_out.to_string()];
            say(issue(&key("open_model"), &workload.open_model, problem, &["what was out", &on], &[]));
        }
    }
    let gpu = query.inputs.gpu.as_str();
    if let Some(first) = catalog.first_price_of(gpu).filter(|first| *first > day) {
        let problem = &["had no rent or price on record yet: the first is of ", &first.to_string()];
        say(issue(&["gpu"], gpu, problem, &["a GPU with a price", &on], &[]));
    }
    let old = old_rents(&known, query, day);
    if !old.is_empty() {
        say(issue(&["gpu"], &text, &["has old rents standing in", &old], &["a rent of your own"], &[]));
    }
    asked.asof = Some(day);
    for (workload, model) in asked.inputs.workloads.iter_mut().zip(models) {
        if let Some(model) = model {
            workload.model = model;
        }
    }
    Then { catalog: known, query: asked }
}

/// What is bought today at a price that has ended. Retired, it is today's bill and cannot be chosen; a promotion that ran
/// out counts for want of a later price.
fn ended(query: &mut Query, catalog: &Catalog, day: Date) {
    for workload in &query.inputs.workloads {
        let Some(row) = catalog.on(day).row(&workload.model) else { continue };
        let leaves = catalog.leaves(row, day);
        let Some(until) = row.until.filter(|_| row.retired(day) || row.ran_out(day) || leaves) else { continue };
        let until = until.to_string();
        if still_paid(row, workload) {
            continue;
        }
        let (problem, allowed, used): (&[&str], _, _) = if leaves {
            (
                &["is sold by ", &row.host, " until ", &until, " and then retired"],
                "the model that you will move to",
                "its price to the end, as that of its successor; the move is one of the model changes counted",
            )
        } else if row.ends == Some(Ending::Unseen) {
            (
                &["was last seen on sale at ", &row.host, " on ", &until],
                "a model that is seen on sale, or a price of your own for it",
                "its last price as today's bill, and never as an answer",
            )
        } else if row.retired(day) {
            (
                &["is no longer sold by ", &row.host, ": it was retired, its last day was ", &until],
                "a model that is on sale: the one you moved to, or will",
                "its last price as today's bill, and never as an answer; choose what you buy instead",
            )
        } else {
            (
                &["was at a promotional price until ", &until, ", and no later price is known here"],
                "a price of your own, from your invoice",
                "that price; give your own if you pay another",
            )
        };
        query.issues.push(issue(&[&workload.slug, ".model"], &workload.model, problem, &[allowed], &[used]));
    }
}

/// What there is to say about a field, each part in pieces.
fn issue(field: &[&str], text: &str, problem: &[&str], allowed: &[&str], used: &[&str]) -> Issue {
    Issue {
        field: field.concat(),
        text: text.to_owned(),
        problem: problem.concat(),
        allowed: allowed.concat(),
        used: used.concat(),
        notice: true,
    }
}

/// GPUs whose newest rent on demand of the kind asked for is old on a day: which, whose and of when.
fn old_rents(known: &Catalog, query: &Query, day: Date) -> String {
    let (market, gpu) = (rents::market(query.inputs.provider), &query.inputs.gpu);
    let mut told = String::new();
    for one in known.gpus.iter().filter(|one| gpu == "auto" || one.id == *gpu) {
        let mut newest = None;
        for row in &known.rents {
            let counts = row.gpu == one.id && row.market == market && row.until.is_none_or(|until| day <= until);
            if counts && newest.is_none_or(|known: &Rent| known.from < row.from) {
                newest = Some(row);
            }
        }
        if let Some(row) = newest.filter(|row| day.days_since_1970() - row.from.days_since_1970() > OLD) {
            told += &["; ", &one.name, " at ", &row.provider, " of ", &row.from.to_string()].concat();
        }
    }
    told
}

/// What somebody who buys a later model would have bought on a day, by what that day knew: the model itself under another
/// name; else of the offers that were good enough for the work one of the same vendor; of those the newest of the same
/// name, numbers aside, else the cheapest. Where none was good enough, the same of all.
fn nearest<'k>(known: &'k Catalog, later: &HostedPrice, workload: &Workload, day: Date) -> Option<&'k HostedPrice> {
    // Who asks for a model as good as today's is asked about the model of that day.
    let floor = match quality::floor(known, None, workload) {
        QualityFloor::Unknown { .. } => QualityFloor::Any,
        floor => floor,
    };
    let mut best = None;
    for row in known.offers(day) {
        if row.kind != later.kind {
            continue;
        }
        let score = quality::score(known, row.quality.as_deref(), row.quality_is_floor, workload);
        let good = row.kind != Kind::Chat || quality::clears(score, floor);
        // Input three to one, as most work has it; a search by the piece weighs most where it is sold.
        let price = 3.0 * row.input.get() + row.output.get() + row.per_request.map_or(0.0, |price| price.get() * 1e3);
        // Each counts for more than all that follow: the same model under another name, good enough, the vendor, the name
        // and its day, a low price.
        let scored = row.quality.is_some() && !row.quality_is_floor && !later.quality_is_floor;
        let itself = scored && row.quality == later.quality;
        let mut rank = if good { 4.0 } else { 0.0 } + if itself { 8.0 } else { 0.0 } - price * 1e-9;
        if row.host == later.host {
            rank += 1.0;
            if same_name(&row.id, &later.id) {
                rank += f64::from(known.rows_of(&row.id)[0].from.days_since_1970()) * 1e-4;
            }
        }
        if best.is_none_or(|(known, _)| known <= rank) {
            best = Some((rank, row));
        }
    }
    best.map(|(_, row)| row)
}

/// Whether two offers have one name but for the parts with a number in them.
fn same_name(one: &str, other: &str) -> bool {
    fn words(id: &str) -> impl Iterator<Item = &[u8]> {
        id.as_bytes().split(|byte| *byte == b'-').filter(|part| !part.iter().any(u8::is_ascii_digit))
    }
    words(one).eq(words(other))
}
