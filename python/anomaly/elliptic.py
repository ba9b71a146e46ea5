"""Elliptic envelope: distance from the middle of the densest half, in the shape of that half.

P. J. Rousseeuw, K. Van Driessen: A Fast Algorithm for the Minimum Covariance Determinant Estimator. Technometrics 41
(1999): random starts, concentration steps (theorem 1) and one reweighting. Both shapes are stretched to what they would be
of normal data: C. Croux, G. Haesbroeck, Journal of Multivariate Analysis 71 (1999).
"""

import math
import random

from .chi_square import consistency_factor, upper_quantile
from .detector import Detector
from .rows import AnomalyError, checked_share, mean

TRIALS = 60
STEPS_OF_A_TRIAL = 2
BEST_TRIALS = 6
MOST_STEPS = 30
# The share of normal data that reweighting leaves out.
LEFT_OUT = 0.025


class EllipticEnvelope(Detector):
    """`score_samples` is the squared Mahalanobis distance with its sign turned.

    `support` is the share of the rows that the densest part holds, at least a half; `None` for the least that can be.
    """

    def __init__(self, contamination=0.1, seed=0, support=None):
        super().__init__(contamination)
        self.seed = seed
        self.support = None if support is None else checked_share("support", support, highest=1.0)
        self.location = None
        self.covariance = None

    def _fit(self, rows):
        count, columns = len(rows), len(rows[0])
        if count < 2 * columns + 2:
            raise AnomalyError(f"There are {count} rows of {columns} columns; at least {2 * columns + 2} are needed for a shape.")
        half = math.ceil(0.5 * (count + columns + 1)) if self.support is None else max(int(self.support * count), columns + 1)
        shape = _densest(rows, half, random.Random(self.seed))
        self._stretch = consistency_factor(columns, half / count)
        furthest = upper_quantile(columns, LEFT_OUT) * self._stretch
        kept = [row for row, distance in zip(rows, shape.distances(rows)) if distance < furthest]
        self._shape = _Shape(kept) if len(kept) > columns else shape
        self._stretch = consistency_factor(columns, 1.0 - LEFT_OUT)
        self.location = list(self._shape.middle)
        self.covariance = [[number * self._stretch for number in row] for row in self._shape.covariance]

    def _scores_of_fitted(self, rows):
        return [-distance / self._stretch for distance in self._shape.distances(rows)]

    def _score(self, row):
        return -self._shape.distances([row])[0] / self._stretch


def _densest(rows, half, chance):
    """The shape of the `half` rows with the smallest determinant that was found."""
    trials = []
    for _ in range(TRIALS):
        shape = _first_shape(rows, chance)
        for _ in range(STEPS_OF_A_TRIAL):
            shape = shape.concentrated(rows, half)
        trials.append(shape)
    trials.sort(key=lambda shape: shape.log_determinant)
    settled = [_settled(shape, rows, half) for shape in trials[:BEST_TRIALS]]
    return min(settled, key=lambda shape: shape.log_determinant)


def _first_shape(rows, chance):
    """Of as few random rows as have a shape, so that some start is free of anomalies; more where those lie in a plane."""
    shuffled = chance.sample(rows, len(rows))
    count = len(rows[0]) + 1
    while True:
        try:
            return _Shape(shuffled[:count])
        except AnomalyError:
            if count >= len(rows):
                raise
            count += 1


def _settled(shape, rows, half):
    for _ in range(MOST_STEPS):
        nearer = shape.concentrated(rows, half)
        if nearer.log_determinant >= shape.log_determinant - 1e-12:
            return nearer
        shape = nearer
    return shape


class _Shape:
    """Middle and covariance (over n) of some rows."""

    def __init__(self, rows):
        columns = list(zip(*rows))
        self.middle = [mean(column) for column in columns]
        apart = [[number - middle for number in column] for column, middle in zip(columns, self.middle)]
        self.covariance = [[_inner(one, other) / len(rows) for other in apart] for one in apart]
        self.root = _cholesky(self.covariance)
        self.log_determinant = 2.0 * sum(math.log(self.root[place][place]) for place in range(len(columns)))

    def distances(self, rows):
        """Squared Mahalanobis distances."""
        squares = [0.0] * len(rows)
        solved = []
        # Forward substitution for all rows at once, a column at a time.
        for place, column in enumerate(zip(*rows)):
            middle = self.middle[place]
            apart = [number - middle for number in column]
            for factor, earlier in zip(self.root[place], solved):
                if factor != 0.0:
                    apart = [number - factor * before for number, before in zip(apart, earlier)]
            diagonal = self.root[place][place]
            apart = [number / diagonal for number in apart]
            squares = [square + number * number for square, number in zip(squares, apart)]
            solved.append(apart)
        return squares

    def concentrated(self, rows, half):
        """The shape of the `half` rows that are nearest by this one: its determinant is no larger."""
        distances = self.distances(rows)
        nearest = sorted(range(len(rows)), key=distances.__getitem__)[:half]
        return _Shape([rows[place] for place in nearest])


def _cholesky(matrix):
    root = []
    for place, row in enumerate(matrix):
        line = []
        for column in range(place):
            known = sum(one * other for one, other in zip(line, root[column]))
            line.append((row[column] - known) / root[column][column])
        left = row[place] - sum(number * number for number in line)
        if left <= 1e-12 * abs(row[place]) or left <= 0.0:
            raise AnomalyError(
                f"Column {place} hardly varies, or follows from the others, among the densest half of the rows. Leave it out."
            )
        line.append(math.sqrt(left))
        root.append(line)
    return root


def _inner(one, other):
    return math.fsum([left * right for left, right in zip(one, other)])
