//! Ranges: both ends as they were typed, and a middle by the kind of amount.

use super::link;
use build_or_buy::inputs::number::read;

#[test]
fn the_middle_of_a_range_of_shares_is_half_way_and_of_amounts_half_way_in_digits() {
    let query = link(&[
        ("assistant.cached", "20~80"),
        ("assistant.waiting", "10~40"),
        ("growth", "-20~60"),
        ("assistant.requests", "100k~900k"),
        ("engineer_cost", "100k~400k"),
    ]);
    assert!(query.issues.is_empty(), "{:?}", query.issues);
    let workload = &query.inputs.workloads[0];
    assert_eq!(workload.cached.get(), 0.5);
    assert_eq!(workload.waiting.get(), 0.25);
    assert_eq!(query.inputs.growth.get(), 0.2);
    // √(100,000 · 900,000) = 300,000; √(100,000 · 400,000) = 200,000.
    assert!((workload.requests.get() - 300_000.0).abs() < 1e-6);
    assert!((query.inputs.engineer_cost.get() - 200_000.0).abs() < 1e-6);
}

#[test]
fn a_range_from_nothing_has_no_geometric_middle() {
    // √(0 · 10,000) = 0 would be next to no requests; half way is 5,000.
    let query = link(&[("assistant.requests", "0~10k")]);
    assert_eq!(query.inputs.workloads[0].requests.get(), 5_000.0);
}

#[test]
fn a_range_in_a_link_is_the_range_that_was_typed() {
    // A number without a suffix takes the one of those after it, so a link writes all with a suffix or none.
    for (typed, link) in [
        ("5000~20000", "5000~20000"),
        ("8839~14610~30823", "8839~14610~30823"),
        ("20k~50k", "20k~50k"),
        ("0~2M", "0~2M"),
        ("500k~2M", "500k~2M"),
        ("0.5~20000", "0.5~20000"),
    ] {
        let once = read(typed, "").expect("a range");
        assert_eq!(once.text(), link);
        let again = read(link, "").expect("a range");
        assert_eq!((again.low, again.typical, again.high), (once.low, once.typical, once.high), "{typed}");
    }
}
