"""How well labels match the truth. Anomalies (-1) are what is looked for, so they are the positives."""

from .rows import AnomalyError


def confusion(truth, labels):
    """Counts of the four cases."""
    truth, labels = list(truth), list(labels)
    if len(truth) != len(labels):
        raise AnomalyError(f"There are {len(truth)} true labels and {len(labels)} others. Give one of each for every row.")
    for label in truth + labels:
        if label not in (1, -1):
            raise AnomalyError(f"A label is {label!r}. Labels are 1 for usual and -1 for anomalies.")
    pairs = list(zip(truth, labels))
    return {
        "true_positives": pairs.count((-1, -1)),
        "false_positives": pairs.count((1, -1)),
        "true_negatives": pairs.count((1, 1)),
        "false_negatives": pairs.count((-1, 1)),
    }


def precision(truth, labels):
    """Of the rows that were called anomalies, the share that are; 0 where none was."""
    counts = confusion(truth, labels)
    return _share(counts["true_positives"], counts["true_positives"] + counts["false_positives"])


def recall(truth, labels):
    """Of the anomalies, the share that was found; 0 where there is none."""
    counts = confusion(truth, labels)
    return _share(counts["true_positives"], counts["true_positives"] + counts["false_negatives"])


def f1(truth, labels):
    """The harmonic mean of precision and recall."""
    counts = confusion(truth, labels)
    wrong = counts["false_positives"] + counts["false_negatives"]
    return _share(2 * counts["true_positives"], 2 * counts["true_positives"] + wrong)


def _share(part, whole):
    return part / whole if whole else 0.0
