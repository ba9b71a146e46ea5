use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::Hash;

/// Where things of one sort stand in their list, which is sorted by `z` and then by id.
#[derive(Debug)]
pub(super) struct Order<Id> {
    places: HashMap<Id, Place>,
}

#[derive(Debug, Clone, Copy)]
struct Place {
    at: usize,
    z: f64,
}

impl<Id> Default for Order<Id> {
    fn default() -> Self {
        Self { places: HashMap::new() }
    }
}

impl<Id: Hash + Ord + Clone> Order<Id> {
    pub(super) fn contains<Q: Hash + Eq + ?Sized>(&self, id: &Q) -> bool
    where
        Id: Borrow<Q>,
    {
        self.places.contains_key(id)
    }

    pub(super) fn at(&self, id: &Id) -> Option<usize> {
        self.places.get(id).map(|place| place.at)
    }

    pub(super) fn z(&self, id: &Id) -> Option<f64> {
        self.places.get(id).map(|place| place.z)
    }

    /// Replaces the thing with this id or adds it; says whether the list has to be sorted again.
    pub(super) fn put<T>(&mut self, list: &mut Vec<T>, id: &Id, z: f64, thing: T) -> bool {
        if let Some(place) = self.places.get_mut(id) {
            if let Some(old) = list.get_mut(place.at) {
                *old = thing;
            }
            let moved = place.z != z;
            place.z = z;
            return moved;
        }
        self.places.insert(id.clone(), Place { at: list.len(), z });
        list.push(thing);
        true
    }

    /// Takes things out; the list has to be sorted again afterwards.
    pub(super) fn remove<T>(
        &mut self,
        list: &mut Vec<T>,
        gone: impl Fn(&T) -> bool,
        id: fn(&T) -> &Id,
    ) -> Vec<(f64, T)> {
        let mut removed = Vec::new();
        for thing in list.extract_if(.., |thing| gone(thing)) {
            let place = self.places.remove(id(&thing));
            removed.push((place.map_or(0.0, |place| place.z), thing));
        }
        removed
    }

    pub(super) fn sort<T>(&mut self, list: &mut Vec<T>, id: fn(&T) -> &Id) {
        // Looked up once for each, and not in every comparison.
        let z = |thing: &T| self.places.get(id(thing)).map_or(0.0, |place| place.z);
        let mut ranks: Vec<(f64, &T, usize)> =
            list.iter().enumerate().map(|(at, one)| (z(one), one, at)).collect();
        ranks.sort_by(|(z_a, a, _), (z_b, b, _)| z_a.total_cmp(z_b).then_with(|| id(a).cmp(id(b))));
        let ranks: Vec<usize> = ranks.into_iter().map(|(_, _, at)| at).collect();
        let mut things: Vec<Option<T>> = list.drain(..).map(Some).collect();
        list.extend(ranks.into_iter().filter_map(|at| things.get_mut(at)?.take()));
        for (at, thing) in list.iter().enumerate() {
            if let Some(place) = self.places.get_mut(id(thing)) {
                place.at = at;
            }
        }
    }
}
