//! The README's example of a file of one's own: what a reader copies must be valid, and count.

use super::import::run;
use build_or_buy::catalog::fields;
use std::path::{Path, PathBuf};

const README: &str = include_str!("../../README.md");

/// The section on own prices, up to the next one.
fn section() -> &'static str {
    let start = README.find("**Your own prices**").expect("there is a section on own prices");
    &README[start..start + README[start..].find("**Offline**").expect("and one after it")]
}

/// Its example, as a file.
fn example() -> PathBuf {
    let text = section().split_once("```json\n").expect("an example").1.split_once("```").expect("its end").0;
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("readme-own.json");
    std::fs::write(&path, text).expect("written");
    path
}

#[test]
fn the_example_of_the_readme_passes_the_check_and_counts() {
    let path = example().display().to_string();
    let (out, error, code) = run(&["catalog", "check", &path]);
    assert!(code == Some(0) && out.contains(": 0 wrong, 0 worth a look"), "{out}{error}");
    let link = "workloads=a&a.model=groq/gpt-oss-120b&gpu=h200&a.open_model=gpt-oss-120b";
    let (out, error, code) = run(&["report", link, "--catalog", &path]);
    assert!(code == Some(0) && error.is_empty(), "{error}");
    let own = out.split_once("FROM Our quotes").expect("the report names the file").1;
    // Four rows and two inputs stand there. 0.08 to 0.14 has its middle at the root of their product, 0.1058.
    for said in [
        "150000 USD/year",
        ": 0.1058 USD/kWh, from 0.08 to 0.14",
        "0.12 USD/M",
        "0.48 USD/M",
        "4 rows and 2 inputs were read",
    ] {
        assert!(own.contains(said), "{said}: {own}");
    }
    assert!(!own.contains("REFUSED") && !own.contains("NOT USED"), "{own}");
}

#[test]
fn the_section_names_every_table_and_points_at_files_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tables = ["hosted", "models", "gpus", "rents", "purchases", "quality", "shapes", "parameters", "regimes"];
    for table in tables {
        assert!(!fields(table).is_empty() && section().contains(&format!("`{table}`")), "{table}");
    }
    // What stands before the first link is none.
    let links: Vec<&str> = section().split("](").skip(1).filter_map(|rest| rest.split(')').next()).collect();
    assert_eq!(links.len(), 2, "{links:?}");
    for link in links {
        let (file, heading) = link.split_once('#').unwrap_or((link, ""));
        let text = std::fs::read_to_string(root.join(file)).unwrap_or_else(|error| panic!("{file}: {error}"));
        let anchor = |line: &str| line.trim_start_matches('#').trim().replace(',', "").replace(' ', "-").to_lowercase();
        assert!(
            heading.is_empty() || text.lines().any(|line| line.starts_with('#') && anchor(line) == heading),
            "{link}"
        );
    }
}
