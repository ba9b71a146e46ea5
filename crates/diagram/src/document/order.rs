/// What a list holds in an order.
pub(super) trait Thing {
    type Id: Ord;

    fn id(&self) -> &Self::Id;
}

/// Where things of one sort stand in their list, which is sorted by `z` and then by id.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// Of each thing in the list.
    z: Vec<f64>,
    /// Places in the list, sorted by the ids of what stands there, which are not kept twice.
    by_id: Vec<u32>,
}

impl Order {
    pub(super) fn at<T: Thing>(&self, list: &[T], id: &T::Id) -> Option<usize> {
        let place = self.by_id.get(self.find(list, id).ok()?)?;
        Some(*place as usize)
    }

    pub(super) fn z<T: Thing>(&self, list: &[T], id: &T::Id) -> Option<f64> {
        self.z.get(self.at(list, id)?).copied()
    }

    pub(super) fn contains<T: Thing>(&self, list: &[T], id: &T::Id) -> bool {
        self.find(list, id).is_ok()
    }

    fn find<T: Thing>(&self, list: &[T], id: &T::Id) -> Result<usize, usize> {
        self.by_id.binary_search_by(|place| list.get(*place as usize).map(Thing::id).cmp(&Some(id)))
    }

    /// Room for the things of a design that is opened, and no more.
    pub(super) fn make_room<T>(&mut self, list: &mut Vec<T>, count: usize) {
        if list.is_empty() {
            list.reserve_exact(count);
            self.z.reserve_exact(count);
            self.by_id.reserve_exact(count);
        }
    }

    /// Replaces the thing with this id or adds it; says whether the list has to be sorted again.
    pub(super) fn put<T: Thing>(&mut self, list: &mut Vec<T>, z: f64, thing: T) -> bool {
        match self.find(list, thing.id()) {
            Ok(found) => {
                let place = self.by_id.get(found).map_or(usize::MAX, |place| *place as usize);
                if let Some(old) = list.get_mut(place) {
                    *old = thing;
                }
                self.z.get_mut(place).is_some_and(|before| std::mem::replace(before, z) != z)
            }
            Err(found) => {
                self.by_id.insert(found, list.len() as u32);
                self.z.push(z);
                list.push(thing);
                true
            }
        }
    }

    /// Takes things out. The others keep their order.
    pub(super) fn remove<T>(&mut self, list: &mut Vec<T>, gone: impl Fn(&T) -> bool) -> Vec<(f64, T)> {
        let gone: Vec<bool> = list.iter().map(gone).collect();
        if !gone.contains(&true) {
            return Vec::new();
        }
        let mut next = 0..;
        let places: Vec<Option<u32>> =
            gone.iter().map(|gone| if *gone { None } else { next.next() }).collect();
        self.by_id.retain_mut(|place| match places.get(*place as usize) {
            Some(Some(new)) => {
                *place = *new;
                true
            }
            _ => false,
        });
        let (mut of_z, mut of_list) = (gone.iter(), gone.iter());
        let z: Vec<f64> = self.z.extract_if(.., |_| of_z.next() == Some(&true)).collect();
        z.into_iter().zip(list.extract_if(.., |_| of_list.next() == Some(&true))).collect()
    }

    pub(super) fn sort<T: Thing>(&mut self, list: &mut [T]) {
        let mut sorted: Vec<(f64, u32)> = self.z.iter().copied().zip(0..).collect();
        let id = |place: u32| list.get(place as usize).map(Thing::id);
        let by_z_and_id =
            |a: &(f64, u32), b: &(f64, u32)| a.0.total_cmp(&b.0).then_with(|| id(a.1).cmp(&id(b.1)));
        if sorted.is_sorted_by(|a, b| by_z_and_id(a, b).is_le()) {
            return;
        }
        sorted.sort_unstable_by(by_z_and_id);
        // Where each comes to stand.
        let mut places = vec![0; sorted.len()];
        for ((_, before), after) in sorted.iter().zip(0..) {
            if let Some(place) = places.get_mut(*before as usize) {
                *place = after;
            }
        }
        for place in &mut self.by_id {
            *place = places.get(*place as usize).copied().unwrap_or_default();
        }
        self.z = sorted.into_iter().map(|(z, _)| z).collect();
        // Each swap brings one to its place, and no second list is needed.
        for at in 0..places.len().min(list.len()) {
            while let Some(place) = places.get(at).map(|place| *place as usize).filter(|place| *place != at) {
                list.swap(at, place);
                places.swap(at, place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    impl Thing for String {
        type Id = String;

        fn id(&self) -> &String {
            self
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_moves_and_goes_each_is_found_where_it_stands(
            steps in prop::collection::vec((prop::collection::vec(("[a-f]", 0..4_i32), 0..5), "[a-f]"), 1..9),
        ) {
            let (mut order, mut list) = (Order::default(), Vec::new());
            let mut expected = std::collections::BTreeMap::new();
            for (put, gone) in steps {
                let mut unsorted = false;
                for (id, z) in put {
                    unsorted |= order.put(&mut list, f64::from(z), id.clone());
                    expected.insert(id, f64::from(z));
                }
                let removed = order.remove(&mut list, |one| *one == gone);
                let expected_removed: Vec<_> = expected.remove(&gone).map(|z| (z, gone)).into_iter().collect();
                prop_assert_eq!(removed, expected_removed);
                if unsorted {
                    order.sort(&mut list);
                }
                let mut sorted: Vec<_> = expected.iter().map(|(id, z)| (*z, id.clone())).collect();
                sorted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
                let ids: Vec<_> = sorted.iter().map(|(_, id)| id.clone()).collect();
                prop_assert_eq!(&list, &ids);
                for (at, (z, id)) in sorted.iter().enumerate() {
                    prop_assert_eq!((order.at(&list, id), order.z(&list, id)), (Some(at), Some(*z)));
                }
                prop_assert!(!order.contains(&list, &"g".to_owned()));
            }
        }
    }
}
