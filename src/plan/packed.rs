//! [`Packed`]: a list kept compressed in parts, each unpacked when one of its items is first looked at.

use std::borrow::Cow;
use std::ops::{Index, IndexMut};
use std::sync::OnceLock;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::book::Fault;
use super::packing::{packed, unpacked};

/// A list of which one item can be had without reading the others.
///
/// Made from a `Vec` it is that `Vec`; kept in a book and read back, what is not looked at stays packed. Whoever keeps the bytes sees to
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
    /// How many items are packed together: few, so that one is had at little cost, and enough to be worth compressing.
    pub(super) const PART: usize = 16;

    /// The list of so many items that `parts` are the packed parts of.
    ///
    /// # Errors
    ///
    /// There are more parts than so many items have, or fewer.
    pub(super) fn kept(len: usize, parts: Vec<Vec<u8>>) -> Result<Self, Fault> {
        if parts.len() != len.div_ceil(Self::PART) {
            return Err("another number of parts".into());
        }
        let part = |bytes| Part { bytes, items: OnceLock::new() };
        Ok(Self { len, parts: parts.into_iter().map(part).collect() })
    }

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
        self.parts.get(at / Self::PART)?.items().get(at % Self::PART)
    }

    /// Item `at` to be changed, if there are so many; its part is packed anew when the list is kept.
    pub fn get_mut(&mut self, at: usize) -> Option<&mut T> {
        self.parts.get_mut(at / Self::PART)?.items_mut().get_mut(at % Self::PART)
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
            let items: Vec<T> = items.by_ref().take(Self::PART).collect();
            Part { bytes: Vec::new(), items: OnceLock::from(items) }
        };
        Self { len, parts: (0..len.div_ceil(Self::PART)).map(part).collect() }
    }
}

impl<T: DeserializeOwned> Index<usize> for Packed<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.parts[at / Self::PART].items()[at % Self::PART]
    }
}

impl<T: DeserializeOwned> IndexMut<usize> for Packed<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        &mut self.parts[at / Self::PART].items_mut()[at % Self::PART]
    }
}

impl<'a, T: DeserializeOwned> IntoIterator for &'a Packed<T> {
    type Item = &'a T;
    type IntoIter = Box<dyn Iterator<Item = &'a T> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

impl<T: Serialize> Packed<T> {
    /// Its parts, packed.
    ///
    /// # Errors
    ///
    /// Whatever keeps bytes from being packed.
    pub(super) fn parts(&self) -> Result<Vec<Cow<'_, [u8]>>, Fault> {
        self.parts.iter().map(Part::packed).collect()
    }
}

impl<T: Serialize> Part<T> {
    fn packed(&self) -> Result<Cow<'_, [u8]>, Fault> {
        match self.items.get() {
            Some(items) if self.bytes.is_empty() => {
                Ok(packed(&postcard::to_stdvec(items)?)?.into())
            }
            _ => Ok(Cow::from(&self.bytes)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: usize = Packed::<String>::PART;

    /// `list` kept and read back.
    fn back<T: Serialize>(list: &Packed<T>) -> Packed<T> {
        let parts = list.parts().unwrap().into_iter().map(Cow::into_owned);
        Packed::kept(list.len(), parts.collect()).unwrap()
    }

    #[test]
    fn comes_back_as_it_was() {
        for len in [0, 1, PART, PART + 1, 3 * PART] {
            let words: Vec<String> = (0..len).map(|n| format!("第{n}条")).collect();
            let list = Packed::from(words.clone());
            let back = back(&list);
            assert_eq!((back.len(), back.last()), (len, words.last()));
            assert!(back.iter().eq(&words) && (&back).into_iter().eq(&words));
            assert_eq!(back.parts().unwrap(), list.parts().unwrap());
        }
        assert!(Packed::<String>::kept(1, Vec::new()).is_err());
    }

    #[test]
    fn a_changed_item_is_packed_anew() {
        let mut list = back(&Packed::from((0..2 * PART as u32).collect::<Vec<_>>()));
        list[1] = 7;
        assert_eq!(list.get_mut(2 * PART), None);
        let again = back(&list);
        assert_eq!([again[0], again[1], again[PART]], [0, 7, PART as u32]);
    }

    #[test]
    fn unpacks_only_what_is_looked_at() {
        let list = back(&Packed::from((0..3 * PART as u32).collect::<Vec<_>>()));
        assert_eq!(list[PART], PART as u32);
        let open: Vec<bool> = list.parts.iter().map(|part| part.items.get().is_some()).collect();
        assert_eq!(open, [false, true, false]);
    }
}
