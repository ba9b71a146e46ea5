use std::ops::Index;

/// For each node the indices of the edges that leave it, or that reach it, in the order of the diagram: all in one list,
/// because a list for each of thousands of nodes takes three times the room.
#[derive(Debug, Default)]
pub(crate) struct Adjacent {
    /// Where in `edges` those of each node begin; one more at the end.
    starts: Vec<usize>,
    edges: Vec<usize>,
}

impl Adjacent {
    /// From the node at which each edge leaves, or arrives; all of them under `nodes`.
    pub(super) fn of(nodes: usize, ends: impl Iterator<Item = usize> + Clone) -> Self {
        let mut starts = vec![0; nodes + 1];
        for node in ends.clone() {
            starts[node + 1] += 1;
        }
        for node in 0..nodes {
            starts[node + 1] += starts[node];
        }
        let mut next = starts.clone();
        let mut edges = vec![0; starts[nodes]];
        for (edge, node) in ends.enumerate() {
            edges[next[node]] = edge;
            next[node] += 1;
        }
        Self { starts, edges }
    }
}

impl Index<usize> for Adjacent {
    type Output = [usize];

    fn index(&self, node: usize) -> &[usize] {
        &self.edges[self.starts[node]..self.starts[node + 1]]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_node_has_its_edges_in_order_and_a_node_without_any_has_none() {
        let adjacent = Adjacent::of(4, [2, 0, 2, 3].into_iter());
        let of_each: Vec<&[usize]> = (0..4).map(|node| &adjacent[node]).collect();
        assert_eq!(of_each, [&[1][..], &[], &[0, 2], &[3]]);
        assert!(Adjacent::of(1, std::iter::empty())[0].is_empty());
    }
}
