//! OpenAI: the usage page's CSV, the Usage API's pages, and what was paid.

use super::super::fields::{Fields, Line};
use super::super::json::Json;
use super::super::row::{Format, Row, Span, apart, hash};
use super::super::tally::Tally;
use super::bucket::{label, requests_of, unlike_standard, width};

pub(super) const COLUMNS: &[&str] = &[
    "start_time",
    "end_time",
    "project_id",
    "num_model_requests",
    "user_id",
    "api_key_id",
    "model",
    "batch",
    "service_tier",
    "api_source",
    "input_tokens",
    "output_tokens",
    "input_cached_tokens",
    "input_cache_write_tokens",
    "input_audio_tokens",
    "input_image_tokens",
    "output_audio_tokens",
    "output_image_tokens",
];

pub(super) const COST_COLUMNS: &[&str] =
    &["start_time", "end_time", "amount_value", "amount_currency", "line_item", "project_id"];

const STARTS: &[&str] = &["start_time", "start_time_iso"];
const ENDS: &[&str] = &["end_time", "end_time_iso"];

pub(super) fn line(tally: &mut Tally, line: &Line<'_>) {
    let Some(start) = line.time(STARTS) else { return tally.bad("has no time that can be read") };
    let seconds = width(line, start.seconds, ENDS, 86_400.0);
    if line.text("num_model_requests").is_empty() && line.text("input_tokens").is_empty() {
        return tally.idle(Format::OpenAi, start.seconds, start.seconds + seconds);
    }
    result(tally, line, start, seconds, "usage page", false);
}

/// One row of counts. The page's export and the API part the same days in their own ways: of a day in both, one counts.
fn result<F: Fields>(
    tally: &mut Tally,
    from: &F,
    start: super::super::time::Time,
    seconds: f64,
    cut: &'static str,
    embedding: bool,
) {
    let (Some(requests), Some(input)) = (from.count("num_model_requests"), from.count("input_tokens")) else {
        return tally.bad(match (from.number("num_model_requests"), from.number("input_tokens")) {
            (None, _) => "has no num_model_requests that is a number",
            (_, None) => "has no input_tokens that is a number",
            (Some(requests), _) if requests < 0.0 => "has num_model_requests below 0",
            _ => "has input_tokens below 0",
        });
    };
    let media = ["input_audio_tokens", "input_image_tokens"].iter().filter_map(|name| from.count(name)).sum::<f64>();
    if media > 0.05 * input {
        return tally.leave_out("sound and pictures", input);
    }
    let (model, project, key) = (from.text("model"), from.text("project_id"), from.text("api_key_id"));
    let embedding = embedding || model.contains("embedding");
    // Vectors have no output; a row of answers without it was cut or damaged.
    let Some(output) = from.count("output_tokens").or(embedding.then_some(0.0)) else {
        return tally.bad("has no output tokens");
    };
    let tier = from.text("service_tier");
    let flag = super::super::number::flag(&from.text("batch"));
    let batch = flag.or((tier == "batch").then_some(true));
    let batched = flag.map_or("", |batch| if batch { "yes" } else { "no" });
    let (rest, told) = apart([&from.text("user_id"), batched, &tier, &from.text("api_source")]);
    unlike_standard(tally, &tier);
    let (cached, written) = (from.count("input_cached_tokens"), from.count("input_cache_write_tokens"));
    let parts = cached.unwrap_or(0.0) + written.unwrap_or(0.0);
    if parts > input {
        tally.more_cached();
    }
    let input = if parts > input { input + parts } else { input };
    let requests = requests_of(tally, Some(requests), input + output);
    tally.row(
        Format::OpenAi,
        &Row {
            requests,
            input,
            cached,
            written,
            output,
            batch,
            model: &model,
            labels: ["", "", label(&project), label(&key)],
            embedding,
            rest,
            told,
            cut,
            ..Row::at(start, Span::Seconds(seconds))
        },
    );
}

pub(super) fn cost(tally: &mut Tally, line: &Line<'_>) {
    let Some(start) = line.time(STARTS) else { return tally.bad("has no time that can be read") };
    let seconds = width(line, start.seconds, ENDS, 86_400.0);
    let currency = line.text("amount_currency");
    if !in_dollars(&currency) {
        return foreign(tally, Format::OpenAiCost);
    }
    let (item, project) = (line.text("line_item"), line.text("project_id"));
    paid(tally, Format::OpenAiCost, start, seconds, line.number("amount_value"), [&item, &project]);
}

/// Whether an amount is in dollars, as it is where no currency stands beside it.
pub(super) fn in_dollars(currency: &str) -> bool {
    currency.is_empty() || currency.eq_ignore_ascii_case("usd")
}

/// Money that is not summed with dollars.
pub(super) fn foreign(tally: &mut Tally, format: Format) {
    tally.foreign(format);
    tally.leave_out("not in US dollars", 0.0);
}

/// A row of money, bare USD, and the seconds it is for; an empty one is an idle day. What it is for, and what else tells it from others of its day.
pub(super) fn paid(
    tally: &mut Tally,
    format: Format,
    start: super::super::time::Time,
    seconds: f64,
    amount: Option<f64>,
    [item, more]: [&str; 2],
) {
    match amount {
        Some(cost) => tally.row(
            format,
            &Row {
                cost: Some(cost),
                model: label(item),
                rest: hash(hash(0, item), more),
                ..Row::at(start, Span::Seconds(seconds))
            },
        ),
        None => tally.idle(format, start.seconds, start.seconds + seconds),
    }
}

/// A page of buckets, or one bucket.
pub(super) fn page(tally: &mut Tally, json: &Json) {
    let single = json.get("data").list().is_empty() && json.has("results");
    let first = if single {
        json
    } else {
        json.get("data").list().iter().find(|one| !one.get("results").list().is_empty()).unwrap_or(json)
    };
    let costs = first.get("results").list().first().is_some_and(|one| one.get("object").text().contains("costs"));
    let format = if costs { Format::OpenAiCost } else { Format::OpenAi };
    if json.has("has_more") && !single {
        let last = json.get("data").list().last().and_then(|bucket| bucket.time(STARTS));
        tally.incomplete(format, json.get("has_more").flag() == Some(true), last.map(|time| time.seconds));
    }
    let buckets = if single { core::slice::from_ref(json) } else { json.get("data").list() };
    for bucket in buckets {
        let Some(start) = bucket.time(STARTS) else {
            tally.bad("has no time that can be read");
            continue;
        };
        let seconds = width(bucket, start.seconds, ENDS, 86_400.0);
        let results = bucket.get("results").list();
        if results.is_empty() {
            tally.idle(format, start.seconds, start.seconds + seconds);
        }
        for one in results {
            let kind = one.get("object").text();
            if kind.contains("costs") {
                let item =
                    if one.has("line_item") { one.get("line_item").text() } else { one.get("project_id").text() };
                let currency = one.at("amount.currency").text();
                if !in_dollars(currency) {
                    foreign(tally, Format::OpenAiCost);
                    continue;
                }
                let project = one.get("project_id").text();
                paid(tally, Format::OpenAiCost, start, seconds, one.at("amount.value").number(), [item, project]);
            } else if kind.contains("completions") || kind.contains("embeddings") || kind.is_empty() {
                result(tally, one, start, seconds, "API", kind.contains("embeddings"));
            } else {
                tally.leave_out("sound, pictures, moderation and files", one.count("input_tokens").unwrap_or(0.0));
            }
        }
    }
}
