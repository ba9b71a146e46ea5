//! Requests on their way, in a list whose places are used again.

use super::cause::Cause;

/// No visit.
pub(crate) const NONE: u32 = u32::MAX;

/// A request at a client, or a call of it at a component, from when it is sent until its answer is there.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Visit {
    /// When it reached the component, or when the client sent it.
    pub(crate) started_nanos: u64,
    /// When it gives up waiting for the answer to its call.
    pub(crate) deadline_nanos: u64,
    /// The visit that waits for the answer, if one does.
    pub(crate) parent: u32,
    /// The call whose answer it waits for.
    pub(crate) child: u32,
    /// Neighbours in the waiting line, or among those that wait for an answer with a deadline.
    pub(crate) before: u32,
    pub(crate) after: u32,
    /// Planned events of another generation were called off.
    pub(crate) generation: u32,
    pub(crate) node: u32,
    /// The edge along which it came; `NONE` at a client.
    pub(crate) edge: u32,
    /// The edge along which it calls.
    pub(crate) calling: u32,
    /// Of the node's steps, the next one.
    pub(crate) step: u32,
    /// Calls that the present step has still to make.
    pub(crate) calls_left: u32,
    /// Who sent the request that it is part of.
    pub(crate) caller: u32,
    pub(crate) attempt: u8,
    pub(crate) state: State,
    /// Why it failed, once it has.
    pub(crate) failed: Option<Cause>,
    pub(crate) flags: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Free,
    /// On the network, on its way to the component.
    Travelling,
    Waiting,
    Serving,
    /// About to take its next step.
    Ready,
    /// Waits for the answer to a call.
    Calling,
    /// Waits before it calls again.
    Pausing,
    /// On the network, on its way back.
    Returning,
}

pub(crate) const WRITES: u8 = 1;
/// Its movements are shown.
pub(crate) const SHOWN: u8 = 2;
/// Whether a cache answers was already drawn.
pub(crate) const CACHE_KNOWN: u8 = 4;
pub(crate) const MISSED: u8 = 8;
/// It reads a file that is the same for everybody.
pub(crate) const STATIC: u8 = 32;
/// It counts as present at its component.
pub(crate) const ADMITTED: u8 = 16;
/// What it asks for is on a replica that is lost, and asking again does not help.
pub(crate) const LOST: u8 = 64;

impl Visit {
    pub(crate) fn is_shown(&self) -> bool {
        self.flags & SHOWN != 0
    }

    pub(crate) fn reads_a_file(&self) -> bool {
        self.flags & STATIC != 0
    }

    pub(crate) fn writes(&self) -> bool {
        self.flags & WRITES != 0
    }
}

/// Grows to `most` and no further.
#[derive(Debug, Clone)]
pub(crate) struct Visits {
    list: Vec<Visit>,
    /// The first free place; the others follow by `after`.
    free: u32,
    count: usize,
    most: usize,
    shown: u32,
}

impl Visits {
    pub(crate) fn new(most: usize) -> Self {
        Self { list: Vec::new(), free: NONE, count: 0, most, shown: 0 }
    }

    #[cfg(test)]
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// How many are there whose movements are shown.
    pub(crate) fn shown(&self) -> u32 {
        self.shown
    }

    /// Every place, free ones too.
    pub(crate) fn places(&self) -> u32 {
        self.list.len() as u32
    }

    /// `None` when there is no room for another one. It is on its way.
    #[inline]
    pub(crate) fn add(&mut self, node: u32, edge: u32, parent: u32, flags: u8) -> Option<u32> {
        if self.count >= self.most {
            return None;
        }
        let index = if self.free == NONE { self.list.len() as u32 } else { self.free };
        let generation = self.list.get(index as usize).map_or(0, |old| old.generation);
        let visit = Visit {
            started_nanos: 0,
            deadline_nanos: 0,
            parent,
            child: NONE,
            before: NONE,
            after: NONE,
            generation,
            node,
            edge,
            calling: NONE,
            step: 0,
            calls_left: 0,
            caller: 0,
            attempt: 0,
            state: State::Travelling,
            failed: None,
            flags,
        };
        match self.list.get_mut(index as usize) {
            Some(place) => {
                self.free = place.after;
                *place = visit;
            }
            None => self.list.push(visit),
        }
        self.count += 1;
        self.shown += u32::from(visit.is_shown());
        Some(index)
    }

    #[inline]
    pub(crate) fn free(&mut self, index: u32) {
        let next = self.free;
        let place = &mut self[index];
        place.state = State::Free;
        place.generation = place.generation.wrapping_add(1);
        place.after = next;
        let was_shown = place.is_shown();
        self.free = index;
        self.count -= 1;
        self.shown -= u32::from(was_shown);
    }

    /// Takes a visit out of the list that it stands in, and says which is now the first and the last.
    pub(crate) fn unlink(&mut self, index: u32, (mut first, mut last): (u32, u32)) -> (u32, u32) {
        let (before, after) = (self[index].before, self[index].after);
        if before == NONE {
            first = after;
        } else {
            self[before].after = after;
        }
        if after == NONE {
            last = before;
        } else {
            self[after].before = before;
        }
        let visit = &mut self[index];
        (visit.before, visit.after) = (NONE, NONE);
        (first, last)
    }

    /// Puts a visit at the end of a list.
    #[inline]
    pub(crate) fn link(&mut self, index: u32, (first, last): (u32, u32)) -> (u32, u32) {
        let visit = &mut self[index];
        (visit.before, visit.after) = (last, NONE);
        if last == NONE {
            return (index, index);
        }
        self[last].after = index;
        (first, index)
    }
}

impl std::ops::Index<u32> for Visits {
    type Output = Visit;

    #[inline]
    fn index(&self, index: u32) -> &Visit {
        &self.list[index as usize]
    }
}

impl std::ops::IndexMut<u32> for Visits {
    #[inline]
    fn index_mut(&mut self, index: u32) -> &mut Visit {
        &mut self.list[index as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_used_again_and_never_more_than_allowed() {
        let mut visits = Visits::new(2);
        let one = visits.add(0, NONE, NONE, 0).unwrap();
        let other = visits.add(1, NONE, NONE, SHOWN).unwrap();
        assert_eq!((visits.add(2, NONE, NONE, 0), visits.shown()), (None, 1));
        let generation = visits[other].generation;
        visits.free(other);
        assert_eq!(visits.add(2, NONE, NONE, 0), Some(other));
        assert_ne!(visits[other].generation, generation);
        visits.free(one);
        assert_eq!((visits.count(), visits.shown(), visits.places()), (1, 0, 2));
    }

    #[test]
    fn a_visit_can_leave_a_line_at_any_place() {
        for leaving in 0..3 {
            let mut visits = Visits::new(3);
            let mut line = (NONE, NONE);
            for _ in 0..3 {
                let visit = visits.add(0, NONE, NONE, 0).unwrap();
                line = visits.link(visit, line);
            }
            line = visits.unlink(leaving, line);
            let left: Vec<u32> = (0..3).filter(|visit| *visit != leaving).collect();
            assert_eq!(line, (left[0], left[1]));
            assert_eq!((visits[left[0]].after, visits[left[1]].before), (left[1], left[0]));
        }
    }
}
