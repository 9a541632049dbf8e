//! The formats: by which names each is recognized, and how its records become rows.

mod anthropic;
mod assistants;
mod bucket;
mod cloud;
mod dates;
mod habit;
mod header;
mod hosts;
mod langfuse;
mod layout;
mod litellm;
mod litellm_export;
mod log;
mod log_cost;
mod log_table;
mod openai;
mod openrouter;
mod otel;
mod pages;
mod places;
mod sums_of_rows;
mod trace;
mod uncounted;

use super::fields::Line;
use super::json::Json;
use super::load;
use super::number;
use super::row::Format;
use super::table::folded;
use super::tally::Tally;
pub(super) use header::header;
pub(super) use layout::{Header, Layout};
pub(super) use log_table::{UNTIMED, is_column, is_header};

/// Records that may wait: ten years of days of thirty teams.
const MOST_HELD: usize = 100_000;

/// Words that begin the line of sums under a table.
const SUMS: [&str; 7] = ["total", "totals", "grandtotal", "sum", "summe", "gesamt", "gesamtergebnis"];

/// Why rows are left out whose columns are not known, so that their tokens are not counted.
pub(super) const BEYOND: &str = "of another table or format";

/// Whether a label is of a row of totals.
pub(super) fn is_sum(label: &str) -> bool {
    let label = folded(label);
    SUMS.contains(&label.as_str()) || ["all", "allmodels"].contains(&label.as_str())
}

/// Takes a record of CSV: its kept cells, numbered in `tally`.
pub(super) fn line(tally: &mut Tally, layout: &mut Layout, cells: &[String], comma: bool) {
    if layout.over {
        return tally.leave_out(BEYOND, 0.0);
    }
    if cells.iter().find(|cell| !cell.is_empty()).is_some_and(|cell| SUMS.contains(&folded(cell).as_str())) {
        return tally.leave_out("the line of sums under the table", 0.0);
    }
    if dates::wait(tally, layout, cells) {
        return waited(tally, layout, comma, false);
    }
    one(tally, layout, cells, comma);
}

/// Takes the rows whose dates had to be decided first.
fn waited(tally: &mut Tally, layout: &mut Layout, comma: bool, ended: bool) {
    for (record, cells) in dates::decided(tally, layout, ended) {
        tally.record = record;
        one(tally, layout, &cells, comma);
    }
}

fn one(tally: &mut Tally, layout: &mut Layout, cells: &[String], comma: bool) {
    if layout.format == Format::LiteLlmDaily {
        if layout.held.len() < MOST_HELD {
            layout.held.push((tally.record, cells.to_vec()));
        } else {
            tally.leave_out("beyond what is told apart at once", 0.0);
        }
        return;
    }
    // A plain table's columns are named by what they mean.
    let counts = |name: &str| layout.format == Format::Log || name.contains("tokens");
    if layout.columns.iter().any(|(name, at)| counts(name) && cells.get(*at).is_some_and(|cell| is_rounded(cell))) {
        tally.say("A spreadsheet has rounded large numbers in this file (like 1.2E+06): digits are lost. Export again and do not open it in between.");
    }
    let line = &Line { columns: &layout.columns, cells, comma, habit: layout.habit() };
    match layout.format {
        Format::OpenAi => openai::line(tally, line),
        Format::OpenAiCost => openai::cost(tally, line),
        Format::Anthropic => anthropic::line(tally, line),
        Format::AnthropicCost => anthropic::cost(tally, line),
        Format::OpenRouter => openrouter::generation(tally, line),
        Format::LiteLlm => litellm::log(tally, line),
        Format::Langfuse => langfuse::observation(tally, line),
        Format::DeepSeek => hosts::deepseek(tally, line),
        Format::Fireworks => hosts::fireworks(tally, line),
        Format::AzureTrace => trace::azure(tally, line),
        Format::BurstGpt => trace::burst(tally, line),
        Format::Bedrock => cloud::exported(tally, line),
        _ => sums_of_rows::line(tally, layout, cells, comma),
    }
}

/// Whether a spreadsheet has rounded a number.
fn is_rounded(cell: &str) -> bool {
    cell.contains(['E', 'e']) && number::read(cell, false).is_some_and(|one| one.rounded)
}

/// Takes the records of JSON that waited for the end of their file.
pub(super) fn end_of_records(tally: &mut Tally) {
    uncounted::decided(tally);
}

/// Takes what waited for the end of its file.
pub(super) fn end(tally: &mut Tally, layout: &mut Layout, comma: bool) {
    waited(tally, layout, comma, true);
    if layout.format == Format::LiteLlmDaily {
        litellm_export::end(tally, layout, comma);
    } else {
        sums_of_rows::decided(tally, layout, comma);
    }
}

/// Takes a document of JSON: a page, a bucket, a record or the result of a load test. False where it is none of them.
pub(super) fn document(tally: &mut Tally, loads: &mut load::Loads, json: &Json) -> bool {
    if load::document(tally, loads, json) {
        return true;
    }
    let lists = ["data", "results", "result", "daily", "monthly", "resourceSpans", "records", "items", "observations"];
    tally.file().empty_list |= lists.iter().any(|name| matches!(json.get(name), Json::List(items) if items.is_empty()));
    let pages = json.get("pages").list();
    if pages.iter().any(Json::is_map) {
        let mut any = false;
        for page in pages {
            any |= document(tally, loads, page);
        }
        return any;
    }
    let object = json.get("object").text();
    let list = |name: &str| json.get(name).list();
    let first = |name: &str| list(name).first().unwrap_or(&Json::Null);
    let (data, results) = (first("data"), first("results"));
    if object == "page"
        || object == "bucket"
        || data.has("start_time") && data.has("results")
        || json.has("start_time") && results.has("num_model_requests")
        || results.get("object").text().starts_with("organization.")
    {
        openai::page(tally, json);
    } else if (data.has("group") || data.has("product")) && data.has("usage") && data.has("starting_at") {
        anthropic::analytics(tally, json);
    } else if data.has("starting_at") && data.has("results") || json.has("starting_at") && json.has("results") {
        anthropic::report(tally, json);
    } else if results.has("date") && results.has("metrics") {
        litellm::daily(tally, json);
    } else if data.has("date") && (data.has("model_permaslug") || data.has("modelPermaslug")) {
        for day in list("data") {
            openrouter::day(tally, day);
        }
    } else if otel::is_plain(first("spans")) {
        for span in list("spans") {
            otel::plain(tally, span);
        }
    } else if json.has("interval") && first("value").has("timeseries") {
        cloud::azure(tally, json);
    } else if json.has("resourceSpans")
        || first("batches").has("resource")
        || first("batches").has("scopeSpans")
        || json.get("trace").has("resourceSpans")
        || json.get("trace").has("batches")
    {
        otel::export(tally, json);
    } else if results.has("request_count") && results.has("market_cost") {
        for row in list("results") {
            hosts::vercel(tally, row);
        }
    } else if data.has("spans") && data.has("processes") {
        for trace in list("data") {
            otel::jaeger(tally, trace);
        }
    } else if data.has("model_breakdown") || data.has("core_metrics") {
        assistants::claude_code(tally, json);
    } else if ["daily", "weekly", "monthly", "projects"].iter().any(|name| first(name).has("cacheCreationTokens")) {
        assistants::ccusage(tally, json);
    } else if json.has("hash_ids") && json.has("input_length") {
        trace::mooncake(tally, json);
    } else {
        return records(tally, json);
    }
    true
}

/// A record, or a page of records of one of the request-level formats.
fn records(tally: &mut Tally, json: &Json) -> bool {
    pages::noted(tally, json);
    for name in ["data", "results", "result", "records", "items", "logs", "observations", "requests", "events"] {
        let items = json.get(name).list();
        if items.first().is_some_and(Json::is_map) && places::record_in(json).is_none() {
            let mut any = items.is_empty();
            for item in items {
                any |= record(tally, item);
            }
            return any;
        }
    }
    record(tally, json)
}

fn record(tally: &mut Tally, json: &Json) -> bool {
    if json.has("request_id") && json.has("call_type") && json.has("spend") {
        litellm::log(tally, json);
    } else if json.has("starting_at") && json.has("uncached_input_tokens") {
        anthropic::bucket(tally, json, json, json, "API");
    } else if langfuse::is_observation(json) {
        langfuse::observation(tally, json);
    } else if json.has("model_permaslug") && json.has("tokens_prompt") {
        openrouter::generation(tally, json);
    } else if json.has("date") && (json.has("model_permaslug") || json.has("modelPermaslug")) {
        openrouter::day(tally, json);
    } else if otel::is_plain(json) {
        otel::plain(tally, json);
    } else if cloud::is_invocation(json) {
        cloud::bedrock(tally, json);
    } else if ["message", "@message"].iter().any(|name| cloud::is_invocation(json.get(name))) {
        for name in ["message", "@message"] {
            if json.get(name).is_map() {
                cloud::bedrock(tally, json.get(name));
            }
        }
    } else {
        return uncounted::record(tally, json);
    }
    true
}
