import anomaly


def best_count(scores, truth, missed, false_alarm):
    """How many of the most unusual rows to mark, so that errors cost least."""
    return 0


data = anomaly.load("transactions")
scores = anomaly.IsolationForest(seed=1).fit(data.rows).score_samples(data.rows)
print("a missed fraud costs 200:", best_count(scores, data.labels, 200, 4))
print("a missed fraud costs 2:", best_count(scores, data.labels, 2, 4))
