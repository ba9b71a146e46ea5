import statistics


def z_scores(values):
    """How many deviations each value lies from the mean."""
    mean = statistics.fmean(values)
    deviation = statistics.pstdev(values)
    if deviation == 0:
        return [0.0 for _ in values]
    return [(value - mean) / deviation for value in values]


def outliers(values, limit=3.0):
    """The values that lie further out than the limit."""
    return [value for value, z in zip(values, z_scores(values)) if abs(z) > limit]


times = [21, 19, 22, 20, 18, 23, 21, 20, 19, 22, 20, 21, 240]
print("z of the slow one:", round(z_scores(times)[-1], 2))
print("outliers:", outliers(times))
