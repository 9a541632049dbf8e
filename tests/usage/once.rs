//! The same usage in two files that part it differently counts once.

use super::{read, wrong};

#[test]
fn one_usage_in_two_groupings_is_told() {
    let head = "start_time,end_time,project_id,api_key_id,model,input_tokens,output_tokens,num_model_requests,input_cached_tokens\n";
    let file = |rows: &[&str]| {
        let day = |day: u32| {
            let row = |row: &&str| format!("2026-11-{day:02},2026-11-{:02},{row},0\n", day + 1);
            rows.iter().map(row).collect::<String>()
        };
        head.to_owned() + &(2..16).map(day).collect::<String>()
    };
    let projects = file(&["proj_a,,gpt-5.5,300000,60000,300"]);
    let keys = file(&["proj_a,key_1,gpt-5.5,100000,20000,100", "proj_a,key_2,gpt-5.5,200000,40000,200"]);
    // 14 days of 300 requests are 4,200 in either order, and the 28 or 14 rows of the second file are left out.
    for files in [[("a.csv", &projects), ("b.csv", &keys)], [("b.csv", &keys), ("a.csv", &projects)]] {
        let usage = read(&files.map(|(name, text)| (name, text.as_str())));
        let told = [
            files[0].0,
            " too, grouped another way (by model, project or workspace, key, hour or day, or with other columns): they count once",
        ];
        assert!(wrong(&usage).iter().any(|one| one.contains(&told.concat())), "{:?}", usage.issues);
        let requests: f64 = usage.workloads.iter().filter_map(|one| one.totals.requests).sum();
        assert_eq!((requests, usage.files[1].rows), (4_200.0, 0), "{}", files[0].0);
        assert_eq!(usage.files[1].left_out[0].rows, if files[1].0 == "b.csv" { 28 } else { 14 });
    }
    // Other tokens may be another usage: both count, and it is said.
    let more = file(&["proj_a,key_1,gpt-5.5,700000,60000,300"]);
    let usage = read(&[("a.csv", &projects), ("b.csv", &more)]);
    assert_eq!(usage.workloads.iter().filter_map(|one| one.totals.requests).sum::<f64>(), 8_400.0);
    assert!(wrong(&usage).iter().any(|one| one.contains("if it is the same usage, it counts twice")));
    // Two projects, exported one by one, are no such case.
    let other = file(&["proj_b,,gpt-5.5,300000,60000,300"]);
    assert!(wrong(&read(&[("a.csv", &projects), ("b.csv", &other)])).is_empty());
}

#[test]
fn plain_totals_of_one_usage_count_once_in_any_order() {
    // Ten requests an hour for two weeks are 3,360, by the hour, by the day, and by the day and project.
    let hour = |at: u32| format!("2026-11-{:02}T{:02}:00:00Z,gpt-5.6-luna,10,1000,100\n", 1 + at / 24, at % 24);
    let hours: String = (0..336).map(hour).collect();
    let days = |what: &str| {
        let row = |day: u32| format!("2026-11-{day:02},{what},240,24000,2400\n");
        (1..15).map(row).collect::<String>()
    };
    let head = |what: &str| format!("time,{what},requests,input_tokens,output_tokens\n");
    let (hours, models) = (head("model") + &hours, head("model") + &days("gpt-5.6-luna"));
    let projects = head("project") + &days("shop");
    let files = [("h.csv", hours.as_str()), ("d.csv", &models), ("p.csv", &projects)];
    for (one, other) in [(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)] {
        let usage = read(&[files[one], files[other]]);
        let requests: f64 = usage.workloads.iter().filter_map(|one| one.totals.requests).sum();
        assert_eq!(requests, 3_360.0, "{one} {other}: {:?}", usage.issues);
        assert!(
            wrong(&usage).iter().any(|one| one.contains("or with other columns): they count once")),
            "{:?}",
            usage.issues
        );
        // Hours tell the week, whichever file they stand in.
        let hourly = usage.workloads[0].evidence == build_or_buy::usage::Evidence::Measured;
        assert_eq!(hourly, one == 0 || other == 0, "{one} {other}");
    }
    // Other totals of the same days are another usage, and nothing is said.
    let usage = read(&[files[1], ("p.csv", &projects.replace("24000", "9000"))]);
    assert_eq!(usage.workloads.iter().filter_map(|one| one.totals.requests).sum::<f64>(), 6_720.0);
    assert!(wrong(&usage).is_empty());
}

#[test]
fn a_column_more_or_less_is_no_other_usage() {
    // Two weeks of 300 requests a day, in two rows each: 4,200, whatever columns either file has.
    let openai = |column: &str, value: &str| {
        let row = |day: u32, project: &str, requests: u32| {
            format!(
                "2026-11-{day:02},2026-11-{:02},{project},gpt-5.5,{requests}000,{requests},{requests},0{value}\n",
                day + 1
            )
        };
        let rows: String = (2..16).map(|day| row(day, "proj_a", 100) + &row(day, "proj_b", 200)).collect();
        format!(
            "start_time,end_time,project_id,model,input_tokens,output_tokens,num_model_requests,input_cached_tokens{column}\n"
        ) + &rows
    };
    let plain = openai("", "");
    let truth = openai(",batch", ",False");
    for (other, silent) in [
        (truth.clone(), false),
        (openai(",service_tier", ",default"), false),
        (openai(",user_id", ",user-abc"), false),
        (truth.replace("False", "FALSE"), true),
    ] {
        let known = if silent { &truth } else { &plain };
        for files in [[("a.csv", known.as_str()), ("b.csv", &other)], [("a.csv", &other), ("b.csv", known)]] {
            let usage = read(&files);
            let requests: f64 = usage.workloads.iter().filter_map(|one| one.totals.requests).sum();
            assert_eq!((requests, wrong(&usage).is_empty()), (4_200.0, silent), "{other} {:?}", usage.issues);
        }
    }
    // Two prompts' lengths of Claude, whose mark a spreadsheet spoiled, or whose column, or place, is not there.
    let claude = |window: &dyn Fn(&str) -> String, column: &str, more: &str| {
        let row = |day: u32, mark: &str| {
            format!("2026-10-{day:02},claude-sonnet-5-5,key,Default,1000,0,100{}{more}\n", window(mark))
        };
        let rows: String = (1..15).map(|day| row(day, "\u{2264} 200k") + &row(day, "> 200k")).collect();
        format!(
            "usage_date_utc,model_version,api_key,workspace,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens{column}\n"
        ) + &rows
    };
    let cell = |mark: &str| format!(",{mark}");
    let known = claude(&cell, ",context_window", "");
    for other in [
        known.replace('\u{2264}', "\u{e2}\u{2030}\u{a4}"),
        claude(&|_| String::new(), "", ""),
        claude(&cell, ",context_window,inference_geo", ",global"),
    ] {
        for files in [[("a.csv", &known), ("b.csv", &other)], [("a.csv", &other), ("b.csv", &known)]] {
            let usage = read(&files.map(|(name, text)| (name, text.as_str())));
            // 14 days of two rows of 1,000 tokens in.
            assert_eq!(usage.workloads.iter().map(|one| one.totals.input).sum::<f64>(), 28_000.0, "{other}");
        }
    }
}

#[test]
fn what_says_more_counts_in_any_order_of_files() {
    // Ten requests an hour from 2026-11-02 on: two weeks by the hour, and by the day with a day before and one after.
    let hour = |at: u32| {
        let start = 1_793_577_600 + at * 3_600;
        format!(
            r#"{{"object":"bucket","start_time":{start},"end_time":{},"results":[{{"object":"organization.usage.completions.result","input_tokens":1000,"output_tokens":100,"num_model_requests":10,"model":"gpt-5.5","project_id":"shop"}}]}}"#,
            start + 3_600
        )
    };
    let page = |hours: core::ops::Range<u32>| {
        let all: Vec<String> = hours.map(hour).collect();
        format!(r#"{{"object":"page","data":[{}],"has_more":false}}"#, all.join(","))
    };
    let day = |day: u32| format!("2026-11-{day:02},2026-11-{:02},shop,gpt-5.5,24000,2400,240,0\n", day + 1);
    let head =
        "start_time,end_time,project_id,model,input_tokens,output_tokens,num_model_requests,input_cached_tokens\n";
    let days = head.to_owned() + &(2..16).map(day).collect::<String>();
    let hours = page(0..336);
    for files in [[("h.json", &hours), ("d.csv", &days)], [("d.csv", &days), ("h.json", &hours)]] {
        let usage = read(&files.map(|(name, text)| (name, text.as_str())));
        let one = &usage.workloads[0];
        assert_eq!(one.totals.requests, Some(3_360.0), "{}", files[0].0);
        assert!(wrong(&usage).iter().all(|one| one.ends_with("they count once.")), "{:?}", usage.issues);
        assert_eq!(one.evidence, build_or_buy::usage::Evidence::Measured, "{}", files[0].0);
        // Every row of days is left out once.
        let days = usage.files.iter().find(|file| file.name == "d.csv").expect("a file");
        assert_eq!((days.rows, days.left_out.iter().map(|left| left.rows).sum::<u64>()), (0, 14), "{}", files[0].0);
    }
    // Hours that end at noon of the last day end what is covered, also where its day was read before: 13.5 days of 240.
    let hours = page(0..324);
    for files in [[("h.json", &hours), ("d.csv", &days)], [("d.csv", &days), ("h.json", &hours)]] {
        let usage = read(&files.map(|(name, text)| (name, text.as_str())));
        assert_eq!(
            (usage.sources[0].hours, usage.sources[0].to.as_str()),
            (324.0, "2026-11-15 12:00"),
            "{}",
            files[0].0
        );
        assert_eq!(super::value(&usage.workloads[0], "requests"), Some(7_305.0), "{}", files[0].0);
    }
    // The Console counts no requests, the analytics do, in either order: 24 days of 50.
    let row = |day: u32| format!("2026-10-{day:02},claude-sonnet-5-5,key,Default,standard,1000,0,100\n");
    let rows: String = (1..25).map(row).collect();
    let console = "usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens\n".to_owned() + &rows;
    let day = |day: u32| {
        format!(
            r#"{{"starting_at":"2026-10-{day:02}T00:00:00Z","ending_at":"2026-10-{:02}T00:00:00Z","group":{{"model":"claude-sonnet-5-5"}},"usage":{{"uncached_input_tokens":1000,"cache_read_input_tokens":0,"output_tokens":100,"requests":50}}}}"#,
            day + 1
        )
    };
    let counted = format!(r#"{{"data":[{}],"has_more":false}}"#, (1..25).map(day).collect::<Vec<_>>().join(","));
    for files in [[("a.csv", &console), ("b.json", &counted)], [("b.json", &counted), ("a.csv", &console)]] {
        let usage = read(&files.map(|(name, text)| (name, text.as_str())));
        assert_eq!((usage.workloads.len(), usage.workloads[0].totals.requests), (1, Some(1_050.0)), "{}", files[0].0);
    }
}

#[test]
fn vectors_by_the_hour_and_by_the_day_count_once() {
    // 24 requests of 1,000 tokens an hour, 576 a day, for two weeks: 8,064, by the hour, by the day, and as the page has them
    // beside answers, which have 100 a day of their own and are 1,400 in any order of files.
    let second = |hour: u32| 1_793_577_600 + hour * 3_600;
    let buckets = |width: u32| {
        let bucket = |at: u32| {
            format!(
                r#"{{"start_time":{},"end_time":{},"results":[{{"object":"organization.usage.embeddings.result","input_tokens":{},"num_model_requests":{},"model":"text-embedding-3-large"}}]}}"#,
                second(at * width),
                second((at + 1) * width),
                24_000 * width,
                24 * width
            )
        };
        let all: Vec<String> = (0..336 / width).map(bucket).collect();
        format!(r#"{{"object":"page","data":[{}],"has_more":false}}"#, all.join(","))
    };
    let row = |day: u32| {
        let (start, end) = (second(day * 24), second(day * 24 + 24));
        format!("{start},{end},text-embedding-3-large,576000,0,576\n{start},{end},gpt-5.6-luna,50000,9000,100\n")
    };
    let page = "start_time,end_time,model,input_tokens,output_tokens,num_model_requests\n".to_owned()
        + &(0..14).map(row).collect::<String>();
    let (hours, days) = (buckets(1), buckets(24));
    let files = [("h.json", hours.as_str()), ("d.json", &days), ("p.csv", &page)];
    for (one, other) in [(0, 1), (1, 0), (1, 2), (2, 1), (0, 2), (2, 0)] {
        let usage = read(&[files[one], files[other]]);
        let of = |vectors: bool| -> f64 {
            let all = usage.workloads.iter().filter(|one| one.model_read.contains("embed") == vectors);
            all.filter_map(|one| one.totals.requests).sum()
        };
        let answers = if one == 2 || other == 2 { 1_400.0 } else { 0.0 };
        assert_eq!((of(true), of(false)), (8_064.0, answers), "{one} {other}: {:?}", usage.issues);
    }
}
