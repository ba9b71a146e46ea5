"""One-class support vector machine: the smallest region that holds all but a share `nu` of the rows.

B. Schoelkopf, J. C. Platt, J. Shawe-Taylor, A. J. Smola, R. C. Williamson: Estimating the Support of a High-Dimensional
Distribution. Neural Computation 13 (2001). Solved by sequential minimal optimisation; the pair to change is chosen by
second-order information: R.-E. Fan, P.-H. Chen, C.-J. Lin, JMLR 6 (2005).
"""

import math

from .detector import Detector
from .rows import AnomalyError, checked_share, mean

MOST_ROWS = 1_500
# How far the conditions of an optimum may be missed.
TOLERANCE = 1e-3
MOST_STEPS = 100_000
LEAST_CURVATURE = 1e-12


class OneClass(Detector):
    """`score_samples` is the weighted sum of kernels at a row; without `contamination` the threshold is the machine's rho."""

    def __init__(self, nu=0.1, gamma=None, contamination=None):
        super().__init__(contamination)
        self.nu = checked_share("nu", nu, highest=1.0)
        if gamma is not None and not (isinstance(gamma, (int, float)) and 0 < gamma < math.inf):
            raise AnomalyError(f"gamma is {gamma!r}. It is a number over 0, or None to follow the data.")
        self.gamma = gamma

    def _fit(self, rows):
        if len(rows) > MOST_ROWS:
            raise AnomalyError(f"There are {len(rows)} rows; OneClass compares each with each, and takes {MOST_ROWS} at most.")
        self._gamma = self.gamma if self.gamma is not None else _usual_gamma(rows)
        self._kernel_rows = [[_kernel(one, other, self._gamma) for other in rows] for one in rows]
        weights, self._rho = _solved(self._kernel_rows, self.nu)
        self._support = [(weight, row) for weight, row in zip(weights, rows) if weight > 0]
        self._weights = weights

    def _scores_of_fitted(self, rows):
        places = [(weight, place) for place, weight in enumerate(self._weights) if weight > 0]
        scores = [math.fsum([weight * kernels[place] for weight, place in places]) for kernels in self._kernel_rows]
        del self._kernel_rows
        return scores

    def _score(self, row):
        return math.fsum([weight * _kernel(row, other, self._gamma) for weight, other in self._support])

    def _threshold(self):
        return self._rho if self.contamination is None else super()._threshold()


def _usual_gamma(rows):
    """1 / (columns x variance of all numbers)."""
    numbers = [number for row in rows for number in row]
    middle = mean(numbers)
    variance = mean([(number - middle) ** 2 for number in numbers])
    return 1.0 / (len(rows[0]) * variance) if variance > 0 else 1.0


def _kernel(one, other, gamma):
    return math.exp(-gamma * math.dist(one, other) ** 2)


def _solved(kernel, nu):
    """Weights in [0, 1] with the sum nu n for which half the weighted sum of kernels is least, and rho."""
    count = len(kernel)
    weights = _first_weights(count, nu * count)
    slopes = [math.fsum([row[place] * weights[place] for place in range(count) if weights[place] > 0]) for row in kernel]
    for _ in range(MOST_STEPS):
        pair = _pair_to_change(kernel, weights, slopes)
        if pair is None:
            break
        _change(kernel, weights, slopes, *pair)
    return weights, _rho(weights, slopes)


def _first_weights(count, total):
    whole = int(total)
    weights = [1.0] * whole + [0.0] * (count - whole)
    if whole < count:
        weights[whole] = total - whole
    return weights


def _pair_to_change(kernel, weights, slopes):
    """A weight to raise and one to lower by as much; none where no change helps any more."""
    raised, lowest = -1, math.inf
    for place, slope in enumerate(slopes):
        if slope < lowest and weights[place] < 1.0:
            raised, lowest = place, slope
    if raised < 0:
        return None
    row = kernel[raised]
    lowered, best_gain, highest = -1, 0.0, -math.inf
    for place, slope in enumerate(slopes):
        if weights[place] > 0.0:
            highest = slope if slope > highest else highest
            gap = slope - lowest
            if gap > 0.0:
                # The kernel of a row with itself is 1.
                gain = gap * gap / max(2.0 - 2.0 * row[place], LEAST_CURVATURE)
                if gain > best_gain:
                    lowered, best_gain = place, gain
    return None if highest - lowest < TOLERANCE or lowered < 0 else (raised, lowered)


def _change(kernel, weights, slopes, raised, lowered):
    up, down = kernel[raised], kernel[lowered]
    curvature = max(2.0 - 2.0 * up[lowered], LEAST_CURVATURE)
    step = min((slopes[lowered] - slopes[raised]) / curvature, 1.0 - weights[raised], weights[lowered])
    weights[raised] = 1.0 if step == 1.0 - weights[raised] else weights[raised] + step
    weights[lowered] = 0.0 if step == weights[lowered] else weights[lowered] - step
    for place, (one, other) in enumerate(zip(up, down)):
        slopes[place] += step * (one - other)


def _rho(weights, slopes):
    """The slope of free weights, which lie on the boundary; between those at their bounds where none is free."""
    free = [slope for weight, slope in zip(weights, slopes) if 0.0 < weight < 1.0]
    if free:
        return mean(free)
    above = [slope for weight, slope in zip(weights, slopes) if weight <= 0.0]
    below = [slope for weight, slope in zip(weights, slopes) if weight >= 1.0]
    return (min(above, default=max(below)) + max(below, default=min(above))) / 2.0
