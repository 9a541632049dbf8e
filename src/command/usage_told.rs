//! What usage exports and load tests say, as text.

use super::words::many;
use build_or_buy::sentence::rounded;
use build_or_buy::usage::{Evidence, How, Measured, Proposal, Usage};

/// All of it, the link last.
pub fn text(usage: &Usage) -> String {
    let mut out = String::new();
    let mut say = |line: &str| {
        out.push_str(line);
        out.push('\n');
    };
    say("READ");
    for file in &usage.files {
        let what = if file.formats.is_empty() { "nothing was read".to_owned() } else { file.formats.join(", ") };
        let used = match file.rows {
            0 if file.formats.is_empty() => String::new(),
            0 if file.formats.contains(&"load test") => many(file.records as usize, "result"),
            // A record may hold several rows, or none.
            rows => {
                let all = rows + file.left_out.iter().map(|one| one.rows).sum::<u64>();
                let of = if all == file.records { format!(" of {}", rounded(all as f64, 12)) } else { String::new() };
                format!("{}, {}{of} used", many(file.records as usize, "record"), many(rows as usize, "row"))
            }
        };
        say(&format!("- {}: {what}{}{used}", file.name, if used.is_empty() { "" } else { "; " }));
        for left in &file.left_out {
            say(&format!(
                "  left out: {}{}: {}",
                many(left.rows as usize, "row"),
                left.tokens.map_or_else(String::new, |tokens| format!(", {} tokens", rounded(tokens, 3))),
                left.reason
            ));
        }
    }
    for source in &usage.sources {
        let range =
            if source.from.is_empty() { "no dates".into() } else { format!("{} to {} UTC", source.from, source.to) };
        let bucket = if source.bucket == "longer" { "week or month" } else { source.bucket };
        say(&format!("- {}: {range}, by {bucket}; {}", source.format, week(source.evidence)));
        if !source.rule.is_empty() {
            say(&format!("  a month is the {}", source.rule));
        }
    }
    for workload in usage.workloads.iter().filter(|one| !one.left_out && one.into.is_empty()) {
        say("");
        say(&title(workload));
        for input in &workload.inputs {
            say(&line(input));
        }
        if let Some(peak) = workload.peak {
            let peak = rounded(peak, 3);
            say(&match workload.evidence {
                Evidence::Measured => format!("  peak to average = {peak} (the busiest hour ÷ the mean hour)"),
                _ => format!(
                    "  peak to average = at least {peak} (the busiest day ÷ the mean day; hours are not measured)"
                ),
            });
        }
        for note in &workload.notes {
            say(&format!("  note: {note}"));
        }
    }
    if !usage.globals.is_empty() {
        say("\nTHE WHOLE CASE");
        for input in &usage.globals {
            say(&line(input));
        }
    }
    if !usage.loads.is_empty() {
        say("\nLOAD TESTS");
    }
    let known = |value: Option<f64>| value.map_or_else(|| "unknown".into(), |value| rounded(value, 3));
    for point in &usage.loads {
        let load = match point.concurrency.map(|load| rounded(load, 3)) {
            None => "any number of requests".to_owned(),
            Some(one) if one == "1" => "1 request".to_owned(),
            Some(load) => format!("{load} requests"),
        };
        let not = if point.not_used.is_empty() { String::new() } else { format!("; not used: {}", point.not_used) };
        say(&format!(
            "- {}{}{}: {load} under way, {} in, {} out, {} tokens/s, {} ms a token, first after {} ms{not} [{}]",
            point.tool,
            if point.model.is_empty() { "" } else { " " },
            point.model,
            known(point.input),
            known(point.output),
            known(point.tokens_per_second),
            known(point.per_token),
            known(point.first_token),
            point.stands(),
        ));
    }
    for one in &usage.throughputs {
        let value = one.value.map_or_else(|| "not set".into(), |value| rounded(value, 4));
        // Every number of it is from the same loads.
        let from = if one.stands.is_empty() { String::new() } else { format!(" [{}]", one.stands) };
        say(&format!("  {}.throughput = {value} ({}){from}", one.slug, one.rule));
        if let Some(gpus) = one.gpus.filter(|_| one.value.is_some()) {
            say(&format!("  {}.throughput_gpus = {}{from}", one.slug, rounded(gpus, 3)));
        }
        for (key, id) in [(format!("{}.open_model", one.slug), &one.open_model), ("gpu".to_owned(), &one.gpu)] {
            if !id.is_empty() {
                say(&format!("  {key} = {id}{from}"));
            }
        }
        if let Some((late, _)) = one.first_token_late {
            say(&format!("  {}.first_token_measured = {}{from}", one.slug, rounded(late / 1e3, 3)));
        }
    }
    let notes: Vec<_> = usage.issues.iter().filter(|issue| !issue.wrong).collect();
    if !notes.is_empty() {
        say("\nTO KNOW");
    }
    for issue in notes {
        say(&format!(
            "- {}{}",
            if issue.file.is_empty() { String::new() } else { format!("{}: ", issue.file) },
            issue.sentence
        ));
    }
    say("\nLINK");
    let named = usage.workloads.iter().filter(|one| one.name_from_file && !one.left_out && one.into.is_empty());
    let names: Vec<&str> = named.map(|one| one.name.as_str()).collect();
    if !names.is_empty() {
        say(&format!("It holds names from your files: {}. Another is set with --set w1.name=…", names.join("; ")));
    }
    say(&format!("?{}", usage.link));
    out
}

fn title(workload: &Proposal) -> String {
    let requests = workload.inputs.iter().find(|input| input.key == "requests");
    // Where the visitor gave the requests of a month, its tokens and its cost are no longer the file's.
    let given = requests.is_some_and(|input| input.how == How::Given) && workload.totals.requests.is_some();
    let (of, states) = if given {
        (" at the requests that you gave", "at what a request cost in the file")
    } else {
        ("", "as the file states")
    };
    let cost = workload.cost.map_or_else(String::new, |cost| format!(", ${} a month {states}", rounded(cost, 3)));
    let tokens = workload.tokens.map_or_else(
        || format!("{} tokens in the file", rounded(workload.totals.input + workload.totals.output, 4)),
        |tokens| format!("{} tokens a month{of}", rounded(tokens, 4)),
    );
    // What a month stands on is said beside it.
    let seen = requests
        .and_then(|input| input.rule.split_once(" as in "))
        .map_or(String::new(), |(seen, _)| [", ", seen].concat());
    format!("{} {} ({}): {tokens}{seen}{cost}", workload.id.to_uppercase(), workload.name, workload.named_by)
}

const fn week(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::Measured => "the week is measured hour by hour",
        Evidence::Hours => "hours of the day are measured, days of the week are not",
        Evidence::Days => "days of the week are measured, hours are not: the true peak may be higher",
        Evidence::None => "no week can be made of it",
    }
}

fn line(input: &Measured) -> String {
    let how = match input.how {
        How::Read => "read",
        How::Derived => "derived",
        How::Assumed => "assumed",
        How::Needed => "NEEDED",
        How::Given => "given",
    };
    let value = match input.text.as_str() {
        "" => "left alone".to_owned(),
        code if code.len() > 100 => format!("{}…", &code[..12]),
        text => text.to_owned(),
    };
    let read = !input.stands.is_empty() && matches!(input.how, How::Read | How::Derived);
    let rows = if read { format!(" [{}]", input.stands) } else { String::new() };
    format!("  {} = {value} ({how}: {}){rows}", input.key, input.rule)
}
