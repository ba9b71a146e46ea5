import random

import plot

SERVICE_MILLIS = 10
utilisations = [0.3, 0.5, 0.7, 0.8, 0.9, 0.95]


def measured_wait(utilisation, requests=20_000, seed=1):
    """Mean wait of made-up requests, in milliseconds."""
    chance = random.Random(seed)
    came = free_at = waited = 0.0
    for _ in range(requests):
        came += chance.expovariate(utilisation / SERVICE_MILLIS)
        start = max(came, free_at)
        waited += start - came
        free_at = start + chance.expovariate(1 / SERVICE_MILLIS)
    return waited / requests


def predicted_wait(utilisation, service_millis):
    """Mean wait by the formula, in milliseconds."""
    return 0


measured = []
predicted = []
for utilisation in utilisations:
    pass  # append one number to each list

# Draw both lists against the utilisations.
