"""Writes beta-quantile.reference.json: quantiles of the Beta at 50 digits, by no library's quantile.

The regularized incomplete beta is its continued fraction (modified Lentz); the quantile is found by bisection.
    python3 beta-quantile.reference.py > beta-quantile.reference.json        (needs mpmath)
"""
import json
from mpmath import mp, mpf, exp, log, log1p, loggamma

mp.dps = 50
SHAPES = ["0.05", "0.3", "1", "1.4", "3", "7.5", "20", "60", "150", "500", "1500", "5000"]
PROBABILITIES = ["0.05", "0.5", "0.95"]


def fraction(x, a, b):
    tiny = mpf(10) ** -80
    c, d = mpf(1), 1 - (a + b) * x / (a + 1)
    d = 1 / (d if abs(d) > tiny else tiny)
    h = d
    for m in range(1, 20000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 + term * d
            c = 1 + term / c
            d = 1 / (d if abs(d) > tiny else tiny)
            c = c if abs(c) > tiny else tiny
            h *= d * c
        if abs(d * c - 1) < mpf(10) ** -45:
            return h
    raise ArithmeticError("no convergence")


def below(x, a, b):
    front = exp(loggamma(a + b) - loggamma(a) - loggamma(b) + a * log(x) + b * log1p(-x))
    if x < (a + 1) / (a + b + 2):
        return front * fraction(x, a, b) / a
    return 1 - front * fraction(1 - x, b, a) / b


def quantile(p, a, b):
    low, high = mpf(0), mpf(1)
    for _ in range(80):
        middle = (low + high) / 2
        if below(middle, a, b) < p:
            low = middle
        else:
            high = middle
    return (low + high) / 2


rows = [
    [float(p), float(a), float(b), float(quantile(mpf(p), mpf(a), mpf(b)))]
    for a in SHAPES
    for b in SHAPES
    for p in PROBABILITIES
]
print("[\n" + ",\n".join("  " + json.dumps(row) for row in rows) + "\n]")
