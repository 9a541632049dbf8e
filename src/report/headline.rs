//! The words of the first view: which answer, both amounts and their ratio, what today's bill becomes, and what one
//! would have to do to get there.

use super::options::OptionCost;
use super::verdict::Word;
use crate::cost::figures::Figures;
use crate::cost::plan::{Choice, Run, Side};
use crate::decide::portfolio::Portfolio;
use crate::hosted::quality::{self, QualityFloor};
use crate::reasons::candidates;
use crate::sentence::{Sentence, Unit, listed};
use crate::streams::OfferKind;

/// Part of today's bill from which a change of it is worth a word (judgement: a fifth).
const WORTH_SAYING: f64 = 0.2;
/// Part of today's bill from which the change is the news, and stands in the headline.
const THE_NEWS: f64 = 0.5;

/// The sentence that opens the page.
pub fn headline(
    word: Word,
    figures: &Figures<'_, '_>,
    portfolio: &Portfolio,
    best: &OptionCost,
    other: Option<&OptionCost>,
    today: Option<&OptionCost>,
) -> Sentence {
    let saved = today.map_or(0.0, |today| saved(best, today));
    let news = saved >= THE_NEWS;
    let (cost, bill) = (best.monthly.get(), today.map_or(0.0, |today| today.monthly.get()));
    if let (Word::TooClose, Some(other)) = (word, other) {
        let mut said = Sentence::new("Too close to call");
        if news {
            said = said.say(", and either way you save ").amount(Unit::Percent, whole_percent(saved));
        }
        let (api, own) = if best.side == Side::Buy { (best, other) } else { (other, best) };
        said = said.say(". An API costs about ").amount(Unit::UsdMonth, api.monthly.get());
        said = said.say(", running your own ").amount(Unit::Usd, own.monthly.get()).say(", all in");
        return if news {
            said.say("; today you pay about ").amount(Unit::Usd, bill).say(".")
        } else {
            said.say(": ").then_ratio(other.monthly.get() / cost, "the dearer one costs ").say(".")
        };
    }
    let mut said = Sentence::new(lead(word));
    said = match best.side {
        Side::Buy => said.say("An API costs about "),
        Side::Build => said.say("Running your own costs about "),
        Side::Hybrid if all_burst(portfolio) => {
            said.say("Your own servers for the base load and an API for the peaks cost about ")
        }
        Side::Hybrid => said.say("Some work on your own servers and the rest with an API cost about "),
    };
    said = said.amount(Unit::UsdMonth, cost).say(", all in");
    if news {
        said = said.say(": ").amount(Unit::Percent, whole_percent(saved)).say(" less than today's ");
        said = said.amount(Unit::Usd, bill);
    }
    match other {
        Some(other) => {
            said = said.say(match best.side {
                Side::Buy => ". Running your own would cost ",
                _ => ". An API alone would cost ",
            });
            said.amount(Unit::Usd, other.monthly.get()).say(": ").then_ratio(other.monthly.get() / cost, "").say(".")
        }
        None => said.say(". ").say(&only(figures, best.side)),
    }
}

/// What one would have to do, and what today's way costs; `None` where nothing would change.
pub fn takes(
    figures: &Figures<'_, '_>,
    portfolio: &Portfolio,
    best: &OptionCost,
    today: Option<&OptionCost>,
) -> Option<Sentence> {
    let plan = &portfolio.best.as_ref()?.plan;
    let case = figures.case;
    let mut moves: Vec<(String, String, String)> = Vec::new();
    let mut own: Vec<(String, String)> = Vec::new();
    let mut lower: Vec<Sentence> = Vec::new();
    for (at, stream) in case.streams.iter().enumerate() {
        let workload = figures.workload(at);
        let name = case.name(figures.inputs, at);
        let today = stream.offers.first().filter(|offer| offer.kind == OfferKind::Today).map(|offer| offer.rows[0].1);
        let (model, score) = match plan.choices[at] {
            Choice::Own(group) => {
                let setup = &case.setups[plan.groups[group].setup];
                own.push((name.clone(), setup.model.name.clone() + " on " + &setup.gpu.name + " GPUs"));
                let score = quality::score(case.catalog, setup.model.quality.as_deref(), false, workload);
                (setup.model.name.clone(), score)
            }
            Choice::Bought(offer) => {
                let row = stream.offers[offer].rows[0].1;
                if today.is_some_and(|today| today.model != row.model) {
                    let from = today.map_or_else(String::new, |today| today.model.clone());
                    moves.push((name.clone(), from, row.model.clone() + " at " + &row.host));
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
    let mut steps: Vec<String> = Vec::new();
    for (what, with) in grouped(own) {
        steps.push("run ".to_owned() + &listed(&what) + " with " + &with);
    }
    for ((from, to), what) in by_change(moves) {
        steps.push("move ".to_owned() + &listed(&what) + " from " + &from + " to " + &to);
    }
    let saved = today.map_or(0.0, |today| saved(best, today));
    let mut said = Sentence::default();
    if !steps.is_empty() {
        let shown = steps.len().min(3);
        said = Sentence::new("To get it, ").say(&steps[..shown].join("; "));
        if steps.len() > shown {
            said = said.say("; and so on for ").amount(Unit::Number, (steps.len() - shown) as f64).say(" more");
        }
        said = said.say(".");
        if let [only] = lower.as_slice() {
            said = said.then(only.clone());
        } else if lower.len() > 1 {
            said = said
                .then(Sentence::default())
                .say(" ")
                .amount(Unit::Number, lower.len() as f64)
                .say(" workloads would get a model that scores lower than today's but clears what you asked for. Test it first.");
        }
    } else if best.side == Side::Buy && saved >= WORTH_SAYING / 4.0 {
        said = Sentence::new("To get it, use the cache and batch discounts your vendor already offers.");
    }
    if let Some(today) = today.filter(|_| saved.abs() >= WORTH_SAYING && saved < THE_NEWS) {
        said = said.then(Sentence::new("Staying as you are costs ").amount(Unit::Usd, today.monthly.get()).say("."));
    }
    (!said.is_empty()).then_some(said)
}

/// Part of today's bill that the answer saves; negative where it costs more.
fn saved(best: &OptionCost, today: &OptionCost) -> f64 {
    let (now, then) = (today.monthly.get(), best.monthly.get());
    if now > 0.0 { 1.0 - then / now } else { 0.0 }
}

/// In percent, never rounded up to all of it.
fn whole_percent(part: f64) -> f64 {
    libm::round(part * 100.0).min(99.0)
}

const fn lead(word: Word) -> &'static str {
    match word {
        Word::Buy => "Buy. ",
        Word::ProbablyBuy => "Probably buy. ",
        Word::Hybrid => "Do both. ",
        Word::ProbablyHybrid => "Probably do both. ",
        Word::Build => "Self-host. ",
        Word::ProbablyBuild => "Probably self-host. ",
        Word::TooClose => "Too close to call. ",
        Word::NoAnswer => "",
    }
}

/// Whether the best plan runs every stream with a base load of its own and buys the peaks.
fn all_burst(portfolio: &Portfolio) -> bool {
    portfolio.best.as_ref().is_some_and(|best| {
        let own = |choice: &Choice| matches!(choice, Choice::Own(group) if best.plan.groups[*group].run == Run::Burst);
        best.plan.choices.iter().all(own)
    })
}

/// Why there is no second side.
fn only(figures: &Figures<'_, '_>, side: Side) -> String {
    let case = figures.case;
    if side != Side::Buy {
        let private = case
            .streams
            .iter()
            .enumerate()
            .find(|(at, stream)| stream.own_only && figures.workload(*at).tuning == crate::inputs::Tuning::Private);
        if let (Some((at, _)), false) = (private, case.mandate == crate::streams::Mandate::Mandate) {
            return "The fine-tuned weights of ".to_owned() + &case.name(figures.inputs, at) + " may not leave.";
        }
        if let Some(at) = case.streams.iter().position(|stream| stream.unsold) {
            let name = case.name(figures.inputs, at);
            return ["Nobody sold what ", &name, " needs on ", &case.asof.to_string(), "."].concat();
        }
        let rule = case.regime.map_or("The rule you named", |regime| regime.name.as_str());
        return rule.to_owned() + " rules out every hosted API.";
    }
    let weak = case.streams.iter().enumerate().find_map(|(at, stream)| {
        let floor = stream.floor.points()?;
        let best = candidates::best_open(case.catalog, figures.workload(at))?;
        (best.points < floor.get()).then(|| (case.name(figures.inputs, at), best.points, floor.get()))
    });
    match weak {
        Some((name, best, floor)) => {
            let points = |value| crate::sentence::rounded(value, 3);
            "There is nothing to self-host: no open model is good enough for ".to_owned()
                + &name
                + " (best "
                + &points(best)
                + ", needed "
                + &points(floor)
                + ")."
        }
        None => match case.streams.iter().position(|stream| matches!(stream.floor, QualityFloor::Unknown { .. })) {
            Some(at) => {
                "There is nothing to self-host: ".to_owned()
                    + case.streams[at].offers.first().map_or("today's model", |offer| offer.rows[0].1.model.as_str())
                    + " has no score that counts for "
                    + &case.name(figures.inputs, at)
                    + ", so no open model is known to be as good."
            }
            None => "There is nothing to self-host: no open model fits and is fast enough.".to_owned(),
        },
    }
}

/// `now`: points, and whether they are a predecessor's, which nobody has measured on this model.
fn lower_quality(model: &str, (now, is_floor): (f64, bool), before: f64, floor: Option<f64>) -> Sentence {
    let said = Sentence::new(model);
    let said = match floor {
        // Only a model that the visitor named is taken without being good enough.
        Some(floor) if now < floor => said
            .say(", which you chose, is below the quality you asked for (")
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
    said.say(if floor.is_some_and(|floor| now < floor) { " and scores " } else { " but scores " })
        .amount(Unit::Percent, whole_percent(now / before))
        .say(" of today's ")
        .amount(Unit::Number, before)
        .say(". Test it first.")
}

/// Names by what they share, in the order met.
fn grouped(pairs: Vec<(String, String)>) -> Vec<(Vec<String>, String)> {
    let mut groups: Vec<(Vec<String>, String)> = Vec::new();
    for (name, with) in pairs {
        match groups.iter_mut().find(|group| group.1 == with) {
            Some(group) if group.0.contains(&name) => {}
            Some(group) => group.0.push(name),
            None => groups.push((vec![name], with)),
        }
    }
    groups
}

fn by_change(moves: Vec<(String, String, String)>) -> Vec<((String, String), Vec<String>)> {
    let mut groups: Vec<((String, String), Vec<String>)> = Vec::new();
    for (name, from, to) in moves {
        match groups.iter_mut().find(|group| group.0 == (from.clone(), to.clone())) {
            Some(group) if group.1.contains(&name) => {}
            Some(group) => group.1.push(name),
            None => groups.push(((from, to), vec![name])),
        }
    }
    groups
}

trait Ratio {
    /// `4.3 times as much`, `26 % more`, `the same`.
    fn then_ratio(self, ratio: f64, before: &str) -> Sentence;
}

impl Ratio for Sentence {
    fn then_ratio(self, ratio: f64, before: &str) -> Sentence {
        match ratio {
            _ if ratio >= 1.5 => self.say(before).amount(Unit::Times, ratio).say(" as much"),
            _ if ratio >= 1.005 => self.say(before).amount(Unit::Percent, (ratio - 1.0) * 100.0).say(" more"),
            _ => self.say("the same"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_said_as_times_or_as_percent_more() {
        // 26,000 / 6,100 = 4.26; 8,700 / 8,200 = 1.061.
        assert_eq!(Sentence::default().then_ratio(26_000.0 / 6_100.0, "").plain(), "4.3 times as much");
        assert_eq!(Sentence::default().then_ratio(8_700.0 / 8_200.0, "").plain(), "6.1 % more");
        assert_eq!(Sentence::default().then_ratio(1.001, "").plain(), "the same");
    }

    #[test]
    fn savings_are_never_rounded_up_to_everything() {
        // 8,240 of 326,000 is left: 97.47 % saved.
        assert_eq!(whole_percent(1.0 - 8_240.0 / 326_000.0), 97.0);
        assert_eq!(whole_percent(0.9999), 99.0);
    }

    #[test]
    fn workloads_that_go_the_same_way_are_named_together() {
        let moves = vec![
            ("chat".to_owned(), "A".to_owned(), "B".to_owned()),
            ("tickets".to_owned(), "A".to_owned(), "B".to_owned()),
            ("chat".to_owned(), "A".to_owned(), "B".to_owned()),
            ("search".to_owned(), "C".to_owned(), "B".to_owned()),
        ];
        let groups = by_change(moves);
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].1, ["chat", "tickets"]);
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
