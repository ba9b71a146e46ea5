"""Quantiles of the chi-square distribution."""

import math


def upper_quantile(degrees, share):
    """The number over which this share of the distribution lies, by halving to the last digit."""
    low, high = 0.0, 1.0
    while _above(degrees, high) > share:
        low, high = high, high * 2.0
    for _ in range(200):
        middle = (low + high) / 2.0
        low, high = (middle, high) if _above(degrees, middle) > share else (low, middle)
    return (low + high) / 2.0


def consistency_factor(degrees, share):
    """How much wider all of a normal distribution is than the inner `share` of it (Croux and Haesbroeck, 1999)."""
    if share >= 1.0:
        return 1.0
    return share / (1.0 - _above(degrees + 2, upper_quantile(degrees, 1.0 - share)))


def _above(degrees, number):
    """1 - P(k/2, x/2), the incomplete gamma function by its series (Abramowitz and Stegun 6.5.29)."""
    shape, half = degrees / 2.0, number / 2.0
    if half <= 0.0:
        return 1.0
    term = 1.0 / shape
    total = term
    place = shape
    while term > total * 1e-17:
        place += 1.0
        term *= half / place
        total += term
    return 1.0 - total * math.exp(shape * math.log(half) - half - math.lgamma(shape))
