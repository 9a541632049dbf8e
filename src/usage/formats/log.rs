//! Plain logs of requests: records with a usage object, wherever it stands in them.

use super::super::fields::Fields;
use super::super::json::Json;
use super::super::row::{Format, Row, Span};
use super::super::tally::Tally;
use super::super::time::Time;
use super::super::tokens;
use super::assistants::ASSISTANT;
use super::bucket::{added_up, label, requests_of, unlike_standard, width};
use super::log_cost::cost_of;
use super::log_table::{NO_NUMBER, UNTIMED};
use super::places::{COUNTS, gateway, id_of, is_odd, model_of, record_in, time_of};

const ENDS: &[&str] = &["end_time", "endTime", "ending_at"];

/// Takes a record: one request, or as many as it counts, or with `sums` unknown many in so many seconds.
pub(super) fn put(tally: &mut Tally, json: &Json, sums: Option<f64>) -> bool {
    let time = time_of(json);
    let failed = failed(json);
    let counted = record_in(json).or_else(|| gateway(json).map(|tokens| (json, tokens)));
    let (usage, mut counted) = match counted {
        Some(found) => found,
        None if failed => (&Json::Null, tokens::Tokens::default()),
        None if is_odd(json) => {
            tally.bad(NO_NUMBER);
            return true;
        }
        None if is_assistant(tally, json) => {
            tally.source(Format::Ccusage);
            tally.leave_out("steps without tokens", 0.0);
            return true;
        }
        None => return false,
    };
    if json.get("object").text().starts_with("organization.") {
        tally.bad("stands without its bucket, so it has no time");
        return true;
    }
    if json.get("cached").flag() == Some(true) {
        tally.leave_out("answered from the gateway’s own cache", counted.input + counted.output);
        return true;
    }
    let model = model_of(json).to_owned();
    let sum = json.first_count(&COUNTS).filter(|many| *many != 1.0);
    let id = id_of(json);
    let parts = counted.cached.unwrap_or(0.0) + counted.written.unwrap_or(0.0);
    if let Some(stated) = usage.count("prompt_tokens").filter(|_| parts > 0.0)
        && tally.leaves_out_cached(&model, stated < counted.input)
    {
        counted.input = stated + parts;
        counted.beside = Some(true);
    }
    turned(tally, counted.beside);
    if tokens::is_beyond(usage, &counted) {
        tally.say("Some records name more reasoning than output: their output is taken to leave the reasoning out.");
    }
    let tier = [usage.get("service_tier"), json.get("service_tier")].map(Json::text);
    let tier = tier.into_iter().find(|text| !text.is_empty());
    unlike_standard(tally, tier.unwrap_or_default());
    let app = json.first(&["app", "app_name", "tag", "name", "prompt_slug"]);
    let project = json.first(&["project", "project_id", "workspace", "team"]);
    let mut provider = json.first(&["provider", "ai_provider", "ai_org"]);
    if provider.is_empty() && json.has("x_groq") {
        provider = "groq".into();
    }
    let batch = if json.get("custom_id").text().is_empty() { tier.map(|tier| tier == "batch") } else { Some(true) };
    let moment = time.unwrap_or(Time::UNKNOWN);
    let usual = sums.unwrap_or(3_600.0);
    let seconds = if moment.long > 0.0 { moment.long } else { width(json, moment.seconds, ENDS, usual) };
    let many = sum.is_some() || sums.is_some();
    let requests = requests_of(tally, sum, counted.input + counted.output);
    let row = Row {
        requests: if many { requests } else { Some(1.0) },
        input: counted.input,
        cached: counted.cached,
        written: counted.written,
        output: counted.output,
        reasoning: counted.reasoning,
        batch,
        cost: cost_of(tally, json, usage),
        model: &model,
        provider: &provider,
        labels: [label(&app), "", label(&project), ""],
        embedding: model.contains("embed"),
        id: if many { "" } else { id },
        // Requests of a day whose hour is not known: equal ones are not the same.
        rest: if many || !moment.day { 0 } else { tally.record },
        last_counts: true,
        failed,
        ..Row::at(moment, if many || moment.day { Span::Seconds(seconds) } else { Span::Request })
    };
    added_up(tally, usage.first_count(&["total_tokens", "totalTokens"]), &row);
    match time {
        Some(_) => {
            let format = if is_assistant(tally, json) { Format::Ccusage } else { Format::Log };
            tally.row(format, &row);
            iterations(tally, format, usage, &row);
            return true;
        }
        None if failed => tally.leave_out("failed requests", row.input + row.output),
        None if tally.has_rows(Format::Log) || tally.undecided.is_waiting() => {
            tally.bad("has no time that can be read");
        }
        None => untimed(tally, usage, &row),
    }
    true
}

/// Whether a record is one of Claude Code's own, which names its session and the branch that it works on.
fn is_assistant(tally: &mut Tally, json: &Json) -> bool {
    let is = json.has("sessionId") && json.has("gitBranch");
    if is {
        tally.say(ASSISTANT);
    }
    is
}

/// Says where a log turns from one vendor's way to count cached tokens to another's: each record is read by its own names.
fn turned(tally: &mut Tally, beside: Option<bool>) {
    let before = tally.beside;
    tally.beside = beside.or(before);
    if let (Some(before), Some(now)) = (before, beside)
        && before != now
    {
        tally.say("From one record to another it turns from one vendor’s way of counting to another’s: cached tokens stand beside the tokens in (Anthropic, Bedrock) or inside them (OpenAI and others). Each record is read as its own names say.");
    }
}

/// A record without a time is kept apart: it has tokens for each request and nothing else.
fn untimed(tally: &mut Tally, usage: &Json, row: &Row<'_>) {
    tally.say(UNTIMED);
    tally.row(Format::LogUntimed, row);
    iterations(tally, Format::LogUntimed, usage, row);
}

/// Whether a record says that its request failed.
fn failed(json: &Json) -> bool {
    let code = ["status_code", "response_status_code", "response.status_code", "status"];
    let status = json.first_count(&code);
    let word = json.get("status").text().to_ascii_lowercase();
    let batch = !json.get("custom_id").text().is_empty();
    let outcome = json.at("result.type").text();
    status.is_some_and(|code| code >= 400.0)
        || json.get("success").flag() == Some(false)
        || ["error", "failed", "failure"].contains(&word.as_str())
        || batch && ["errored", "expired", "canceled"].contains(&outcome)
}

/// Steps of one answer that its total leaves out: compaction of the context, and advice of another model.
fn iterations(tally: &mut Tally, format: Format, usage: &Json, row: &Row<'_>) {
    for (at, step) in usage.get("iterations").list().iter().enumerate() {
        let kind = step.get("type").text();
        let advice = kind == "advisor_message";
        if kind != "compaction" && !advice {
            continue;
        }
        let Some(more) = tokens::read(step, "claude") else { continue };
        let model = if advice { step.get("model").text() } else { row.model };
        let id = if row.id.is_empty() { String::new() } else { format!("{}/{at}", row.id) };
        tally.row(
            format,
            &Row {
                requests: Some(if advice { 1.0 } else { 0.0 }),
                input: more.input,
                cached: more.cached,
                written: more.written,
                output: more.output,
                reasoning: more.reasoning,
                model,
                id: &id,
                rest: at as u64 + 1,
                cost: None,
                ..row.clone()
            },
        );
    }
}
