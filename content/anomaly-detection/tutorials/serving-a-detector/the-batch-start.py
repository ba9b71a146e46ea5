import math


def score_batch(requests, detector, threshold, most=500):
    """One answer for each request, in their order."""
    return []


class Loud:
    """A stand-in for a detector that says when it is called."""

    def score_samples(self, rows):
        print("scoring", len(rows), "rows")
        return [-row[0] / 1000 for row in rows]


night = [{"amount": 900, "hour": 3}, {"amount": 20}, {"amount": 30, "hour": 14}]
for answer in score_batch(night, Loud(), -0.5):
    print(answer)
