import time

import anomaly


class Service:
    def __init__(self, detector, threshold, version):
        self.detector = detector
        self.threshold = threshold
        self.version = version
        self.slowest = 0.0

    def answer(self, request_id, row, clock=time.perf_counter):
        """What the caller gets for one row."""
        begun = clock()
        score = self.detector.score_samples([row])[0]
        millis = (clock() - begun) * 1000
        self.slowest = max(self.slowest, millis)
        return {
            "request_id": request_id,
            "label": "anomaly" if score < self.threshold else "usual",
            "score": score,
            "threshold": self.threshold,
            "model": self.version,
            "millis": millis,
        }

    def slowest_millis(self):
        return self.slowest


data = anomaly.load("transactions")
service = Service(anomaly.IsolationForest(seed=1).fit(data.rows), -0.6, "forest-1")
print(service.answer("a-1", [480.0, 3.0, 12.0, 2.0]))
