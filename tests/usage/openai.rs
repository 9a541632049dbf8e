//! OpenAI's exports at their edges: which rows are idle, sound, vectors or broken, which are batches, and what was paid.

use super::variations::{check, counts};
use super::{input, read, value, wrong};
use build_or_buy::usage::Usage;

const HEAD: &str = "start_time,end_time,num_model_requests,model,batch,service_tier,input_tokens,output_tokens,input_cached_tokens,input_cache_write_tokens,input_audio_tokens,input_image_tokens\n";

/// An hour of 2026-11-02: requests, model, batch, tier, then in, out, cached, written, sound and pictures.
fn hour(at: u32, rest: &str) -> String {
    let start = 1_793_577_600 + at * 3_600;
    format!("{start},{},{rest}\n", start + 3_600)
}

fn of(rows: &[String]) -> Usage {
    read(&[("completions.csv", &(HEAD.to_owned() + &rows.concat()))])
}

fn said<'a>(usage: &'a Usage, part: &str) -> Option<&'a str> {
    usage.issues.iter().map(|one| one.sentence.as_str()).find(|one| one.contains(part))
}

#[test]
fn an_hour_without_requests_and_tokens_is_idle_and_one_that_lacks_one_of_them_is_broken() {
    let good = hour(0, "10,gpt-5.6-luna,False,default,1000,200,0,0,0,0");
    // An idle hour counts as time: 10 requests in 2 hours. What is left of a row is told by what it lacks.
    let usage = of(&[good.clone(), hour(1, ",,,,,,,,,")]);
    assert_eq!((usage.sources[0].hours, wrong(&usage).len(), counts(&usage).0), (2.0, 0, Some(10.0)));
    for (rest, part) in [
        (
            ",gpt-5.6-luna,False,default,1000,200,0,0,0,0",
            "Row 3 has no num_model_requests that is a number: 1 left out",
        ),
        (
            "many,gpt-5.6-luna,False,default,,200,0,0,0,0",
            "Row 3 has no num_model_requests that is a number: 1 left out",
        ),
        ("10,gpt-5.6-luna,False,default,,200,0,0,0,0", "Row 3 has no input_tokens that is a number: 1 left out"),
        ("10,gpt-5.6-luna,False,default,-1,200,0,0,0,0", "Row 3 has input_tokens below 0: 1 left out"),
        ("-1,gpt-5.6-luna,False,default,-1,200,0,0,0,0", "Row 3 has num_model_requests below 0: 1 left out"),
        // Answers without tokens out were cut; vectors have none, by their model's name.
        ("10,gpt-5.6-luna,False,default,1000,,0,0,0,0", "Row 3 has no output tokens: 1 left out"),
    ] {
        let usage = of(&[good.clone(), hour(1, rest)]);
        assert!(wrong(&usage)[0].starts_with(part), "{rest}: {:?}", usage.issues);
        assert_eq!((usage.sources[0].hours, counts(&usage).0), (1.0, Some(10.0)), "{rest}");
    }
    let usage = of(&[hour(0, "10,text-embedding-3-small,False,default,1000,,0,0,0,0")]);
    assert_eq!((counts(&usage).1, counts(&usage).4, wrong(&usage).len()), (1_000.0, 0.0, 0));
}

#[test]
fn a_twentieth_of_sound_and_pictures_is_text_and_more_is_not() {
    let row =
        |sound: u32, pictures: u32| hour(1, &format!("10,gpt-audio,False,default,1000,200,0,0,{sound},{pictures}"));
    let text = hour(0, "10,gpt-5.6-luna,False,default,1000,200,0,0,0,0");
    for (sound, pictures, requests) in [(50, 0, 20.0), (25, 25, 20.0), (51, 0, 10.0), (26, 25, 10.0), (0, 51, 10.0)] {
        let usage = of(&[text.clone(), row(sound, pictures)]);
        assert_eq!(counts(&usage).0, Some(requests), "{sound} {pictures}");
        let left = usage.files[0].left_out.first().map(|one| (one.reason.as_str(), one.tokens));
        assert_eq!(left, (requests < 20.0).then_some(("sound and pictures", Some(1_000.0))), "{sound} {pictures}");
    }
}

#[test]
fn a_batch_is_told_by_its_mark_and_where_that_is_empty_by_its_tier() {
    // Of two rows of 10 requests: percent that may wait, or unknown where neither says so.
    let waits = |one: &str, two: &str| {
        let row = |at, how: &str| hour(at, &format!("10,gpt-5.6-luna,{how},1000,200,0,0,0,0"));
        let usage = of(&[row(0, one), row(1, two)]);
        let one = &usage.workloads[0];
        (value(one, "waiting"), input(one, "waiting").text.clone(), said(&usage, "another tier").is_some())
    };
    assert_eq!(waits("True,default", "False,default"), (Some(50.0), "50".into(), false));
    assert_eq!(waits("False,batch", "False,default"), (Some(0.0), "0".into(), false));
    assert_eq!(waits(",batch", "False,default"), (Some(50.0), "50".into(), false));
    assert_eq!(waits(",default", ",default"), (None, String::new(), false));
    // 10 of 10 that say so; the tier of the others is another than the standard one, which is told.
    for tier in ["flex", "priority", "scale", "fast"] {
        assert_eq!(waits(",batch", &[",", tier].concat()), (Some(100.0), "100".into(), true), "{tier}");
    }
}

#[test]
fn as_many_cached_and_written_as_tokens_in_stand_inside_and_one_more_beside() {
    for (cached, written, wanted, told) in
        [(900, 100, 1_000.0, false), (900, 101, 2_001.0, true), (1_001, 0, 2_001.0, true)]
    {
        let usage = of(&[hour(0, &format!("10,gpt-5.6-luna,False,default,1000,200,{cached},{written},0,0"))]);
        let wanted = (Some(10.0), wanted, Some(f64::from(cached)), Some(f64::from(written)), 200.0, None);
        assert_eq!(counts(&usage), wanted);
        assert_eq!(said(&usage, "more cached tokens than input").is_some(), told, "{cached} {written}");
    }
}

/// A page of one hour of 2026-11-02 with some results.
fn page(results: &str) -> String {
    format!(
        r#"{{"object":"page","data":[{{"object":"bucket","start_time":1793577600,"end_time":1793581200,"results":[{results}]}}],"has_more":false}}"#
    )
}

fn usage_of(kind: &str, model: &str, output: &str) -> String {
    format!(
        r#"{{"object":"organization.usage.{kind}.result","input_tokens":1000,{output}"num_model_requests":10,"model":"{model}"}}"#
    )
}

#[test]
fn a_result_of_the_api_counts_by_its_kind() {
    let answers = usage_of("completions", "gpt-5.6-luna", "\"output_tokens\":200,");
    check("answers", &page(&answers), (Some(10.0), 1_000.0, None, None, 200.0, None));
    // Vectors by their kind, whatever the model is called.
    check("vectors", &page(&usage_of("embeddings", "own-model", "")), (Some(10.0), 1_000.0, None, None, 0.0, None));
    let other = usage_of("moderations", "omni-moderation", "");
    let usage = read(&[("usage.json", &page(&[answers.as_str(), &other].join(",")))]);
    assert_eq!((counts(&usage).0, wrong(&usage).len()), (Some(10.0), 0));
    let left = &usage.files[0].left_out[0];
    let wanted = ("sound, pictures, moderation and files", 1, Some(1_000.0));
    assert_eq!((left.reason.as_str(), left.rows, left.tokens), wanted);
    let two = page(&answers).replace(
        "],\"has_more\"",
        &[",", r#"{"object":"bucket","start_time":"soon","results":[]}"#, "],\"has_more\""].concat(),
    );
    assert!(wrong(&read(&[("usage.json", &two)]))[0].contains("no time that can be read"));
    assert_eq!(counts(&read(&[("usage.json", &two)])).0, Some(10.0));
}

/// Amounts of a day or two of 2026-11, each with its currency, its item and its project.
fn costs(results: &[&str]) -> String {
    let bucket = |(day, results): (usize, &&str)| {
        let start = 1_793_577_600 + day * 86_400;
        format!(r#"{{"object":"bucket","start_time":{start},"end_time":{},"results":[{results}]}}"#, start + 86_400)
    };
    let buckets: Vec<String> = results.iter().enumerate().map(bucket).collect();
    format!(r#"{{"object":"page","data":[{}],"has_more":false}}"#, buckets.join(","))
}

fn amount(value: &str, currency: &str, item: &str, project: &str) -> String {
    format!(
        r#"{{"object":"organization.costs.result","amount":{{"value":{value},"currency":"{currency}"}},"line_item":{item},"project_id":{project}}}"#
    )
}

fn bill(text: &str) -> Option<f64> {
    let usage = read(&[("costs.json", text)]);
    usage.globals.iter().find(|one| one.key == "bill_today").and_then(|one| one.value)
}

#[test]
fn amounts_of_the_cost_report_add_up_by_item_and_project() {
    // 3 + 4 + 5 dollars on one day, of two items and of two projects: 12 × 30.4375 = 365.25, and no cents from 100 dollars on.
    let three = [
        amount("3.0", "usd", "\"gpt in\"", "\"a\""),
        amount("4.0", "USD", "\"gpt out\"", "\"a\""),
        amount("5.0", "", "\"gpt in\"", "\"b\""),
    ]
    .join(",");
    assert_eq!(bill(&costs(&[&three])), Some(365.0));
    // Without items the projects tell the amounts apart.
    let bare = [amount("3.0", "usd", "null", "\"a\""), amount("4.0", "usd", "null", "\"b\"")].join(",");
    assert_eq!(bill(&costs(&[&bare])), Some(213.0));
    // A day without an amount, and one without a result, were idle: 12 dollars in two days.
    assert_eq!(bill(&costs(&[&three, ""])), Some(183.0));
    assert_eq!(bill(&costs(&["", &three])), Some(183.0));
    assert_eq!(bill(&costs(&[&three, &amount("null", "usd", "null", "null")])), Some(183.0));
    // The same page again, in another file, counts once.
    let twice = read(&[("a.json", &costs(&[&three])), ("b.json", &costs(&[&three]))]);
    assert_eq!(twice.globals.iter().find(|one| one.key == "bill_today").and_then(|one| one.value), Some(365.0));
    // Other money is left out and told, and no bill is made of the rest.
    let euro = [three.as_str(), &amount("9.0", "eur", "\"x\"", "\"a\"")].join(",");
    let usage = read(&[("costs.json", &costs(&[&euro]))]);
    assert_eq!((usage.globals.len(), usage.files[0].left_out[0].reason.as_str()), (0, "not in US dollars"));
    assert!(said(&usage, "has an amount that is not in US dollars").is_some(), "{:?}", usage.issues);
}
