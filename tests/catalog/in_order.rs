//! Rows of the shipped catalog are sorted, stand once, and carry their evidence.

use crate::catalog;
use build_or_buy::catalog::Kind;

/// Checks that every key is above the one before it.
fn sorted<T: Ord + core::fmt::Debug>(keys: impl Iterator<Item = T>) {
    let keys: Vec<T> = keys.collect();
    for pair in keys.windows(2) {
        assert!(pair[0] < pair[1], "{:?} stands before {:?}", pair[0], pair[1]);
    }
}

#[test]
fn rows_are_sorted_once_each_and_carry_their_evidence() {
    let catalog = catalog();
    sorted(catalog.hosted.iter().map(|row| (row.id.clone(), row.from)));
    sorted(catalog.models.iter().map(|row| row.id.clone()));
    sorted(catalog.gpus.iter().map(|row| row.id.clone()));
    sorted(catalog.rents.iter().map(|row| {
        (row.gpu.clone(), row.provider.clone(), row.billing.word(), row.gpus_min, row.region.clone(), row.from)
    }));
    sorted(catalog.purchases.iter().map(|row| (row.gpu.clone(), row.from)));
    sorted(catalog.quality.iter().map(|row| row.model.clone()));
    sorted(catalog.shapes.iter().map(|row| row.id.clone()));
    sorted(catalog.parameters.iter().map(|row| row.key.clone()));
    sorted(catalog.regimes.iter().map(|row| row.id.clone()));
    // The reader refuses empty text, so every source is there; ids must also survive a link.
    for row in &catalog.hosted {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b".-/".contains(&byte);
        assert!(row.id.bytes().all(plain) && row.id.matches('/').count() == 1, "{}", row.id);
        assert!(row.announced == (row.from > catalog.asof) && row.checked <= catalog.asof, "{} {}", row.id, row.from);
        assert_eq!(row.input.get() == 0.0, row.per_request.is_some(), "{}", row.id);
        assert_eq!(row.output.get() == 0.0, row.kind != Kind::Chat, "{}", row.id);
        assert!(row.cached_read.is_none_or(|read| read.get() > 0.0 && read <= row.input), "{}", row.id);
        assert_eq!(row.tokenizer_factor.is_some(), row.tokenizer_grade.is_some(), "{}", row.id);
    }
    for row in &catalog.rents {
        assert!(row.from <= catalog.asof && row.gpus_min >= 1, "{} {}", row.provider, row.gpu);
    }
    for row in &catalog.purchases {
        assert!(
            row.low <= Some(row.price) && Some(row.price) <= row.high && row.low.is_some() && row.from <= catalog.asof,
            "{}",
            row.gpu
        );
    }
    for row in &catalog.parameters {
        let known: Vec<f64> = [row.low, row.typical, row.high].into_iter().flatten().collect();
        assert!(known.windows(2).all(|pair| pair[0] <= pair[1]), "{} is not in order", row.key);
    }
    let days = catalog.gpus.iter().map(|row| row.checked).chain(catalog.models.iter().map(|row| row.checked));
    assert!(days.chain(catalog.regimes.iter().map(|row| row.checked)).all(|day| day <= catalog.asof));
}
