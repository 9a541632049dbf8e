//! What a file is by its first bytes, before anything of it is read.

/// Said of new workbooks and old ones.
const EXCEL: &str = "This is an Excel workbook. Save the sheet as CSV (UTF-8) and give that.";

/// Why a file is not read; `None` where it may be.
pub(super) fn refusal(head: &[u8]) -> Option<&'static str> {
    let holds = |text: &[u8]| head.windows(text.len()).any(|window| window == text);
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let text = head.trim_ascii_start();
    if head.starts_with(b"PK") {
        return Some(if holds(b"[Content_Types].xml") || holds(b"xl/") {
            EXCEL
        } else if holds(b"amount-") {
            "This is DeepSeek’s zip archive. Unpack it and give the file amount-….csv in it."
        } else {
            "This is a zip archive. Unpack it and give the CSV or JSON files in it."
        });
    }
    Some(match () {
        () if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) => EXCEL,
        () if head.starts_with(&[0x1f, 0x8b])
            || head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd])
            || head.starts_with(b"BZh")
            || head.starts_with(b"\xfd7zXZ") =>
        {
            "This file is compressed. Unpack it and give what is in it."
        }
        () if head.starts_with(b"PAR1") => "This is a Parquet file. Export the table as CSV or as lines of JSON.",
        () if head.starts_with(b"SQLite format 3") => "This is a database. Export the table of requests as CSV.",
        () if head.starts_with(b"%PDF") => "This is a PDF. Export the usage as CSV or JSON.",
        () if text.starts_with(b"<") => "This is a web page or XML. Export the usage as CSV or JSON.",
        () if is_yaml(line) => {
            "This is YAML. Give the JSON that the tool writes too, such as GuideLLM’s benchmarks.json."
        }
        () if text.is_empty() => "This file is empty.",
        () if head.contains(&0) => "This is no text. Export the usage as CSV or JSON.",
        () => return None,
    })
}

/// A name and a colon, and nothing else on the line, or YAML's own mark.
fn is_yaml(line: &[u8]) -> bool {
    let line = line.trim_ascii_end();
    let name = line.strip_suffix(b":").unwrap_or_default();
    line == b"---" || !name.is_empty() && name.iter().all(|byte| byte.is_ascii_alphabetic() || *byte == b'_')
}
