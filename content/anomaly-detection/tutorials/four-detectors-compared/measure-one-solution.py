import anomaly


def precision_and_recall(truth, labels):
    """Both as a pair; -1 marks an anomaly."""
    right = sum(1 for true, label in zip(truth, labels) if true == -1 and label == -1)
    marked = sum(1 for label in labels if label == -1)
    to_find = sum(1 for true in truth if true == -1)
    precision = right / marked if marked else 0.0
    recall = right / to_find if to_find else 0.0
    return precision, recall


data = anomaly.load("transactions")
detector = anomaly.IsolationForest(contamination=0.05, seed=1)
labels = detector.fit_predict(data.rows)

precision, recall = precision_and_recall(data.labels, labels)
print("precision:", round(precision, 2))
print("recall:", round(recall, 2))
