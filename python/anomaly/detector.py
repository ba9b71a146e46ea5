"""What the detectors have in common."""

from .rows import AnomalyError, checked_rows, checked_share, percentile

USUAL, ANOMALY = 1, -1


class Detector:
    """A detector says with `_fit` what it learns, and with `_score` how usual a row is."""

    least_rows = 2

    def __init__(self, contamination):
        self.contamination = None if contamination is None else checked_share("contamination", contamination)
        self.scores = None
        self.threshold = None
        self._columns = None

    def fit(self, rows):
        """Learns what is usual; returns the detector itself."""
        rows = checked_rows(rows, self.least_rows)
        self._fit(rows)
        self._columns = len(rows[0])
        self.scores = self._scores_of_fitted(rows)
        self.threshold = self._threshold()
        return self

    def score_samples(self, rows):
        """How usual each row is: the higher, the more usual."""
        return [self._score(row) for row in self._known(rows)]

    def decision(self, rows):
        """The score less the threshold: below 0 for anomalies."""
        return [score - self.threshold for score in self.score_samples(rows)]

    def predict(self, rows):
        """1 for what is usual, -1 for anomalies."""
        return [ANOMALY if score < 0 else USUAL for score in self.decision(rows)]

    def fit_predict(self, rows):
        """Fits, and labels the same rows."""
        self.fit(rows)
        return [ANOMALY if score < self.threshold else USUAL for score in self.scores]

    def _known(self, rows):
        if self._columns is None:
            raise AnomalyError(f"This {type(self).__name__} has not learnt anything yet. Call fit(rows) first.")
        return checked_rows(rows, columns=self._columns)

    def _scores_of_fitted(self, rows):
        return [self._score(row) for row in rows]

    def _threshold(self):
        return percentile(self.scores, self.contamination)
