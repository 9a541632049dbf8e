//! The busiest hour over the mean hour, and what days alone say of it.

use super::read;
use build_or_buy::usage::Evidence;
use std::process::Command;

/// Four weeks of hours from Monday 2026-11-02 on: 10,000 requests in each, 30,000 at 9 and 10 o'clock of weekdays.
fn hours(from: u64, to: u64) -> String {
    let mut text = String::from("start_time,end_time,model,requests,input_tokens,output_tokens\n");
    for at in from..to {
        let busy = [9, 10].contains(&(at % 24)) && at / 24 % 7 < 5;
        let (start, requests) = (1_793_577_600 - 28 * 86_400 + at * 3_600, if busy { 30_000 } else { 10_000 });
        text += &format!("{start},{},gpt-5.6-luna,{requests},{},{}\n", start + 3_600, requests * 1_000, requests * 100);
    }
    text
}

/// The same by the day, on a Wednesday twice as many.
fn days(to: u64) -> String {
    let mut text = String::from("start_time,end_time,model,requests,input_tokens,output_tokens\n");
    for at in 0..to {
        let (start, requests) =
            (1_793_577_600 - 28 * 86_400 + at * 86_400, if at % 7 == 2 { 200_000 } else { 100_000 });
        text +=
            &format!("{start},{},gpt-5.6-luna,{requests},{},{}\n", start + 86_400, requests * 1_000, requests * 100);
    }
    text
}

#[test]
fn the_peak_to_average_stands_in_the_text_and_in_the_json() {
    // Of 168 hours 10 have 3 and 158 have 1: the mean is 188 ÷ 168 and the peak 3 · 168 ÷ 188 = 2.681, of which the lean of
    // 20 requests of some 40,000 an hour takes less than a thousandth.
    let usage = read(&[("hours.csv", &hours(0, 672))]);
    let one = &usage.workloads[0];
    let peak = one.peak.expect("measured");
    assert!(one.evidence == Evidence::Measured && (peak / (3.0 * 168.0 / 188.0) - 1.0).abs() < 1e-3, "{peak}");
    // Days alone: one of 2 and six of 1 are 8 ÷ 7 on average, so the peak is at least 2 · 7 ÷ 8 = 1.75.
    let usage = read(&[("days.csv", &days(28))]);
    let one = &usage.workloads[0];
    assert_eq!(one.evidence, Evidence::Days);
    assert!((one.peak.expect("a bound") - 1.75).abs() < 1e-9, "{:?}", one.peak);
    let json = serde_json::to_value(&usage).expect("JSON");
    assert_eq!(json["workloads"][0]["peak"].as_f64(), one.peak);
    // Of three days no hour and no day of the week is known.
    assert_eq!(read(&[("hours.csv", &hours(0, 72))]).workloads[0].peak, None);
    let said = |name: &str, text: &str| {
        let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        std::fs::write(&path, text).expect("written");
        let out = Command::new(env!("CARGO_BIN_EXE_build-or-buy")).arg("usage").arg(path).output();
        String::from_utf8(out.expect("the command starts").stdout).expect("text")
    };
    let hourly = said("peak_hours.csv", &hours(0, 672));
    assert!(hourly.contains("  peak to average = 2.68 (the busiest hour ÷ the mean hour)\n"), "{hourly}");
    let daily = said("peak_days.csv", &days(28));
    let told = "  peak to average = at least 1.75 (the busiest day ÷ the mean day; hours are not measured)\n";
    assert!(daily.contains(told), "{daily}");
}
