//! What one would have to do to get it, and what quality that gives up, in words.

use super::ends::ends;
use super::headline::THE_NEWS;
use super::saved::{saved, whole_percent};
use crate::catalog::{Ending, HostedPrice};
use crate::cost::figures::Figures;
use crate::cost::plan::{Choice, Side};
use crate::decide::portfolio::Portfolio;
use crate::hosted::quality;
use crate::report::options::OptionCost;
use crate::sentence::{Sentence, Unit};
use crate::streams::{OfferKind, Stream};

/// Part of today's bill from which a change of it is worth a word (judgement: a fifth).
const WORTH_SAYING: f64 = 0.2;

/// What one would have to do, and what today's way costs; `None` where nothing would change.
pub fn takes(
    figures: &Figures<'_, '_>,
    portfolio: &Portfolio,
    best: &OptionCost,
    today: Option<&OptionCost>,
) -> Option<Sentence> {
    let plan = &portfolio.best.as_ref()?.plan;
    let case = figures.case;
    let mut moves: Vec<(String, (Place, Place))> = Vec::new();
    let mut own: Vec<(String, Place)> = Vec::new();
    let mut lower: Vec<Sentence> = Vec::new();
    for (at, stream) in case.streams.iter().enumerate() {
        let workload = figures.workload(at);
        let name = case.name(figures.inputs, at);
        let today = stream.offers.first().filter(|offer| offer.kind == OfferKind::Today).map(|offer| offer.rows[0].1);
        let (model, score) = match plan.choices[at] {
            Choice::Own(group) => {
                let setup = &case.setups[plan.groups[group].setup];
                own.push((name.clone(), (setup.model.name.clone(), setup.gpu.name.clone())));
                let score = quality::score(case.catalog, setup.model.quality.as_deref(), false, workload);
                (setup.model.name.clone(), score)
            }
            Choice::Bought(offer) => {
                let row = stream.offers[offer].rows[0].1;
                let gone = stream.gone().is_some();
                if today.is_some_and(|today| today.model != row.model || gone) {
                    let from = today.map_or_else(Place::default, |today| {
                        (today.model.clone(), if gone { today.host.clone() } else { String::new() })
                    });
                    moves.push((name.clone(), (from, (row.model.clone(), row.host.clone()))));
                }
                let score = quality::score(case.catalog, row.quality.as_deref(), row.quality_is_floor, workload);
                (row.model.clone(), score)
            }
        };
        let before = today.and_then(|row| {
            Some((
                row.model.as_str(),
                quality::score(case.catalog, row.quality.as_deref(), row.quality_is_floor, workload)?,
            ))
        });
        let floor = stream.floor.points();
        if let (Some((before_name, before)), Some(score)) = (before, score)
            && before_name != model
            && (score.points.get() < before.points.get() - 0.5 || floor.is_some_and(|floor| score.points < floor))
        {
            lower.push(lower_quality(
                &model,
                (score.points.get(), score.is_floor),
                before.points.get(),
                floor.map(crate::units::IndexPoints::get),
            ));
        }
    }
    let mut steps: Vec<Sentence> = Vec::new();
    for (what, with) in grouped(own) {
        let said = Sentence::new("run ").names(&what).say(" with ");
        steps.push(placed(said, &with, " on ").say(" GPUs"));
    }
    for (what, (from, to)) in grouped(moves) {
        let said = Sentence::new("move ").names(&what).say(" from ");
        steps.push(placed(placed(said, &from, " at ").say(" to "), &to, " at "));
    }
    let saved = today.map_or(0.0, |today| saved(best, today));
    let mut said = Sentence::default();
    if !steps.is_empty() {
        let shown = steps.len().min(3);
        said = Sentence::new("To get it, ");
        for (at, step) in steps.drain(..shown).enumerate() {
            said = said.say(if at > 0 { "; " } else { "" }).join(step);
        }
        if !steps.is_empty() {
            said = said.say("; and so on for ").amount(Unit::Number, steps.len() as f64).say(" more");
        }
        said = said.say(".");
        if let [only] = lower.as_slice() {
            said = said.then(only.clone());
        } else if lower.len() > 1 {
            said = said
                .then(Sentence::default())
                .say(" For ")
                .amount(Unit::Number, lower.len() as f64)
                .say(" workloads that means a model that scores lower than today's but clears what you asked for. Test it first.");
        }
    } else if best.side == Side::Buy && saved >= WORTH_SAYING / 4.0 {
        said = Sentence::new("To get it, use the cache and batch discounts your vendor already offers.");
    }
    if let Some(weak) = (0..case.streams.len()).find_map(|at| too_weak(figures, &plan.choices, at)) {
        said = said.then(weak);
    }
    if let Some(row) = case.streams.iter().find_map(Stream::gone) {
        said = said.then(not_sold(row));
    } else if let Some(today) = today.filter(|_| saved.abs() >= WORTH_SAYING && saved < THE_NEWS) {
        said = said.then(Sentence::new("Staying as you are costs ").amount(Unit::Usd, today.monthly.get()).say("."));
    }
    said = said.then(ends(figures, plan));
    (!said.is_empty()).then_some(said)
}

/// That the open model which a bought stream is compared with, as somebody chose, is not good enough for it.
fn too_weak(figures: &Figures<'_, '_>, choices: &[Choice], at: usize) -> Option<Sentence> {
    let (case, workload) = (figures.case, figures.workload(at));
    let model = case.catalog.model(&workload.open_model).filter(|_| matches!(choices[at], Choice::Bought(_)))?;
    let score = quality::score(case.catalog, model.quality.as_deref(), false, workload)?.points;
    let floor = case.streams[at].floor.points().filter(|floor| score < *floor)?;
    let said = Sentence::new("Running your own is counted with ").name(&model.name).say(", which was chosen for ");
    let said = said.name(&case.name(figures.inputs, at)).say(" and is below the quality asked for (");
    Some(said.amount(Unit::Number, score.get()).say(" against ").amount(Unit::Number, floor.get()).say(" needed)."))
}

/// Why staying is no choice: its host has retired it, or nobody is known to have seen it for sale of late.
fn not_sold(row: &HostedPrice) -> Sentence {
    match (row.ends, row.until) {
        (Some(Ending::Unseen), Some(until)) => Sentence::default()
            .name(&row.model)
            .say(" at ")
            .name(&row.host)
            .say(" was last seen on sale on ")
            .name(&until.to_string())
            .say(", so that staying is not counted as a choice."),
        _ => Sentence::new("What you buy today is no longer sold: ")
            .name(&row.host)
            .say(" has retired ")
            .name(&row.model)
            .say(", so that staying is no choice."),
    }
}

/// `now`: points, and whether they are a predecessor's, which nobody has measured on this model.
fn lower_quality(model: &str, (now, is_floor): (f64, bool), before: f64, floor: Option<f64>) -> Sentence {
    let said = Sentence::default().name(model);
    let said = match floor {
        // Only a model that the visitor named is taken without being good enough.
        Some(floor) if now < floor => said
            .say(", which was chosen, is below the quality you asked for (")
            .amount(Unit::Number, now)
            .say(" against ")
            .amount(Unit::Number, floor)
            .say(" needed)"),
        Some(floor) => said
            .say(" clears the quality you asked for (")
            .amount(Unit::Number, now)
            .say(if is_floor { " by its predecessor\u{2019}s score, against " } else { " against " })
            .amount(Unit::Number, floor)
            .say(" needed)"),
        None => said.say(" is good enough for what you asked"),
    };
    // Nearly as good is no reservation.
    let and = now >= 0.95 * before || floor.is_some_and(|floor| now < floor);
    said.say(if and { " and scores " } else { " but scores " })
        .amount(Unit::Percent, whole_percent(now / before))
        .say(" of today's ")
        .amount(Unit::Number, before)
        .say(". Test it first.")
}

/// A model, and its host or GPU; without one where that is not said.
type Place = (String, String);

fn placed(said: Sentence, (what, place): &Place, how: &str) -> Sentence {
    let said = said.name(what);
    if place.is_empty() { said } else { said.say(how).name(place) }
}

/// Names by what they share, in the order met.
fn grouped<T: PartialEq>(pairs: Vec<(String, T)>) -> Vec<(Vec<String>, T)> {
    let mut groups: Vec<(Vec<String>, T)> = Vec::new();
    for (name, with) in pairs {
        match groups.iter_mut().find(|group| group.1 == with) {
            Some(group) if group.0.contains(&name) => {}
            Some(group) => group.0.push(name),
            None => groups.push((vec![name], with)),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn workloads_that_go_the_same_way_are_named_together() {
        let moves = vec![
            ("chat".to_owned(), ("A", "B")),
            ("tickets".to_owned(), ("A", "B")),
            ("chat".to_owned(), ("A", "B")),
            ("search".to_owned(), ("C", "B")),
        ];
        let groups = grouped(moves);
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].0, ["chat", "tickets"]);
    }

    #[test]
    fn a_lower_score_is_said_with_both_scores_and_what_was_asked() {
        let said = lower_quality("gpt-oss-120b", (17.7, false), 34.0, Some(17.0)).plain();
        assert_eq!(
            said,
            "gpt-oss-120b clears the quality you asked for (17.7 against 17 needed) but scores 52 % of today's 34. \
             Test it first."
        );
    }
}
