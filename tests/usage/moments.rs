//! Moments, days and spans as exports write them, read from a table: when a file begins, and whether it names its zone.

use super::{read, wrong};
use build_or_buy::usage::Usage;

fn of(times: &[&str]) -> Usage {
    let row = |time: &&str| format!("\"{time}\",gpt-5.6-luna,1000,100\n");
    read(&[(
        "log.csv",
        &("time,model,input_tokens,output_tokens\n".to_owned() + &times.iter().map(row).collect::<String>()),
    )])
}

/// When a file of one row begins, and whether it names no zone; `None` where its time cannot be read.
fn begins(time: &str) -> Option<(String, bool)> {
    let usage = of(&[time]);
    let read = wrong(&usage).iter().all(|one| !one.contains("no time that can be read"));
    read.then(|| (usage.sources[0].from.clone(), usage.sources[0].naive))
}

#[test]
fn a_clock_is_read_with_its_half_of_the_day_and_its_zone() {
    for (time, wanted, naive) in [
        ("2026-11-02 12:05 AM", "2026-11-02 00:05", true),
        ("2026-11-02 12:05 PM", "2026-11-02 12:05", true),
        ("2026-11-02 11:59:59 pm", "2026-11-02 23:59", true),
        ("2026-11-02 1:05am", "2026-11-02 01:05", true),
        ("2026-11-02 7", "2026-11-02 07:00", true),
        ("2026-11-02T09:14:07Z", "2026-11-02 09:14", false),
        ("2026-11-02 09:14 utc", "2026-11-02 09:14", false),
        ("2026-11-02 09:14:07,999", "2026-11-02 09:14", true),
        ("2026-11-02T09:14:07.5+05:30", "2026-11-02 03:44", false),
        ("2026-11-02T09:14:07+0545", "2026-11-02 03:29", false),
        ("2026-11-02T20:14:07-03:30", "2026-11-02 23:44", false),
        ("2026-11-02T22:14:07-08", "2026-11-03 06:14", false),
        ("2026-11-02 09:14:07 +0000 UTC", "2026-11-02 09:14", false),
        // A second that was put in, and the end of a day as some write it.
        ("2026-11-02T23:59:60Z", "2026-11-03 00:00", false),
        ("2026-11-02T24:00:00Z", "2026-11-03 00:00", false),
    ] {
        assert_eq!(begins(time), Some((wanted.to_owned(), naive)), "{time}");
    }
    for time in [
        "2026-11-02 25:00",
        "2026-11-02 09:60",
        "2026-11-02 09:00:61",
        "2026-11-02 -1:00",
        "2026-11-02 noon",
        "2026-11-02 09:xx",
        "2026-11-02T09:14:07+xx",
        "2026-11-02 09:14:0x",
    ] {
        assert_eq!(begins(time), None, "{time}");
    }
}

#[test]
fn a_day_is_read_in_every_order_that_says_which_number_is_which() {
    for (day, wanted) in [
        ("2026/11/02", "2026-11-02 00:00"),
        ("2026.11.2", "2026-11-02 00:00"),
        ("2.11.26", "2026-11-02 00:00"),
        ("31.12.2026", "2026-12-31 00:00"),
        ("11-22-2026", "2026-11-22 00:00"),
        ("22-11-2026", "2026-11-22 00:00"),
        ("13/11/2026", "2026-11-13 00:00"),
        ("11/13/2026", "2026-11-13 00:00"),
        ("11/12/26", "2026-11-12 00:00"),
        ("20261102", "2026-11-02 00:00"),
        ("2 Nov 2026", "2026-11-02 00:00"),
        ("Nov 2, 2026", "2026-11-02 00:00"),
        ("Monday, November 2, 2026", "2026-11-02 00:00"),
        ("02/Nov/2026:09:14:07 +0100", "2026-11-02 08:14"),
        ("Mon Nov 2 09:14:07 2026", "2026-11-02 09:14"),
        ("2-Nov-2026 09:14", "2026-11-02 09:14"),
        ("2026-Nov-02 21:00:00", "2026-11-02 21:00"),
    ] {
        assert_eq!(begins(day).map(|one| one.0).as_deref(), Some(wanted), "{day}");
    }
    // No year, a month of 13 or 0, a day too many, a fourth number, words alone.
    for day in ["11/02", "2026-13-02", "2026-00-02", "2026-02-30", "1/2/3/2026", "today", "Nov 2"] {
        assert_eq!(begins(day), None, "{day}");
    }
}

#[test]
fn a_number_is_a_moment_by_its_size() {
    // 1,793,577,600 s is 2026-11-02 00:00 UTC; 14:00 is 50,400 s later.
    for time in [
        "1793628000",
        "1793628000.5",
        "1793628000123",
        "1793628000123456",
        "1793628000123456789",
        "20261102140000",
        "20261102T140000Z",
        "20261102t150000+0100",
        "20261102T14",
    ] {
        assert_eq!(
            begins(time),
            Some(("2026-11-02 14:00".to_owned(), ["20261102140000", "20261102T14"].contains(&time))),
            "{time}"
        );
    }
    // Up to 2100 and not beyond; what is small counts from the start of a recording and has no date.
    assert_eq!(begins("4102444799").map(|one| one.0).as_deref(), Some("2099-12-31 23:59"));
    assert_eq!(begins("4102444800"), None);
    assert_eq!(begins("300000000").map(|one| one.0).as_deref(), Some("1979-07-05 05:20"));
    assert_eq!(begins("299999999").map(|one| one.0).as_deref(), Some(""));
    // Compact days of the years that usage can be of; others are numbers.
    assert_eq!(begins("20150101").map(|one| one.0).as_deref(), Some("2015-01-01 00:00"));
    assert_eq!(begins("20391231").map(|one| one.0).as_deref(), Some("2039-12-31 00:00"));
    for number in ["20400101", "20141231"] {
        assert_eq!(begins(number).map(|one| one.0).as_deref(), Some(""), "{number}");
    }
    for odd in ["1.2.3", "-1793628000", "20261102T1400xx", "2026110214000099"] {
        let found = begins(odd).map(|one| one.0);
        assert!(found.as_deref().is_none_or(|one| !one.starts_with("2026-11-02")), "{odd}: {found:?}");
    }
}

#[test]
fn weeks_and_months_are_read_in_a_column_of_their_own() {
    let begins = |column: &str, time: &str| {
        let text = format!("{column},model,requests,input_tokens,output_tokens\n{time},gpt-5.6-luna,10,1000,100\n");
        let one = read(&[("sums.csv", &text)]).sources[0].clone();
        (one.from, one.to)
    };
    for (time, from, to) in [
        // The first week of a year holds its fourth of January; 2026 begins on a Thursday, 2027 on a Friday.
        ("2026-W01", "2025-12-29 00:00", "2026-01-05 00:00"),
        ("2026-W53", "2026-12-28 00:00", "2027-01-04 00:00"),
        ("2027 w1", "2027-01-04 00:00", "2027-01-11 00:00"),
        ("2026-12", "2026-12-01 00:00", "2027-01-01 00:00"),
        ("2028-02", "2028-02-01 00:00", "2028-03-01 00:00"),
        ("Dec 2026", "2026-12-01 00:00", "2027-01-01 00:00"),
        ("2026 sept", "2026-09-01 00:00", "2026-10-01 00:00"),
    ] {
        assert_eq!(begins("period", time), (from.to_owned(), to.to_owned()), "{time}");
    }
    for time in ["2026-W00", "2026-W54", "2026-13", "2026-1", "20", "Nov 26"] {
        assert_eq!(begins("period", time).0, "", "{time}");
    }
}

#[test]
fn dates_that_could_be_read_either_way_are_read_as_the_whole_file_says() {
    let first = |times: &[&str]| {
        let usage = of(times);
        let told = usage
            .issues
            .iter()
            .find(|one| one.sentence.starts_with("Dates like"))
            .map(|one| (one.row, one.sentence.clone()));
        (usage.sources[0].from.clone(), usage.sources[0].to.clone(), told)
    };
    // One that cannot be a month decides for all, wherever it stands.
    let (from, to, told) = first(&["9/10/2026 10:00", "9/12/2026 10:00", "9/13/2026 10:00"]);
    assert_eq!((from.as_str(), to.as_str(), told), ("2026-09-10 10:00", "2026-09-13 10:00", None));
    let (from, to, told) = first(&["9/10/2026 10:00", "12/10/2026 10:00", "13/10/2026 10:00"]);
    assert_eq!((from.as_str(), to.as_str(), told), ("2026-10-09 10:00", "2026-10-13 10:00", None));
    let (from, to, _) = first(&["13/11/2026 10:00", "9/12/2026 10:00"]);
    assert_eq!((from.as_str(), to.as_str()), ("2026-11-13 10:00", "2026-12-09 10:00"));
    // The 31st is a day as well.
    for last in ["31/10/2026 10:00", "10/31/2026 10:00"] {
        let (from, _, told) = first(&["9/10/2026 10:00", last]);
        let wanted = if last.starts_with("31") { "2026-10-09 10:00" } else { "2026-09-10 10:00" };
        assert_eq!((from.as_str(), told), (wanted, None), "{last}");
    }
    // Where none does they lie close together, and it is said of the first of them.
    let told = |which: &str| {
        Some((
            2,
            format!("Dates like 9/1/2026 are read with the {which} first. If that is wrong, write them as 2026-01-09."),
        ))
    };
    assert_eq!(
        first(&["9/1/2026 10:00", "9/2/2026 10:00"]),
        ("2026-09-01 10:00".into(), "2026-09-02 10:00".into(), told("month"))
    );
    assert_eq!(
        first(&["9/1/2026 10:00", "10/1/2026 10:00"]),
        ("2026-01-09 10:00".into(), "2026-01-10 10:00".into(), told("day"))
    );
    // Of one date alone the month comes first.
    assert_eq!(first(&["9/1/2026 10:00"]).0, "2026-09-01 10:00");
}
