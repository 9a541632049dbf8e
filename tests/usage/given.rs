//! What the visitor typed or chose is not the file's.

use super::{CATALOG, edited, input};
use build_or_buy::inputs::link as query;
use build_or_buy::report;
use build_or_buy::usage::{How, Usage};
use std::process::Command;

/// Two weeks of hours, each with 10 requests of 1,000 tokens in and 100 out that cost a cent together; without a number of
/// requests where they are not counted.
fn hours(counted: bool) -> String {
    let mut text = format!(
        "start_time,end_time,model,{}input_tokens,output_tokens,cost_usd\n",
        if counted { "requests," } else { "" }
    );
    for at in 0..336_u64 {
        let start = 1_793_577_600 + at * 3_600;
        let requests = if counted { "10," } else { "" };
        text += &format!("{start},{},gpt-5.6-luna,{requests}10000,1000,0.01\n", start + 3_600);
    }
    text
}

fn memo(usage: &Usage) -> String {
    let query = query::read(&usage.pairs, &CATALOG);
    report::answer(&query, &CATALOG, 50).reasons.expect("reasons").memo[0].paragraphs[0].plain()
}

#[test]
fn requests_and_a_model_that_were_given_cite_no_file_and_are_called_given_in_the_memo() {
    let of = |edits: &[(&str, &str)]| edited(&[("hours.csv", &hours(true))], edits);
    let (requests, model) = (("w1.requests", "2M"), ("w1.model", "openai/gpt-5.6-terra"));
    for (edits, word, said) in [
        (&[][..], "yes", " Its numbers were measured."),
        (&[requests], "not-requests", " Its tokens were measured, its requests were given."),
        (&[model], "not-model", " Its numbers were measured. The model bought today was chosen, not measured."),
        (
            &[requests, model],
            "neither",
            " Its tokens were measured, its requests were given. The model bought today was chosen, not measured.",
        ),
    ] {
        let usage = of(edits);
        let one = &usage.workloads[0];
        assert_eq!(input(one, "measured").text, word);
        assert!(memo(&usage).contains(said), "{}", memo(&usage));
        for (key, given) in [("requests", edits.contains(&requests)), ("model", edits.contains(&model))] {
            let found = input(one, key);
            assert_eq!(
                (found.how == How::Given, found.stands.is_empty(), found.file.is_empty()),
                (given, given, given)
            );
            assert_eq!(found.rows.2 == 0, given, "{found:?}");
        }
        // Tokens for each request are the file's all the same.
        assert_eq!(input(one, "input_tokens").how, How::Read);
        assert_eq!(input(one, "input_tokens").stands, "hours.csv, rows 2 to 337");
    }
    // 3,360 requests cost $3.36, so 2 million cost $2,000 a month, which is the bill only at these requests.
    let bill = |usage: &Usage| usage.globals.iter().find(|one| one.key == "bill_today").cloned().expect("costs");
    let given = bill(&of(&[requests]));
    assert_eq!(
        (given.text.as_str(), given.rule.ends_with("at the requests that you gave")),
        ("2000", true),
        "{given:?}"
    );
    assert!(!bill(&of(&[])).rule.contains("you gave"));
}

#[test]
fn what_follows_from_requests_that_were_given_is_derived() {
    // 336 hours of 10,000 tokens in are 3,360,000, for a month of 730.5 hours 7,305,000: of 7,305 requests 1,000 each.
    let usage = edited(&[("hours.csv", &hours(false))], &[("w1.requests", "7305")]);
    let tokens = input(&usage.workloads[0], "input_tokens");
    assert_eq!((tokens.value, tokens.how), (Some(1_000.0), How::Derived));
    assert!(tokens.rule.ends_with("÷ requests that you gave"), "{}", tokens.rule);
}

#[test]
fn the_ledger_calls_neither_measured() {
    let usage = edited(
        &[("hours.csv", &hours(true))],
        &[("w1.requests", "2M"), ("w1.model", "openai/gpt-5.6-terra"), ("w1.name", "shop")],
    );
    let query = query::read(&usage.pairs, &CATALOG);
    let ledger = report::answer(&query, &CATALOG, 50).ledger;
    let source = |key: &str| ledger.iter().find(|row| row.key == key).expect("a row").source.clone();
    assert_eq!((source("shop.requests").as_str(), source("shop.model").as_str()), ("", ""));
    assert_eq!(source("shop.input_tokens"), "measured by you");
}

#[test]
fn the_terminal_says_what_a_month_goes_by() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("given.csv");
    std::fs::write(&path, hours(true)).expect("written");
    let run = |set: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_build-or-buy"));
        let out = command.arg("usage").arg(&path).args(set).output().expect("the command starts");
        String::from_utf8(out.stdout).expect("text")
    };
    let said = run(&["--set", "w1.requests=2M"]);
    // 2 million requests of 1,100 tokens.
    assert!(
        said.contains("2,200,000,000 tokens a month at the requests that you gave, $2,000 a month at what a request cost in the file"),
        "{said}"
    );
    assert!(said.contains("requests = 2M (given: given by you)\n"), "{said}");
    assert!(run(&[]).contains("a month as the file states"));
}
