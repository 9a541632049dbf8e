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
            " too, grouped another way (by model, project or workspace, key, hour or day): they count once",
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
        assert!(wrong(&usage).iter().any(|one| one.contains("hour or day): they count once")), "{:?}", usage.issues);
        // Hours tell the week, whichever file they stand in.
        let hourly = usage.workloads[0].evidence == build_or_buy::usage::Evidence::Measured;
        assert_eq!(hourly, one == 0 || other == 0, "{one} {other}");
    }
    // Other totals of the same days are another usage, and nothing is said.
    let usage = read(&[files[1], ("p.csv", &projects.replace("24000", "9000"))]);
    assert_eq!(usage.workloads.iter().filter_map(|one| one.totals.requests).sum::<f64>(), 6_720.0);
    assert!(wrong(&usage).is_empty());
}
