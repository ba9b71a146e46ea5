//! Looks through a Yjs update (v1) before it is decoded, because bytes come from strangers.
//!
//! The decoder trusts counts, client ids and depth: an update of some bytes could ask for gigabytes or nest
//! values until the stack ends. What passes here is of the right form and made of what designs are made of.
//! The form is that of <https://github.com/yjs/yjs>, `src/utils/encoding.js` and `src/structs`.

/// Values within values; a design needs three.
const DEEPEST: usize = 16;

/// Sums of clocks stay below, far from where they would overflow.
const HIGHEST_CLOCK: u64 = 1 << 31;

const CLIENT_IDS: u64 = 1 << 53;

const HAS_ORIGIN: u8 = 0x80;
const HAS_RIGHT_ORIGIN: u8 = 0x40;
const HAS_KEY: u8 = 0x20;

/// Whether these bytes are an update that is safe to decode.
pub(super) fn is_update(bytes: &[u8]) -> bool {
    let mut cursor = Cursor::on(bytes);
    cursor.update().is_some() && cursor.rest.is_empty()
}

/// Whether these bytes are a state vector that is safe to decode.
pub(super) fn is_state_vector(bytes: &[u8]) -> bool {
    let mut cursor = Cursor::on(bytes);
    cursor.state_vector().is_some() && cursor.rest.is_empty()
}

/// Whether these bytes are one value that is safe to decode.
pub(super) fn is_value(bytes: &[u8]) -> bool {
    let mut cursor = Cursor::on(bytes);
    cursor.value(DEEPEST).is_some() && cursor.rest.is_empty()
}

/// Every reader goes past one thing, and is `None` when it is not there.
pub(super) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(super) fn on(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// Bytes that are still to be read.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    fn update(&mut self) -> Option<()> {
        for _ in 0..self.count()? {
            let structs = self.count()?;
            self.client()?;
            let mut clock = self.clock()?;
            for _ in 0..structs {
                clock += self.one_struct()?;
                (clock < HIGHEST_CLOCK).then_some(())?;
            }
        }
        for _ in 0..self.count()? {
            self.client()?;
            for _ in 0..self.count()? {
                let deleted = self.clock()? + self.clock()?;
                (deleted < HIGHEST_CLOCK).then_some(())?;
            }
        }
        Some(())
    }

    fn state_vector(&mut self) -> Option<()> {
        for _ in 0..self.count()? {
            self.id()?;
        }
        Some(())
    }

    /// Returns how far the clock moves.
    fn one_struct(&mut self) -> Option<u64> {
        let info = self.byte()?;
        // Collected garbage, and a gap.
        if info == 0 || info == 10 {
            return self.clock();
        }
        if info & HAS_ORIGIN != 0 {
            self.id()?;
        }
        if info & HAS_RIGHT_ORIGIN != 0 {
            self.id()?;
        }
        if info & (HAS_ORIGIN | HAS_RIGHT_ORIGIN) == 0 {
            match self.number()? {
                1 => self.text().map(|_| ())?,
                _ => self.id()?,
            }
            if info & HAS_KEY != 0 {
                self.text()?;
            }
        }
        self.content(info & 0x0f)
    }

    fn content(&mut self, sort: u8) -> Option<u64> {
        match sort {
            // Deleted
            1 => self.clock(),
            // Bytes
            3 => self.counted().map(|_| 1),
            // Text
            4 => self.text().map(|text| text.encode_utf16().count() as u64),
            // Something embedded in text, as JSON
            5 => self.text().map(|_| 1),
            // Formatting of text, as a name and JSON
            6 => {
                self.text()?;
                self.text().map(|_| 1)
            }
            // A list, a map, or text
            7 => matches!(self.byte()?, 0..=2).then_some(1),
            // Values
            8 => {
                let count = self.count()?;
                for _ in 0..count {
                    self.value(DEEPEST)?;
                }
                Some(count)
            }
            // Documents in documents and other things that designs do not have
            _ => None,
        }
    }

    fn value(&mut self, deepest: usize) -> Option<()> {
        match self.byte()? {
            // Undefined, null, false, true
            127 | 126 | 121 | 120 => Some(()),
            125 => self.signed(),
            124 => self.skip(4),
            123 | 122 => self.skip(8),
            119 => self.text().map(|_| ()),
            116 => self.counted().map(|_| ()),
            sort @ (117 | 118) => {
                let deeper = deepest.checked_sub(1)?;
                for _ in 0..self.count()? {
                    // Entries of a map have a name.
                    if sort == 118 {
                        self.text()?;
                    }
                    self.value(deeper)?;
                }
                Some(())
            }
            _ => None,
        }
    }

    fn id(&mut self) -> Option<()> {
        self.client()?;
        self.clock().map(|_| ())
    }

    fn client(&mut self) -> Option<()> {
        (self.number()? < CLIENT_IDS).then_some(())
    }

    fn clock(&mut self) -> Option<u64> {
        self.number().filter(|clock| *clock < HIGHEST_CLOCK)
    }

    /// How many of something follow; each takes a byte at least.
    fn count(&mut self) -> Option<u64> {
        self.number().filter(|count| *count <= self.rest.len() as u64)
    }

    pub(super) fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.counted()?).ok()
    }

    /// Bytes with their length before them.
    pub(super) fn counted(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.count()?).ok()?;
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    fn skip(&mut self, length: usize) -> Option<()> {
        self.rest = self.rest.get(length..)?;
        Some(())
    }

    fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*byte)
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..56).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// As a number, but the first byte has a sign and six bits.
    fn signed(&mut self) -> Option<()> {
        for _ in 0..9 {
            if self.byte()? & 0x80 == 0 {
                return Some(());
            }
        }
        None
    }
}
