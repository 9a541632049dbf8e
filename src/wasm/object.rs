//! Plain data to JavaScript objects and back, in a few functions that all types share.
//!
//! A serializer that returns values is compiled anew for every struct of the report; this one puts them where they
//! belong as they come, so a field costs little more than its name.

use crate::catalog::Value;
use core::cell::RefCell;
use core::fmt::Display;
use js_sys::{Array, JsString, Object};
use serde::ser::{self, Serialize};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    type Fields;
    #[wasm_bindgen(method, indexing_setter)]
    fn set(this: &Fields, name: &JsString, value: &JsValue);
}

/// Levels of a catalog file that are read; steps of a price need six.
const DEEPEST: usize = 16;
/// Names kept as JavaScript strings, a power of two above the number of fields in a report.
const NAMES: usize = 1024;

thread_local! {
    static NAMES_KNOWN: RefCell<Vec<Option<(&'static str, JsString)>>> = const { RefCell::new(Vec::new()) };
}

/// Makes objects, arrays, numbers, texts and flags of data; what is missing is `null`.
pub fn object<T: Serialize + ?Sized>(data: &T) -> JsValue {
    let mut builder = Builder { open: Vec::new(), done: JsValue::NULL };
    let Ok(()) = data.serialize(&mut builder);
    builder.done
}

/// Reads any value; what is neither a number, a flag, a text, an array nor an object is [`Value::Null`].
pub fn value(from: &JsValue) -> Value {
    read(from, DEEPEST)
}

fn read(from: &JsValue, deepest: usize) -> Value {
    if let Some(number) = from.as_f64() {
        Value::Number(number)
    } else if let Some(text) = from.as_string() {
        Value::Text(text)
    } else if let Some(flag) = from.as_bool() {
        Value::Flag(flag)
    } else if deepest == 0 || !from.is_object() {
        Value::Null
    } else if Array::is_array(from) {
        Value::List(Array::from(from).iter().map(|item| read(&item, deepest - 1)).collect())
    } else {
        let entry = |entry: JsValue| {
            let entry: Array = entry.unchecked_into();
            (entry.get(0).as_string().unwrap_or_default(), read(&entry.get(1), deepest - 1))
        };
        Value::Map(Object::entries(from.unchecked_ref()).iter().map(entry).collect())
    }
}

/// Pairs of text from whatever iterates as such; `None` for anything else.
pub fn pairs(from: &JsValue) -> Option<Vec<(String, String)>> {
    let mut pairs = Vec::new();
    for pair in js_sys::try_iter(from).ok()?? {
        let pair = pair.ok()?;
        if !Array::is_array(&pair) {
            return None;
        }
        let pair: Array = pair.unchecked_into();
        pairs.push((pair.get(0).as_string()?, pair.get(1).as_string()?));
    }
    Some(pairs)
}

/// A name as a JavaScript string, made once: reports repeat a few hundred of them thousands of times.
fn name(text: &'static str) -> JsString {
    NAMES_KNOWN.with_borrow_mut(|known| {
        if known.is_empty() {
            known.resize(NAMES, None);
        }
        let address = text.as_ptr() as usize;
        let slot = &mut known[(address ^ (address >> 10) ^ (text.len() << 5)) % NAMES];
        match slot {
            Some((owner, string)) if core::ptr::eq(*owner, text) => string.clone(),
            _ => {
                let string = JsString::from(text);
                *slot = Some((text, string.clone()));
                string
            }
        }
    })
}

/// Nothing here can fail.
#[derive(Debug)]
enum Never {}

impl Display for Never {
    fn fmt(&self, _: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match *self {}
    }
}
impl core::error::Error for Never {}
impl ser::Error for Never {
    fn custom<T: Display>(_: T) -> Self {
        unreachable!()
    }
}

enum Level {
    List(Array),
    Map(Fields, JsString),
}

struct Builder {
    open: Vec<Level>,
    done: JsValue,
}

impl Builder {
    fn put(&mut self, value: JsValue) {
        match self.open.last() {
            Some(Level::List(list)) => {
                list.push(&value);
            }
            Some(Level::Map(map, name)) => map.set(name, &value),
            None => self.done = value,
        }
    }

    fn list(&mut self) -> &mut Self {
        self.open.push(Level::List(Array::new()));
        self
    }

    fn map(&mut self) -> &mut Self {
        self.open.push(Level::Map(Object::new().unchecked_into(), name("")));
        self
    }

    fn name(&mut self, text: JsString) {
        if let Some(Level::Map(_, name)) = self.open.last_mut() {
            *name = text;
        }
    }

    fn close(&mut self) {
        match self.open.pop() {
            Some(Level::List(list)) => self.put(list.into()),
            Some(Level::Map(map, _)) => self.put(map.into()),
            None => {}
        }
    }

    fn number(&mut self, number: f64) {
        self.put(JsValue::from_f64(number));
    }
}

type Done = Result<(), Never>;

macro_rules! numbers {
    ($($method:ident $type:ty)+) => {$(
        fn $method(self, number: $type) -> Done {
            self.number(number as f64);
            Ok(())
        }
    )+};
}

impl<'b> ser::Serializer for &'b mut Builder {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = &'b mut Builder;
    type SerializeTuple = &'b mut Builder;
    type SerializeTupleStruct = &'b mut Builder;
    type SerializeTupleVariant = &'b mut Builder;
    type SerializeMap = &'b mut Builder;
    type SerializeStruct = &'b mut Builder;
    type SerializeStructVariant = &'b mut Builder;

    numbers! {
        serialize_i8 i8 serialize_i16 i16 serialize_i32 i32 serialize_i64 i64
        serialize_u8 u8 serialize_u16 u16 serialize_u32 u32 serialize_u64 u64
        serialize_f32 f32 serialize_f64 f64
    }

    fn serialize_bool(self, flag: bool) -> Done {
        self.put(JsValue::from_bool(flag));
        Ok(())
    }
    fn serialize_char(self, letter: char) -> Done {
        self.put(JsValue::from_str(letter.encode_utf8(&mut [0; 4])));
        Ok(())
    }
    fn serialize_str(self, text: &str) -> Done {
        self.put(JsValue::from_str(text));
        Ok(())
    }
    fn serialize_bytes(self, bytes: &[u8]) -> Done {
        self.collect_seq(bytes)
    }
    fn serialize_none(self) -> Done {
        self.put(JsValue::NULL);
        Ok(())
    }
    fn serialize_some<T: Serialize + ?Sized>(self, some: &T) -> Done {
        some.serialize(self)
    }
    fn serialize_unit(self) -> Done {
        self.serialize_none()
    }
    fn serialize_unit_struct(self, _: &'static str) -> Done {
        self.serialize_none()
    }
    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Done {
        self.put(name(variant).into());
        Ok(())
    }
    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, inner: &T) -> Done {
        inner.serialize(self)
    }
    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        inner: &T,
    ) -> Done {
        self.map().name(name(variant));
        inner.serialize(&mut *self)?;
        self.close();
        Ok(())
    }
    fn serialize_seq(self, _: Option<usize>) -> Result<Self, Never> {
        Ok(self.list())
    }
    fn serialize_tuple(self, _: usize) -> Result<Self, Never> {
        Ok(self.list())
    }
    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self.list())
    }
    fn serialize_tuple_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self.list())
    }
    fn serialize_map(self, _: Option<usize>) -> Result<Self, Never> {
        Ok(self.map())
    }
    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self.map())
    }
    fn serialize_struct_variant(self, _: &'static str, _: u32, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self.map())
    }
}

macro_rules! items {
    ($($trait:ident $method:ident)+) => {$(
        impl ser::$trait for &mut Builder {
            type Ok = ();
            type Error = Never;
            fn $method<T: Serialize + ?Sized>(&mut self, item: &T) -> Done {
                item.serialize(&mut **self)
            }
            fn end(self) -> Done {
                self.close();
                Ok(())
            }
        }
    )+};
}
items! {
    SerializeSeq serialize_element
    SerializeTuple serialize_element
    SerializeTupleStruct serialize_field
    SerializeTupleVariant serialize_field
}

macro_rules! fields {
    ($($trait:ident)+) => {$(
        impl ser::$trait for &mut Builder {
            type Ok = ();
            type Error = Never;
            fn serialize_field<T: Serialize + ?Sized>(&mut self, field: &'static str, value: &T) -> Done {
                self.name(name(field));
                value.serialize(&mut **self)
            }
            fn end(self) -> Done {
                self.close();
                Ok(())
            }
        }
    )+};
}
fields! { SerializeStruct SerializeStructVariant }

impl ser::SerializeMap for &mut Builder {
    type Ok = ();
    type Error = Never;
    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Done {
        let key = object(key);
        self.name(key.unchecked_into());
        Ok(())
    }
    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Done {
        value.serialize(&mut **self)
    }
    fn end(self) -> Done {
        self.close();
        Ok(())
    }
}
