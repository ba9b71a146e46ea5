import time

import anomaly


class Service:
    def __init__(self, detector, threshold, version):
        self.detector = detector
        self.threshold = threshold
        self.version = version

    def answer(self, request_id, row, clock=time.perf_counter):
        """What the caller gets for one row."""
        return {}

    def slowest_millis(self):
        return 0.0


data = anomaly.load("transactions")
service = Service(anomaly.IsolationForest(seed=1).fit(data.rows), -0.6, "forest-1")
print(service.answer("a-1", [480.0, 3.0, 12.0, 2.0]))
