//! What in an offer itself asks for a person, whatever the catalog has.

use super::offer::{Offer, Prices, round};
use super::remark::About;
use build_or_buy::date::Date;

/// Hardly a text model is sold at less for what it writes than for what it reads.
const LEAST_OUTPUT: f64 = 0.7;

/// What in an offer itself asks for a person.
pub(super) fn unsure(offer: &Offer, prices: &Prices) -> Option<(&'static str, String)> {
    let (input, output) = (prices.input.unwrap_or(0.0), prices.output.unwrap_or(0.0));
    if offer.kind == "chat" && output < LEAST_OUTPUT * input {
        let why = format!(
            "output at {output} beside input at {input}: are the columns swapped, or is one of the two a slip?"
        );
        return Some(("jump", why));
    }
    if let Some(why) = offer.unclear_batches() {
        return Some(("disagree", why));
    }
    if let Some(steps) = offer.remarked(About::Steps) {
        return Some(("steps", steps.to_owned()));
    }
    if let Some(hours) = offer.remarked(About::Hours) {
        return Some(("hours", format!("{hours}: which one counts, and is there a peak factor?")));
    }
    if let Some(why) = offer.unclear_thinking() {
        return Some(("disagree", why));
    }
    if let Some(said) = offer.remarked(About::Promotion) {
        return Some(("promotion", format!("{said}: until when, and what is the price after it?")));
    }
    if offer.promotion.as_deref() == Some("") {
        return Some((
            "promotion",
            "the list calls it promotional and names no end: what is the price after it?".into(),
        ));
    }
    let undated =
        offer.periods.iter().filter_map(|period| period.from.as_deref()).find(|day| Date::parse(day).is_none());
    if let Some(day) = undated {
        return Some(("undated", format!("the list dates a price `{day}`, which is no day: from when does it hold?")));
    }
    let mut below = (prices.input, prices.output);
    for step in &prices.tiers {
        if step.input < below.0 || step.output < below.1 {
            let why = format!("above {} tokens it would be cheaper than below: are the steps right?", step.above);
            return Some(("jump", why));
        }
        let most = times(below.0, step.input).unwrap_or(1.0).max(times(below.1, step.output).unwrap_or(1.0));
        if most > 3.0 {
            let why = format!("above {} tokens it would cost {} times what it costs below", step.above, round(most));
            return Some(("jump", why));
        }
        below = (step.input, step.output);
    }
    if let Some(each) = prices.per_request.filter(|each| !(1e-4..=0.02).contains(each)) {
        return Some(("jump", format!("{each} USD for one request: is it the price of a thousand?")));
    }
    if let Some(off) = prices.batch_discount.filter(|off| !(0.45..=0.55).contains(off)) {
        let percent = round(off * 100.0);
        return Some(("disagree", format!("batches at {percent} % off, where the usual is half: is the list right?")));
    }
    let chat = offer.kind == "chat";
    // No text model is sold below a cent a million; embeddings are, and none costs a dollar.
    let (least, most) = if chat { (0.009, 200.0) } else { (1e-3, 1.0) };
    if input > most || output > 1_000.0 || (input > 0.0 && input < least) {
        return Some(("jump", "far outside what tokens cost: is the unit right?".into()));
    }
    if chat && output > 15.0 * input {
        let times = round(output / input);
        return Some(("jump", format!("output at {times} times the price of input: is one of the two a slip?")));
    }
    None
}

/// How many times as much the second price is; nothing where one of them is not there.
fn times(old: Option<f64>, new: Option<f64>) -> Option<f64> {
    Some(new? / old.filter(|old| *old > 0.0)?).filter(|times| times.is_finite())
}
