//! Edits the page's own HTML by selectors.

use lol_html::html_content::{ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use std::cell::RefCell;

/// Changes the one element that a selector finds.
///
/// Errors: none or several such elements.
fn change_one(html: &str, selector: &str, change: impl Fn(&mut Element<'_, '_>)) -> Result<String, String> {
    let mut found = 0;
    let changed = change_all(html, selector, |element| {
        found += 1;
        change(element);
    });
    if found == 1 { Ok(changed) } else { Err(format!("the page must hold exactly one {selector}, and holds {found}")) }
}

fn change_all(html: &str, selector: &str, mut change: impl FnMut(&mut Element<'_, '_>)) -> String {
    let handler = element!(selector, |element| {
        change(element);
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(handler);
    // Only a handler's own error or a limit of memory could stop it, and there is neither.
    rewrite_str(html, settings).unwrap_or_else(|_| html.to_owned())
}

/// Puts HTML in the place of an element and all that it holds.
pub fn replace(html: &str, selector: &str, by: &str) -> Result<String, String> {
    change_one(html, selector, |element| element.replace(by, ContentType::Html))
}

/// Takes out all elements that a selector finds.
pub fn without(html: &str, selector: &str) -> String {
    change_all(html, selector, |element| {
        element.remove();
    })
}

/// Takes out all elements that a selector finds, and leaves what they hold.
pub fn unwrapped(html: &str, selector: &str) -> String {
    change_all(html, selector, |element| {
        element.remove_and_keep_content();
    })
}

/// Puts HTML before an element.
pub fn insert_before(html: &str, selector: &str, more: &str) -> Result<String, String> {
    change_one(html, selector, |element| element.before(more, ContentType::Html))
}

/// Puts HTML behind an element.
pub fn insert_after(html: &str, selector: &str, more: &str) -> Result<String, String> {
    change_one(html, selector, |element| element.after(more, ContentType::Html))
}

/// Puts HTML at the end of what an element holds.
pub fn append(html: &str, selector: &str, more: &str) -> Result<String, String> {
    change_one(html, selector, |element| element.append(more, ContentType::Html))
}

/// Puts HTML before all that an element holds.
pub fn prepend(html: &str, selector: &str, more: &str) -> Result<String, String> {
    change_one(html, selector, |element| element.prepend(more, ContentType::Html))
}

/// Puts HTML in the place of what an element holds.
pub fn fill(html: &str, selector: &str, by: &str) -> Result<String, String> {
    change_one(html, selector, |element| element.set_inner_content(by, ContentType::Html))
}

/// Replaces what an element of data such as `<script type="application/json" id="…">` holds.
pub fn fill_json(html: &str, id: &str, json: &str) -> Result<String, String> {
    // `<` cannot stand in a script element as it is; in JSON it can only stand in a string, where the escape is equal.
    fill(html, &format!("script#{id}"), &json.replace('<', "\\u003c"))
}

/// Sets an attribute of an element.
pub fn set(html: &str, selector: &str, attribute: &str, value: &str) -> Result<String, String> {
    change_one(html, selector, |element| {
        // The name is a word of this program's own.
        let _ = element.set_attribute(attribute, &text_of(value));
    })
}

/// Puts `prefix` before every relative path in `href` and `src`, for a page that stands in a folder below.
pub fn prefix_paths(html: &str, prefix: &str) -> String {
    change_all(html, "[href], [src]", |element| {
        for name in ["href", "src"] {
            if let Some(path) = element.get_attribute(name).filter(|path| is_relative(path)) {
                let _ = element.set_attribute(name, &format!("{prefix}{path}"));
            }
        }
    })
}

fn is_relative(path: &str) -> bool {
    let scheme = path.find(':').is_some_and(|colon| !path[..colon].contains(['/', '?', '#']));
    !path.is_empty() && !path.starts_with(['#', '?', '/']) && !scheme
}

/// The values of an attribute of all elements that a selector finds, as written.
pub fn values(html: &str, selector: &str, attribute: &str) -> Vec<String> {
    let mut found = Vec::new();
    change_all(html, selector, |element| found.extend(element.get_attribute(attribute)));
    found
}

/// What each element that a selector finds holds as text, as written.
pub fn contents(html: &str, selector: &str) -> Vec<String> {
    let found: RefCell<Vec<String>> = RefCell::default();
    let begin = element!(selector, |_| {
        found.borrow_mut().push(String::new());
        Ok(())
    });
    let more = text!(selector, |chunk| {
        if let Some(last) = found.borrow_mut().last_mut() {
            last.push_str(chunk.as_str());
        }
        Ok(())
    });
    let settings = RewriteStrSettings::new().append_element_content_handler(begin).append_element_content_handler(more);
    let _ = rewrite_str(html, settings);
    found.into_inner()
}

/// What the element of data with this id holds; `null` where there is none.
pub fn json(html: &str, id: &str) -> String {
    contents(html, &format!("script#{id}")).pop().unwrap_or_else(|| "null".to_owned())
}

/// Text made fit for an element or a quoted attribute.
pub fn text_of(plain: &str) -> String {
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
    fn elements_are_found_outside_of_comments_and_scripts() {
        assert_eq!(values(PAGE, "link[rel=stylesheet]", "href"), ["style.css"]);
        assert_eq!(json(PAGE, "files"), "{\"a\":\"<link rel=stylesheet>\"}");
        assert_eq!(json(PAGE, "other"), "null");
    }

    #[test]
    fn one_element_is_replaced_and_two_are_refused() {
        let page = replace(PAGE, "script[type=module]", "[main]");
        assert!(page.expect("one").contains("\n[main]</head>"));
        let refused = replace(PAGE, "a", "");
        assert_eq!(refused, Err("the page must hold exactly one a, and holds 3".to_owned()));
    }

    #[test]
    fn json_cannot_end_its_element() {
        let page = fill_json(PAGE, "files", "{\"b\":\"</script>\"}").expect("one");
        assert!(page.contains("id=\"files\">{\"b\":\"\\u003c/script>\"}</script>"), "{page}");
    }

    #[test]
    fn only_relative_paths_get_a_prefix() {
        let page = prefix_paths(PAGE, "../../");
        for part in ["href=\"../../style.css\"", "src=\"../../main.js\"", "href=\"../../methods.html#a\""] {
            assert!(page.contains(part), "{page}");
        }
        assert!(page.contains("href=\"?v=1\"") && page.contains("\"https://example.org/a\""), "{page}");
        assert!(page.contains("<!-- <link rel=\"stylesheet\" href=\"no.css\"> -->"), "{page}");
    }

    #[test]
    fn titles_are_escaped() {
        let page = fill(PAGE, "title", &text_of("a < b & c")).expect("has one");
        assert!(page.contains("<title>a &lt; b &amp; c</title>"));
    }
}
