import math


def shares(values, edges):
    """The share of the values in each class."""
    return [0.0] * (len(edges) + 1)


def psi(then, now, edges):
    return 0.0


spring = [12, 25, 31, 44, 18, 27, 39, 52, 61, 33]
summer = [6, 12, 15, 22, 9, 14, 20, 26, 30, 16]
print("shares in spring:", shares(spring, [20, 40]))
print("psi:", round(psi(spring, summer, [20, 40]), 2))
