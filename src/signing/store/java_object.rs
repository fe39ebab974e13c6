//! Steps over one serialized Java object.
//!
//! A JCEKS store holds secret keys as serialized objects without saying how long they are. A
//! server's own `.vmokeystore` has one (`_dunessk_alias_`), which signing does not need. Only what
//! such objects consist of is understood (Java Object Serialization Specification, chapter 6);
//! nothing is ever built from it.

use std::rc::Rc;

use super::cursor::Cursor;

const NULL: u8 = 0x70;
const REFERENCE: u8 = 0x71;
const CLASS: u8 = 0x72;
const OBJECT: u8 = 0x73;
const STRING: u8 = 0x74;
const ARRAY: u8 = 0x75;
const END_OF_BLOCK: u8 = 0x78;

/// A sealed key nests three deep; more is not a key.
const DEPTH: usize = 12;

#[derive(Default)]
struct Class {
    /// First character of the class's name after `[`, for arrays.
    item: Option<u8>,
    serializable: bool,
    /// The type of each field, as its signature begins.
    fields: Vec<u8>,
    /// None for Java's null, which ends every line of parents.
    parent: Option<Rc<Class>>,
    /// How many parents lie behind one another. They may be references, which nest nowhere in the
    /// stream, and yet each is dropped inside the one before.
    ancestors: usize,
}

struct Stream<'a, 'b> {
    cursor: &'b mut Cursor<'a>,
    /// What references count: every class, object, array and text in order of appearance.
    seen: Vec<Option<Rc<Class>>>,
}

/// Moves past one object with its stream header. `None` if it is not understood.
pub(super) fn skip(cursor: &mut Cursor<'_>) -> Option<()> {
    (cursor.u32()? == 0xaced_0005).then_some(())?;
    let seen = Vec::new();
    Stream { cursor, seen }.value(DEPTH)
}

impl Stream<'_, '_> {
    fn value(&mut self, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        match self.cursor.u8()? {
            NULL => Some(()),
            REFERENCE => self.cursor.u32().map(drop),
            STRING => {
                self.seen.push(None);
                self.cursor.text().map(drop)
            }
            ARRAY => {
                let item = width(self.class(depth)?.item?)?;
                self.seen.push(None);
                let items = usize::try_from(self.cursor.u32()?).ok()?;
                self.cursor.take(items.checked_mul(item)?).map(drop)
            }
            OBJECT => {
                let class = self.class(depth)?;
                self.seen.push(None);
                self.fields(&class, depth)
            }
            _ => None,
        }
    }

    /// The values of an object's fields, those of the parent class first.
    fn fields(&mut self, class: &Class, depth: usize) -> Option<()> {
        let depth = depth.checked_sub(1)?;
        let Some(parent) = &class.parent else {
            return Some(());
        };
        self.fields(parent, depth)?;
        class.serializable.then_some(())?;
        for &field in &class.fields {
            match field {
                b'L' | b'[' => self.value(depth)?,
                _ => self.cursor.take(width(field)?).map(drop)?,
            }
        }
        Some(())
    }

    /// A class description.
    fn class(&mut self, depth: usize) -> Option<Rc<Class>> {
        let depth = depth.checked_sub(1)?;
        match self.cursor.u8()? {
            NULL => return Some(Rc::default()),
            REFERENCE => {
                // References count from this number.
                let index = self.cursor.u32()?.checked_sub(0x7e_0000)?;
                let class = self.seen.get(usize::try_from(index).ok()?)?;
                return class.clone();
            }
            CLASS => {}
            _ => return None,
        }
        let name = self.cursor.text()?;
        self.cursor.take(8)?; // serialVersionUID
        let place = self.seen.len();
        self.seen.push(None);
        // Exactly "serializable": no method of its own wrote anything.
        let serializable = self.cursor.u8()? == 2;
        let mut fields = Vec::new();
        for _ in 0..self.cursor.u16()? {
            let field = self.cursor.u8()?;
            self.cursor.text()?;
            if matches!(field, b'L' | b'[') {
                self.value(depth)?;
            }
            fields.push(field);
        }
        (self.cursor.u8()? == END_OF_BLOCK).then_some(())?;
        let parent = self.class(depth)?;
        let ancestors = parent.ancestors + 1;
        (ancestors <= DEPTH).then_some(())?;
        let class = Rc::new(Class {
            item: name.strip_prefix(b"[").and_then(<[u8]>::first).copied(),
            serializable,
            fields,
            parent: Some(parent),
            ancestors,
        });
        self.seen[place] = Some(Rc::clone(&class));
        Some(class)
    }
}

/// Bytes of a primitive value.
fn width(kind: u8) -> Option<usize> {
    match kind {
        b'B' | b'Z' => Some(1),
        b'C' | b'S' => Some(2),
        b'F' | b'I' => Some(4),
        b'D' | b'J' => Some(8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &[u8]) -> Vec<u8> {
        let length = u16::try_from(text.len()).expect("short");
        [&length.to_be_bytes(), text].concat()
    }

    /// A class without fields, and then its parent.
    fn class(name: &[u8], fields: u16) -> Vec<u8> {
        let head = [&[CLASS], &text(name)[..], &[0; 8], &[2]].concat();
        [&head[..], &fields.to_be_bytes()].concat()
    }

    /// An object whose fields say their types by empty arrays, the class of each the child of the
    /// one before.
    fn family(size: u16) -> Vec<u8> {
        let mut bytes = [b"\xac\xed\0\x05", &[OBJECT][..], &class(b"k", size)].concat();
        for member in 0..u32::from(size) {
            bytes.extend([&b"L\0\0"[..], &[ARRAY], &class(b"[B", 0), &[END_OF_BLOCK]].concat());
            match member.checked_sub(1) {
                None => bytes.push(NULL),
                // Each class is counted, and each array.
                Some(before) => {
                    bytes.push(REFERENCE);
                    bytes.extend((0x7e_0001 + 2 * before).to_be_bytes());
                }
            }
            bytes.extend([0; 4]);
        }
        bytes.extend([END_OF_BLOCK, NULL]);
        bytes.extend(vec![NULL; size.into()]);
        bytes
    }

    #[test]
    fn a_long_line_of_parents_is_no_key() {
        assert!(skip(&mut Cursor::new(&family(3))).is_some());
        assert!(skip(&mut Cursor::new(&family(u16::MAX))).is_none());
    }
}
