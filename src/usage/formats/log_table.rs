//! Tables of requests or of sums, whose columns are known by what they are usually called.

use super::bucket::{added_up, label, requests_of, width};
use super::layout::{Header, Layout};
use super::log_cost::{cost, is_foreign};
use crate::usage::fields::{Fields, Line};
use crate::usage::kept::{Keep, keep};
use crate::usage::row::{Format, Row, Span};
use crate::usage::table::folded;
use crate::usage::tally::Tally;
use crate::usage::time::{self, Time};

/// Said where no record has a time.
pub(in crate::usage) const UNTIMED: &str =
    "These records have no time: they give tokens per request, but no requests a month and no week.";

/// Why a row is left out whose tokens are written and cannot be read.
pub(super) const NO_NUMBER: &str = "has tokens that are no plain number from 0 on, as 12k, -5 and Infinity are not";

/// Recognizes a table by what its columns mean.
pub(super) fn header(names: &[String]) -> Header {
    let mut columns = Vec::new();
    let mut twice = false;
    for (role, aliases) in ROLES {
        // Of several the most telling: a moment before a day.
        let mut found = aliases.iter().filter_map(|alias| names.iter().position(|name| name == alias));
        if let Some(at) = found.next() {
            columns.push((role.to_owned(), at));
        }
        twice |= found.next().is_some() && matches!(role, "input" | "output");
    }
    // Anthropic's names: its input_tokens leave out what was read from and written to the cache.
    let named = |wanted: &[&str]| names.iter().any(|name| wanted.contains(&name.as_str()));
    if named(&["inputtokens"]) && named(&["cachereadinputtokens", "cachecreationinputtokens"]) {
        columns.extend(columns.iter().find(|(role, _)| role == "input").map(|(_, at)| ("beside".to_owned(), *at)));
    }
    columns.extend(names.iter().position(|name| is_foreign(name)).map(|at| ("foreign".to_owned(), at)));
    let has = |role: &str| columns.iter().any(|(name, _)| name == role);
    let timed = has("time");
    if named(&["inputlength"]) && named(&["inputwords", "inputchars", "inputcharacters"]) {
        return Header::Refused(
            "Its input_length stands beside a number of words, so it seems to count characters. If it counts tokens, name it input_tokens, and the other output_tokens.",
        );
    }
    if twice {
        return Header::Refused(
            "Two columns could be the tokens in, or the tokens out. Keep one of each and name it input_tokens or output_tokens.",
        );
    }
    if has("input") && has("output") && timed {
        columns.retain(|(role, _)| role != "span");
        return Header::Known(Layout::new(Format::Log, columns));
    }
    if has("input") && has("output") {
        return Header::Known(Layout::new(Format::LogUntimed, columns));
    }
    Header::Unknown
}

/// Whether a column's name is one of those that mean something here.
pub(in crate::usage) fn is_column(name: &str) -> bool {
    let folded = folded(name);
    keep(name).1 != Keep::Nothing || ROLES.iter().any(|(_, aliases)| aliases.contains(&folded.as_str()))
}

/// Whether a row is another header: names of columns and nothing else, where a row has a number.
pub(in crate::usage) fn is_header(cells: &[String]) -> bool {
    let numbered = cells.iter().any(|cell| cell.starts_with(|first: char| first.is_ascii_digit()));
    !numbered && cells.iter().filter(|cell| !cell.is_empty() && is_column(cell)).count() >= 3
}

/// A line of such a table; `sums` where a row without a number of requests is the sum of many, and the seconds it covers.
pub(super) fn line(tally: &mut Tally, line: &Line<'_>, sums: Option<f64>) {
    let read = moment(line);
    let untimed = read.is_none() && !line.columns.iter().any(|(role, _)| role == "time");
    let Some(time) = read.or(untimed.then_some(Time::UNKNOWN)) else {
        return tally.bad("has no time that can be read");
    };
    let (Some(input), Some(output)) = (line.count("input"), line.count("output")) else {
        let both = !line.text("input").is_empty() && !line.text("output").is_empty();
        return tally.bad(if both { NO_NUMBER } else { "has no input or output tokens" });
    };
    let requests = line.columns.iter().any(|(role, _)| role == "requests");
    let count = requests_of(tally, line.count("requests"), input + output);
    let failed = failed(&line.text("status"));
    let cached = line.count("cached");
    let written = line.count("written");
    let beside = line.columns.iter().any(|(role, _)| role == "beside");
    let model = line.text("model");
    let input = if beside {
        input + (cached.unwrap_or(0.0) + written.unwrap_or(0.0))
    } else {
        tally.all_in(&model, input, cached, written)
    };
    let span = match () {
        () if time.day => Span::Seconds(time.long),
        () if requests || sums.is_some() => Span::Seconds(width(line, time.seconds, &["end"], sums.unwrap_or(3_600.0))),
        () => Span::Request,
    };
    let cost = cost(tally, line);
    let (app, project, id) = (line.text("app"), line.text("project"), line.text("id"));
    let row = Row {
        requests: if requests || sums.is_some() { count } else { Some(1.0) },
        input,
        cached,
        written,
        output,
        reasoning: line.count("reasoning"),
        cost,
        model: &model,
        labels: [label(&app), "", label(&project), ""],
        embedding: model.contains("embed"),
        // Rows of a day without a count are one request each: equal ones are not the same.
        batch: super::super::number::flag(&line.text("batch")),
        rest: if requests || sums.is_some() || !time.day { 0 } else { tally.record },
        id: &id,
        failed,
        ..Row::at(time, span)
    };
    added_up(tally, line.count("total"), &row);
    if untimed {
        tally.say(UNTIMED);
    }
    tally.row(if untimed { Format::LogUntimed } else { Format::Log }, &row);
}

/// The time of a row; a day and its clock may stand in two columns.
pub(super) fn moment(line: &Line<'_>) -> Option<Time> {
    // A week's number alone is no time.
    let day = line.time(&["time"]).or_else(|| line.time(&["span"]).filter(|time| time.day));
    let clock = line.text("clock");
    if clock.is_empty() || day.is_some_and(|day| !day.day) {
        return day;
    }
    // A whole moment, a clock, or the number of an hour.
    let hour = clock.parse::<u8>().is_ok_and(|hour| hour < 24);
    let joined = [&*line.text("time"), " ", &*clock, if hour { ":00" } else { "" }].concat();
    let whole = if hour { None } else { line.time(&["clock"]).filter(|time| !time.day) };
    whole.or_else(|| time::read_as(&joined, line.habit)).or(day)
}

/// Names of the columns of a table, by what they mean.
const ROLES: [(&str, &[&str]); 20] = [
    (
        "time",
        &[
            "timestamp",
            "timestamputc",
            "datetime",
            "ts",
            "createdat",
            "requestcreatedat",
            "created",
            "starttime",
            "startedat",
            "date",
            "day",
            "usagedate",
            "usagedateutc",
            "timegeneratedutc",
            "timegenerated",
            "month",
            "time",
            "hour",
        ],
    ),
    ("span", &["week", "period"]),
    ("clock", &["time", "hour"]),
    ("end", &["endtime"]),
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
            "ncontexttokenstotal",
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
            "ngeneratedtokenstotal",
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
            "promptcachehittokens",
            "ncachedcontexttokenstotal",
        ],
    ),
    (
        "written",
        &[
            "cachecreationinputtokens",
            "cachewritetokens",
            "cachewriteinputtokens",
            "cachecreationtokens",
            "inputcachewritetokens",
        ],
    ),
    ("total", &["totaltokens"]),
    ("batch", &["batch", "isbatch"]),
    ("reasoning", &["reasoningtokens", "tokensreasoning", "thinkingtokens"]),
    ("requests", &["requests", "requestcount", "numrequests", "nummodelrequests", "apirequests", "calls", "nrequests"]),
    ("model", &["model", "modelname", "aimodel", "modelid", "responsemodel", "requestmodel"]),
    ("app", &["app", "appname", "application", "service", "workload", "feature", "usecase", "tag"]),
    ("project", &["project", "projectname", "projectid", "team", "workspace"]),
    ("cost", &["costusd", "totalcost", "costtotal"]),
    ("money", &["cost", "spend", "totalspend", "amount"]),
    ("currency", &["currency", "costcurrency"]),
    ("status", &["status", "statuscode", "responsestatuscode"]),
    ("id", &["requestid"]),
];

fn failed(status: &str) -> bool {
    let code = status.parse::<u32>().unwrap_or(0);
    code >= 400 || ["error", "failed", "failure"].contains(&status.to_ascii_lowercase().as_str())
}
