//! A gateway's log beside its host's export of the same days: said once of each two, and never of one.

use super::{edited, read, wrong};

fn log(day: u32) -> String {
    let row = |hour: u32| format!("2026-11-{day:02}T{hour:02}:10:00Z,chat,gpt-5.6-luna,1000,110\n");
    "time,app,model,input_tokens,output_tokens\n".to_owned() + &(0..24).map(row).collect::<String>()
}

/// A vendor's page by the hour of a day in November 2026.
fn page(day: u32) -> String {
    let row = |hour: u32| {
        let from = 1_793_577_600 + ((day - 2) * 24 + hour) * 3_600;
        format!("{from},{},search,10,gpt-5.6-terra,20000,5000\n", from + 3_600)
    };
    "start_time,end_time,project_id,num_model_requests,model,input_tokens,output_tokens\n".to_owned()
        + &(0..24).map(row).collect::<String>()
}

fn said(files: &[(&str, &str)]) -> usize {
    read(files).issues.iter().filter(|one| one.sentence.contains("cover the same days")).count()
}

#[test]
fn two_that_cover_the_same_days_are_named_once_and_one_never() {
    let (log_2, page_2, page_4) = (log(2), page(2), page(4));
    assert_eq!(said(&[("log.csv", &log_2)]), 0);
    assert_eq!(said(&[("page.csv", &page_2)]), 0);
    assert_eq!(said(&[("log.csv", &log_2), ("page.csv", &page_2)]), 1);
    assert_eq!(said(&[("log.csv", &log_2), ("page.csv", &page_4)]), 0, "other days");
}

#[test]
fn a_sign_alone_is_no_offset() {
    // Times without a zone need one.
    let text = log(2).replace("Z,", ",");
    let refused = |zone: &str| wrong(&edited(&[("log.csv", &text)], &[("zone", zone)])).len();
    assert_eq!(["", "UTC", "0", "+02:00", "-5", "5.5", "UTC+5:30"].map(refused), [0; 7]);
    assert_eq!(["-", "+", "UTC-", "+x"].map(|zone| refused(zone) > 0), [true; 4]);
}
