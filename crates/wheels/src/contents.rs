//! What the table of contents at the end of an archive says.

const END: [u8; 4] = *b"PK\x05\x06";
const ENTRY: [u8; 4] = *b"PK\x01\x02";
const END_BYTES: usize = 22;
const ENTRY_BYTES: usize = 46;
const LONGEST_COMMENT_BYTES: usize = 65_535;
const ENCRYPTED: u16 = 1;
const STORED: u16 = 0;
const DEFLATED: u16 = 8;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    pub files: u64,
    pub unpacked_bytes: u64,
    /// The first file that would be written outside of the folder that the archive is unpacked to.
    pub outside: Option<String>,
    /// Whether there is the file `WHEEL` that every package has.
    pub has_wheel_file: bool,
}

impl Contents {
    /// `None` where it cannot be read, or speaks of bytes that are not there.
    pub fn read(bytes: &[u8]) -> Option<Contents> {
        let end_at = end_of(bytes)?;
        let end = bytes.get(end_at..)?;
        let count = u16_at(end, 10)?;
        let mut rest = bytes.get(u32_at(end, 16)? as usize..end_at)?;
        let mut contents = Contents::default();
        for _ in 0..count {
            let entry = Entry::read(rest)?;
            if !entry.is_within(end_at) {
                return None;
            }
            contents.add(&entry);
            rest = rest.get(entry.total_bytes..)?;
        }
        Some(contents)
    }

    fn add(&mut self, entry: &Entry<'_>) {
        self.files += 1;
        self.unpacked_bytes = self.unpacked_bytes.saturating_add(u64::from(entry.unpacked_bytes));
        let is_outside = entry.name.starts_with('/')
            || entry.name.contains(['\\', ':', '\0'])
            || entry.name.split('/').any(|part| part == "..");
        if is_outside && self.outside.is_none() {
            self.outside = Some(entry.name.chars().take(80).collect());
        }
        self.has_wheel_file |= entry.name.ends_with(".dist-info/WHEEL");
    }
}

/// The last thing in an archive but for a comment.
fn end_of(bytes: &[u8]) -> Option<usize> {
    let last = bytes.len().checked_sub(END_BYTES)?;
    let first = last.saturating_sub(LONGEST_COMMENT_BYTES);
    (first..=last).rev().find(|at| bytes.get(*at..).is_some_and(|rest| rest.starts_with(&END)))
}

struct Entry<'bytes> {
    name: &'bytes str,
    packed_bytes: u32,
    unpacked_bytes: u32,
    starts_at: u32,
    /// Of the entry itself, in the table.
    total_bytes: usize,
}

impl<'bytes> Entry<'bytes> {
    fn read(bytes: &'bytes [u8]) -> Option<Entry<'bytes>> {
        let method = u16_at(bytes, 10)?;
        let is_plain = u16_at(bytes, 8)? & ENCRYPTED == 0 && (method == STORED || method == DEFLATED);
        if !bytes.starts_with(&ENTRY) || !is_plain {
            return None;
        }
        let name_bytes = usize::from(u16_at(bytes, 28)?);
        let others = usize::from(u16_at(bytes, 30)?) + usize::from(u16_at(bytes, 32)?);
        let name = bytes.get(ENTRY_BYTES..ENTRY_BYTES + name_bytes)?;
        Some(Entry {
            name: std::str::from_utf8(name).ok()?,
            packed_bytes: u32_at(bytes, 20)?,
            unpacked_bytes: u32_at(bytes, 24)?,
            starts_at: u32_at(bytes, 42)?,
            total_bytes: ENTRY_BYTES + name_bytes + others,
        })
    }

    fn is_within(&self, table_at: usize) -> bool {
        u64::from(self.starts_at) + u64::from(self.packed_bytes) <= table_at as u64
    }
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let found = bytes.get(at..)?.first_chunk()?;
    Some(u16::from_le_bytes(*found))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let found = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*found))
}
