//! A JSON value with only the named parts in it.

use super::kept::{Keep, LONGEST, keep};
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::borrow::Cow;

/// What was kept of a document.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Json {
    Null,
    Flag(bool),
    Number(f64),
    Text(String),
    List(Vec<Json>),
    Map(Vec<(Cow<'static, str>, Json)>),
}

impl Json {
    /// A document of which nothing but the named parts is kept; `None` where it is not JSON or nests too deeply.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let mut source = serde_json::Deserializer::from_slice(bytes);
        let value = Seed(Keep::Branch).deserialize(&mut source).ok()?;
        source.end().ok()?;
        Some(value)
    }

    /// What stands under a name, `Null` if nothing does.
    pub(super) fn get(&self, name: &str) -> &Self {
        match self {
            Self::Map(fields) => fields.iter().find(|(key, _)| key == name).map_or(&Self::Null, |(_, value)| value),
            _ => &Self::Null,
        }
    }

    /// What stands at the end of a way of names, such as `usage.prompt_tokens`.
    pub(super) fn at(&self, way: &str) -> &Self {
        way.split('.').fold(self, Self::get)
    }

    /// A plain number, also one written as text; negative, infinite and missing ones are `None`.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Number(value) => Some(*value),
            Self::Text(text) => super::number::read(text, false).map(|read| read.value),
            _ => None,
        }
        .filter(|value| value.is_finite())
    }

    /// A plain number of at least zero under a name or at the end of a way.
    pub(super) fn count(&self, way: &str) -> Option<f64> {
        self.at(way).number().filter(|value| *value >= 0.0)
    }

    /// The first of several such plain numbers that is there.
    pub(super) fn first_count(&self, ways: &[&str]) -> Option<f64> {
        ways.iter().find_map(|way| self.count(way))
    }

    /// A text, empty when there is none.
    pub(super) fn text(&self) -> &str {
        if let Self::Text(text) = self { text } else { "" }
    }

    /// The items of a list.
    pub(super) fn list(&self) -> &[Self] {
        if let Self::List(items) = self { items } else { &[] }
    }

    /// The fields of an object.
    pub(super) fn fields(&self) -> &[(Cow<'static, str>, Self)] {
        if let Self::Map(fields) = self { fields } else { &[] }
    }

    pub(super) fn is_map(&self) -> bool {
        matches!(self, Self::Map(_))
    }

    /// Whether anything stands under a name.
    pub(super) fn has(&self, name: &str) -> bool {
        *self.get(name) != Self::Null
    }

    /// A flag, also one written as text.
    pub(super) fn flag(&self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(*flag),
            Self::Text(text) => super::number::flag(text),
            _ => None,
        }
    }
}

#[derive(Clone, Copy)]
struct Seed(Keep);

impl<'de> DeserializeSeed<'de> for Seed {
    type Value = Json;
    fn deserialize<D: serde::Deserializer<'de>>(self, from: D) -> Result<Json, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed {
    type Value = Json;

    fn expecting(&self, out: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Flag(value))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value as f64))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Number(value))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Json, E> {
        Ok(match self.0 {
            Keep::Nested | Keep::Packed if text.trim_start().starts_with(['{', '[']) => {
                Json::read(text.as_bytes()).unwrap_or(Json::Null)
            }
            Keep::Scalar | Keep::Both | Keep::Nested | Keep::Open if text.len() <= LONGEST => {
                Json::Text(text.to_owned())
            }
            _ => Json::Null,
        })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        if matches!(self.0, Keep::Scalar | Keep::Nothing) {
            while items.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(Json::Null);
        }
        let inner = Seed(Keep::Both);
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(inner)? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Json, A::Error> {
        let mut map: Vec<(Cow<'static, str>, Json)> = Vec::new();
        while let Some(name) = fields.next_key::<Cow<'de, str>>()? {
            let (known, kept) = keep(&name);
            let (name, kept) = match (self.0, kept) {
                (Keep::Scalar | Keep::Nothing, _) => (Cow::Borrowed(""), Keep::Nothing),
                // Such names are the file’s own, also where they are those of fields elsewhere.
                (Keep::Open, Keep::Nothing | Keep::Scalar) if name.len() <= LONGEST => {
                    (Cow::Owned(name.into_owned()), Keep::Both)
                }
                _ => (Cow::Borrowed(known), kept),
            };
            if kept == Keep::Nothing {
                fields.next_value::<IgnoredAny>()?;
            } else {
                let value = fields.next_value_seed(Seed(kept))?;
                map.push((name, value));
            }
        }
        Ok(Json::Map(map))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_named_parts_are_kept() {
        let text = r#"{"model":"m","messages":[{"content":"secret"}],"input":"a prompt","usage":{"prompt_tokens":7,"x":1},
            "metadata":"{\"usage\":{\"prompt_tokens\":8},\"email\":\"a@b.c\"}"}"#;
        let json = Json::read(text.as_bytes()).expect("this is JSON");
        let shown = format!("{json:?}");
        for secret in ["secret", "a prompt", "a@b.c"] {
            assert!(!shown.contains(secret), "{shown}");
        }
        assert_eq!(json.count("usage.prompt_tokens"), Some(7.0));
        assert_eq!(json.count("metadata.usage.prompt_tokens"), Some(8.0));
        assert!(json.get("usage").get("x") == &Json::Null);
    }
}
