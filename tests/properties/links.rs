//! Links and numbers as they are typed: whatever it is, it is read back or refused.

use super::CATALOG;
use super::drawn::{anything, cases};
use build_or_buy::inputs::{self, number};
use proptest::prelude::*;
use proptest::sample::select;

proptest! {
    #![proptest_config(cases(10_000))]

    #[test]
    fn a_link_reads_back_to_the_same_inputs_bit_for_bit(pairs in anything()) {
        let first = inputs::link::read(&pairs, &CATALOG);
        let written = first.pairs();
        let again = inputs::link::read(&written, &CATALOG);
        prop_assert_eq!(&first.inputs, &again.inputs);
        prop_assert_eq!(written, again.pairs());
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}", unit in select(vec!["", "%", "months", "ms", "USD"])) {
        if let Ok(reading) = number::read(&text, unit) {
            let written = reading.text();
            prop_assert_eq!(number::read(&written, "").map(|again| again.text()), Ok(written));
        }
    }

    #[test]
    fn texts_of_digits_and_marks_are_read_or_refused(text in "[-0-9.,~ 'kMe$€%to]{0,16}") {
        if let Ok(reading) = number::read(&text, "") {
            let parts = [reading.low, reading.typical, reading.high];
            prop_assert!(parts.into_iter().flatten().all(|part| part.value().is_finite()));
        }
    }
}
