//! Answers as they are streamed (server-sent events): lines of `data: {…}`, of which only the last usage counts.

use crate::usage::json::Json;
use std::borrow::Cow;

/// Longest line that is kept.
const LONGEST_LINE: usize = 4 << 20;

/// Lines of a stream, taken in pieces that may part them anywhere.
#[derive(Default)]
pub(super) struct Events {
    line: Vec<u8>,
    /// The message that Claude began: its name, model and the tokens that went in.
    begun: Option<Json>,
    /// Whether each event is a line of JSON, perhaps among other records, instead of text behind `data:`.
    pub(super) logged: bool,
}

impl Events {
    /// By the word that the first line begins with; `None` where it is none of theirs.
    pub(super) fn of(head: &[u8]) -> Option<Self> {
        let head = head.trim_ascii_start();
        (head.starts_with(b"data:") || head.starts_with(b"event:")).then(Self::default)
    }

    /// Events of Claude that a log holds as records, by the first of a message.
    pub(super) fn logged(json: &Json) -> Option<Self> {
        let begins = json.get("type").text() == "message_start" && json.at("message.usage").is_map();
        begins.then(|| Self { logged: true, ..Self::default() })
    }

    /// What stands behind `data:` as lines of JSON; no bytes mean the end.
    pub(super) fn lines(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(bytes.len());
        let end: &[u8] = if bytes.is_empty() { b"\n" } else { b"" };
        for &byte in bytes.iter().chain(end) {
            if byte != b'\n' {
                if self.line.len() < LONGEST_LINE {
                    self.line.push(byte);
                }
                continue;
            }
            let line = self.line.trim_ascii();
            let said = line.strip_prefix(b"data:").unwrap_or(line).trim_ascii_start();
            if said.starts_with(b"{") {
                out.extend_from_slice(said);
                out.push(b'\n');
            }
            self.line.clear();
        }
        out
    }

    /// The record that an event makes; `None` where it counts no tokens. Claude states what went in as it begins and what
    /// came out as it ends: both make one record.
    pub(super) fn usage(&mut self, event: Json) -> Option<Json> {
        match event.get("type").text() {
            "message_start" => {
                // A log has the time beside the message.
                let around = event.fields().iter().filter(|(name, _)| !["message", "type"].contains(&&**name));
                self.begun = Some(Json::Map(event.get("message").fields().iter().chain(around).cloned().collect()));
                None
            }
            "message_delta" => {
                let begun = self.begun.clone()?;
                let mut usage = event.get("usage").fields().to_vec();
                usage.retain(|(_, value)| *value != Json::Null);
                let known = |name: &str| event.get("usage").has(name);
                usage.extend(begun.get("usage").fields().iter().filter(|(name, _)| !known(name)).cloned());
                let mut record: Vec<_> = begun.fields().iter().filter(|(name, _)| name != "usage").cloned().collect();
                record.push((Cow::Borrowed("usage"), Json::Map(usage)));
                Some(Json::Map(record))
            }
            "content_block_start" | "content_block_delta" | "content_block_stop" | "message_stop" | "ping" => None,
            _ if self.logged => Some(event),
            _ => {
                let places = ["usage", "usageMetadata", "response.usage", "usage_metadata"];
                places.iter().any(|place| event.at(place).is_map()).then_some(event)
            }
        }
    }
}
