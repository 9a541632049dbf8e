//! Labels that are not shown: keys, addresses, numbers of persons and machines, and what somebody wrote.

/// How keys of known makers begin, in small letters; a long run of letters and digits follows.
#[rustfmt::skip]
const BEGIN: [&str; 27] = [
    "sk_", "pk_", "rk_", "pk-lf-", "gsk_", "aiza", "aq.", "ya29.", "hf_", "xai-", "eyj", "ghp_", "gho_", "ghs_", "ghu_",
    "github_pat_", "glpat-", "nvapi-", "xoxb-", "xoxp-", "r8_", "csk-", "tvly-", "pplx-", "whsec_", "bearer ", "basic ",
];
/// How those begin that are hidden whatever follows, as they are written.
#[rustfmt::skip]
const ALWAYS: [&str; 11] = [
    "sk-", "AKIA", "ASIA", "claude_code_key_", "/home/", "/Users/", "/var/", "/mnt/", "/tmp/", "/root/", "~/",
];
/// How names begin that vendors give at random and that open nothing.
const OPEN: [&str; 3] = ["proj_", "wrkspc_", "key_"];
/// What stands before a secret, in an address or in the path of a file.
#[rustfmt::skip]
const HOLD: [&str; 12] = [
    "@", "\u{ff20}", "%40", "(at)", "[at]", "password=", "secret=", "token=", "api_key=", "key=", ":\\", "\\\\",
];
/// Letters and digits after a key's beginning.
const LONG: usize = 10;
/// Words from which on a label is a sentence.
const SENTENCE: usize = 7;

/// A name that may be shown: what is none becomes a number.
pub(super) fn shown(name: &str, hidden: &mut Vec<String>) -> String {
    if !is_secret(name) {
        return name.to_owned();
    }
    let at = hidden.iter().position(|known| known == name).unwrap_or_else(|| {
        hidden.push(name.to_owned());
        hidden.len() - 1
    });
    format!("key {}", at + 1)
}

/// A model's name without the account that calls it: Bedrock's names of its own models and profiles hold both.
pub(super) fn public(name: &str) -> &str {
    let of = [":foundation-model/", ":inference-profile/"].into_iter().find_map(|front| name.split_once(front));
    of.map_or(name, |(_, model)| model)
}

/// What may be shown of what a load test says it was of: of a path its last part, and no word that is a secret; empty where
/// the rest is one. A GPU's name may be long.
pub(super) fn of_test(name: &str) -> String {
    let path = name.starts_with(['/', '~', '.']) || name.contains('\\') || name.matches('/').count() > 1;
    let last = name.trim_end_matches(['/', '\\']).rsplit(['/', '\\']).next().unwrap_or_default();
    let name = if path { last } else { name };
    let words: Vec<&str> = name.split_whitespace().filter(|word| !is_secret(word)).collect();
    let long = words.len() >= SENTENCE;
    let name = words.join(" ");
    if long || !is_secret(&name) { name } else { String::new() }
}

/// Whether a label is or holds a key, an address, a number of a person, an account or a machine, or a whole sentence.
pub(super) fn is_secret(name: &str) -> bool {
    // A model's version is no address: claude-sonnet-4-5@20250929, gemini-2.5-pro@default.
    let version = |version: &str| version == "default" || version.bytes().all(|one| one.is_ascii_digit());
    let name = name.rsplit_once('@').filter(|(_, tail)| version(tail)).map_or(name, |(front, _)| front);
    let lower = name.trim().to_ascii_lowercase();
    let long = |rest: &str| rest.split(parts).any(|run| run.len() >= LONG);
    let account = |run: &str| run.len() >= LONG && run.bytes().all(|one| one.is_ascii_digit());
    is_id(name)
        || ALWAYS.iter().any(|front| name.starts_with(front))
        || BEGIN.iter().any(|front| lower.strip_prefix(front).is_some_and(long))
        || HOLD.iter().any(|part| lower.contains(part))
        || spelled(&lower)
        || lower.contains("arn:") && lower.split(parts).any(account)
        || lower.split_whitespace().count() >= SENTENCE
        || is_number(&lower)
        || is_account(name)
        || is_password(name)
        || !OPEN.iter().any(|front| name.starts_with(front)) && name.split(parts).any(is_random)
}

/// An address whose mark is spelled: "jane.doe at acme.com".
fn spelled(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(3).any(|three| three[1] == "at" && three[2].trim_end_matches('.').contains('.'))
}

/// Whether a label is a long number in base 16, as of a session or a project.
pub(super) fn is_id(name: &str) -> bool {
    name.bytes().filter(u8::is_ascii_hexdigit).count() >= 32 && !name.contains(' ')
}

/// A bank account's number (IBAN): a country, two digits, and mostly digits.
fn is_account(name: &str) -> bool {
    let bare: Vec<u8> = name.bytes().filter(|one| *one != b' ').collect();
    let of = |is: fn(&u8) -> bool| bare.iter().filter(|one| is(one)).count();
    let (upper, digits) = (of(u8::is_ascii_uppercase), of(u8::is_ascii_digit));
    let front = matches!(bare[..], [b'A'..=b'Z', b'A'..=b'Z', b'0'..=b'9', b'0'..=b'9', ..]);
    front && (15..=34).contains(&bare.len()) && upper + digits == bare.len() && digits >= 10
}

/// One word of letters, digits and a mark that no name has.
fn is_password(name: &str) -> bool {
    let any = |is: fn(u8) -> bool| name.bytes().any(is);
    let (letters, digits) = (any(|one| one.is_ascii_alphabetic()), any(|one| one.is_ascii_digit()));
    letters && digits && any(|one| b"!$^*?".contains(&one)) && !any(|one| one == b' ')
}

/// Whether a letter parts the runs of letters and digits in a label.
const fn parts(letter: char) -> bool {
    !letter.is_ascii_alphanumeric()
}

/// A telephone's number, or a machine's address of either kind.
fn is_number(text: &str) -> bool {
    let many = |of: fn(u8) -> bool| text.bytes().filter(|one| of(*one)).count();
    let (digits, colons) = (many(|one| one.is_ascii_digit()), many(|one| one == b':'));
    let marked = text.starts_with(['+', '(', '0']) || text.contains([' ', '(']);
    let phone = digits >= 7 && marked && digits + many(|one| b" +-().".contains(&one)) == text.len();
    let bare = text.split(':').next().unwrap_or_default();
    let four = bare.split('.').count() == 4 && bare.split('.').all(|part| part.parse::<u8>().is_ok());
    // A network's card or size may follow, and brackets hold it before a port.
    let six = text.strip_prefix('[').unwrap_or(text).split(['%', '/', ']']).next().unwrap_or_default();
    let short = six.bytes().zip(six.bytes().skip(1)).any(|pair| pair == (b':', b':'));
    let six = (colons >= 3 || short) && six.bytes().all(|one| one == b':' || one.is_ascii_hexdigit());
    phone || four || six
}

/// A long run in which letters and digits, or small and large letters, change too often for words.
fn is_random(run: &str) -> bool {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let pairs = |is: fn(u8, u8) -> bool| run.as_bytes().windows(2).filter(|pair| is(pair[0], pair[1])).count();
    let parted = pairs(|a, b| a.is_ascii_digit() != b.is_ascii_digit());
    let cases = pairs(|a, b| a.is_ascii_alphabetic() && b.is_ascii_alphabetic() && (a ^ b) & 32 != 0);
    // Words that are written as one have their capitals apart.
    let capitals = pairs(|a, b| a.is_ascii_uppercase() && b.is_ascii_uppercase());
    let turns = parted + cases;
    let mixed = digits >= 3 && digits < run.len();
    run.len() >= 24 && (mixed && parted >= 3 || turns >= run.len() / 3 && capitals > 2)
        || run.len() >= 16 && mixed && parted >= 4 && turns >= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_and_persons_become_numbers() {
        let mut hidden = Vec::new();
        for (name, seen) in [
            ("support bot", "support bot"),
            ("chat at night", "chat at night"),
            ("sk-abc", "key 1"),
            ("jane@example.com", "key 2"),
            ("sk-abc", "key 1"),
            ("88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b", "key 3"),
            ("claude_code_key_jane.doe_abcd", "key 4"),
        ] {
            assert_eq!(shown(name, &mut hidden), seen);
        }
    }

    #[test]
    fn every_makers_keys_addresses_numbers_and_sentences_are_hidden() {
        for name in [
            "gsk_abcdefghijklmnopqrstuvwxyz0123456789",
            "Jane.Doe at acme.com",
            "AIzaSyA1234567890abcdefghijklmnopqrstuv",
            "hf_abcdefghijklmnopqrstuvwxyzABCDEFGH",
            "xai-abcdefghijkl",
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc",
            "ghp_abcdefghijklmnopqrstuvwxyz012345",
            "github_pat_11ABCDEFG0abcdefghij_klmnop",
            "Bearer abc123def456ghi789",
            "AccountKey=Zm9vYmFyYmF6cXV4",
            "sk_live_51Habcdefghijklmnop",
            "glpat-abcdefghij1234567890",
            "nvapi-abcdefghijkl",
            "jane.doe%40corp.example",
            "jane.doe (at) corp.example",
            "\u{ff2a}\u{ff21}\u{ff2e}\u{ff25}\u{ff20}corp.example",
            "arn:aws:iam::111122223333:user/jane.doe",
            "bedrock/arn:aws:bedrock:us-east-1:111122223333:imported-model/xyz",
            "+49 170 1234567",
            "(212) 555-0187",
            "192.168.10.25",
            "192.168.10.25:8080",
            "2001:db8:0:0:1",
            "Write me a poem about my boss",
            "Z9fQ2mX8vB4nK7pL1sR6tW3yA5cE0dGh",
            "prod-Z9fQ2mX8vB4nK7pL1s",
            "fe80::1",
            "::1",
            "[2001:db8::1]:8080",
            "fe80::1%eth0",
            "DE89 3704 0044 0532 0130 00",
            "GB82WEST12345698765432",
            "Tr0ub4dor!3",
            "hunter2!",
            "/home/jane/bot",
            "C:\\Users\\jane\\bot.py",
            "~/work/bot",
            "\\\\server\\share",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "support bot for the web shop",
            "checkout-service-production-eu-west-1",
            "proj_support",
            "gpt-5.6-terra-2026-07-09",
            "meta-llama/Llama-3.3-70B-Instruct",
            "DocumentClassificationService",
            "2026-11-02",
            "team 42",
            "1.2.3",
            "123456789",
            "anthropic.claude-sonnet-5-5-20260929-v1:0",
            "arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-5-5",
            "Invoices, gpt-5.6-luna",
            "asia-pacific shop",
            "basic support",
            "password reset bot",
            "xai-assistant-prod",
            "MyNewAiBotForQaOpsInEuAndUsWest",
            "CustomerSupportChatbot2026",
            "SupportBotEu2026V1",
            "/v1/chat/completions",
            "std::io",
            "What is new?",
            "EU2026 pilot",
            "claude-sonnet-4-5@20250929",
            "gemini-2.5-pro@default",
            "proj_Z9fQ2mX8vB4nK7pL1sR6tW3yA5cE0dGh",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }
}
