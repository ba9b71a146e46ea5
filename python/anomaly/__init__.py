"""Detectors of anomalies: the published algorithms in plain Python, for hundreds of rows. docs/formats/code.md lists them.

All of them: `fit(rows)`, `predict(rows)` with 1 for usual and -1 for anomalies, `fit_predict(rows)`, `score_samples(rows)`
(higher is more usual) and `decision(rows)` (the score less the threshold).
"""

from .datasets import DataSet, datasets, load
from .elliptic import EllipticEnvelope
from .forest import IsolationForest
from .measures import confusion, f1, precision, recall
from .neighbours import LocalOutlierFactor
from .one_class import OneClass
from .rows import AnomalyError, standardise

__all__ = [
    "AnomalyError", "DataSet", "EllipticEnvelope", "IsolationForest", "LocalOutlierFactor", "OneClass", "confusion",
    "datasets", "f1", "load", "precision", "recall", "standardise",
]
