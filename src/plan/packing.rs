//! Bytes → fewer bytes, and back. What does it is made once a thread: that takes longer than to unpack a page.

use std::cell::Cell;
use std::io::{self, Read};

use zstd::bulk::{Compressor, Decompressor};

/// What the compressor aims at. Of parts as small as these the levels above it make a seventieth less, in twice the time.
const LEVEL: i32 = 1;

/// The most bytes for which room is made at once.
const USUAL: u64 = 16 << 20;

/// The most bytes of room that a thread keeps.
const ROOM: usize = 1 << 20;

thread_local! {
    static PACKER: Cell<Option<Compressor<'static>>> = const { Cell::new(None) };
    static UNPACKER: Cell<Option<Unpacker>> = const { Cell::new(None) };
}

/// `bytes` packed, with their length and a sum by which damage is seen.
pub fn packed(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut packer = match PACKER.take() {
        Some(packer) => packer,
        None => {
            let mut packer = Compressor::new(LEVEL)?;
            packer.include_checksum(true)?;
            packer
        }
    };
    let packed = packer.compress(bytes);
    PACKER.set(Some(packer));
    packed
}

/// Unpacks `bytes` and gives what `read` makes of them.
///
/// Errors: they are not as they were packed.
pub fn unpacked<T>(bytes: &[u8], read: impl FnOnce(&[u8]) -> T) -> io::Result<T> {
    // Taken out of its place meanwhile: `read` may unpack something else.
    let mut unpacker = match UNPACKER.take() {
        Some(unpacker) => unpacker,
        None => Unpacker { state: Decompressor::new()?, room: Vec::new() },
    };
    let filled = unpacker.fill(bytes);
    let made = filled.map(|()| read(&unpacker.room));
    if unpacker.room.capacity() > ROOM {
        unpacker.room = Vec::new();
    }
    UNPACKER.set(Some(unpacker));
    made
}

struct Unpacker {
    state: Decompressor<'static>,
    room: Vec<u8>,
}

impl Unpacker {
    /// Puts what `bytes` hold in the room: at once where they say how much that is, which needs no window besides; what damaged ones
    /// say is not believed beyond [`USUAL`].
    fn fill(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.room.clear();
        match zstd::zstd_safe::get_frame_content_size(bytes).ok().flatten() {
            Some(size) if size <= USUAL => {
                self.room.reserve(size as usize);
                self.state.decompress_to_buffer(bytes, &mut self.room).map(drop)
            }
            _ => zstd::Decoder::with_buffer(bytes)?.read_to_end(&mut self.room).map(drop),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back_and_one_may_be_unpacked_within_another() {
        let (outer, inner) = (packed(b"outer").unwrap(), packed(&[7; 3 << 20]).unwrap());
        let read = |outer: &[u8]| (outer.to_vec(), unpacked(&inner, <[u8]>::len).unwrap());
        assert_eq!(unpacked(&outer, read).unwrap(), (b"outer".to_vec(), 3 << 20));
        assert!(unpacked(&outer[..outer.len() - 1], <[u8]>::len).is_err());
        assert_eq!(unpacked(&outer, <[u8]>::len).unwrap(), 5);
    }
}
