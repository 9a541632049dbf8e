//! Nothing that names a person, an account or a machine is shown, and nothing that names the work is hidden.

use super::{input, read};

#[test]
fn a_number_that_runs_through_a_session_names_no_application() {
    // Forty sessions of eight requests each, of one model: one workload, named after it.
    let id = |session: u32| format!("0f8fad5b-d9cb-469f-a165-7086{session:08x}");
    let rows = |column: &str| {
        let row =
            |at: u32| format!("2026-11-{:02}T{:02}:05:00Z,{},gpt-5.6-luna,200,30\n", 1 + at / 24, at % 24, id(at / 8));
        format!("time,{column},model,input_tokens,output_tokens\n") + &(0..320).map(row).collect::<String>()
    };
    let usage = read(&[("log.csv", &rows("tag"))]);
    let names: Vec<&str> = usage.workloads.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["gpt-5.6-luna"]);
    // A project may be a number: it parts the work, and is not shown.
    let usage = read(&[("log.csv", &rows("project_id"))]);
    assert!(usage.workloads.len() > 1 && usage.workloads[0].name.starts_with("key "), "{:?}", usage.workloads[0].name);
}

#[test]
fn a_host_that_is_not_known_may_be_a_person() {
    for model in ["gpt-5.6-luna", "llama-3.3-70b"] {
        let text = format!(
            "{{\"created\":1791158700,\"provider\":\"Jane Doe\",\"model\":\"{model}\",\"usage\":{{\"prompt_tokens\":20,\"completion_tokens\":3}}}}\n"
        );
        let usage = read(&[("log.jsonl", &text)]);
        let rule = &input(&usage.workloads[0], "model").rule;
        assert!(rule.contains("no price of its host is in the catalog"), "{rule}");
        assert!(!serde_json::to_string(&usage).expect("JSON").to_lowercase().contains("jane"), "{usage:?}");
    }
    // One that the catalog knows is named.
    let text = "{\"created\":1791158700,\"provider\":\"Nebius\",\"model\":\"gpt-5.6-luna\",\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":3}}\n";
    let usage = read(&[("log.jsonl", text)]);
    assert!(input(&usage.workloads[0], "model").rule.contains("no price of nebius is in the catalog"));
}

#[test]
fn a_load_test_shows_neither_paths_nor_persons() {
    let test = |model: &str, gpu: &str| {
        format!(
            r#"{{"model_id":"{model}","gpu":"{gpu}","max_concurrency":64,"duration":118.4,"completed":640,"failed":0,"total_input_tokens":1310720,"total_output_tokens":163840,"output_throughput":1383.8,"median_ttft_ms":480.2,"median_tpot_ms":43.1}}"#
        )
    };
    for (model, gpu, shown) in [
        ("/home/jane.doe/ckpt/gpt-oss-120b/", "jane.doe@acme.com H100 sk-abc", ["gpt-oss-120b", "H100"]),
        ("C:\\\\Users\\\\jane\\\\merger-70b", "4xNVIDIA_L40S", ["merger-70b", "4xNVIDIA_L40S"]),
        ("ckpt/jane.doe/run-3", "", ["run-3", ""]),
        ("s3://jane.doe/run-3", "hf_abcdefghijklmnopqrstuv", ["run-3", ""]),
        (
            "openai/gpt-oss-120b",
            "NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition",
            ["openai/gpt-oss-120b", "NVIDIA RTX PRO 6000 Blackwell Max-Q Workstation Edition"],
        ),
        ("jane.doe@acme.com", "H100", ["", "H100"]),
    ] {
        let usage = read(&[("test.json", &test(model, gpu))]);
        assert_eq!([&*usage.loads[0].model, &*usage.loads[0].gpu], shown);
        let all = serde_json::to_string(&usage).expect("JSON").to_lowercase();
        assert!(!all.contains("jane") && !all.contains("sk-abc"), "{all}");
    }
}

#[test]
fn a_file_without_a_header_is_not_quoted() {
    for text in [
        "Please summarise the secret merger,jane doe,+49 170 1234567\nWhat is the salary,bob miller,555-1234\n",
        "name,jane doe,Bob Miller salary 90000\nx,1,2\n",
    ] {
        let all = serde_json::to_string(&read(&[("file.csv", text)])).expect("JSON").to_lowercase();
        assert!(all.contains("3 columns"), "{all}");
        assert!(["jane", "bob", "merger", "salary"].iter().all(|word| !all.contains(word)), "{all}");
    }
}

#[test]
fn keys_and_roles_are_named_and_said_and_users_never_name_a_workload() {
    let named = |usage: &build_or_buy::usage::Usage| -> Vec<String> {
        usage.workloads.iter().map(|one| one.name.clone()).collect()
    };
    let asks = |usage: &build_or_buy::usage::Usage| {
        usage.issues.iter().any(|one| one.sentence.starts_with("Workloads are named by API key or role here: check"))
    };
    // Keys of one workspace: what they are called is kept, and somebody is to look at it before the link is shared.
    let head = "usage_date_utc,model_version,api_key,workspace,usage_type,usage_input_tokens_no_cache,usage_input_tokens_cache_read,usage_output_tokens\n";
    let keys = |names: &[&str]| {
        let row = |name: &&str| format!("2026-10-05,claude-sonnet-5-5,{name},Default,standard,1000,0,100\n");
        read(&[("tokens.csv", &(head.to_owned() + &names.iter().map(row).collect::<String>()))])
    };
    let usage = keys(&["bob's key", "jane-key"]);
    assert_eq!((named(&usage), asks(&usage)), (vec!["bob's key".to_owned(), "jane-key".into()], true));
    // Keys that are not shown, and projects, need no such look.
    let usage = keys(&["jane@acme.com", "sk-abc"]);
    assert_eq!((named(&usage), asks(&usage)), (vec!["key 1".to_owned(), "key 2".into()], false));
    // A role of Bedrock's may be a person's; what its metadata says of users is no work.
    let call = |at: u32, role: &str, metadata: &str| {
        format!(
            r#"{{"schemaType":"ModelInvocationLog","timestamp":"2026-11-{:02}T08:11:00Z","identity":{{"arn":"arn:aws:sts::111122223333:assumed-role/{role}/x"}},"requestId":"{at}","modelId":"anthropic.claude-sonnet-5-5","requestMetadata":{metadata},"input":{{"inputTokenCount":200}},"output":{{"outputTokenCount":20}}}}"#,
            1 + at % 20
        ) + "\n"
    };
    let who = |at: u32| if at.is_multiple_of(2) { "jane.doe" } else { "bob" };
    for metadata in [r#"{"user_id":"W"}"#, r#"{"endUser":"W"}"#, r#"{"actor":"W"}"#, r#"{"UserName":"W"}"#] {
        let log: String = (0..40).map(|at| call(at, "app", &metadata.replace('W', who(at)))).collect();
        assert_eq!(named(&read(&[("log.jsonl", &log)])), ["app"], "{metadata}");
        let log: String = (0..40).map(|at| call(at, &format!("{}-role", who(at)), metadata)).collect();
        let usage = read(&[("log.jsonl", &log)]);
        assert_eq!((named(&usage), asks(&usage)), (vec!["bob-role".to_owned(), "jane.doe-role".into()], true));
    }
    // Columns and fields of users, tags of users, customers of a proxy.
    let field = |column: &str, at: u32| {
        format!(
            r#"{{"time":"2026-11-{:02}T09:00:00Z","{column}":"{}","model":"gpt-5.6-luna","usage":{{"prompt_tokens":{},"completion_tokens":9}}}}"#,
            1 + at,
            who(at),
            100 + at
        ) + "\n"
    };
    for column in ["user", "end_user", "user_id", "actor"] {
        let log: String = (0..20).map(|at| field(column, at)).collect();
        let row = |at: u32| format!("2026-11-{:02}T09:00:00Z,{},gpt-5.6-luna,{},9\n", 1 + at, who(at), 100 + at);
        let table = format!("time,{column},model,input_tokens,output_tokens\n") + &(0..20).map(row).collect::<String>();
        for usage in [read(&[("log.jsonl", &log)]), read(&[("log.csv", &table)])] {
            assert_eq!(named(&usage), ["gpt-5.6-luna"], "{column}");
        }
    }
    let tagged = |at: u32| {
        format!(
            r#"{{"request_id":"a{at}","call_type":"acompletion","spend":0.01,"prompt_tokens":100,"completion_tokens":9,"startTime":"2026-11-{:02} 09:00:00","model":"gpt-5.6-luna","request_tags":["user: {}","shop"]}}"#,
            1 + at,
            who(at)
        ) + "\n"
    };
    assert_eq!(named(&read(&[("log.jsonl", &(0..20).map(tagged).collect::<String>())])), ["shop"]);
    let row = |at: u32| format!("2026-11-{:02},{},1.0,5,5,0,1100,1000,100\n", 1 + at / 2, who(at));
    let table = "Date,Customer,Spend ($),Requests,Successful Requests,Failed Requests,Total Tokens,Prompt Tokens,Completion Tokens\n".to_owned()
        + &(0..20).map(row).collect::<String>();
    let usage = read(&[("customers.csv", &table)]);
    let all = serde_json::to_string(&usage).expect("JSON");
    assert!(!all.contains("jane") && usage.workloads[0].totals.requests == Some(100.0), "{all}");
}

#[test]
fn of_an_application_with_two_models_each_name_is_hidden_by_itself() {
    let log = |app: &str, model: &str| {
        let row = |at: u32| {
            let model = if at.is_multiple_of(2) { model } else { "gpt-5.6-luna" };
            format!(
                r#"{{"time":"2026-11-{:02}T09:00:00Z","app":"{app}","model":"{model}","usage":{{"prompt_tokens":{},"completion_tokens":9}}}}"#,
                1 + at,
                100 + at
            ) + "\n"
        };
        (0..20).map(row).collect::<String>()
    };
    for secret in [
        "sk-abc",
        "hf_abcdefghijklmnopqrstuv",
        "/home/jane.doe/models/llama-3.1-8b",
        "/Users/jane/m.gguf",
        "192.168.10.25",
        "arn:aws:bedrock:us-east-1:111122223333:imported-model/xyz",
        "bedrock/arn:aws:bedrock:us-east-1:111122223333:imported-model/xyz",
    ] {
        for (app, model, want) in [
            ("bot", secret, ["bot, gpt-5.6-luna", "bot, key 1"]),
            (secret, "gpt-5.6-terra", ["key 1, gpt-5.6-luna", "key 1, gpt-5.6-terra"]),
        ] {
            let usage = read(&[("log.jsonl", &log(app, model))]);
            let mut names: Vec<&str> = usage.workloads.iter().map(|one| one.name.as_str()).collect();
            names.sort_unstable();
            assert_eq!(names, want, "{secret}");
            let all = serde_json::to_string(&usage).expect("JSON");
            assert!(!all.contains(secret), "{all}");
        }
    }
    // The rest of both names is the file's, and a name of this program is not.
    let usage = read(&[("log.jsonl", &log("bot", "sk-abc"))]);
    assert!(usage.workloads.iter().all(|one| one.name_from_file));
    let usage = read(&[("log.jsonl", &log("", "gpt-5.6-luna").replace(r#","model":"gpt-5.6-luna""#, ""))]);
    assert!(usage.workloads.iter().all(|one| one.name == "all requests" && !one.name_from_file));
}
