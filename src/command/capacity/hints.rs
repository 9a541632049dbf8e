//! What names of files, models and GPUs tell of a load test: counts and number formats.

use build_or_buy::catalog::Precision;

/// `4xH100` as 4 and `H100`.
pub(super) fn counted(gpu: &str) -> (Option<f64>, &str) {
    let split = gpu.split_once(['x', 'X', '×', '*']).map(|(many, name)| (many.trim().parse::<f64>(), name.trim()));
    match split {
        Some((Ok(many), name)) if many >= 1.0 => (Some(many), name),
        _ => (None, gpu),
    }
}

/// The number behind a word that begins a part of a name: 8 of `glm5_tp8_isl1024`.
pub(super) fn after(hints: &str, word: &str) -> Option<f64> {
    let parts = hints.split(|c: char| !c.is_alphanumeric());
    parts.filter_map(|part| part.strip_prefix(word)?.parse::<f64>().ok()).find(|many| *many >= 1.0)
}

/// How formats are spelled in names, and what they are; a longer word before one that it holds.
const FORMATS: [(&str, &str); 9] = [
    ("nvfp4", "nvfp4"),
    ("mxfp4", "mxfp4"),
    ("fp4", "nvfp4"),
    ("fp8", "fp8"),
    ("int8", "int8"),
    ("int4", "int4"),
    ("awq", "int4"),
    ("gptq", "int4"),
    ("bf16", "bf16"),
];

/// The format that a word of a name says.
pub(super) fn format_in(hints: &str) -> Option<&'static str> {
    let holds = |word: &str| hints.split(|c: char| !c.is_alphanumeric()).any(|part| part == word);
    FORMATS.iter().find(|(word, _)| holds(word)).map(|(_, format)| *format)
}

/// A model's name without the format at its end: `GLM-5-FP8` is GLM-5.
pub(super) fn without_format(model: &str) -> String {
    let lower = model.to_lowercase();
    let end =
        FORMATS.iter().find_map(|(word, _)| Some(lower.strip_suffix(word)?.trim_end_matches(['-', '_', '.']).len()));
    end.and_then(|end| model.get(..end)).unwrap_or(model).to_owned()
}

/// A format as the table of measured rows has it.
pub(super) const fn word(precision: Precision) -> &'static str {
    match precision {
        Precision::Bf16 => "bf16",
        Precision::Fp8 => "fp8",
        Precision::Nvfp4 => "nvfp4",
        Precision::Mxfp4 => "mxfp4",
        Precision::Int4 => "int4",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_counts_and_formats() {
        assert_eq!(counted("4xH100"), (Some(4.0), "H100"));
        assert_eq!(counted("RTX PRO 6000"), (None, "RTX PRO 6000"));
        assert_eq!((after("run_tp8_x", "tp"), after("http tpot", "tp")), (Some(8.0), None));
        assert_eq!((format_in("m-awq"), format_in("gpt-oss-120b")), (Some("int4"), None));
        assert_eq!(without_format("zai-org/GLM-5-FP8"), "zai-org/GLM-5");
    }
}
