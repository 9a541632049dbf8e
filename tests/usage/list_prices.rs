//! What tokens cost at list prices, and what of names and groups decides about the bill beside it.

use super::{CATALOG, edited, input, read};
use build_or_buy::usage::{How, Usage};

fn near(a: f64, b: f64) -> bool {
    (a / b - 1.0).abs() < 1e-9
}

/// Two weeks of 100 requests an hour: 1,000 in, of which 400 were read from a cache and 50 written to it, and 100 out.
fn export(model: &str) -> String {
    let row = |hour: u32| {
        let start = 1_788_739_200 + hour * 3_600;
        format!("{start},{},100,100000,10000,40000,5000,{model},False\n", start + 3_600)
    };
    "start_time,end_time,num_model_requests,input_tokens,output_tokens,input_cached_tokens,input_cache_write_tokens,model,batch\n".to_owned()
        + &(0..336).map(row).collect::<String>()
}

#[test]
fn what_was_read_and_written_has_a_price_of_its_own() {
    let row = CATALOG.price("openai/gpt-5.6-luna", CATALOG.asof).expect("an offer");
    let (read_at, write_at) = (row.cached_read.unwrap_or(row.input), row.cache_write.unwrap_or(row.input));
    // 73,050 requests a month of 550 fresh tokens, 400 read, 50 written and 100 out, in dollars a million.
    let each = 550.0 * row.input.get() + 400.0 * read_at.get() + 50.0 * write_at.get() + 100.0 * row.output.get();
    let one = read(&[("usage.csv", &export("gpt-5.6-luna"))]).workloads[0].clone();
    assert!(near(one.list_cost.expect("a price"), 73_050.0 * each / 1e6), "{:?}", one.list_cost);
    assert!(near(one.tokens.expect("a month"), 73_050.0 * 1_100.0) && one.cost.is_none());
    // At the model that was chosen, and at a month that was given.
    let chosen =
        edited(&[("usage.csv", &export("own-model"))], &[("w1.model", "openai/gpt-5.6-luna"), ("w1.requests", "1000")]);
    let one = &chosen.workloads[0];
    assert!(near(one.list_cost.expect("a price"), 1_000.0 * each / 1e6) && input(one, "model").how == How::Given);
    // No price is no cost.
    assert_eq!(read(&[("usage.csv", &export("own-model"))]).workloads[0].list_cost, None);
}

fn bill(usage: &Usage) -> Option<f64> {
    usage.globals.iter().find(|one| one.key == "bill_today").and_then(|one| one.value)
}

#[test]
fn an_export_of_amounts_without_any_is_no_bill_of_nothing() {
    let idle = "start_time,end_time,start_time_iso,end_time_iso,amount_value,amount_currency,line_item,project_id\n1788739200,1788825600,x,x,,,,\n";
    let usage = read(&[("usage.csv", &export("gpt-5.6-luna")), ("cost.csv", idle)]);
    assert_eq!(bill(&usage), None, "{:?}", usage.globals);
    // Nor does it hide what the rows of a log cost: a dollar in each of 48 hours from Monday on.
    let row =
        |hour: u32| format!("2026-09-{:02}T{:02}:00:00Z,gpt-5.6-luna,10,1000,100,1.0\n", 7 + hour / 24, hour % 24);
    let log =
        "time,model,requests,input_tokens,output_tokens,cost_usd\n".to_owned() + &(0..48).map(row).collect::<String>();
    let (alone, both) = (bill(&read(&[("log.csv", &log)])), bill(&read(&[("log.csv", &log), ("cost.csv", idle)])));
    assert!(alone.is_some_and(|dollars| dollars > 600.0) && alone == both, "{alone:?} {both:?}");
}

#[test]
fn a_name_that_was_tuned_or_stands_at_another_host_is_told() {
    let rule = |name: &str| {
        let text = format!("time,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,{name},10,5\n");
        let model = input(&read(&[("log.csv", &text)]).workloads[0], "model").clone();
        (model.text, model.rule)
    };
    // A model of one maker needs no host; one that was tuned has no price of its own.
    assert_eq!(
        rule("gpt-5.6-luna"),
        ("openai/gpt-5.6-luna".into(), "“gpt-5.6-luna”, the model with most tokens".into())
    );
    for tuned in ["ft:gpt-5.6-luna:acme::x", "ft:gpt-5.6-luna-2026-07-09:acme:shop:x"] {
        let (id, told) = rule(tuned);
        assert!(
            id == "openai/gpt-5.6-luna" && told.contains("what a fine-tuned model costs is not in the catalog"),
            "{tuned}: {id} {told}"
        );
    }
    // A host without a price of it is said to have none.
    let text = "time,provider,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,x,gpt-5.6-luna,10,5\n";
    assert_eq!(input(&read(&[("log.csv", text)]).workloads[0], "model").text, "openai/gpt-5.6-luna");
    let line = r#"{"timestamp":"2026-11-02T00:00:00Z","provider":"groq","model":"gpt-5.6-luna","usage":{"prompt_tokens":10,"completion_tokens":5}}"#;
    let model = input(&read(&[("log.jsonl", line)]).workloads[0], "model").clone();
    assert!(
        model.text == "openai/gpt-5.6-luna"
            && model.rule.contains("no price of groq is in the catalog; this is the same model at another host"),
        "{}",
        model.rule
    );
}

#[test]
fn what_is_gathered_is_named_by_nobody_and_its_parts_are_told_apart_by_size() {
    let row = |at: u32| format!("2026-11-02T00:00:00Z,app{at},gpt-5.6-luna,{},0\n", 1_000 - at * 10);
    let of = |many: u32| {
        read(&[(
            "log.csv",
            &("time,app,model,input_tokens,output_tokens\n".to_owned() + &(0..many).map(row).collect::<String>()),
        )])
    };
    // Six are kept and the others gathered; of seven the last is gathered alone.
    for (many, kept, last) in [(6, 6, "app5"), (7, 7, "everything else"), (9, 7, "everything else")] {
        let usage = of(many);
        assert_eq!((usage.workloads.len(), usage.workloads[kept - 1].name.as_str()), (kept, last), "{many}");
        let rest = &usage.workloads[kept - 1];
        assert_eq!(
            (rest.named_by, rest.name_from_file),
            if last == "app5" { ("application", true) } else { ("rest", false) }
        );
        let sum: f64 = usage.workloads.iter().map(|one| one.share).sum();
        assert!((sum - 1.0).abs() < 1e-12, "{sum}");
    }
    let renamed = edited(
        &[("log.csv", "time,app,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,shop,gpt-5.6-luna,10,0\n")],
        &[("w1.name", " Mail ")],
    );
    assert_eq!((renamed.workloads[0].name.as_str(), renamed.workloads[0].name_from_file), ("Mail", false));
}
