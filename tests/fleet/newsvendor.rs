//! How much to own, on the measured weeks, against the table worked out apart from this code.

use crate::company::catalog;
use build_or_buy::fleet::{Service, Work};
use build_or_buy::week::Week;

/// Replicas so small, with so many slots, that whole numbers and queueing margins vanish.
const FINE: f64 = 20_000.0;

#[test]
fn the_newsvendor_table_of_the_measured_weeks_comes_out_to_two_digits() {
    // Own cost over hosted price; then for coding and for chat: base load over the mean, part that overflows, cost
    // over buying everything, and the same sized for the peak hour (Azure 2024 weeks). The table's base load is
    // interpolated between two hours; ours is the hour's own, 0.03 away at most, and costs no more.
    type Row = (f64, [f64; 4]);
    let coding: [Row; 4] = [
        (0.2, [1.99, 0.09, 0.49, 0.60]),
        (0.3, [1.11, 0.31, 0.65, 0.90]),
        (0.5, [0.61, 0.51, 0.81, 1.50]),
        (0.7, [0.43, 0.61, 0.91, 2.11]),
    ];
    let chat: [Row; 4] = [
        (0.2, [1.26, 0.03, 0.28, 0.33]),
        (0.3, [1.18, 0.05, 0.40, 0.50]),
        (0.5, [1.02, 0.11, 0.62, 0.83]),
        (0.7, [0.81, 0.24, 0.81, 1.16]),
    ];
    let catalog = catalog();
    let service = Service { slots: 1e9, burst: 1.0, spare: 0.0, spare_share: 0.0, regions: 1.0 };
    for (id, table) in [("coding", coding), ("chat", chat)] {
        let week = Week::new(&catalog.shape(id).expect("the shape is in the catalog").hours);
        let work = Work::new(*week.hours(), 0.0);
        for (ratio, [level, overflow, cost, peak]) in table {
            let found = service.base_load(&work, FINE, ratio, 1.0);
            let got = [
                found.replicas / FINE,
                found.overflow,
                (found.replicas * ratio + found.overflow * FINE) / FINE,
                service.always_on(&work, FINE) * ratio / FINE,
            ];
            for (name, got, want, within) in [
                ("base load", got[0], level, 0.03),
                ("overflow", got[1], overflow, 0.01),
                ("cost", got[2], cost, 0.0051),
                ("sized for the peak", got[3], peak, 0.0051),
            ] {
                println!("{id} at {ratio}: {name} {got:.4}, table {want}");
                assert!((got - want).abs() <= within, "{id} at {ratio}: {name} {got} is not {want}");
            }
        }
        // Owning costs more than buying: own nothing.
        assert_eq!(service.base_load(&work, FINE, 1.0, 1.0).replicas, 0.0);
    }
}
