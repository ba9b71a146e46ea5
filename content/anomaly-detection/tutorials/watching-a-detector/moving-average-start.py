def ewma(values, alpha):
    return []


def alarms(values, alpha, limit):
    return []


series = [100, 102, 98, 101, 99, 210, 215, 220, 212, 100, 101]
print("averages:", [round(value, 1) for value in ewma(series, 0.3)])
print("alarms at:", alarms(series, 0.3, 1.5))
