//! `usage FILE…`: what usage exports and load tests say, as text or JSON, and the link that it makes.

use super::out::show;
use super::words::many;
use super::{UsageOptions, link, report};
use build_or_buy::sentence::rounded;
use build_or_buy::usage::{Evidence, How, Measured, Proposal, Usage, UsageIssue, UsageReader};
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

/// Bytes that are read at a time.
const PIECE: usize = 256 << 10;

/// Reads the files and prints what is in them; exit code 2 where something could not be read.
pub fn run(options: &UsageOptions) -> Result<ExitCode, String> {
    let catalog = report::catalog(options.catalog.as_deref())?;
    let mut reader = UsageReader::new();
    for path in &options.files {
        // What cannot be read is said, and the other files stand.
        if let Err(why) = read(&mut reader, path) {
            reader.broken(&name(path), &why);
        }
    }
    let mut edits: Vec<(String, String)> = options
        .set
        .iter()
        .map(|one| one.split_once('=').unwrap_or((one, "")))
        .map(|(key, text)| (key.trim().to_owned(), text.trim().to_owned()))
        .collect();
    if let Some(zone) = &options.zone {
        edits.push(("zone".into(), zone.clone()));
    }
    let pairs = link::pairs(&options.link);
    let mut usage = reader.finish(&catalog, &pairs, &edits);
    usage.issues.extend(idle(&edits, &usage, &mut |edits| reader.finish(&catalog, &pairs, edits)));
    let out = if options.json {
        serde_json::to_string_pretty(&usage).map_err(|error| error.to_string())? + "\n"
    } else {
        text(&usage)
    };
    show(&out)?;
    for issue in usage.issues.iter().filter(|issue| issue.wrong) {
        let place = if issue.row > 0 && !issue.sentence.starts_with("Row") {
            format!(", row {}", issue.row)
        } else {
            String::new()
        };
        let about = if issue.file.is_empty() { String::new() } else { format!("{}{place}: ", issue.file) };
        eprintln!("{about}{}", issue.sentence);
    }
    Ok(if usage.issues.iter().any(|issue| issue.wrong) { ExitCode::from(2) } else { ExitCode::SUCCESS })
}

/// What is set and changes nothing: without it the same is read.
fn idle(
    edits: &[(String, String)],
    usage: &Usage,
    again: &mut dyn FnMut(&[(String, String)]) -> Usage,
) -> Vec<UsageIssue> {
    let same = |usage: &Usage| serde_json::to_string(usage).unwrap_or_default();
    let whole = same(usage);
    let mut found = Vec::new();
    for (at, (key, text)) in edits.iter().enumerate() {
        let others: Vec<_> =
            edits.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, one)| one.clone()).collect();
        if same(&again(&others)) == whole {
            let sentence = format!("“{key}={text}” changes nothing.");
            found.push(UsageIssue { file: String::new(), row: 0, sentence, wrong: true });
        }
    }
    found
}

/// Reads one file to its end, gzipped or not.
pub fn read(reader: &mut UsageReader, path: &Path) -> Result<(), String> {
    let fail = |error: std::io::Error| format!("cannot read `{}`: {error}", path.display());
    let name = name(path);
    let mut file = File::open(path).map_err(fail)?;
    let mut piece = vec![0; PIECE];
    let mut head = [0; 2];
    let found = file.read(&mut head).map_err(fail)?;
    let mut whole: Box<dyn Read> = Box::new(std::io::Cursor::new(head[..found].to_vec()).chain(file));
    if head == [0x1f, 0x8b] {
        whole = Box::new(flate2::read::MultiGzDecoder::new(whole));
    }
    reader.close();
    reader.push(&name, &[]);
    loop {
        match whole.read(&mut piece) {
            Ok(0) => break,
            Ok(many) => reader.push(&name, &piece[..many]),
            Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
                reader.cut(&name);
                return Ok(());
            }
            Err(error) => return Err(fail(error)),
        }
    }
    reader.close();
    Ok(())
}

fn name(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn text(usage: &Usage) -> String {
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
