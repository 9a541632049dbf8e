//! UTF-16, as spreadsheets and some consoles save text, to UTF-8.

/// Letters of two bytes, taken in pieces that may part them anywhere.
pub(super) struct Wide {
    big: bool,
    /// The first byte of a pair whose second is in the next piece.
    half: Option<u8>,
    /// The first unit of a letter that takes two.
    high: Option<u16>,
}

impl Wide {
    /// By the mark that such a file begins with; `None` where it has none.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        let big = match head {
            [0xff, 0xfe, ..] => false,
            [0xfe, 0xff, ..] => true,
            _ => return None,
        };
        Some(Self { big, half: None, high: None })
    }

    /// The next bytes as UTF-8; a unit that is no letter becomes a question mark.
    pub(super) fn narrow(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = String::with_capacity(bytes.len());
        for &byte in bytes {
            let Some(first) = self.half.take() else {
                self.half = Some(byte);
                continue;
            };
            let unit = if self.big { u16::from_be_bytes([first, byte]) } else { u16::from_le_bytes([first, byte]) };
            let units = [self.high.take(), Some(unit)].into_iter().flatten();
            for letter in char::decode_utf16(units) {
                match letter {
                    Ok('\u{feff}') => {}
                    Ok(letter) => out.push(letter),
                    Err(lone) if lone.unpaired_surrogate() == unit && (0xd800..0xdc00).contains(&unit) => {
                        self.high = Some(unit);
                    }
                    Err(_) => out.push('?'),
                }
            }
        }
        out.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_orders_are_read_in_pieces_of_any_size() {
        let text = "Zeit\tTöne 𝄞\n";
        for big in [false, true] {
            let mut bytes = if big { vec![0xfe, 0xff] } else { vec![0xff, 0xfe] };
            for unit in text.encode_utf16() {
                bytes.extend(if big { unit.to_be_bytes() } else { unit.to_le_bytes() });
            }
            for step in [1, 3, 100] {
                let mut wide = Wide::of(&bytes).expect("it has a mark");
                let read: Vec<u8> = bytes.chunks(step).flat_map(|piece| wide.narrow(piece)).collect();
                assert_eq!(String::from_utf8_lossy(&read), text);
            }
        }
        assert!(Wide::of(b"time,").is_none());
    }
}
