import math
import random


def made_up_waits(requests=100_000, utilisation=0.9, service_millis=10, seed=5):
    chance = random.Random(seed)
    came = free_at = 0.0
    result = []
    for _ in range(requests):
        came += chance.expovariate(utilisation / service_millis)
        start = max(came, free_at)
        result.append(start - came)
        free_at = start + chance.expovariate(1 / service_millis)
    return result


def percentile(values, percent):
    """The value at the nearest rank."""
    return values[0]


waits = made_up_waits()
mean = sum(waits) / len(waits)
p99 = percentile(waits, 99)
print(f"mean {mean:.0f} ms, median {percentile(waits, 50):.0f} ms, 99th percentile {p99:.0f} ms")
print(f"p99 is {p99 / mean:.1f} times the mean")
