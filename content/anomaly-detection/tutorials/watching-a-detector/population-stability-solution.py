import bisect
import math

LEAST = 0.0001


def shares(values, edges):
    """The share of the values in each class."""
    counts = [0] * (len(edges) + 1)
    for value in values:
        counts[bisect.bisect_right(edges, value)] += 1
    return [count / len(values) for count in counts]


def psi(then, now, edges):
    total = 0.0
    for before, after in zip(shares(then, edges), shares(now, edges)):
        before, after = max(before, LEAST), max(after, LEAST)
        total += (after - before) * math.log(after / before)
    return total


spring = [12, 25, 31, 44, 18, 27, 39, 52, 61, 33]
summer = [6, 12, 15, 22, 9, 14, 20, 26, 30, 16]
print("shares in spring:", shares(spring, [20, 40]))
print("psi:", round(psi(spring, summer, [20, 40]), 2))
