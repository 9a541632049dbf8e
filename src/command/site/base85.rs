//! Bytes as text inside a page: four bytes in five characters, a quarter more instead of base64's third.

/// The digits: printable characters from `#` on, without `<` (which could end the element that holds them) and `\`.
fn digit(value: u32) -> char {
    let code = u32::from(b'#') + value;
    let code = code + u32::from(code >= u32::from(b'<'));
    char::from_u32(code + u32::from(code >= u32::from(b'\\'))).unwrap_or('#')
}

/// The text of some bytes; a last group of n < 4 bytes takes n + 1 characters.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 5 / 4 + 5);
    for group in bytes.chunks(4) {
        let mut padded = [0; 4];
        padded[..group.len()].copy_from_slice(group);
        let number = u32::from_be_bytes(padded);
        let digits = [52_200_625, 614_125, 7_225, 85, 1].map(|place| digit(number / place % 85));
        text.extend(&digits[..=group.len()]);
    }
    text
}

/// The bytes of such a text, as the page reads it: a short last group is filled up with the highest digit.
#[cfg(test)]
pub fn decode(text: &str) -> Vec<u8> {
    let value = |character: &u8| {
        let past = |mark: u8| u32::from(*character > mark);
        u32::from(*character) - u32::from(b'#') - past(b'<') - past(b'\\')
    };
    let groups = text.as_bytes().chunks(5).flat_map(|group| {
        let digits = group.iter().map(value).chain(std::iter::repeat(84)).take(5);
        let number = digits.fold(0_u32, |number, digit| number.wrapping_mul(85).wrapping_add(digit));
        number.to_be_bytes().into_iter().take(group.len() - 1)
    });
    groups.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_come_back_and_never_end_an_element() {
        for length in 0..300 {
            let bytes: Vec<u8> = (0..length).map(|i| (i * i * 7 % 256) as u8).chain([255, 255, 0]).collect();
            let text = encode(&bytes);
            assert_eq!(decode(&text), bytes, "{length}");
            assert!(text.bytes().all(|c| (b'#'..=b'~').contains(&c) && c != b'<' && c != b'\\'), "{text}");
        }
        // 0 and 2³² − 1 by hand: 85⁴ · 82 + 85³ · 23 + 85² · 54 + 85 · 12 + 0 = 4,294,967,295.
        assert_eq!(encode(&[0; 4]), "#####");
        let digits = [82, 23, 54, 12, 0].map(digit).iter().collect::<String>();
        assert_eq!(encode(&[255; 4]), digits);
    }
}
