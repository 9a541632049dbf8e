//! One workload of the rows of a group: every input with the rule and the rows that it comes from.

use super::cited::cited;
use super::edits::{Edits, requests};
use super::long::lengths;
use super::model::{NOT_SHOWN, cost, model};
use super::shares::{batch, cache};
use super::source::totals;
use super::text::{global, of_rows, pace, ranged, rough, round_text};
use super::week::{self, busiest, peak, week};
use super::whole::LEAST_HOURS;
use crate::catalog::Catalog;
use crate::inputs;
use crate::units::Hours;
use crate::usage::coarse;
use crate::usage::ends::Ends;
use crate::usage::groups::{Group, LEVELS};
use crate::usage::hidden::is_secret;
use crate::usage::names::Known;
use crate::usage::tally::{Sums, Tally};
use crate::usage::volume::counted;
use crate::usage::window::{Window, lasting};
use crate::usage::{Evidence, How, Proposal};
use crate::week::Week;

/// What a group is in a month, of `all` requests or tokens of the files; `rhythm` has each hour's load over the mean's.
pub(super) fn propose(
    tally: &Tally,
    catalog: &Catalog,
    group: &Group,
    sums: &Sums,
    window: &Window,
    known: week::Known,
    rhythm: &[f64],
    edits: &Edits<'_>,
    id: &str,
    name: &str,
    all: f64,
) -> Proposal {
    let source = &tally.sources[group.source];
    let mut notes = Vec::new();
    let mut found = Vec::new();
    let mut put = |key: &str, label: &str, text: String, how: How, rule: &str| {
        found.push(global(key, label, &text, how, rule, tally, sums));
    };
    let given = requests(edits.number(&format!("{id}.requests")));
    let requests_known = sums.requests_of > 0.0;
    // Of rows that count no requests as many as their tokens make at the mean of the others.
    let asked = if requests_known { sums.load(sums.each()) } else { 0.0 };
    // What the visitor says of a month holds for its tokens and its cost too.
    let month = match given.filter(|_| asked > 0.0) {
        Some(requests) => requests / asked,
        None => window.month_of(source, &group.series, sums.each()),
    };
    let requests_month = given.or((requests_known && month > 0.0).then_some(asked * month));
    // Tokens for each request: from requests in the file, or from the number that the visitor gave.
    let per = if asked > 0.0 { Some(asked) } else { given.filter(|_| month > 0.0).map(|requests| requests / month) };
    match (given, requests_month) {
        (Some(requests), _) => {
            put("requests", "Requests a month", round_text(requests, 0), How::Given, "given by you");
        }
        (None, Some(requests)) if window.hours < LEAST_HOURS => {
            let ends = Ends::of(rhythm.iter().copied());
            let (least, most) = (ends.first.clamp(0.05, 1.0), ends.last.max(1.0));
            let text = ranged([requests / most, requests, requests / least].map(rough), 0, [0.0, 1e12]);
            let rule = format!(
                "the month is taken to be like the {} that the file covers, or between the busiest and the quietest hour of the conversation week: give the requests of a month",
                lasting(Hours::new(window.hours))
            );
            put("requests", "Requests a month", text, How::Assumed, &rule);
        }
        (None, Some(requests)) => {
            put("requests", "Requests a month", round_text(requests, 0), How::Derived, &window.rule);
            if sums.requests_of < sums.rows {
                notes.push(format!(
                    "{} rows do not state their requests: theirs are worked out from their tokens, at the mean of the rows that do.",
                    of_rows(sums.rows - sums.requests_of, sums)
                ));
            }
        }
        (None, None) if month <= 0.0 => put(
            "requests",
            "Requests a month",
            String::new(),
            How::Needed,
            if window.holes {
                "rows are missing: give them, or the requests of a month"
            } else {
                "the file has no dates: give the requests of a month"
            },
        ),
        (None, None) => put(
            "requests",
            "Requests a month",
            String::new(),
            How::Needed,
            "this export does not count requests: give the requests of a month",
        ),
    }
    let each = |total: f64| per.map(|requests| total / requests);
    let needed = "follows from the requests, which this export does not count";
    let mean = |label: &'static str,
                key: &'static str,
                total: f64,
                rule: &str,
                put: &mut dyn FnMut(&str, &str, String, How, &str)| match each(total) {
        // Requests that were given make what follows from them no number of the file's.
        Some(tokens) => {
            let text = round_text(tokens, i32::from(tokens < 100.0));
            if asked > 0.0 {
                put(key, label, text, How::Read, rule);
            } else {
                put(key, label, text, How::Derived, &[rule, " that you gave"].concat());
            }
        }
        None => put(key, label, String::new(), How::Needed, needed),
    };
    mean("Tokens in", "input_tokens", sums.input, "sum of all input, cached tokens inside ÷ requests", &mut put);
    let reasoned = sums.reasoning_of > 0.0;
    let visible = if reasoned { (sums.output - sums.reasoning).max(0.0) } else { sums.output };
    let rule = if reasoned {
        "sum of output without reasoning ÷ requests"
    } else {
        "sum of output ÷ requests, reasoning inside"
    };
    mean("Tokens out", "output_tokens", visible, rule, &mut put);
    if reasoned {
        mean("Reasoning tokens", "reasoning_tokens", sums.reasoning, "sum of reasoning ÷ requests", &mut put);
        if sums.reasoning_of < 0.999 * sums.output {
            notes.push("Some rows do not state their reasoning: it is a lower bound.".into());
        }
    } else {
        put(
            "reasoning_tokens",
            "Reasoning tokens",
            String::new(),
            How::Assumed,
            "not stated: inside the tokens out, so the bill is right and only the split unknown",
        );
    }
    cache(sums, source.format, &mut put, &mut notes);
    batch(sums, &mut put);
    let (raw, matched) = model(tally, catalog, group, window, edits, id);
    let model_read = if is_secret(&raw) { NOT_SHOWN.to_owned() } else { raw.clone() };
    match matched.known {
        Known::Unknown => {
            put("model", "Bought today", String::new(), How::Needed, &format!("{}: choose it", matched.note));
        }
        known if matched.chosen || known == Known::Assumed => {
            let how = if matched.chosen { How::Given } else { How::Assumed };
            put("model", "Bought today", matched.id.clone(), how, &matched.note);
        }
        _ => {
            let rule = if matched.note.is_empty() {
                format!("“{model_read}”, the model with most tokens")
            } else {
                format!("“{model_read}”: {}", matched.note)
            };
            put("model", "Bought today", matched.id.clone(), How::Read, &rule);
        }
    }
    lengths(tally, catalog, (group, window), (&matched.id, each(sums.input).map_or(0.0, libm::floor)), &mut put);
    let hours = week(tally, group, window, known, rhythm);
    if let Some(hours) = &hours {
        let counted;
        let rule = match known.0 {
            Evidence::Measured => {
                let what = if per.is_some() { "requests" } else { "tokens out" };
                counted = [
                    what,
                    " of every hour of the week, Monday 00:00 UTC first; sparse hours leaned on their day and hour",
                ]
                .concat();
                counted.as_str()
            }
            Evidence::Hours => "hours of the day counted, days of the week as the measured conversation week has them",
            _ => {
                "days of the week counted, hours of the day as the measured conversation week has them: the true peak may be higher"
            }
        };
        let how = if known.0 == Evidence::Measured { How::Read } else { How::Derived };
        put("shape", "Shape of the week", Week::new(hours).code(), how, rule);
    } else {
        put(
            "shape",
            "Shape of the week",
            String::new(),
            How::Assumed,
            match () {
                () if window.holes => "rows are missing, and which hours were idle is not known",
                () if window.timeless => "the clock has no weekday",
                () if window.coarse => "its rows are sums of weeks or months, which do not tell the days of a week",
                () => "too little time is covered to know a week",
            },
        );
    }
    let rule = match per {
        _ if window.holes => "rows are missing, the smallest ones",
        Some(_) => "these numbers come from a file, so they are not drawn for the odds",
        None => "what is read here comes from a file; its requests and tokens are still needed",
    };
    let (word, how) = match () {
        () if window.holes => ("", How::Assumed),
        () => (inputs::Measured::but(given.is_some(), matched.chosen).word(), How::Derived),
    };
    put("measured", "Measured", word.into(), how, rule);
    notes.extend(pace(sums));
    // Of a week that some of the rows make no others are cited.
    if let Some(hours) = known.2 {
        let mut own = Sums::default();
        group.series.iter().for_each(|one| counted(&mut own, source, *one, hours));
        for shape in found.iter_mut().filter(|input| input.key == "shape") {
            *shape = cited(core::mem::take(shape), tally, &own);
        }
    }
    let (cost, list_cost) = cost(tally, catalog, (group, window, sums), month, (&raw, &matched), &mut notes);
    // Of days alone the hours are the catalog's, of less than a week the days.
    let counted = hours.as_ref().filter(|_| known.0 == Evidence::Measured);
    // Of names that are not shown nothing is the file's.
    let theirs = [&group.name, &group.part].into_iter().any(|text| !text.is_empty() && !is_secret(text));
    let renamed = edits.get(&format!("{id}.name")).filter(|name| !name.is_empty());
    Proposal {
        id: id.to_owned(),
        slug: String::new(),
        name: renamed.unwrap_or(name).chars().take(80).collect(),
        named_by: if group.rest { "rest" } else { LEVELS[group.level] },
        name_from_file: renamed.is_none() && !group.rest && theirs,
        left_out: edits.is_out(id),
        into: edits.get(&format!("{id}.into")).unwrap_or_default().to_owned(),
        format: coarse::name(source),
        tokens: (month > 0.0).then_some(sums.tokens() * month),
        totals: totals(sums),
        share: if all > 0.0 { sums.tokens() / all } else { 0.0 },
        model_read,
        model: matched.id,
        model_known: matched.known,
        cost,
        list_cost,
        evidence: known.0,
        peak: hours.as_ref().and_then(|hours| peak(known.0, hours)),
        week: hours.map_or_else(Vec::new, |hours| hours.to_vec()),
        busiest: counted.and_then(|hours| busiest(hours)),
        inputs: found,
        notes,
    }
}
