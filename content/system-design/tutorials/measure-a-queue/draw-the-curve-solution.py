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
    return utilisation / (1 - utilisation) * service_millis


measured = []
predicted = []
for utilisation in utilisations:
    measured.append(measured_wait(utilisation))
    predicted.append(predicted_wait(utilisation, SERVICE_MILLIS))

plot.line(utilisations, predicted, label="predicted")
plot.scatter(utilisations, measured, label="measured")
plot.title("Waiting for one server")
plot.x_label("utilisation")
plot.y_label("mean wait in ms")
plot.legend()
