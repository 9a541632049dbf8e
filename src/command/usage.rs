//! `usage FILE…`: what usage exports and load tests say, as text or JSON, and the link that it makes.

use super::out::show;
use super::{UsageOptions, link, report, usage_told};
use build_or_buy::usage::{Usage, UsageIssue, UsageReader};
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
        usage_told::text(&usage)
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
