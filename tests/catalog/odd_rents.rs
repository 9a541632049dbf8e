//! GPU rents as lists of servers have them: cards told by their memory, files that are none, a price of a whole server.

use super::frozen;
use super::import::run;
use serde_json::{Value, json};
use std::path::PathBuf;

fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("rents-{name}"));
    std::fs::create_dir_all(&folder).expect("made");
    folder
}

/// What comes of a file or folder read on the frozen catalog's day.
fn plan(path: &str, more: &[&str]) -> Value {
    let arguments =
        ["catalog", "import", "skypilot", path, "--seen", "2026-11-24", "--json", "--catalog", frozen::path()];
    let (out, error, code) = run(&[&arguments[..], more].concat());
    assert_eq!(code, Some(0), "{error}");
    serde_json::from_str(&out).expect("JSON")
}

const HEAD: &str = "InstanceType,AcceleratorName,AcceleratorCount,Price,GpuInfo,SpotPrice,Region\n";

fn server(instance: &str, gpu: &str, count: u32, price: f64, size: u32, total: u32) -> String {
    let info = format!(
        "{{'Gpus': [{{'Name': '{gpu}', 'MemoryInfo': {{'SizeInMiB': {size}}}}}], 'TotalGpuMemoryInMiB': {total}}}"
    );
    format!("{instance},{gpu},{count},{price},\"{info}\",0.00,\"France, FR, EU\"\n")
}

/// Lists call both cards A100: 81,920 MiB are 80 GB, and two cards of 40 GB have as much together. Some state the memory
/// of one card, some that of all, some both.
#[test]
fn a_card_is_told_by_the_memory_that_the_list_states() {
    let path = folder("memory").join("made-up_vms.csv");
    let rows = [
        server("ecs1", "A100", 1, 1.0, 81_920, 81_920),
        server("ecs2", "A100", 2, 2.4, 81_920, 163_840),
        server("2x-A100_SXM4", "A100", 2, 1.5, 81_920, 81_920),
        server("8x", "A100", 8, 16.0, 40_960, 40_960),
        server("1x-A100_PCIE", "A100", 1, 0.87, 81_920, 81_920),
        server("1x-RTX_4090", "RTX4090", 1, 0.4, 49_140, 49_140),
        server("dallas", "H100_PCIE_BAREMETAL", 1, 2.6, 81_920, 81_920),
        server("newyork", "A100_80G_SXM4", 8, 14.0, 81_920, 655_360),
        server("kansas", "L40S_PCIE", 8, 9.2, 49_152, 393_216),
    ];
    std::fs::write(&path, HEAD.to_owned() + &rows.concat()).expect("written");
    let plan = plan(&path.display().to_string(), &[]);
    let found: Vec<(String, f64, u64)> = plan["ask"]
        .as_array()
        .expect("all are asked about: the provider is not known")
        .iter()
        .map(|one| &one["row"])
        .map(|row| {
            (row["gpu"].to_string(), row["hour"].as_f64().expect("hour"), row["gpus_min"].as_u64().expect("count"))
        })
        .collect();
    let expected = [
        ("a100-40", 0.75, 2),
        ("a100-40", 2.0, 8),
        ("a100-80", 1.0, 1),
        ("a100-80", 1.2, 2),
        ("a100-80", 1.75, 8),
        ("a100-80-pcie", 0.87, 1),
        ("h100-pcie", 2.6, 1),
        ("l40s", 1.15, 8),
    ]
    .map(|(gpu, hour, count)| (format!("\"{gpu}\""), hour, count));
    assert_eq!(found, expected);
    // No card of that name has 48 GB, and a spot price of zero is none.
    let passed = plan["passed_over"].to_string();
    assert!(passed.contains("RTX4090: not with this memory in the catalog (1 row)"), "{passed}");
    assert!(passed.contains("`0.00` is no price in US dollars (8 rows)"), "{passed}");
}

#[test]
fn a_price_far_from_the_files_own_is_asked_about_where_the_catalog_has_none() {
    let path = folder("whole").join("verda_vms.csv");
    // 20 USD for four are 5 each; the last row forgets that it is of eight.
    std::fs::write(&path, "gpu,count,price\nGB300,4,20\nGB300,8,41.6\nGB300,1,41.6\nGB300,,9\n").expect("written");
    let plan = plan(&path.display().to_string(), &[]);
    let asked = plan["ask"].as_array().expect("asked");
    let jump = asked.iter().find(|one| one["row"]["hour"] == json!(41.6)).unwrap_or_else(|| panic!("{plan:#}"));
    assert_eq!(jump["about"], "jump");
    assert!(!plan["append"].to_string().contains("41.6"), "{plan:#}");
    assert!(plan["passed_over"].to_string().contains("GB300: the number of GPUs is not stated (1 row)"), "{plan:#}");
}

#[test]
fn a_file_of_a_folder_that_is_no_list_of_rents_loses_nothing_but_itself() {
    let folder = folder("folder");
    std::fs::write(folder.join("images.csv"), "Tag,Region,ImageId\nx,y,z\n").expect("written");
    std::fs::write(folder.join("accelerators.csv"), "AcceleratorName,AcceleratorCount\nH100,8\n").expect("written");
    std::fs::write(folder.join("verda_vms.csv"), "gpu,count,price\nH100,1,3.1\n").expect("written");
    let plan = plan(&folder.display().to_string(), &[]);
    assert_eq!(plan["append"].as_array().map(Vec::len), Some(1), "{plan:#}");
    let passed = plan["passed_over"].to_string();
    assert!(passed.contains("no columns AcceleratorName") && passed.contains("no column Price"), "{passed}");
    let alone = folder.join("accelerators.csv").display().to_string();
    let (_, error, code) = run(&["catalog", "import", "skypilot", &alone, "--seen", "2026-11-24"]);
    assert!(code == Some(1) && error.contains("has no column Price or SpotPrice"), "{error}");
}
