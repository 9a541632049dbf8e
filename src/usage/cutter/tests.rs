//! Streams in pieces of many sizes, cut into the same documents.

use super::*;

fn cut(text: &str, step: usize) -> (Vec<String>, u64) {
    let mut cutter = Cutter::new();
    let mut found = Vec::new();
    for piece in text.as_bytes().chunks(step) {
        cutter.feed(piece, &mut |bytes, _| found.push(String::from_utf8_lossy(bytes).into_owned()));
    }
    cutter.cut_off(&mut |bytes, _| found.push(String::from_utf8_lossy(bytes).into_owned()));
    (found, cutter.broken)
}

#[test]
fn values_lines_and_lists_are_the_same_documents() {
    let (one, two) = (r#"{"a":"x}\"{","b":[1,2]}"#, r#"{"c":{"d":null}}"#);
    for text in
        [format!("{one}\n{two}\n"), format!("[{one}, {two}]"), format!("{one}{two}"), format!("[[{one}],[{two}]]")]
    {
        for step in [1, 7, 1000] {
            assert_eq!(cut(&text, step), (vec![one.to_owned(), two.to_owned()], 0), "{text}");
        }
    }
}

#[test]
fn a_long_page_is_cut_between_items_and_keeps_its_head() {
    let item = format!(r#"{{"n":"{}"}}"#, "x".repeat(1000));
    let items = vec![item; 2000].join(",");
    let (found, broken) = cut(&format!(r#"{{"object":"page","tags":["t"],"data":[{items}],"has_more":true}}"#), 4096);
    assert!(found.len() > 3 && broken == 0, "{}", found.len());
    assert!(found.iter().all(|one| one.starts_with(r#"{"object":"page","tags":["t"],"data":[{"#)));
    assert_eq!(found.iter().map(|one| one.matches(r#""n""#).count()).sum::<usize>(), 2000);
    assert!(found.iter().all(|one| serde_json::from_str::<serde_json::Value>(one).is_ok()));
    assert_eq!(found.iter().filter(|one| one.contains("has_more")).count(), 1);
}

#[test]
fn long_texts_and_timings_are_not_kept_and_bare_words_are_texts() {
    let text = format!(
        r#"{{"p":"{}","i":[[1,2],[3]],"r":-Infinity,"s":NaN,"n":[{}],"z":1}}"#,
        "é\\n".repeat(40_000),
        "7,".repeat(9_000) + "7"
    );
    let (found, broken) = cut(&text, 999);
    assert_eq!((found.len(), broken), (1, 0));
    assert!(found[0].len() < 60_000);
    assert!(
        found[0].contains(r#""i":[[],[]],"r":"NaN","s":"NaN""#) && found[0].ends_with(r#""z":1}"#),
        "{}",
        &found[0][found[0].len() - 80..]
    );
    assert!(serde_json::from_str::<serde_json::Value>(&found[0]).is_ok());
}

#[test]
fn a_cut_line_costs_one_record() {
    let (found, broken) = cut("{\"a\":1}\n{\"b\":\"cut\n{\"c\":3}\n{\"d\":{\"e\":4\n{\"f\":5}\n{\"g\":", 3);
    assert_eq!(found, [r#"{"a":1}"#, r#"{"c":3}"#, r#"{"f":5}"#]);
    assert_eq!(broken, 2);
}

#[test]
fn a_page_cut_anywhere_gives_its_whole_records() {
    // Three records of a list, the second with a bracket in its text; the cut may fall on any byte.
    let head = r#"{"object":"page","tags":["t"],"data":["#;
    let items = [r#"{"n":1}"#, r#"{"n":2,"r":[{"x":"]}"}]}"#, r#"{"n":3}"#];
    let text = format!(r#"{head}{}],"has_more":true}}"#, items.join(","));
    let ends = [0, 1, 2].map(|at| head.len() + items[..=at].iter().map(|item| item.len() + 1).sum::<usize>() - 1);
    for cut_at in 1..text.len() {
        let (found, broken) = cut(&text[..cut_at], 7);
        let whole = ends.iter().filter(|end| **end <= cut_at).count();
        let read = if whole == 0 { vec![] } else { vec![format!("{head}{}]}}", items[..whole].join(","))] };
        assert_eq!((found, broken), (read, 0), "{cut_at}");
    }
}

#[test]
fn a_list_without_its_end_is_cut_and_a_whole_one_is_not() {
    for (text, cut) in [("[{},{}", true), ("[{},{}]", false), ("{}\n{}", false), ("[[{}]", true), ("{}\n{", true)] {
        let mut cutter = Cutter::new();
        cutter.feed(text.as_bytes(), &mut |_, _| ());
        assert_eq!(cutter.cut_off(&mut |_, _| ()), cut, "{text}");
    }
}
