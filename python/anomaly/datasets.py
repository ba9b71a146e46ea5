"""Data to try detectors on. It is made, not measured, from a fixed seed: the same at every call and on every machine."""

import math
import random
from dataclasses import dataclass

from .rows import AnomalyError


@dataclass(frozen=True)
class DataSet:
    """`labels` are the truth: 1 for usual rows and -1 for anomalies."""

    name: str
    description: str
    columns: tuple
    rows: list
    labels: list


def datasets():
    """The names that `load` knows."""
    return sorted(_MAKERS)


def load(name):
    """A data set by its name."""
    if name not in _MAKERS:
        raise AnomalyError(f"There is no data set {name!r}. There are: {', '.join(datasets())}.")
    return _MAKERS[name]()


def _transactions():
    chance = random.Random(41)
    usual = [
        [
            round(math.exp(chance.gauss(3.4, 0.7)), 2),
            round(min(max(chance.gauss(14.5, 3.6), 0.0), 23.98), 2),
            round(chance.expovariate(1 / 6.0), 2),
            float(min(int(chance.expovariate(1 / 1.8)), 9)),
        ]
        for _ in range(380)
    ]
    # Three ways to cheat: a large sum by night, far from home, and many small tries in a row.
    by_night = [[round(chance.uniform(350, 900), 2), round(chance.uniform(1, 5), 2), round(chance.uniform(5, 60), 2), float(chance.randint(1, 4))] for _ in range(8)]
    far = [[round(chance.uniform(120, 420), 2), round(chance.uniform(8, 22), 2), round(chance.uniform(180, 900), 2), float(chance.randint(0, 3))] for _ in range(6)]
    tries = [[round(chance.uniform(1, 9), 2), round(chance.uniform(9, 23), 2), round(chance.uniform(0, 40), 2), float(chance.randint(14, 30))] for _ in range(6)]
    rows, labels = _mixed(usual, by_night + far + tries, chance)
    description = "400 card payments, of which 20 are frauds."
    return DataSet("transactions", description, ("amount", "hour", "distance_km", "payments_last_day"), rows, labels)


def _latency():
    chance = random.Random(7)
    rows, labels = [], []
    # Two stretches of an incident and a few single spikes, in the order of time: one row every five minutes.
    incidents = set(range(140, 148)) | set(range(366, 374)) | {40, 222, 290, 450}
    for place in range(500):
        requests = 420 + 260 * math.sin(2 * math.pi * (place - 72) / 288) + chance.gauss(0, 22)
        usual = 38 + 4200 / max(900 - requests, 60) + abs(chance.gauss(0, 3.2))
        slower = chance.uniform(1.9, 3.4) if place in incidents else 1.0
        rows.append([round(requests, 2), round(usual * slower, 3)])
        labels.append(-1 if place in incidents else 1)
    description = "500 five-minute figures of a service, in the order of time, of which 20 belong to incidents."
    return DataSet("latency", description, ("requests_per_second", "p99_millis"), rows, labels)


def _sensors():
    chance = random.Random(23)

    def reading(warmth, strain):
        temperature = 64 + 5.5 * warmth + chance.gauss(0, 0.6)
        vibration = 2.1 + 0.55 * warmth + 0.25 * strain + chance.gauss(0, 0.12)
        pressure = 101 + 3.2 * strain - 1.1 * warmth + chance.gauss(0, 0.5)
        return [round(temperature, 3), round(vibration, 4), round(pressure, 3)]

    usual = [reading(chance.gauss(0, 1), chance.gauss(0, 1)) for _ in range(282)]
    faults = []
    for _ in range(18):
        temperature, vibration, pressure = reading(chance.gauss(0, 0.8), chance.gauss(0, 0.8))
        # Each figure alone is nothing out of the way; together they do not belong to one machine that is well.
        kind = chance.randrange(3)
        if kind == 0:
            vibration = round(vibration + chance.choice([-1, 1]) * chance.uniform(1.1, 1.7), 4)
        elif kind == 1:
            temperature = round(temperature + chance.choice([-1, 1]) * chance.uniform(7, 11), 3)
        else:
            pressure = round(pressure + chance.choice([-1, 1]) * chance.uniform(7, 10), 3)
        faults.append([temperature, vibration, pressure])
    rows, labels = _mixed(usual, faults, chance)
    description = "300 readings of a pump, of which 18 were taken during a fault."
    return DataSet("sensors", description, ("temperature", "vibration", "pressure"), rows, labels)


def _mixed(usual, unusual, chance):
    pairs = [(row, 1) for row in usual] + [(row, -1) for row in unusual]
    chance.shuffle(pairs)
    return [row for row, _ in pairs], [label for _, label in pairs]


_MAKERS = {"transactions": _transactions, "latency": _latency, "sensors": _sensors}
