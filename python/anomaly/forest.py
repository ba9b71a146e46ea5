"""Isolation forest: anomalies are parted from the rest by few random cuts.

F. T. Liu, K. M. Ting, Z.-H. Zhou: Isolation Forest. ICDM 2008.
"""

import math
import random

from .detector import Detector
from .rows import checked_count

EULER_GAMMA = 0.5772156649015329


class IsolationForest(Detector):
    """`score_samples` is -2^(-E[h] / c(n)), from -1 (parted at once) to 0, where h is the number of cuts to a row."""

    def __init__(self, trees=100, sample_size=256, contamination=0.1, seed=0):
        super().__init__(contamination)
        self.trees = checked_count("trees", trees, 1, 1_000)
        self.sample_size = checked_count("sample_size", sample_size, 2, 5_000)
        self.seed = seed

    def _fit(self, rows):
        chance = random.Random(self.seed)
        size = min(self.sample_size, len(rows))
        deepest = math.ceil(math.log2(max(size, 2)))
        self._grown = [_grown(chance.sample(rows, size), deepest, chance) for _ in range(self.trees)]
        self._usual_cuts = mean_cuts(size)

    def _score(self, row):
        cuts = 0.0
        for node in self._grown:
            while len(node) == 4:
                node = node[2] if row[node[0]] <= node[1] else node[3]
            cuts += node[0]
        return -(2.0 ** (-cuts / (self.trees * self._usual_cuts)))


def mean_cuts(count):
    """c(n): the mean number of cuts to part one of n rows from the rest in a random tree (equation 1 of the paper)."""
    if count <= 1:
        return 0.0
    if count == 2:
        return 1.0
    return 2.0 * (math.log(count - 1.0) + EULER_GAMMA) - 2.0 * (count - 1.0) / count


def _grown(rows, levels_left, chance, depth=0):
    """A cut is (column, threshold, below, above), an end is (cuts to a row in it,)."""
    column = _column_to_cut(rows, chance) if levels_left > 0 and len(rows) > 1 else None
    if column is None:
        return (depth + mean_cuts(len(rows)),)
    numbers = [row[column] for row in rows]
    low, high = min(numbers), max(numbers)
    threshold = chance.uniform(low, high)
    # Rounding may reach the highest number, which would leave nothing above.
    threshold = low if threshold >= high else threshold
    below = [row for row in rows if row[column] <= threshold]
    above = [row for row in rows if row[column] > threshold]
    deeper = (levels_left - 1, chance, depth + 1)
    return (column, threshold, _grown(below, *deeper), _grown(above, *deeper))


def _column_to_cut(rows, chance):
    """A random one of those in which the rows differ."""
    columns = list(range(len(rows[0])))
    while columns:
        column = columns.pop(chance.randrange(len(columns)))
        first = rows[0][column]
        if any(row[column] != first for row in rows):
            return column
    return None
