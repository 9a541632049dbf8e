//! Amazon Bedrock's invocation log and Azure Monitor's metrics.

use super::super::fields::{Fields, Line};
use super::super::json::Json;
use super::super::row::{Format, Row, Span};
use super::super::tally::Tally;
use super::bucket::{is_person, label};

/// Whether a document is one invocation.
pub(super) fn is_invocation(json: &Json) -> bool {
    json.get("schemaType").text() == "ModelInvocationLog"
}

/// A line of a table that CloudWatch made of the log: the invocation stands in a cell.
pub(super) fn exported(tally: &mut Tally, line: &Line<'_>) {
    let name = if line.text("@message").is_empty() { "message" } else { "@message" };
    let json = line.object(name);
    if is_invocation(&json) {
        bedrock(tally, &json);
    } else {
        tally.bad("has no invocation of a model that can be read");
    }
}

/// One invocation. Its input leaves out what the cache served.
pub(super) fn bedrock(tally: &mut Tally, json: &Json) {
    let Some(time) = json.time(&["timestamp"]) else { return tally.bad("has no time that can be read") };
    let failed = json.has("errorCode") || !json.get("output").is_map();
    let count = |way: &str| json.count(way);
    let (read, written) = (count("input.cacheReadInputTokenCount"), count("input.cacheWriteInputTokenCount"));
    let input = count("input.inputTokenCount").unwrap_or(0.0) + read.unwrap_or(0.0) + written.unwrap_or(0.0);
    let model = json.get("modelId").text();
    let embedding = model.contains("embed");
    // Models of pictures and sound count no tokens out.
    let Some(output) = count("output.outputTokenCount").or((failed || embedding).then_some(0.0)) else {
        return tally.leave_out("calls without tokens", input);
    };
    // Its keys come in any order: the one that names the work.
    let tags = json.get("requestMetadata");
    let telling = tags.first(&["app", "application", "service", "team", "project"]);
    let of_work = tags.fields().iter().find(|(name, _)| !is_person(name));
    let first = of_work.map_or("", |(_, value)| value.text());
    let tag = if telling.is_empty() { first } else { &telling };
    // The role's name, without the account's number.
    let role = json.at("identity.arn").text().split_once("assumed-role/").map_or("", |(_, role)| role);
    let role = role.split('/').next().unwrap_or_default();
    tally.row(
        Format::Bedrock,
        &Row {
            requests: Some(1.0),
            input,
            // The log leaves out what is zero.
            cached: Some(read.unwrap_or(0.0)),
            written: Some(written.unwrap_or(0.0)),
            output,
            batch: Some(json.get("operation").text().contains("Batch")),
            model,
            labels: [label(tag), "", "", label(role)],
            embedding,
            id: json.get("requestId").text(),
            failed,
            ..Row::at(time, Span::Request)
        },
    );
}

/// Metrics by deployment: requests, tokens in and tokens out are series of their own. A point without a total is zero.
pub(super) fn azure(tally: &mut Tally, json: &Json) {
    let seconds = duration(json.get("interval").text()).unwrap_or(3600.0);
    for metric in json.get("value").list() {
        let name = metric.at("name.value").text();
        let what = match name {
            "AzureOpenAIRequests" | "ModelRequests" => 0,
            "ProcessedPromptTokens" | "InputTokens" => 1,
            "GeneratedTokens" | "OutputTokens" => 2,
            _ => {
                tally.leave_out("other metrics", 0.0);
                continue;
            }
        };
        for series in metric.get("timeseries").list() {
            let deployment = series.get("metadatavalues").list().iter().find(|one| {
                let name = if one.get("name").is_map() { one.at("name.value").text() } else { one.get("name").text() };
                name.eq_ignore_ascii_case("modeldeploymentname")
            });
            let deployment = deployment.map_or("", |one| one.get("value").text());
            for point in series.get("data").list() {
                let Some(time) = point.time(&["timeStamp", "timestamp"]) else {
                    tally.bad("has no time that can be read");
                    continue;
                };
                let Some(total) = point.count("total") else {
                    tally.idle(Format::AzureMonitor, time.seconds, time.seconds + seconds);
                    continue;
                };
                tally.row(
                    Format::AzureMonitor,
                    &Row {
                        requests: Some(if what == 0 { total } else { 0.0 }),
                        input: if what == 1 { total } else { 0.0 },
                        output: if what == 2 { total } else { 0.0 },
                        labels: [label(deployment), "", "", ""],
                        rest: what,
                        ..Row::at(time, Span::Seconds(seconds))
                    },
                );
            }
        }
    }
}

/// `PT1H`, `PT5M`, `P1D` in seconds.
fn duration(text: &str) -> Option<f64> {
    let rest = text.strip_prefix('P')?;
    let (clock, rest) = rest.strip_prefix('T').map_or((false, rest), |rest| (true, rest));
    let count = f64::from(rest.get(..rest.len().checked_sub(1)?)?.parse::<u32>().ok()?);
    match (clock, rest.as_bytes().last()?) {
        (false, b'D') => Some(count * 86_400.0),
        (true, b'H') => Some(count * 3_600.0),
        (true, b'M') => Some(count * 60.0),
        _ => None,
    }
}
