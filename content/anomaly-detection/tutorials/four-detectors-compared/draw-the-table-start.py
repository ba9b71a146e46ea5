import anomaly
import plot

data = anomaly.load("transactions")
rows = anomaly.standardise(data.rows)
detectors = {
    "forest": anomaly.IsolationForest(contamination=0.05, seed=1),
    "lof": anomaly.LocalOutlierFactor(contamination=0.05),
    "one-class": anomaly.OneClass(nu=0.05, contamination=0.05),
    "ellipse": anomaly.EllipticEnvelope(contamination=0.05, seed=1),
}
labels = {name: detector.fit_predict(rows) for name, detector in detectors.items()}
names = list(detectors)

# Draw precision and recall of each.
