//! Totals of weeks and months, and totals without any time.

use super::{input, read, value};
use build_or_buy::usage::How;

#[test]
fn totals_without_a_time_are_no_hour() {
    let table = "model,requests,input_tokens,output_tokens\ngpt-5.6-luna,100000,50000000,9000000\n";
    let json = r#"[{"model":"gpt-5.6-luna","requests":100000,"prompt_tokens":50000000,"completion_tokens":9000000}]"#;
    // The number of a week alone says neither its year nor its days.
    let week = "week,model,requests,input_tokens,output_tokens\n20,gpt-5.6-luna,100000,50000000,9000000\n";
    for (name, text) in [("totals.csv", table), ("totals.json", json), ("week.csv", week)] {
        let usage = read(&[(name, text)]);
        let one = &usage.workloads[0];
        assert_eq!((input(one, "requests").how, one.tokens), (How::Needed, None), "{name}");
        // 50 million tokens in ÷ 100,000 requests.
        assert_eq!(value(one, "input_tokens"), Some(500.0), "{name}");
        assert!(usage.issues.iter().any(|one| one.sentence.contains("have no time")), "{:?}", usage.issues);
    }
}

#[test]
fn weeks_and_months_by_name_are_a_time() {
    let head = |column: &str| format!("{column},model,requests,input_tokens,output_tokens\n");
    let row = |time: &str, many: u32| format!("{time},gpt-5.6-luna,{many},{},{}\n", many * 100, many * 10);
    let months: String = ["Aug 2026", "Sep 2026", "Oct 2026"].iter().map(|month| row(month, 100_000)).collect();
    let weeks: String = (20..40).map(|week| row(&format!("2026-W{week}"), 1_000)).collect();
    let object = |week: u32| {
        format!(
            "{{\"week\":\"2026-W{week}\",\"model\":\"gpt-5.6-luna\",\"requests\":1000,\"input_tokens\":100000,\"output_tokens\":10000}}\n"
        )
    };
    let json: String = (20..40).map(object).collect();
    // 300,000 in 92 days are 300,000 · 730.5 ÷ 2,208 a month; 1,000 a week are 1,000 · 730.5 ÷ 168.
    for (name, text, want) in [
        ("months.csv", head("period") + &months, 99_253.0),
        ("weeks.csv", head("week") + &weeks, 4_348.0),
        ("weeks.jsonl", json, 4_348.0),
    ] {
        let usage = read(&[(name, &text)]);
        assert_eq!(value(&usage.workloads[0], "requests"), Some(want), "{name}: {:?}", usage.issues);
        let source = usage.sources.iter().find(|one| !one.from.is_empty()).expect("a source");
        assert_eq!((usage.sources.len(), source.bucket), (1, "longer"), "{name}");
        assert!(!usage.issues.iter().any(|one| one.sentence.contains("no time")), "{:?}", usage.issues);
    }
}

#[test]
fn each_workload_has_its_own_mean_of_each_weekday() {
    // Ten days from Monday 2026-11-02: Monday to Wednesday stand twice. Chat is 10 an hour throughout; the weekly job runs
    // 240 on Tuesdays only: 240 a week · 730.5 ÷ 168 = 1,044 a month, and chat 10 · 730.5 = 7,305.
    let mut log = "time,app,model,requests,input_tokens,output_tokens\n".to_owned();
    for day in 2..12 {
        for hour in 0..24 {
            let row = |app: &str, many: u32| {
                format!("2026-11-{day:02}T{hour:02}:00:00Z,{app},gpt-5.6-luna,{many},{many}000,{many}00\n")
            };
            log += &row("chat", 10);
            if day % 7 == 3 {
                log += &row("job", 10);
            }
        }
    }
    let usage = read(&[("log.csv", &log)]);
    let of = |name: &str| {
        let one = usage.workloads.iter().find(|one| one.name == name).expect("a workload");
        value(one, "requests")
    };
    assert_eq!((of("chat"), of("job")), (Some(7_305.0), Some(1_044.0)));
}

#[test]
fn a_row_of_totals_among_its_parts_is_no_workload() {
    let rows = |name: &str| {
        let day = |day: u32| {
            format!(
                "2026-10-{day:02},gpt-5.4-mini,10,1000,100\n2026-10-{day:02},gpt-5.4-nano,10,1000,100\n2026-10-{day:02},{name},20,2000,200\n"
            )
        };
        "date,model,requests,input_tokens,output_tokens\n".to_owned() + &(1..29).map(day).collect::<String>()
    };
    for name in ["All models", "Total", "all"] {
        let usage = read(&[("days.csv", &rows(name))]);
        // Two models of 10 requests on each of 28 days.
        assert_eq!(usage.workloads.iter().filter_map(|one| one.totals.requests).sum::<f64>(), 560.0, "{name}");
        assert_eq!((usage.workloads.len(), usage.files[0].left_out[0].rows), (2, 28), "{name}");
    }
    // Another name, and other tokens than the sum, are a model.
    let usage = read(&[("days.csv", &rows("alloy"))]);
    assert_eq!(usage.workloads.iter().filter_map(|one| one.totals.requests).sum::<f64>(), 1_120.0);
    let usage = read(&[("days.csv", &rows("all").replace("20,2000,200", "20,1000,100"))]);
    assert_eq!(usage.workloads.iter().filter_map(|one| one.totals.requests).sum::<f64>(), 1_120.0);
}

#[test]
fn a_second_header_ends_a_table_and_is_told_with_its_row() {
    let row = |at: u32| format!("2026-11-{:02}T{:02}:05:00Z,gpt-5.6-luna,x,1000,100\n", 1 + at / 24, at % 24);
    let rows: String = (0..300).map(row).collect();
    let first = "time,model,app,prompt_tokens,completion_tokens\n".to_owned() + &rows;
    for second in [
        "time,model,app,completion_tokens,prompt_tokens",
        "usage_date_utc,model_version,api_key,workspace,usage_type,usage_output_tokens",
    ] {
        let usage = read(&[("log.csv", &[&first, second, "\n", &rows].concat())]);
        let one = &usage.workloads[0];
        assert_eq!((one.totals.input, one.totals.output, usage.files[0].rows), (300_000.0, 30_000.0, 300), "{second}");
        let told = usage.issues.iter().find(|one| one.sentence.starts_with("Another header")).expect("told");
        assert_eq!((told.row, usage.files[0].left_out[0].rows), (302, 300), "{second}");
    }
    // The same header again goes on, as where files were joined.
    let usage = read(&[("log.csv", &[&first, "time,model,app,prompt_tokens,completion_tokens\n", &row(300)].concat())]);
    assert_eq!((usage.files[0].rows, usage.issues.iter().any(|one| one.wrong)), (301, false));
}
