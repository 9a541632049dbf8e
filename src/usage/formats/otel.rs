//! OpenTelemetry spans of the generative AI conventions and of OpenInference, as the collector writes them.

use super::super::fields::Fields;
use super::super::json::Json;
use super::super::row::{Format, Row, Span, hash};
use super::super::tally::Tally;
use super::super::time::from_number;
use super::bucket::label;

/// What attributes say under a name: a list of keys and values, or an object.
fn attribute<'a>(attributes: &'a Json, names: &[&str]) -> &'a Json {
    for name in names {
        if attributes.has(name) {
            return attributes.get(name);
        }
        if let Some(one) = attributes.list().iter().find(|one| one.get("key").text() == *name) {
            let value = one.get("value");
            if !value.is_map() {
                return value;
            }
            for kind in ["stringValue", "intValue", "doubleValue"] {
                if value.has(kind) {
                    return value.get(kind);
                }
            }
        }
    }
    &Json::Null
}

/// One export of resource spans.
pub(super) fn export(tally: &mut Tally, json: &Json) {
    let lists =
        [json.get("resourceSpans"), json.get("batches"), json.at("trace.resourceSpans"), json.at("trace.batches")];
    for resource in lists.into_iter().flat_map(Json::list) {
        let about = resource.at("resource.attributes");
        let service = attribute(about, &["service.name"]).text();
        let environment = attribute(about, &["deployment.environment.name", "deployment.environment"]).text();
        let scopes = resource.get("scopeSpans").list().iter().chain(resource.get("instrumentationLibrarySpans").list());
        for span in scopes.flat_map(|scope| scope.get("spans").list()) {
            one(tally, span, service, environment);
        }
    }
}

/// A trace as Jaeger's page saves it: attributes are tags, times are microseconds, and services stand apart.
pub(super) fn jaeger(tally: &mut Tally, trace: &Json) {
    for span in trace.get("spans").list() {
        let service = trace.get("processes").get(span.get("processID").text()).get("serviceName").text();
        let child = |one: &&Json| one.get("refType").text() == "CHILD_OF";
        let parent = span.get("references").list().iter().find(child).map_or("", |one| one.get("spanID").text());
        call(tally, span, span.get("tags"), (span.get("spanID").text(), parent), (service, ""));
    }
}

fn one(tally: &mut Tally, span: &Json, service: &str, environment: &str) {
    let ids = (span.get("spanId").text(), span.get("parentSpanId").text());
    call(tally, span, span.get("attributes"), ids, (service, environment));
}

/// A span whose attributes are an object, as tools of many languages write them line by line.
pub(super) fn plain(tally: &mut Tally, span: &Json) {
    let about = span.get("resource_attributes");
    let service = attribute(about, &["service.name"]).text();
    let environment = attribute(about, &["deployment.environment.name"]).text();
    let ids = (span.get("span_id").text(), span.get("parent_span_id").text());
    call(tally, span, span.get("attributes"), ids, (service, environment));
}

/// Whether a record is such a span.
pub(super) fn is_plain(span: &Json) -> bool {
    span.get("attributes").is_map() && span.has("span_id")
}

/// A call of a model: the attributes of a span, its own id and its parent's, and where it was made.
fn call(
    tally: &mut Tally,
    span: &Json,
    attributes: &Json,
    (id, parent): (&str, &str),
    (service, environment): (&str, &str),
) {
    let count = |names: &[&str]| attribute(attributes, names).number().filter(|value| *value >= 0.0);
    let input = count(&["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens", "llm.token_count.prompt"]);
    let output = count(&["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens", "llm.token_count.completion"]);
    if input.is_none() && output.is_none() {
        return tally.leave_out("steps without tokens", 0.0);
    }
    let operation = attribute(attributes, &["gen_ai.operation.name", "openinference.span.kind"]).text();
    let tokens = input.unwrap_or(0.0) + output.unwrap_or(0.0);
    if ["invoke_agent", "create_agent", "execute_tool", "invoke_workflow", "AGENT", "CHAIN", "TOOL"]
        .contains(&operation)
    {
        return tally.leave_out("repeats what its parts say", tokens);
    }
    let (embedding, error) = (
        ["embeddings", "EMBEDDING"].contains(&operation),
        span.count("status.code") == Some(2.0) || span.at("status.code").text() == "STATUS_CODE_ERROR",
    );
    // As with logs: what a span does not state is unknown, not none.
    let (Some(whole), Some(output)) = (input.or(error.then_some(0.0)), output.or((embedding || error).then_some(0.0)))
    else {
        return tally.bad("has no input or output tokens");
    };
    let start = span.count("startTimeUnixNano").or(span.count("startTime"));
    let Some(time) = start.and_then(from_number).or_else(|| span.time(&["start_time"])) else {
        return tally.bad("has no time that can be read");
    };
    let read = count(&[
        "gen_ai.usage.cache_read.input_tokens",
        "gen_ai.usage.cache_read_input_tokens",
        "gen_ai.usage.details.cache_read_tokens",
        "llm.token_count.prompt_details.cache_read",
    ]);
    let written = count(&[
        "gen_ai.usage.cache_write.input_tokens",
        "gen_ai.usage.cache_creation.input_tokens",
        "gen_ai.usage.cache_creation_input_tokens",
        "gen_ai.usage.details.cache_write_tokens",
        "llm.token_count.prompt_details.cache_write",
    ]);
    let models = ["gen_ai.response.model", "gen_ai.request.model", "llm.model_name", "embedding.model_name"];
    let model = attribute(attributes, &models).text();
    let input = tally.all_in(model, whole, read, written);
    tally.row(
        Format::Otel,
        &Row {
            requests: Some(1.0),
            input,
            cached: read,
            written,
            output,
            reasoning: count(&[
                "gen_ai.usage.reasoning.output_tokens",
                "gen_ai.usage.reasoning_tokens",
                "gen_ai.usage.details.reasoning_tokens",
                "llm.token_count.completion_details.reasoning",
            ]),
            model,
            provider: attribute(attributes, &["gen_ai.provider.name", "gen_ai.system", "llm.provider"]).text(),
            labels: [label(service), "", "", ""],
            environment,
            embedding,
            // A span's id is unique in its trace only.
            rest: hash(0, &span.first(&["traceId", "trace_id", "traceID"])),
            id,
            parent,
            failed: error && output == 0.0,
            ..Row::at(time, Span::Request)
        },
    );
}
