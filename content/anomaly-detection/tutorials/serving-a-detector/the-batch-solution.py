import math


def problem_of(request):
    """The first thing that is wrong with a request, or None."""
    for field, is_fine in (("amount", lambda value: value > 0), ("hour", lambda value: 0 <= value < 24)):
        value = request.get(field)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
            return f"{field}: a number was expected"
        if not is_fine(value):
            return f"{field}: out of range"
    return None


def score_batch(requests, detector, threshold, most=500):
    """One answer for each request, in their order."""
    if len(requests) > most:
        raise ValueError(f"{len(requests)} requests are too many for one batch; at most {most} were expected")
    problems = [problem_of(request) for request in requests]
    rows = [[float(r["amount"]), float(r["hour"])] for r, problem in zip(requests, problems) if problem is None]
    scores = iter(detector.score_samples(rows) if rows else [])
    answers = []
    for problem in problems:
        if problem is not None:
            answers.append({"error": problem})
        else:
            answers.append({"label": "anomaly" if next(scores) < threshold else "usual"})
    return answers


class Loud:
    """A stand-in for a detector that says when it is called."""

    def score_samples(self, rows):
        print("scoring", len(rows), "rows")
        return [-row[0] / 1000 for row in rows]


night = [{"amount": 900, "hour": 3}, {"amount": 20}, {"amount": 30, "hour": 14}]
for answer in score_batch(night, Loud(), -0.5):
    print(answer)
