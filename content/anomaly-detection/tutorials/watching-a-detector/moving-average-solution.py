def ewma(values, alpha):
    averages = []
    for value in values:
        previous = averages[-1] if averages else value
        averages.append(alpha * value + (1 - alpha) * previous)
    return averages


def alarms(values, alpha, limit):
    places, average = [], None
    for place, value in enumerate(values):
        if average is None:
            average = value
        elif value > limit * average:
            places.append(place)
        else:
            average = alpha * value + (1 - alpha) * average
    return places


series = [100, 102, 98, 101, 99, 210, 215, 220, 212, 100, 101]
print("averages:", [round(value, 1) for value in ewma(series, 0.3)])
print("alarms at:", alarms(series, 0.3, 1.5))
