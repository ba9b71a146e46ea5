import statistics


def ratios(days, today):
    """Today's counts over what is usual at each hour."""
    result = []
    for hour, count in enumerate(today):
        median = statistics.median(day[hour] for day in days)
        if median == 0:
            result.append(1.0 if count == 0 else float("inf"))
        else:
            result.append(count / median)
    return result


def odd_hours(days, today, low=0.5, high=2.0):
    return [hour for hour, ratio in enumerate(ratios(days, today)) if ratio < low or ratio > high]


usual = [4, 3, 2, 2, 3, 5, 9, 20, 35, 42, 48, 55, 60, 58, 50, 47, 45, 48, 52, 50, 40, 28, 15, 8]
days = [[count + (hour * day) % 4 for hour, count in enumerate(usual)] for day in range(7)]
today = list(usual)
today[12] = 4
print("odd hours:", odd_hours(days, today))
