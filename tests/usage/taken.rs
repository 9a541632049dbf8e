//! What is taken over into the case: the pairs that stood, names, numbers that were typed, and what of them is refused.

use super::week::hours;
use super::{CATALOG, edited, input, read, value};
use build_or_buy::usage::{Evidence, Usage, UsageReader};

fn said<'a>(usage: &'a Usage, part: &str) -> Option<&'a str> {
    usage.issues.iter().map(|one| one.sentence.as_str()).find(|one| one.contains(part))
}

fn with_pairs(text: &str, pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut reader = UsageReader::new();
    reader.push("usage.csv", text.as_bytes());
    let pairs: Vec<(String, String)> = pairs.iter().map(|(key, text)| ((*key).into(), (*text).into())).collect();
    reader.finish(&CATALOG, &pairs, &[]).pairs
}

#[test]
fn the_case_that_stood_keeps_what_no_file_says() {
    let pairs =
        [("workloads", "mail"), ("mail.requests", "5M"), ("mail.cached", "40"), ("growth", "25"), ("retries", "7")];
    let has = |all: &[(String, String)], key: &str, text: &str| all.iter().any(|one| one.0 == key && one.1 == text);
    // Nothing was read: all of it stands.
    let none = with_pairs("", &pairs);
    assert!(
        has(&none, "workloads", "mail") && has(&none, "mail.cached", "40") && has(&none, "growth", "25"),
        "{none:?}"
    );
    assert!(has(&none, "retries", "7"));
    // Workloads were read, and no growth: those that stood are gone with all that is theirs, retries are the file's.
    let read = with_pairs(&hours(48, |_| 100.0), &pairs);
    assert!(has(&read, "growth", "25") && has(&read, "retries", "0") && !has(&read, "retries", "7"), "{read:?}");
    assert!(has(&read, "workloads", "gpt-5-6-luna") && read.iter().all(|one| !one.0.starts_with("mail.")), "{read:?}");
    // The default company's names do not come back with them.
    let preset = with_pairs(&hours(48, |_| 100.0), &[("preset", "startup")]);
    assert!(preset.iter().all(|one| one.0 != "preset"), "{preset:?}");
    // What the whole decision gets of a file can be kept out of it.
    let kept = edited(&[("usage.csv", &hours(48, |_| 100.0))], &[("retries.out", "1")]);
    assert!(!kept.link.contains("retries=") && kept.globals.iter().any(|one| one.key == "retries"), "{}", kept.link);
}

#[test]
fn a_short_name_has_letters_digits_and_single_dashes() {
    let slug = |name: &str| {
        let log = format!(
            "time,app,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,{name},gpt-5.6-luna,1000,100\n2026-11-02T01:00:00Z,b,gpt-5.6-luna,1000,100\n"
        );
        read(&[("log.csv", &log)])
            .workloads
            .iter()
            .find(|one| one.name != "b")
            .map(|one| one.slug.clone())
            .expect("it is there")
    };
    for (name, wanted) in [
        ("Mail & chat (EU)", "mail-chat-eu"),
        ("--a  b--", "a-b"),
        ("日本", "workload"),
        ("B!", "b-2"),
        ("abcdefghij abcdefghij abcdef hij", "abcdefghij-abcdefghij-abcdef"),
        ("abcdefghij abcdefghij abcde hij", "abcdefghij-abcdefghij-abcde"),
    ] {
        let found = slug(name);
        assert!(found == wanted || name == "B!" && ["b", "b-2"].contains(&found.as_str()), "{name}: {found}");
    }
}

#[test]
fn an_edit_that_cannot_be_used_is_refused_with_what_is_allowed() {
    let two = "time,app,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,a,gpt-5.6-luna,1000,100\n2026-11-02T01:00:00Z,b,gpt-5.6-luna,900,100\n";
    let one = "time,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,gpt-5.6-luna,1000,100\n";
    let of = |text: &str, key: &str, typed: &str| {
        let usage = edited(&[("log.csv", text)], &[(key, typed)]);
        usage
            .issues
            .iter()
            .find(|one| one.sentence.contains("is not used"))
            .map(|one| (one.wrong, one.sentence.clone()))
    };
    for (text, key, typed, allowed) in [
        ("", "w1.requests", "5", "there are no proposals"),
        (one, "w2.requests", "5", "the only proposal is w1"),
        (two, "w3.requests", "5", "the proposals are w1 to w2"),
        (two, "w0.out", "1", "the proposals are w1 to w2"),
        (two, "w1.requests", "0", "a number above 0 and up to 1,000,000,000,000 is allowed"),
        (two, "w1.requests", "1000000000001", "a number above 0 and up to 1,000,000,000,000 is allowed"),
        (two, "w1.model", "gpt", "an offer of the catalog is allowed, such as openai/gpt-5.6-luna"),
        (two, "w1.into", "w3", "a proposal is allowed, w1 to w2"),
        (two, "sampled", "0", "a part in percent is allowed, above 0 and up to 100"),
        (two, "sampled", "100.1", "a part in percent is allowed, above 0 and up to 100"),
        (two, "replicas", "0", "a number above 0 is allowed"),
        (two, "replicas", "many", "a number above 0 is allowed"),
        (two, "w1.tokens", "5", "w1.requests, w1.model, w1.name, w1.out, w1.into, sampled and replicas can be set"),
        (two, "w.out", "1", "w1.requests, w1.model, w1.name, w1.out, w1.into, sampled and replicas can be set"),
    ] {
        let wanted = (true, format!("“{key}={typed}” is not used: {allowed}."));
        assert_eq!(of(text, key, typed), Some(wanted), "{key}={typed}");
    }
    for (key, typed) in [
        ("w1.requests", "1000000000000"),
        ("w1.requests", ""),
        ("w1.model", "openai/gpt-5.6-terra"),
        ("w1.into", "w2"),
        ("w2.name", "x"),
        ("sampled", "100"),
        ("sampled", ""),
        ("replicas", "0.5"),
        ("replicas", ""),
        ("zone", "whatever"),
        ("bill_today.out", "1"),
    ] {
        assert_eq!(of(two, key, typed), None, "{key}={typed}");
    }
}

#[test]
fn a_zone_lies_within_fourteen_hours() {
    let log = "time,model,input_tokens,output_tokens\n2026-11-02 00:00:00,gpt-5.6-luna,1000,100\n";
    for (typed, fine) in [
        ("14", true),
        ("14:01", false),
        ("-14:00", true),
        ("5:59", true),
        ("5:60", false),
        ("0560", false),
        ("0559", true),
    ] {
        let usage = edited(&[("log.csv", log)], &[("zone", typed)]);
        let told = said(&usage, "is no distance from UTC");
        assert_eq!(told.is_none(), fine, "{typed}: {told:?}");
    }
    // None set: it is said that the times are read as UTC, and that is no fault of the file.
    let usage = read(&[("log.csv", log)]);
    let note =
        usage.issues.iter().find(|one| one.sentence.contains("name no zone and are read as UTC")).expect("it is said");
    assert!(!note.wrong);
}

#[test]
fn the_whole_is_no_sample_and_none_of_it_is_neither() {
    let observation = |hour: u32| {
        format!(
            r#"{{"id":"o{hour}","traceId":"t","startTime":"2026-11-{:02}T{:02}:00:00Z","type":"GENERATION","model":"gpt-5.6-luna","usageDetails":{{"input":400,"output":80}}}}"#,
            2 + hour / 24,
            hour % 24
        ) + "\n"
    };
    let text: String = (0..48).map(observation).collect();
    let of = |part: &str| {
        value(&edited(&[("o.jsonl", &text)], &[("sampled", part)]).workloads[0], "requests").expect("known")
    };
    let whole = value(&read(&[("o.jsonl", &text)]).workloads[0], "requests").expect("known");
    assert_eq!([of("100"), of("0"), of("-5"), of("150")], [whole; 4]);
    assert!((of("50") / whole - 2.0).abs() < 0.01, "{} {whole}", of("50"));
}

#[test]
fn a_day_of_hours_shows_the_hours_of_a_day_and_an_hour_less_shows_nothing() {
    // From Monday on, busy from 9 to 17.
    let of = |count: i64| {
        read(&[("usage.csv", &hours(count, |hour| if (9..17).contains(&(hour % 24)) { 3_000.0 } else { 300.0 }))])
    };
    for (count, known, rule) in [
        (23, Evidence::None, "too little time is covered to know a week"),
        (24, Evidence::Hours, "hours of the day counted, days of the week as the measured conversation week has them"),
        (
            167,
            Evidence::Measured,
            "requests of every hour of the week, Monday 00:00 UTC first; sparse hours leaned on their day and hour",
        ),
        (166, Evidence::Hours, "hours of the day counted, days of the week as the measured conversation week has them"),
    ] {
        let usage = of(count);
        let one = &usage.workloads[0];
        assert_eq!((one.evidence, input(one, "shape").rule.as_str()), (known, rule), "{count}");
        assert_eq!(one.week.len(), if known == Evidence::None { 0 } else { 168 }, "{count}");
        assert_eq!(one.busiest.is_some(), known == Evidence::Measured, "{count}");
        // A month of under a day is an assumption, with an interval.
        let requests = input(one, "requests");
        assert_eq!(
            requests.rule.starts_with("the month is taken to be like the 23 hours"),
            count == 23,
            "{}",
            requests.rule
        );
        assert_eq!(
            said(&usage, "cover only 23 hours").or(said(&usage, "covers only 23 hours")).is_some(),
            count == 23,
            "{:?}",
            usage.issues
        );
    }
}
