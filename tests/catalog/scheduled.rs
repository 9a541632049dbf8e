//! What runs every Monday, run here: `.ci/catalog` with a remote of its own, with lists from this machine instead of the
//! network, and with a `gh` that only writes down what it was asked. One list cannot be had, one is broken, two disagree.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A repository with a remote, and the tools that the script finds first.
struct Scene {
    place: PathBuf,
}

fn git(folder: &Path, arguments: &[&str]) -> String {
    let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"];
    let out = Command::new("git").args(identity).args(arguments).current_dir(folder).output().expect("git starts");
    assert!(out.status.success(), "git {arguments:?}: {}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8_lossy(&out.stdout).into_owned()
}

fn executable(path: &Path, text: &str) {
    std::fs::write(path, text).expect("written");
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755)).expect("made executable");
}

impl Scene {
    /// `lists` are files by the last part of the address from which each is had.
    fn new(name: &str, lists: &[(&str, &str)]) -> Self {
        let place = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("scheduled-{name}"));
        let _ = std::fs::remove_dir_all(&place);
        for folder in ["lists", "tools", "repository/.ci", "repository/www"] {
            std::fs::create_dir_all(place.join(folder)).expect("a folder");
        }
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        std::fs::copy(root.join(".ci/catalog"), place.join("repository/.ci/catalog")).expect("copied");
        std::fs::write(place.join("repository/www/catalog.json"), super::frozen::text()).expect("written");
        for (name, text) in lists {
            std::fs::write(place.join("lists").join(name), text).expect("written");
        }
        // Knows no network: an address is a file of this scene by its last part, and 22 is what curl ends with on a 404.
        executable(
            &place.join("tools/curl"),
            "#!/bin/sh\nwhile [ $# -gt 1 ]; do [ \"$1\" = --output ] && out=$2; shift; done\n\
             here=\"$SCENE/lists/$(echo \"$1\" | sed 's|.*codeload.github.com/||; s|/tar.gz/HEAD||; s|.*catalogs/v8/||; s|/|+|g; s|.*api+v1+models|models|; s|.*+model_prices|model_prices|')\"\n\
             [ -f \"$here\" ] || exit 22\ncp \"$here\" \"$out\"\n",
        );
        executable(
            &place.join("tools/gh"),
            "#!/bin/sh\necho \"$@\" >> \"$SCENE/gh.txt\"\n\
             while [ $# -gt 0 ]; do [ \"$1\" = --body-file ] && cp \"$2\" \"$SCENE/body.md\"; shift; done\n",
        );
        git(&place, &["init", "--quiet", "--bare", "remote.git"]);
        let repository = place.join("repository");
        git(&repository, &["init", "--quiet"]);
        git(&repository, &["add", "."]);
        git(&repository, &["commit", "--quiet", "--message", "start"]);
        git(&repository, &["remote", "add", "origin", "../remote.git"]);
        git(&repository, &["push", "--quiet", "origin", "main"]);
        Self { place }
    }

    /// An archive as GitHub serves one: everything below one folder.
    fn archive(&self, repository: &str, files: &[(&str, &str)]) {
        let top = self.place.join("archives").join(repository.replace('/', "-"));
        for (name, text) in files {
            let path = top.join(name);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            std::fs::write(path, text).expect("written");
        }
        let out = self.place.join("lists").join(repository.replace('/', "+"));
        let archives = self.place.join("archives");
        let done = Command::new("tar")
            .args(["-czf", &out.display().to_string(), &repository.replace('/', "-")])
            .current_dir(archives)
            .status();
        assert!(done.expect("tar starts").success());
    }

    fn run(&self) -> Output {
        let path = format!("{}:{}", self.place.join("tools").display(), std::env::var("PATH").expect("a path"));
        Command::new("bash")
            .arg(self.place.join("repository/.ci/catalog"))
            .env("PATH", path)
            .env("SCENE", &self.place)
            .env("BUILD_OR_BUY", env!("CARGO_BIN_EXE_build-or-buy"))
            .env("NO_TESTS", "1")
            .env("DAY", "2026-11-28")
            .output()
            .expect("bash starts")
    }

    fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.place.join(name)).unwrap_or_default()
    }
}

fn litellm(offers: &[(&str, &str, f64, f64)]) -> String {
    let entries = offers.iter().map(|(id, host, input, output)| {
        format!(
            "\"{id}\":{{\"litellm_provider\":\"{host}\",\"mode\":\"chat\",\"input_cost_per_token\":{input:e},\"output_cost_per_token\":{output:e}}}"
        )
    });
    format!("{{{}}}", entries.collect::<Vec<_>>().join(","))
}

#[test]
fn one_lost_list_a_broken_one_and_a_question_leave_the_rest_in_a_pull_request() {
    // In force on 2026-11-28: Groq's Qwen3 32B at 0.29/0.59 and gpt-oss-120b at 0.15/0.6, Mistral Medium 3.5 at 1.5/7.5,
    // OpenAI's GPT-5.6 Luna at 0.2/1.2 and 0.02 from the cache.
    let scene = Scene::new(
        "whole",
        &[
            (
                "model_prices_and_context_window.json",
                &litellm(&[
                    // Qwen falls by a tenth here and in no other list; Mistral falls here and stays below; of Luna the
                    // price of the cache is not stated.
                    ("groq/qwen/qwen3-32b", "groq", 2.6e-7, 5.3e-7),
                    ("mistral/mistral-medium-2604", "mistral", 1.4e-6, 7e-6),
                    ("gpt-5.6-luna", "openai", 1.8e-7, 1.1e-6),
                    // Ten times as dear: a slip of the unit.
                    ("groq/openai/gpt-oss-120b", "groq", 1.5e-6, 6e-6),
                ]),
            ),
            ("models", "this is no list"),
            (
                "lambda+vms.csv",
                "InstanceType,AcceleratorName,AcceleratorCount,Price,Region,SpotPrice\ngpu_8x_h100_sxm5,H100,8,33.6,us-west-1,\n",
            ),
        ],
    );
    scene.archive(
        "pydantic/genai-prices",
        &[(
            "prices/new_data/v2/data.json",
            r#"[{"id":"mistral","models":[{"id":"mistral-medium-2604","prices":{"input_mtok":1.5,"output_mtok":7.5}}]}]"#,
        )],
    );
    let out = scene.run();
    let (said, complained) = (String::from_utf8_lossy(&out.stdout), String::from_utf8_lossy(&out.stderr));
    assert!(out.status.success(), "{said}\n{complained}");
    let body = scene.text("body.md");
    for part in [
        // What no list contradicts is appended; 33.6 / 8 = 4.2 for an H100.
        "## APPEND 2\n",
        "`groq/qwen3-32b` input 0.29 → 0.26, output 0.59 → 0.53 (litellm)",
        "`h100 at Lambda, on-demand, from 8 GPUs` the rent moved",
        "litellm has input 1.5 → 1.4, output 7.5 → 7; genai-prices still has the row in force: which is it?",
        "`openai/gpt-5.6-luna` partial: the price moved and the list does not state the cached read",
        "exactly 10 times, a slip of the unit?",
        "**models.dev could not be downloaded.**",
        "**openrouter could not be read**",
    ] {
        assert!(body.contains(part), "`{part}` is not in {body}");
    }
    let asked = scene.text("gh.txt");
    assert!(asked.starts_with("pr create --title Prices as the public lists have them") && !asked.contains("--draft"));
    // The branch stands in the remote, with one commit that touches the catalog only: two rows, and the day at the top.
    let remote = scene.place.join("remote.git");
    let changed = git(&remote, &["show", "--numstat", "--format=%s", "catalog-2026-11-28"]);
    assert!(changed.contains("Prices as the public lists have them"), "{changed}");
    let lines: Vec<&str> = changed.lines().filter(|line| line.contains('\t')).collect();
    assert_eq!(lines, ["3\t1\twww/catalog.json"], "{changed}");
    let catalog = git(&remote, &["show", "catalog-2026-11-28:www/catalog.json"]);
    assert!(catalog.contains("\"asof\":\"2026-11-28\""));
    // The row keeps what is no price and the list does not state.
    let row = catalog.lines().find(|line| line.contains("\"groq/qwen3-32b\"") && line.contains("\"input\":0.26,"));
    let row = row.expect("the row");
    assert!(row.contains("\"weights\":\"qwen3-32b\"") && row.contains("\"first_seen\":\"2026-11-28\""), "{row}");
}

#[test]
fn only_questions_open_a_pull_request_too_and_nothing_new_opens_none() {
    let slip =
        [("model_prices_and_context_window.json", litellm(&[("groq/openai/gpt-oss-120b", "groq", 1.5e-6, 6e-6)]))];
    let scene = Scene::new("questions", &[(slip[0].0, &slip[0].1)]);
    assert!(scene.run().status.success());
    assert!(scene.text("body.md").contains("## APPEND 0\n") && scene.text("gh.txt").starts_with("pr create"));
    // Every list is there and says what the catalog says.
    let same = litellm(&[("groq/openai/gpt-oss-120b", "groq", 1.5e-7, 6e-7)]);
    let csv = "InstanceType,AcceleratorName,AcceleratorCount,Price,Region,SpotPrice\ncpu,,,0.1,us-west-1,\n";
    let mut lists = vec![("model_prices_and_context_window.json", same.as_str()), ("models", r#"{"data":[]}"#)];
    lists.extend(["lambda+vms.csv", "oci+vms.csv", "runpod+vms.csv", "verda+vms.csv"].map(|name| (name, csv)));
    let scene = Scene::new("nothing", &lists);
    for repository in [
        "anomalyco/models.dev",
        "pydantic/genai-prices",
        "simonw/llm-prices",
        "Portkey-AI/models",
        "charmbracelet/catwalk",
    ] {
        scene.archive(repository, &[("README.md", "a list")]);
    }
    let out = scene.run();
    assert!(out.status.success() && String::from_utf8_lossy(&out.stdout).contains("nothing new"), "{out:?}");
    assert_eq!(scene.text("gh.txt"), "");
}

#[test]
fn rows_that_the_check_refuses_come_as_a_draft_that_says_why() {
    let scene = Scene::new("refused", &[("models", r#"{"data":[]}"#)]);
    // A catalog that was broken before the lists came.
    let path = scene.place.join("repository/www/catalog.json");
    let text = std::fs::read_to_string(&path).expect("read");
    std::fs::write(&path, text.replacen("\"kind\":\"chat\"", "\"kind\":\"chatt\"", 1)).expect("written");
    git(&scene.place.join("repository"), &["commit", "--quiet", "--all", "--message", "broken"]);
    assert!(scene.run().status.success());
    assert!(scene.text("gh.txt").contains("--draft"));
    assert!(scene.text("body.md").starts_with("**litellm.json could not be downloaded.**"));
    assert!(scene.text("body.md").contains("The check refuses the catalog") && scene.text("body.md").contains("kind"));
}
