//! Edits the page's own HTML: attributes, data blocks and the head. The pages keep the few forms that are read here.

use std::ops::Range;

/// A start tag of the text.
pub struct Tag<'a> {
    /// Where the whole tag stands, from `<` to `>`.
    pub place: Range<usize>,
    /// Its lower-case name.
    pub name: &'a str,
    /// Attribute names, values, and where the values stand without their quotes.
    pub attributes: Vec<(&'a str, &'a str, Range<usize>)>,
}

impl<'a> Tag<'a> {
    /// The value of an attribute.
    pub fn value(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find(|(known, ..)| *known == name).map(|(_, value, _)| *value)
    }
}

/// The start tags, outside of comments and of what scripts and styles hold.
pub fn tags(html: &str) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(ahead) = html[at..].find('<') {
        at += ahead;
        let rest = &html[at..];
        if rest.starts_with("<!--") {
            at += rest.find("-->").map_or(rest.len(), |end| end + 3);
        } else if rest[1..].starts_with(|c: char| c.is_ascii_lowercase()) {
            let tag = read_tag(html, at);
            at = tag.place.end;
            if matches!(tag.name, "script" | "style") {
                at = html[at..].find(&format!("</{}", tag.name)).map_or(html.len(), |end| at + end);
            }
            found.push(tag);
        } else {
            at += 1;
        }
    }
    found
}

fn read_tag(html: &str, start: usize) -> Tag<'_> {
    let name_end = start + 1 + html[start + 1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(0);
    let mut tag = Tag { place: start..html.len(), name: &html[start + 1..name_end], attributes: Vec::new() };
    let mut at = name_end;
    while let Some(c) = html[at..].chars().next() {
        if c == '>' {
            tag.place.end = at + 1;
            break;
        }
        if c.is_whitespace() || c == '/' {
            at += c.len_utf8();
            continue;
        }
        let key_end =
            html[at..].find(|c: char| c.is_whitespace() || "=>/".contains(c)).map_or(html.len(), |end| at + end);
        let key = &html[at..key_end.max(at + c.len_utf8())];
        at += key.len();
        let mut value = at..at;
        if html[at..].starts_with('=') {
            let quote = html[at + 1..].chars().next().filter(|c| matches!(c, '"' | '\''));
            let start = at + 1 + usize::from(quote.is_some());
            let end = html[start..].find(|c: char| match quote {
                Some(quote) => c == quote,
                None => c.is_whitespace() || c == '>',
            });
            value = start..end.map_or(html.len(), |ahead| start + ahead);
            at = (value.end + usize::from(quote.is_some())).min(html.len());
        }
        tag.attributes.push((key, &html[value.clone()], value));
    }
    tag
}

/// Replaces the one tag that `wanted` accepts by what `by` makes of it. A `<script>` is replaced with its content and
/// its end tag.
///
/// Errors: none or several such tags; `what` says which one in words.
pub fn replace_tag(
    html: &str,
    what: &str,
    wanted: impl Fn(&Tag<'_>) -> bool,
    by: impl FnOnce(&Tag<'_>) -> String,
) -> Result<String, String> {
    let mut all = tags(html);
    all.retain(|tag| wanted(tag));
    let [tag] = all.as_slice() else {
        return Err(format!("the page must hold exactly one {what}, and holds {}", all.len()));
    };
    let mut end = tag.place.end;
    if tag.name == "script" {
        end = html[end..].find("</script>").map_or(html.len(), |ahead| end + ahead + "</script>".len());
    }
    Ok(format!("{}{}{}", &html[..tag.place.start], by(tag), &html[end..]))
}

/// Replaces `<script type="application/json" id="…">` and what it holds by the same element with this JSON.
pub fn replace_json(html: &str, id: &str, json: &str) -> Result<String, String> {
    let what = format!("<script type=\"application/json\" id=\"{id}\">");
    // `<` cannot stand in a script element as it is; in JSON it can only stand in a string, where the escape is equal.
    let inert = json.replace('<', "\\u003c");
    replace_tag(html, &what, |tag| is_data(tag, id), |_| format!("{what}{inert}</script>"))
}

/// What such an element holds; `null` where there is none.
pub fn json<'a>(html: &'a str, id: &str) -> &'a str {
    let all = tags(html);
    let start = all.iter().find(|tag| is_data(tag, id)).map(|tag| tag.place.end);
    let held = start.and_then(|start| html[start..].find("</script>").map(|end| &html[start..start + end]));
    held.unwrap_or("null")
}

fn is_data(tag: &Tag<'_>, id: &str) -> bool {
    tag.name == "script" && tag.value("type") == Some("application/json") && tag.value("id") == Some(id)
}

/// Puts text behind `<meta charset="utf-8">`, before anything that loads.
pub fn insert_into_head(html: &str, text: &str) -> Result<String, String> {
    let kept = |tag: &Tag<'_>| format!("{}\n{text}", &html[tag.place.clone()]);
    replace_tag(html, "<meta charset=\"utf-8\">", |tag| tag.name == "meta" && tag.value("charset").is_some(), kept)
}

/// Replaces what stands in the title element.
pub fn set_title(html: &str, title: &str) -> Result<String, String> {
    match (html.find("<title>"), html.find("</title>")) {
        (Some(start), Some(end)) if start < end => {
            Ok(format!("{}{}{}", &html[..start + "<title>".len()], text(title), &html[end..]))
        }
        _ => Err("the page has no <title>".to_owned()),
    }
}

/// What stands in the title element, as written.
pub fn title(html: &str) -> &str {
    let start = html.find("<title>").map_or(html.len(), |at| at + "<title>".len());
    let end = html[start..].find("</title>").map_or(html.len(), |ahead| start + ahead);
    &html[start..end]
}

/// The description for search engines, as written; empty where there is none.
pub fn description(html: &str) -> &str {
    let all = tags(html);
    all.iter().find(|tag| is_description(tag)).and_then(|tag| tag.value("content")).unwrap_or_default()
}

/// Replaces the description for search engines.
pub fn set_description(html: &str, summary: &str) -> Result<String, String> {
    let tag = format!("<meta name=\"description\" content=\"{}\">", text(summary));
    replace_tag(html, "<meta name=\"description\" content=…>", is_description, |_| tag)
}

fn is_description(tag: &Tag<'_>) -> bool {
    tag.name == "meta" && tag.value("name") == Some("description")
}

/// Puts `prefix` before every relative path in `href` and `src`, for a page that stands in a folder below.
pub fn prefix_paths(html: &str, prefix: &str) -> String {
    let mut places: Vec<usize> = Vec::new();
    for tag in tags(html) {
        for (name, value, place) in tag.attributes {
            if matches!(name, "href" | "src") && is_relative(value) {
                places.push(place.start);
            }
        }
    }
    let mut prefixed = html.to_owned();
    for place in places.into_iter().rev() {
        prefixed.insert_str(place, prefix);
    }
    prefixed
}

fn is_relative(path: &str) -> bool {
    let scheme = path.find(':').is_some_and(|colon| !path[..colon].contains(['/', '?', '#']));
    !path.is_empty() && !path.starts_with(['#', '?', '/']) && !scheme
}

/// Text made fit for an element or a quoted attribute.
pub fn text(plain: &str) -> String {
    plain.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n<title>Old</title>\n\
        <!-- <link rel=\"stylesheet\" href=\"no.css\"> --><link rel=stylesheet href='style.css'>\n\
        <script type=\"application/json\" id=\"files\">{\"a\":\"<link rel=stylesheet>\"}</script>\n\
        <script type=\"module\" src=\"main.js\"></script></head>\
        <body><a href=\"?v=1\">x</a><a href=\"https://example.org/a\">y</a><a href=\"methods.html#a\">z</a></body></html>";

    #[test]
    fn tags_are_read_outside_of_comments_and_scripts() {
        let all = tags(PAGE);
        let names: Vec<_> = all.iter().map(|tag| tag.name).collect();
        let expected = ["html", "head", "meta", "title", "link", "script", "script", "body", "a", "a", "a"];
        assert_eq!(names, expected);
        assert_eq!(all[4].value("href"), Some("style.css"));
        assert_eq!(all[4].value("rel"), Some("stylesheet"));
    }

    #[test]
    fn one_element_is_replaced_and_two_are_refused() {
        let is_script = |tag: &Tag<'_>| tag.value("type") == Some("module");
        let page = replace_tag(PAGE, "module script", is_script, |tag| format!("[{}]", tag.value("src").unwrap_or("")));
        assert!(page.expect("one").contains("\n[main.js]</head>"));
        let refused = replace_tag(PAGE, "link", |tag| tag.name == "a", |_| String::new());
        assert_eq!(refused, Err("the page must hold exactly one link, and holds 3".to_owned()));
    }

    #[test]
    fn json_cannot_end_its_element() {
        let page = replace_json(PAGE, "files", "{\"b\":\"</script>\"}").expect("one");
        assert!(page.contains("id=\"files\">{\"b\":\"\\u003c/script>\"}</script>"), "{page}");
    }

    #[test]
    fn only_relative_paths_get_a_prefix() {
        let page = prefix_paths(PAGE, "../../");
        for part in ["href='../../style.css'", "src=\"../../main.js\"", "href=\"../../methods.html#a\""] {
            assert!(page.contains(part), "{page}");
        }
        assert!(page.contains("href=\"?v=1\"") && page.contains("\"https://example.org/a\""), "{page}");
        assert!(page.contains("<!-- <link rel=\"stylesheet\" href=\"no.css\"> -->"), "{page}");
    }

    #[test]
    fn the_title_is_escaped() {
        assert!(set_title(PAGE, "a < b & c").expect("has one").contains("<title>a &lt; b &amp; c</title>"));
    }
}
