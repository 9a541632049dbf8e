//! Numbers as people type them.

/// A plain number as a person types it, with up to 12 places. The standard formatting of numbers is 7 KB of the browser's module.
pub(super) fn digits(number: f64) -> String {
    let mut power = 1.0;
    for places in 0..12 {
        let whole = (number * power).round();
        if whole / power == number && whole.abs() < 1e15 {
            let text = format!("{:0width$}", whole.abs() as u64, width = places + 1);
            let (units, parts) = text.split_at(text.len() - places);
            return [if number < 0.0 { "-" } else { "" }, units, if places > 0 { "." } else { "" }, parts].concat();
        }
        power *= 10.0;
    }
    // Larger or finer than any input: to the nearest that can be told.
    (number.round() as i64).to_string()
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn numbers_read_back_as_they_were() {
        for number in [0.0, 0.07, -0.5, 150_000.0, 1.235, 1e-9, 123_456_789.012_5, -19.0, 2e14] {
            assert_eq!(digits(number).parse(), Ok(number), "{}", digits(number));
        }
        assert_eq!(digits(0.07), "0.07");
        assert_eq!(digits(-0.5), "-0.5");
    }
}
