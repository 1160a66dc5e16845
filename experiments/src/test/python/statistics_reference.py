"""Writes reference.json: what NumPy and SciPy make of the scores that the statistics tests use.

    python3 -m venv venv && venv/bin/pip install numpy scipy
    venv/bin/python statistics_reference.py > ../resources/palestra/experiments/statistics/reference.json
"""

import json

import numpy
import scipy
from scipy import stats

rng = numpy.random.default_rng(2021)
CASES = {
    "three": [500.0, 480.0, 310.5],
    "four": [1.0, 2.0, 4.0, 100.0],
    "five": [-110.4, -98.25, -200.0, -101.5, -120.0],
    "eight": [0.5, 0.25, 3.0, -7.0, 12.0, 0.75, 0.5, 0.125],
    "thirty": rng.normal(150, 40, 30).round(3).tolist(),
}
PAIRS = [("three", "five"), ("eight", "four"), ("thirty", "three")]
REPLICATIONS = 400_000


def iqm(scores, axis=None):
    return stats.trim_mean(scores, 0.25, axis=axis)


def percentiles(replicates):
    return numpy.quantile(replicates, [0.025, 0.975]).tolist()


def stratified(strata):
    drawn = [
        numpy.asarray(s)[rng.integers(0, len(s), (REPLICATIONS, len(s)))] for s in strata
    ]
    return percentiles(iqm(numpy.concatenate(drawn, axis=1), axis=1))


def improvement(x, y):
    x, y = numpy.asarray(x), numpy.asarray(y)
    wins = (x[:, None] > y[None, :]) + 0.5 * (x[:, None] == y[None, :])
    rows = rng.integers(0, len(x), (REPLICATIONS // 10, len(x)))
    columns = rng.integers(0, len(y), (REPLICATIONS // 10, len(y)))
    replicates = wins[rows[:, :, None], columns[:, None, :]].mean(axis=(1, 2))
    return {
        "probability": stats.mannwhitneyu(x, y).statistic / (len(x) * len(y)),
        "interval": percentiles(replicates),
    }


print(
    json.dumps(
        {
            "numpy": numpy.__version__,
            "scipy": scipy.__version__,
            "cases": {
                name: {
                    "scores": scores,
                    "mean": float(numpy.mean(scores)),
                    "median": float(numpy.median(scores)),
                    "std": float(numpy.std(scores, ddof=1)),
                    "iqm": float(iqm(scores)),
                    "gapTo100": float(100 - numpy.minimum(scores, 100).mean()),
                    "interval": stratified([scores]),
                }
                for name, scores in CASES.items()
            },
            "strata": {
                "cases": ["five", "eight", "thirty"],
                "interval": stratified([CASES["five"], CASES["eight"], CASES["thirty"]]),
            },
            "pairs": [
                {"x": x, "y": y, **improvement(CASES[x], CASES[y])} for x, y in PAIRS
            ],
        },
        indent=1,
    )
)
