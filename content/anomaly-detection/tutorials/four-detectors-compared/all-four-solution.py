import anomaly

data = anomaly.load("transactions")
rows = anomaly.standardise(data.rows)

detectors = {
    "forest": anomaly.IsolationForest(contamination=0.05, seed=1),
    "lof": anomaly.LocalOutlierFactor(contamination=0.05),
    "one-class": anomaly.OneClass(nu=0.05, contamination=0.05),
    "ellipse": anomaly.EllipticEnvelope(contamination=0.05, seed=1),
}

table = {}
for name, detector in detectors.items():
    labels = detector.fit_predict(rows)
    table[name] = round(anomaly.f1(data.labels, labels), 2)

for name, score in table.items():
    print(f"{name:10} F1 {score}")
