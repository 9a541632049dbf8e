//! Numbers as exports and spreadsheets write them.

/// A number that was read from a cell.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) value: f64,
    /// Written as `1.2E+06`: a spreadsheet has dropped digits.
    pub(super) rounded: bool,
}

const POWERS: [f64; 23] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
];

/// Reads `118`, `118.0`, `1,234,567`, `1.234.567`, `-0.006`, `$3.20`, `1.2E+06`. Where a comma is the decimal mark
/// (`comma`: columns are parted by semicolons), a point before groups of three digits parts thousands.
/// `None` for anything else, `Infinity` and `NaN` among it.
pub(super) fn read(text: &str, comma: bool) -> Option<Figure> {
    let text = text.trim().trim_start_matches('$').trim();
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1.0, rest.trim_start_matches('$')),
        None => (1.0, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, power) = match text.split_once(['e', 'E']) {
        Some((mantissa, power)) => (mantissa, power.trim_start_matches('+').parse::<i32>().ok()?.clamp(-9_999, 9_999)),
        None => (text, 0),
    };
    let decimal = decimal_mark(mantissa, comma);
    let (mut digits, mut scale, mut seen, mut after) = (0_u64, power, 0, false);
    for (at, letter) in mantissa.char_indices() {
        match letter {
            '0'..='9' => {
                seen += 1;
                if digits < 900_000_000_000_000_000 {
                    digits = digits * 10 + u64::from(letter as u32 - 48);
                    scale -= i32::from(after);
                } else {
                    scale += i32::from(!after);
                }
            }
            _ if Some(at) == decimal => after = true,
            '.' | ',' | '\'' | '\u{a0}' | '\u{202f}' | ' ' | '_' if seen > 0 => {}
            _ => return None,
        }
    }
    if seen == 0 {
        return None;
    }
    let mut value = digits as f64;
    while scale < 0 {
        let step = (-scale).min(22);
        value /= POWERS[step as usize];
        scale += step;
    }
    while scale > 0 && value < 1e300 {
        let step = scale.min(22);
        value *= POWERS[step as usize];
        scale -= step;
    }
    // What is beyond every number is none.
    (scale == 0 && value.is_finite()).then_some(Figure { value: sign * value, rounded: power > 0 })
}

/// Where the decimal mark stands: a mark that stands once and does not part a group of three digits, or the last of
/// two kinds.
fn decimal_mark(text: &str, comma: bool) -> Option<usize> {
    let (points, commas) = (text.matches('.').count(), text.matches(',').count());
    match (points, commas) {
        (0, 0) => None,
        (1, 0) => {
            let at = text.find('.')?;
            (!comma || text.len() - at != 4 || text.starts_with('0')).then_some(at)
        }
        (0, 1) => {
            let at = text.find(',')?;
            (comma || text.len() - at != 4 || text.starts_with('0')).then_some(at)
        }
        (_, 0) | (0, _) => None,
        _ => {
            let (point, comma) = (text.rfind('.')?, text.rfind(',')?);
            if point > comma { (points == 1).then_some(point) } else { (commas == 1).then_some(comma) }
        }
    }
}

/// `True`, `FALSE`, `yes`, `1`.
pub(super) fn flag(text: &str) -> Option<bool> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" | "wahr" => Some(true),
        "false" | "no" | "0" | "falsch" => Some(false),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_exports_and_spreadsheets_write_them() {
        for (text, comma, value) in [
            ("118.0", false, 118.0),
            ("2914022", false, 2_914_022.0),
            ("1,234,567", false, 1_234_567.0),
            ("1.234.567", false, 1_234_567.0),
            ("1,234.56", false, 1_234.56),
            ("1.234,56", true, 1_234.56),
            ("12,345", false, 12_345.0),
            ("0,125", false, 0.125),
            ("1,5", true, 1.5),
            ("1,5", false, 1.5),
            ("1,234", true, 1.234),
            ("1.234", true, 1_234.0),
            ("118.0", true, 118.0),
            ("1.234", false, 1.234),
            ("-0.006331", false, -0.006_331),
            ("$1,204.50", false, 1_204.5),
            ("1.2E+06", false, 1_200_000.0),
            ("0.000076", false, 0.000_076),
            ("1 234", false, 1_234.0),
        ] {
            assert_eq!(read(text, comma).map(|one| one.value), Some(value), "{text}");
        }
        assert_eq!(read("1.2E+06", false).map(|one| one.rounded), Some(true));
        for text in ["", "1e400", "-2e309", "Infinity", "NaN", "-", "abc", "1:20", "2026-11-02", "∞"] {
            assert_eq!(read(text, false), None, "{text}");
        }
        assert_eq!((flag("TRUE"), flag("False"), flag("maybe")), (Some(true), Some(false), None));
    }
}
