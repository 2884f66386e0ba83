//! The XML of a part as a run of starts, ends and texts.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::limits;
use super::package;
use crate::ground::Result;

/// What happens next in a part. Names are without their prefix.
pub enum Step<'a> {
    /// An element begins.
    Start(&'a str, Attributes<'a>),
    /// An element ends.
    End(&'a str),
    /// Characters, entities resolved.
    Text(Cow<'a, str>),
}

/// The attributes of an element.
pub struct Attributes<'a>(&'a BytesStart<'a>);

impl Attributes<'_> {
    /// The value of the attribute with this local name.
    pub fn get(&self, name: &str) -> Option<String> {
        let mut all = self.0.attributes();
        let found =
            all.with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
        found.normalized_value(quick_xml::XmlVersion::Explicit1_0).ok().map(Cow::into_owned)
    }

    /// The value of `w:val`, which most of Word's elements have for their only one.
    pub fn val(&self) -> Option<String> {
        self.get("val")
    }

    /// Whether a switch such as `<w:b/>` is on: it is, unless its value says no.
    pub fn on(&self) -> bool {
        !matches!(self.val().as_deref(), Some("0" | "false" | "off" | "none"))
    }
}

/// Walks through a part. Errors: not well formed, deeper than [`limits::XML_DEPTH`], a document type (whose entities can be
/// made to grow without bound; Word never writes one).
pub fn walk(xml: &str, name: &str, mut on: impl FnMut(Step<'_>)) -> Result<()> {
    let damaged = |what: &str| package::damaged(name, what);
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|_| damaged("XML 不完整"))? {
            Event::Start(element) => {
                depth += 1;
                if depth > limits::XML_DEPTH {
                    return Err(damaged(&format!("嵌套过深（超过 {} 层）", limits::XML_DEPTH)));
                }
                on(Step::Start(element.local_name().as_ref(), Attributes(&element)));
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                on(Step::End(element.local_name().as_ref()));
            }
            Event::Text(text) => on(Step::Text(text.xml10_content())),
            Event::CData(text) => on(Step::Text(text.xml10_content())),
            Event::GeneralRef(entity) => {
                if let Some(c) = entity.resolve_char_ref().ok().flatten().or(predefined(&entity)) {
                    on(Step::Text(c.to_string().into()));
                }
            }
            Event::DocType(_) => return Err(damaged("含有不允许的 DTD")),
            Event::Eof => break,
            _ => {}
        }
    }
    if depth > 0 { Err(damaged("XML 不完整")) } else { Ok(()) }
}

fn predefined(entity: &str) -> Option<char> {
    Some(match entity {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
