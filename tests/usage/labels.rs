//! Which labels are shown as they are: exactly at each limit of what is taken for a key, a number or a sentence.

use super::read;

/// What a workload is called whose rows have a label.
fn shown(label: &str) -> String {
    let text =
        format!("time,app,model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,\"{label}\",gpt-5.6-luna,1000,100\n");
    read(&[("log.csv", &text)]).workloads[0].name.clone()
}

fn check(hidden: &[&str], plain: &[&str]) {
    for label in hidden {
        assert_eq!(shown(label), "key 1", "{label}");
    }
    for label in plain {
        assert_eq!(shown(label), *label);
    }
}

#[test]
fn ten_letters_behind_a_maker_s_mark_are_a_key() {
    check(
        &[
            "hf_abcdefghij",
            "GSK_0123456789",
            "xai-one-abcdefghij",
            "Bearer abcdefghij",
            "sk-a",
            "AKIAx",
            "~/bot",
            "/tmp/x",
        ],
        &["hf_abcdefghi", "xai-abcde-fghij", "bearer of news", "ski-shop", "akia", "tmp/x", "my hf_abcdefghij"],
    );
}

#[test]
fn seven_words_are_a_sentence_and_an_address_may_be_spelled() {
    check(
        &[
            "one two three four five six seven",
            "jane at acme.com",
            "mail jane at mail.acme.com.",
            "a@b",
            "token=x",
            "C:\\bot",
        ],
        &[
            "one two three four five six",
            "chat at night",
            "jane at acme.",
            "at acme.com",
            "gpt@20250929",
            "gpt@default",
            "tokens",
        ],
    );
}

#[test]
fn a_number_of_a_person_or_a_machine_is_hidden() {
    check(
        &[
            "+4912345",
            "(21) 23456",
            "0123456",
            "12 34567",
            "10.0.0.1",
            "10.0.0.255:80",
            "fe80::1",
            "a:b:c:d",
            "[::1]:80",
            "fe80::1%eth0",
        ],
        &[
            "+491234",
            "(21) 2345",
            "012345",
            "1234567",
            "12 3456 x",
            "10.0.0.256",
            "1.2.3",
            "1.2.3.4.5",
            "a:b:c",
            "x:y:z:w",
            "std::vec",
        ],
    );
    // An account of a cloud has ten digits or more beside its mark; a bank's has 15 to 34 letters and ten digits.
    check(
        &["arn:aws:iam::1234567890:x", "DE8912345678901", "GB82WESTABC12345678", "DE89 3704 0044 0532 0130 00"],
        &[
            "arn:aws:iam::123456789:x",
            "DE891234567890",
            "GB82WESTABC1234567",
            "de8912345678901",
            "D89 shop",
            "DE8912345678901x",
        ],
    );
}

#[test]
fn a_word_of_letters_digits_and_a_mark_is_a_password() {
    check(&["hunter2!", "a1$", "x^9", "why?4", "p*1"], &["hunter!", "12!", "hunter2", "hunter 2!", "a1-b"]);
}

#[test]
fn a_long_number_in_base_16_and_a_long_run_that_changes_often_are_random() {
    // What runs through a session names no application: the model does. A project may be called so, and becomes a number.
    let of = |column: &str, label: &str| {
        let text = format!(
            "time,{column},model,input_tokens,output_tokens\n2026-11-02T00:00:00Z,{label},gpt-5.6-luna,1000,100\n"
        );
        read(&[("log.csv", &text)]).workloads[0].name.clone()
    };
    let (long, short) = ("a".repeat(32), "a".repeat(31));
    assert_eq!((of("app", &long), of("project", &long)), ("gpt-5.6-luna".to_owned(), "key 1".to_owned()));
    assert_eq!((of("app", &short), of("project", &short)), (short.clone(), short.clone()));
    let words = [&short, " b"].concat();
    assert_eq!(of("app", &words), words);
    check(
        &[
            // 24 letters and digits that change three times; 16 that change four times and six with their capitals.
            "abcdefghijk123klmnopq456",
            "prod-abcdefghijk123klmnopq456",
            "ab1cd2ef3ghijklm",
            "abCD12efgh34ijkl5",
            // Small and large letters in turn, a third of the run and more, with three capitals beside each other and more.
            "aBCDEfGhIjKlMnOpQrStUvWx",
        ],
        &[
            "abcdefghijk12klmnopq456",
            "abcdefghijk123456klmnopqr",
            "abcdefghijkl1mnopqrstuv2",
            "ab1cd2ef3ghijkl",
            "abcd12efgh34ijklmn",
            "aBCDeFgHiJkLmNoPqRsTuVwX",
            "CustomerSupportChatbotOfEurope",
            "proj_abcdefghijk123klmnopq456",
            "key_abcdefghijk123klmnopq456",
        ],
    );
}

#[test]
fn hidden_labels_are_told_apart_and_a_second_part_is_hidden_by_itself() {
    let mut text = "time,app,model,input_tokens,output_tokens\n".to_owned();
    for (app, tokens) in [("sk-abc", 900), ("shop", 800), ("jane@acme.com", 700), ("sk-abc", 90)] {
        text += &format!("2026-11-02T00:00:00Z,{app},gpt-5.6-luna,{tokens},0\n");
    }
    let names: Vec<String> = read(&[("log.csv", &text)]).workloads.iter().map(|one| one.name.clone()).collect();
    assert_eq!(names, ["key 1", "shop", "key 2"]);
    let mut text = "time,app,model,input_tokens,output_tokens\n".to_owned();
    for (model, tokens) in [("jane@acme.com/bot", 900), ("gpt-5.6-luna", 800)] {
        text += &format!("2026-11-02T00:00:00Z,shop,{model},{tokens},0\n");
    }
    text += "2026-11-02T00:00:00Z,mail,gpt-5.6-luna,500,0\n";
    let usage = read(&[("log.csv", &text)]);
    let names: Vec<&str> = usage.workloads.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["shop, key 1", "shop, gpt-5.6-luna", "mail"]);
    assert!(!serde_json::to_string(&usage).expect("JSON").contains("jane"));
    let one = &usage.workloads[0];
    assert_eq!((one.model_read.as_str(), one.name_from_file), ("a name that is not shown", true));
}
