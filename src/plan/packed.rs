//! [`Packed`]: a list kept compressed in parts, each unpacked when one of its items is first looked at.

use std::ops::{Index, IndexMut};
use std::sync::OnceLock;

use serde::de::{DeserializeOwned, Error as _};
use serde::ser::{Error as _, SerializeTuple};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::packing::{packed, unpacked};

/// How many items are packed together: few, so that one is had at little cost, and enough to be worth compressing.
const PART: usize = 16;

/// A list of which one item can be had without reading the others.
///
/// Made from a `Vec` it is that `Vec`; serialized and read back, what is not looked at stays packed. Whoever keeps the bytes sees to
/// it that they come back as they were: a part that cannot be unpacked is a defect, and panics.
#[derive(Clone, Debug)]
pub struct Packed<T> {
    len: usize,
    parts: Vec<Part<T>>,
}

#[derive(Clone, Debug)]
struct Part<T> {
    /// Empty where the items have never been packed.
    bytes: Vec<u8>,
    items: OnceLock<Vec<T>>,
}

impl<T> Packed<T> {
    /// How many items there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl<T: DeserializeOwned> Packed<T> {
    /// Item `at`, if there are so many.
    pub fn get(&self, at: usize) -> Option<&T> {
        self.parts.get(at / PART)?.items().get(at % PART)
    }

    /// Item `at` to be changed, if there are so many; its part is packed anew when the list is serialized.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        self.parts.get_mut(at / PART)?.items_mut().get_mut(at % PART)
    }

    /// The last item.
    pub fn last(&self) -> Option<&T> {
        self.get(self.len.checked_sub(1)?)
    }

    /// All items in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        (0..self.len).map(|at| &self[at])
    }

    /// All items in order, to be changed.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.parts.iter_mut().flat_map(Part::items_mut)
    }
}

impl<T: DeserializeOwned> Part<T> {
    fn items(&self) -> &[T] {
        self.items.get_or_init(|| items(&self.bytes).expect("bytes that come back as they were"))
    }

    fn items_mut(&mut self) -> &mut [T] {
        self.items();
        self.bytes.clear();
        self.items.get_mut().map_or(&mut [], Vec::as_mut_slice)
    }
}

fn items<T: DeserializeOwned>(bytes: &[u8]) -> Result<Vec<T>, Box<dyn std::error::Error>> {
    Ok(unpacked(bytes, |bytes| postcard::from_bytes(bytes))??)
}

impl<T> From<Vec<T>> for Packed<T> {
    fn from(items: Vec<T>) -> Self {
        let len = items.len();
        let mut items = items.into_iter();
        let part = |_| {
            let items: Vec<T> = items.by_ref().take(PART).collect();
            Part { bytes: Vec::new(), items: OnceLock::from(items) }
        };
        Self { len, parts: (0..len.div_ceil(PART)).map(part).collect() }
    }
}

impl<T: DeserializeOwned> Index<usize> for Packed<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.parts[at / PART].items()[at % PART]
    }
}

impl<T: DeserializeOwned> IndexMut<usize> for Packed<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        &mut self.parts[at / PART].items_mut()[at % PART]
    }
}

impl<'a, T: DeserializeOwned> IntoIterator for &'a Packed<T> {
    type Item = &'a T;
    type IntoIter = Box<dyn Iterator<Item = &'a T> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

/// Bytes that are written and read as a whole.
struct Bytes<'a>(&'a [u8]);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

impl<T: Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut tuple = serializer.serialize_tuple(2)?;
        tuple.serialize_element(&self.len)?;
        let pack = |part: &Part<T>| match part.items.get() {
            Some(items) if part.bytes.is_empty() => {
                packed(&postcard::to_stdvec(items).map_err(S::Error::custom)?)
                    .map_err(S::Error::custom)
            }
            _ => Ok(part.bytes.clone()),
        };
        let parts = self.parts.iter().map(pack).collect::<Result<Vec<_>, S::Error>>()?;
        tuple.serialize_element(&parts.iter().map(|part| Bytes(part)).collect::<Vec<_>>())?;
        tuple.end()
    }
}

impl<'de, T> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (len, parts) = <(usize, Vec<&'de [u8]>)>::deserialize(deserializer)?;
        if parts.len() != len.div_ceil(PART) {
            return Err(D::Error::custom("another number of parts"));
        }
        let part = |bytes: &[u8]| Part { bytes: bytes.to_vec(), items: OnceLock::new() };
        Ok(Self { len, parts: parts.into_iter().map(part).collect() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comes_back_as_it_was() {
        for len in [0, 1, PART, PART + 1, 3 * PART] {
            let words: Vec<String> = (0..len).map(|n| format!("第{n}条")).collect();
            let bytes = postcard::to_stdvec(&Packed::from(words.clone())).unwrap();
            let back: Packed<String> = postcard::from_bytes(&bytes).unwrap();
            assert_eq!((back.len(), back.last()), (len, words.last()));
            assert!(back.iter().eq(&words) && (&back).into_iter().eq(&words));
            assert_eq!(postcard::to_stdvec(&back).unwrap(), bytes);
        }
    }

    #[test]
    fn a_changed_item_is_packed_anew() {
        let words: Vec<u32> = (0..2 * PART as u32).collect();
        let bytes = postcard::to_stdvec(&Packed::from(words)).unwrap();
        let mut back: Packed<u32> = postcard::from_bytes(&bytes).unwrap();
        back[1] = 7;
        assert_eq!(back.get_mut(2 * PART), None);
        let again: Packed<u32> =
            postcard::from_bytes(&postcard::to_stdvec(&back).unwrap()).unwrap();
        assert_eq!([again[0], again[1], again[PART]], [0, 7, PART as u32]);
    }

    #[test]
    fn unpacks_only_what_is_looked_at() {
        let words: Vec<u32> = (0..3 * PART as u32).collect();
        let bytes = postcard::to_stdvec(&Packed::from(words)).unwrap();
        let back: Packed<u32> = postcard::from_bytes(&bytes).unwrap();
        assert_eq!(back[PART], PART as u32);
        let open: Vec<bool> = back.parts.iter().map(|part| part.items.get().is_some()).collect();
        assert_eq!(open, [false, true, false]);
    }
}
