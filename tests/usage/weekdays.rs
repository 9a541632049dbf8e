//! Under a week of data: the days that are told are those that a person sees in the file.

use super::{edited, input, read};

const HEAD: &str = "time,model,requests,input_tokens,output_tokens\n";

fn told(text: &str, edits: &[(&str, &str)]) -> String {
    let usage = edited(&[("log.csv", text)], edits);
    input(&usage.workloads[0], "requests").rule.split(", the rest").next().unwrap_or_default().to_owned()
}

#[test]
fn few_requests_that_are_stretched_reach_no_further_day() {
    // Three requests from Monday 09:00 to Tuesday 22:00 are 37 hours, × 3 ÷ 2 = 55.5: until Wednesday 16:30, which nobody saw.
    let rows = ["2026-11-02T09:00:00Z", "2026-11-02T18:00:00Z", "2026-11-03T22:00:00Z"];
    let row = |time: &&str| format!("{time},gpt-5.6-luna,1000,100\n");
    let text: String = rows.iter().map(row).collect();
    assert_eq!(told(&format!("time,model,input_tokens,output_tokens\n{text}"), &[]), "2 of 7 weekdays seen");
}

#[test]
fn two_days_of_a_clock_of_its_own_are_two_days() {
    // Monday and Tuesday, 48 hours: eight hours ahead of UTC they touch Sunday, five and a half behind Wednesday.
    for (zone, edits) in [("", &[][..]), ("", &[("zone", "+08:00")]), ("+08:00", &[]), ("-05:00", &[]), ("+05:30", &[])]
    {
        let row =
            |at: u32| format!("2026-11-{:02}T{:02}:00:00{zone},gpt-5.6-luna,100,1000,100\n", 2 + at / 24, at % 24);
        let text = HEAD.to_owned() + &(0..48).map(row).collect::<String>();
        assert_eq!(told(&text, edits), "2 of 7 weekdays seen", "{zone} {edits:?}");
    }
}

#[test]
fn a_day_that_was_hardly_seen_is_named_as_such() {
    // Monday from 21:00 and all of Tuesday: two days are in the file, of which one says nothing about a whole one.
    let row = |at: u32| format!("2026-11-{:02}T{:02}:00:00Z,gpt-5.6-luna,100,1000,100\n", 2 + at / 24, at % 24);
    let text = HEAD.to_owned() + &(21..48).map(row).collect::<String>();
    assert_eq!(told(&text, &[]), "2 of 7 weekdays seen (1 of them for under 6 hours)");
    // A whole week is all of them.
    let text = HEAD.to_owned() + &(0..168).map(row).collect::<String>();
    let usage = read(&[("log.csv", &text)]);
    assert!(input(&usage.workloads[0], "requests").rule.starts_with("mean of each weekday"));
}
