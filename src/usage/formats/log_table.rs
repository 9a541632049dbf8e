//! Tables of requests or of sums, whose columns are known by what they are usually called.

use super::{Header, Layout, label};
use crate::usage::fields::{Fields, Line};
use crate::usage::number;
use crate::usage::row::{Format, Row, Span};
use crate::usage::tally::Tally;

/// Recognizes a table by what its columns mean.
pub(super) fn header(names: &[String]) -> Header {
    let mut columns = Vec::new();
    let mut twice = false;
    for (role, aliases) in ROLES {
        let mut found = names.iter().enumerate().filter(|(_, name)| aliases.contains(&name.as_str()));
        if let Some((at, _)) = found.next() {
            columns.push((role.to_owned(), at));
        }
        twice |= found.next().is_some() && matches!(role, "input" | "output");
    }
    let has = |role: &str| columns.iter().any(|(name, _)| name == role);
    if twice {
        return Header::Refused(
            "Two columns could be the tokens in, or the tokens out. Keep one of each and name it input_tokens or output_tokens.",
        );
    }
    if has("input") && has("output") && has("time") {
        return Header::Known(Layout::new(Format::Log, columns));
    }
    if has("input") && has("output") {
        return Header::Refused(
            "This table has tokens but no time, so it does not say what a month is. Add a column named time.",
        );
    }
    Header::Unknown
}

/// A line of such a table.
pub(super) fn line(tally: &mut Tally, line: &Line<'_>) {
    let Some(time) = line.time(&["time"]) else { return tally.bad("has no time that can be read") };
    let (Some(input), Some(output)) = (line.count("input"), line.count("output")) else {
        return tally.bad("has no input or output tokens");
    };
    if line.columns.iter().any(|(_, at)| spreadsheet_rounded(line.cells.get(*at))) {
        tally.say("A spreadsheet has rounded large numbers in this file (like 1.2E+06): digits are lost. Export again and do not open it in between.");
    }
    if time.ambiguous {
        tally.say("Dates like 9/1/2026 are read with the month first. If that is wrong, write them as 2026-01-09.");
    }
    let requests = line.columns.iter().any(|(role, _)| role == "requests");
    let count = line.count("requests");
    let failed = failed(&line.text("status"));
    let span = match (requests, time.day) {
        (_, true) => Span::Seconds(86_400.0),
        (true, _) => Span::Seconds(3_600.0),
        _ => Span::Request,
    };
    let (model, app, project, id) = (line.text("model"), line.text("app"), line.text("project"), line.text("id"));
    tally.row(
        Format::Log,
        &Row {
            requests: if requests { count } else { Some(1.0) },
            input,
            cached: line.count("cached"),
            output,
            reasoning: line.count("reasoning"),
            cost: line.count("cost"),
            model: &model,
            labels: [label(&app), "", label(&project), ""],
            embedding: model.contains("embed"),
            // Rows of a day without a count are one request each: equal ones are not the same.
            rest: if requests || !time.day { 0 } else { tally.record },
            id: &id,
            failed,
            ..Row::at(time, span)
        },
    );
}

/// Names of the columns of a table, by what they mean.
const ROLES: [(&str, &[&str]); 12] = [
    ("time", &["timestamp", "time", "ts", "created", "createdat", "starttime", "date", "day", "hour"]),
    (
        "input",
        &[
            "prompttokens",
            "inputtokens",
            "tokensin",
            "requesttokens",
            "contexttokens",
            "tokensprompt",
            "inputlength",
            "numprefilltokens",
            "requnits",
        ],
    ),
    (
        "output",
        &[
            "completiontokens",
            "outputtokens",
            "tokensout",
            "responsetokens",
            "generatedtokens",
            "tokenscompletion",
            "outputlength",
            "numdecodetokens",
            "resunits",
        ],
    ),
    (
        "cached",
        &[
            "cachedtokens",
            "tokenscached",
            "cacheread",
            "cachereadtokens",
            "cachereadinputtokens",
            "cachedinputtokens",
            "inputcachedtokens",
        ],
    ),
    ("reasoning", &["reasoningtokens", "tokensreasoning", "thinkingtokens"]),
    ("requests", &["requests", "requestcount", "numrequests", "nummodelrequests", "apirequests", "calls"]),
    ("model", &["model", "modelname", "aimodel", "modelid"]),
    ("app", &["app", "appname", "application", "service", "workload", "feature", "usecase", "tag"]),
    ("project", &["project", "projectname", "projectid", "team", "workspace"]),
    ("cost", &["costusd", "totalcost", "costtotal"]),
    ("status", &["status", "statuscode", "responsestatuscode"]),
    ("id", &["requestid"]),
];

fn spreadsheet_rounded(cell: Option<&String>) -> bool {
    cell.is_some_and(|cell| cell.contains(['E', 'e']))
        && cell.and_then(|cell| number::read(cell, false)).is_some_and(|one| one.rounded)
}

fn failed(status: &str) -> bool {
    let code = status.parse::<u32>().unwrap_or(0);
    code >= 400 || ["error", "failed", "failure"].contains(&status.to_ascii_lowercase().as_str())
}
