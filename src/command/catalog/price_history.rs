//! Suspicions of a row among the others of its offer: days out of order, jumps, another model's weights or score.

use super::suspicions::At;
use super::times::Times;
use build_or_buy::catalog::{Catalog, Ending, HostedPrice};
use build_or_buy::date::Date;
use build_or_buy::units::{Usd, UsdPerMtok};

/// All of them.
pub(super) fn history(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice, before: Option<&HostedPrice>) {
    days(at, catalog, row, before);
    sisters(at, catalog, row, before);
    let Some(before) = before else { return };
    jumped(at, row, [before.input.get(), before.output.get()], before.from);
    if before.ends == Some(Ending::Promotion) && before.input > row.input && before.output > row.output {
        let (was, from) = (before.input.get(), before.from);
        at.say(
            "input",
            format!(
                "{}, less than the promotion of {from} that it follows, {was}: one of the two slipped",
                row.input.get()
            ),
        );
    }
    // Whoever has a price of their own is asked, with what is used: a contract may have no step.
    if !catalog.is_own("hosted", &row.name()) {
        vanished(at, row, before);
    }
    let latest = catalog.rows_of(&row.id).last().is_some_and(|last| last.from == row.from);
    if latest {
        moved_fast(at, row, before);
        dropped(at, row, before);
    }
    if latest && row.ends != Some(Ending::Retired) {
        apart(at, row, before);
    }
}

fn days(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice, before: Option<&HostedPrice>) {
    let first = Date::new(2022, 1, 1).unwrap_or(Date::EPOCH);
    if row.from < first {
        at.say("from", format!("{} is before anything was sold by the token", row.from));
    }
    if row.checked > catalog.asof {
        // Its other days are looked at when the catalog's own day is right.
        let asof = catalog.asof;
        at.say(
            "checked",
            format!("{} is after the catalog's day, {asof}: a slip, or is `asof` at the top to be moved?", row.checked),
        );
    } else {
        ahead(at, catalog, row);
    }
    if row.checked < row.from && !row.announced {
        at.say("checked", format!("{} is before the price began, {}", row.checked, row.from));
    }
    let next = catalog.rows_of(&row.id).iter().find(|later| later.from > row.from);
    if let Some((until, next)) = row.until.zip(next).filter(|(until, next)| *until >= next.from) {
        at.say("until", format!("{until} lies after the next price began, {}", next.from));
    }
    let out = row.weights.as_deref().and_then(|id| catalog.model(id)).and_then(|model| model.released);
    if let Some(out) = out.filter(|out| row.from < *out) {
        at.say("from", format!("{} is before the weights came out, {out}", row.from));
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

/// Days that lie ahead, and prices that were announced.
fn ahead(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice) {
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
    } else if row.first_seen.is_some_and(|seen| seen > row.checked) {
        at.say("first_seen", format!("is after {}, when it was last looked at", row.checked));
    } else if row.first_seen.is_some_and(|seen| seen < row.from) && !row.announced {
        at.say("first_seen", "a price is not seen before it began: leave it out where the first day is known");
    }
}

/// Input or output that jumped from what they were before.
pub(super) fn jumped(at: &mut At<'_>, row: &HostedPrice, before: [f64; 2], since: Date) {
    jump(at, "input", before[0], row.input.get(), since);
    jump(at, "output", before[1], row.output.get(), since);
}

/// A price that moves by more than five times in one step.
fn jump(at: &mut At<'_>, field: &'static str, old: f64, new: f64, since: Date) {
    if let Some(moved) = Times::of(old, new).filter(|moved| moved.times > 5.5) {
        at.say(field, format!("{old} from {since}, then {new}: {}", moved.words("more", "less")));
    }
}

/// Days within which a price that doubles or halves is worth a look.
const FAST: i32 = 180;

/// What an import asks about, of a row that was pasted: a price that doubles or halves within months. A promotion and
/// what comes after it do, and a row may say why.
fn moved_fast(at: &mut At<'_>, row: &HostedPrice, before: &HostedPrice) {
    let days = row.from.days_since_1970() - before.from.days_since_1970();
    let promotion = [row, before].iter().any(|one| one.ends == Some(Ending::Promotion));
    let rose = |old: f64, new: f64| if old > 0.0 { new / old } else { 1.0 };
    let (input, output) = (rose(before.input.get(), row.input.get()), rose(before.output.get(), row.output.get()));
    // Where all of it rises alike, however late, another unit or another way to buy may have been copied.
    let alike = input >= 2.0 && (output / input - 1.0).abs() < 0.02;
    if promotion
        || days > FAST && !alike
        || at.found.last().is_some_and(|last| last.row == row.id && last.from == Some(row.from))
    {
        return;
    }
    for (field, old, new) in
        [("input", before.input.get(), row.input.get()), ("output", before.output.get(), row.output.get())]
    {
        if let Some(moved) = Times::of(old, new).filter(|moved| moved.times >= 2.0 && !explained(row, before, old)) {
            let words = moved.words("more", "less");
            at.hint(field, format!("{old} from {}, then {new}: {words}. If it is so, say it in `note`", before.from));
            return;
        }
    }
}

/// Whether one of two rows says that the price moved: by the day, or by the old price.
fn explained(row: &HostedPrice, before: &HostedPrice, old: f64) -> bool {
    let note = |row: &HostedPrice| row.note.clone().unwrap_or_default();
    let (mine, theirs) = (note(row), note(before));
    theirs.contains(&row.from.to_string())
        || mine != theirs && (mine.contains(&old.to_string()) || mine.contains(&format!("{old:.2}")))
}

/// What the row before had and whoever pasted the next left out. A router's page often does not have it.
fn dropped(at: &mut At<'_>, row: &HostedPrice, before: &HostedPrice) {
    let lost = [
        ("cached_read", before.cached_read.is_some() && row.cached_read.is_none()),
        ("peak_factor", before.peak_factor.is_some() && row.peak_factor.is_none()),
        ("peak_hours", !before.peak_hours.is_empty() && row.peak_hours.is_empty()),
    ];
    let told = row.note.is_some() && row.note != before.note;
    if let Some((field, _)) = lost.into_iter().find(|(_, lost)| *lost && !told && before.model == row.model) {
        at.hint(
            field,
            format!("the row of {} has it, and this one not: is it gone? Then say so in `note`", before.from),
        );
    }
}

/// Steps by prompt length that the row before had: whoever copies a price often leaves them out.
fn vanished(at: &mut At<'_>, row: &HostedPrice, before: &HostedPrice) {
    let kept = |above: f64| row.tiers.iter().any(|tier| (tier.above.get() / above - 1.0).abs() < 0.25);
    let reached = |above: &f64| row.context.is_none_or(|context| *above < context.get());
    let gone = before.tiers.iter().map(|tier| tier.above.get()).filter(reached).find(|above| !kept(*above));
    let said = row.says_no_step();
    if let Some(above) = gone.filter(|_| before.model == row.model && row.tiers.len() < before.tiers.len() && !said) {
        let from = before.from;
        at.say(
            "tiers",
            format!("the row of {from} has a step above {above}, and this one none: is it gone? Then say `no step` in `note`"),
        );
    }
}

/// Weights and scores are those of the model: of its other rows, and of its weights.
fn sisters(at: &mut At<'_>, catalog: &Catalog, row: &HostedPrice, before: Option<&HostedPrice>) {
    let model = row.weights.as_deref().and_then(|id| catalog.model(id));
    let same = before.filter(|before| before.model == row.model);
    if let Some(before) = same.filter(|before| before.weights.is_some() && before.weights != row.weights) {
        let (mine, theirs) = (row.weights.as_deref().unwrap_or("none"), before.weights.as_deref().unwrap_or("none"));
        at.say("weights", format!("`{mine}`, and the row of {} says `{theirs}` for the same model", before.from));
    }
    if let Some(lost) = same.and_then(|before| before.quality.as_deref()).filter(|_| row.quality.is_none()) {
        at.say(
            "quality",
            format!("is missing, and the row before it has `{lost}`: a price does not change what it can do"),
        );
    }
    let scored = |key: &Option<String>, floor: bool| key.clone().filter(|_| !floor);
    let Some(mine) = scored(&row.quality, row.quality_is_floor) else { return };
    let others = [
        (same.and_then(|before| scored(&before.quality, before.quality_is_floor)), "the row before it"),
        (model.and_then(|model| model.quality.clone()), "its weights"),
    ];
    if let Some((Some(other), who)) =
        others.into_iter().find(|(other, _)| other.as_ref().is_some_and(|key| *key != mine))
    {
        at.say("quality", format!("`{mine}`, and {who} have `{other}`"));
    }
}

/// A price that moves much further than the price of input does: a slip, or another unit.
fn apart(at: &mut At<'_>, row: &HostedPrice, before: &HostedPrice) {
    let price = |price: Option<UsdPerMtok>| price.map(UsdPerMtok::get);
    let prices = [
        ("cached_read", price(before.cached_read), price(row.cached_read)),
        ("cache_write", price(before.cache_write), price(row.cache_write)),
        ("per_request", before.per_request.map(Usd::get), row.per_request.map(Usd::get)),
    ];
    let all = if before.input.get() > 0.0 { row.input.get() / before.input.get() } else { 1.0 };
    for (field, old, new) in prices {
        let Some((old, new)) = old.zip(new).filter(|(old, new)| *old > 0.0 && *new > 0.0) else { continue };
        let times = new / old / all;
        if !(1.0 / 5.5..=5.5).contains(&times) {
            at.hint(
                field,
                format!(
                    "{old} from {}, then {new}, while input went from {} to {}",
                    before.from,
                    before.input.get(),
                    row.input.get()
                ),
            );
        }
    }
}
