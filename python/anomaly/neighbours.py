"""Local outlier factor: how much thinner it is around a row than around its neighbours.

M. M. Breunig, H.-P. Kriegel, R. T. Ng, J. Sander: LOF: Identifying Density-Based Local Outliers. SIGMOD 2000.
"""

import heapq
import math

from .detector import Detector
from .rows import checked_count, mean

# Keeps the density of rows that are all the same finite.
LEAST_DISTANCE = 1e-10


class LocalOutlierFactor(Detector):
    """`score_samples` is the factor with its sign turned: about -1 for usual rows, far below for outliers.

    `scores` are those of the fitted rows, of which none is its own neighbour. New rows are held against the fitted ones.
    """

    def __init__(self, neighbours=20, contamination=0.1):
        super().__init__(contamination)
        self.neighbours = checked_count("neighbours", neighbours, 1, 1_000)

    def _fit(self, rows):
        self._rows = rows
        self._count = min(self.neighbours, len(rows) - 1)
        self._nearest = [self._nearest_to(row, place) for place, row in enumerate(rows)]
        self._reach = [nearest[-1][0] for nearest in self._nearest]
        self._density = [self._density_at(nearest) for nearest in self._nearest]

    def _scores_of_fitted(self, rows):
        return [
            -mean([self._density[place] for _, place in nearest]) / density
            for nearest, density in zip(self._nearest, self._density)
        ]

    def _score(self, row):
        nearest = self._nearest_to(row, None)
        return -mean([self._density[place] for _, place in nearest]) / self._density_at(nearest)

    def _nearest_to(self, row, own_place):
        """Distance and place of the nearest fitted rows, nearest first."""
        distance = math.dist
        pairs = [(distance(row, other), place) for place, other in enumerate(self._rows) if place != own_place]
        return heapq.nsmallest(self._count, pairs)

    def _density_at(self, nearest):
        """Local reachability density: a neighbour is never nearer than its own k-th neighbour (definitions 5 and 6)."""
        reached = [max(distance, self._reach[place]) for distance, place in nearest]
        return 1.0 / (mean(reached) + LEAST_DISTANCE)
