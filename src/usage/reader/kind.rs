//! What a file is by its first bytes, before anything of it is read.

/// Why a file is not read; `None` where it may be.
pub(super) fn refusal(head: &[u8]) -> Option<&'static str> {
    let holds = |text: &[u8]| head.windows(text.len()).any(|window| window == text);
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let text = head.trim_ascii_start();
    if head.starts_with(b"PK") {
        return Some(if holds(b"[Content_Types].xml") || holds(b"xl/") {
            "This is an Excel workbook. Save the sheet as CSV (UTF-8) and give that, or export it from the vendor as CSV."
        } else {
            "This is a zip archive. Unpack it and give the CSV or JSON files in it."
        });
    }
    Some(match () {
        () if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) => {
            "This is an old Excel workbook. Save the sheet as CSV (UTF-8) and give that."
        }
        () if head.starts_with(&[0x1f, 0x8b]) => "This file is compressed. Unpack it (gunzip) and give what is in it.",
        () if head.starts_with(&[0x28, 0xb5, 0x2f, 0xfd])
            || head.starts_with(b"BZh")
            || head.starts_with(b"\xfd7zXZ") =>
        {
            "This file is compressed. Unpack it and give what is in it."
        }
        () if head.starts_with(b"PAR1") => "This is a Parquet file. Export the table as CSV or as lines of JSON.",
        () if head.starts_with(b"SQLite format 3") => "This is a database. Export the table of requests as CSV.",
        () if head.starts_with(b"%PDF") => "This is a PDF. Export the usage as CSV or JSON.",
        () if text.starts_with(b"<") => "This is a web page or XML. Export the usage as CSV or JSON.",
        () if line.starts_with(b"Run Info,") => "This is GuideLLM’s CSV. Give the benchmarks.json that it writes too.",
        () if line.starts_with(b"Metric,avg,min,max") => {
            "This is the CSV of AIPerf or GenAI-Perf. Give the JSON that it writes too: profile_export_aiperf.json or profile_export_genai_perf.json."
        }
        () if text.is_empty() => "This file is empty.",
        () => return None,
    })
}
