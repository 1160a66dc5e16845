"""Writes reference.json: what SciPy, scikit-learn and scikit-image make of the rows that the tests of metrics use.

    python3 -m venv venv && venv/bin/pip install numpy scipy scikit-learn scikit-image
    venv/bin/python metrics_reference.py > ../resources/palestra/generative/metrics/reference.json

Rows are multiples of 1/64, so that Java's float32 holds the very same numbers.
"""

import json

import numpy
import scipy
import skimage
import sklearn
from scipy import linalg, special, stats
from skimage import metrics as pictures
from sklearn import metrics
from sklearn.metrics import pairwise
from sklearn.neighbors import NearestNeighbors

rng = numpy.random.default_rng(2026)


def exact(values):
    return numpy.round(numpy.asarray(values) * 64) / 64


def normal(rows, features, rank=None):
    """Correlated features, of a lower rank where it is given: fewer things vary than there are features."""
    mix = rng.normal(size=(rank or features, features)) / numpy.sqrt(features)
    return exact(rng.normal(size=(rows, rank or features)) @ mix)


def integers(rows, features, rank):
    """As normal, and of that rank to the last bit."""
    return (rng.integers(-4, 5, (rows, rank)) @ rng.integers(-2, 3, (rank, features))) / 8.0


SETS = {
    "small": (normal(12, 3), normal(9, 3) + 0.5),
    "usual": (normal(60, 8), exact(normal(50, 8) * 1.25 + 0.25)),
    "fewerRowsThanFeatures": (normal(10, 16), normal(12, 16)),
    "singular": (integers(40, 12, 3), integers(40, 12, 5)),
    "constant": (normal(20, 4), numpy.ones((20, 4)) * 0.25),
    "plane": (exact(rng.normal(size=(80, 2))), exact(rng.uniform(-1, 1, (70, 2)))),
}


def frechet(x, y):
    """Symmetric roots by SciPy's eigh, and the trace from singular values: tr (C1 C2)^1/2 = |C1^1/2 C2^1/2|_*."""

    def root(c):
        values, vectors = linalg.eigh(c)
        return vectors @ numpy.diag(numpy.sqrt(values.clip(0))) @ vectors.T

    c1, c2 = numpy.cov(x, rowvar=False), numpy.cov(y, rowvar=False)
    trace = linalg.svdvals(root(c1) @ root(c2)).sum()
    return float(((x.mean(0) - y.mean(0)) ** 2).sum() + numpy.trace(c1 + c2) - 2 * trace)


def frechet_by_sqrtm(x, y):
    c1, c2 = numpy.cov(x, rowvar=False), numpy.cov(y, rowvar=False)
    return float(
        ((x.mean(0) - y.mean(0)) ** 2).sum() + numpy.trace(c1 + c2 - 2 * linalg.sqrtm(c1 @ c2).real)
    )


def kernel(x, y):
    def k(a, b):
        return pairwise.polynomial_kernel(a, b, degree=3, gamma=1 / a.shape[1], coef0=1)

    n, m = len(x), len(y)
    kxx, kyy = k(x, x), k(y, y)
    return float(
        (kxx.sum() - numpy.trace(kxx)) / (n * (n - 1))
        + (kyy.sum() - numpy.trace(kyy)) / (m * (m - 1))
        - 2 * k(x, y).mean()
    )


def manifolds(real, samples, neighbours):
    """By scikit-learn's neighbour search, asked for one neighbour more, as the nearest is the row itself."""

    def radii(rows):
        found = NearestNeighbors(n_neighbors=neighbours + 1, algorithm="kd_tree").fit(rows)
        return found.kneighbors(rows)[0][:, -1]

    apart = pairwise.pairwise_distances(real, samples)
    in_real = apart <= radii(real)[:, None]
    in_samples = apart <= radii(samples)[None, :]
    return {
        "k": neighbours,
        "precision": float(in_real.any(axis=0).mean()),
        "recall": float(in_samples.any(axis=1).mean()),
        "density": float(in_real.sum() / neighbours / len(samples)),
        "coverage": float(in_real.any(axis=1).mean()),
    }


def energy(x, y):
    def mean(a, b):
        return pairwise.pairwise_distances(a, b).mean()

    return float(numpy.sqrt(2 * mean(x, y) - mean(x, x) - mean(y, y)))


def measured(name, x, y):
    row = {
        "name": name,
        "first": x.tolist(),
        "second": y.tolist(),
        "frechet": frechet(x, y),
        "kernel": kernel(x, y),
        "manifolds": [manifolds(x, y, k) for k in (1, 3, 5)],
        "energy": energy(x, y),
    }
    if name in ("small", "usual"):
        row["frechetBySqrtm"] = frechet_by_sqrtm(x, y)
    return row


def pair(height, width, channels, noise):
    y, x = numpy.mgrid[0:height, 0:width]
    clean = 0.5 + 0.5 * numpy.sin(x / 3.0 + y / 5.0)
    clean = numpy.stack([numpy.roll(clean, 2 * c, axis=0) for c in range(channels)], axis=2)
    noisy = (clean + rng.normal(0, noise, clean.shape)).clip(0, 1)
    return exact(clean), exact(noisy)


def compared(height, width, channels, noise):
    reference, picture = pair(height, width, channels, noise)
    return {
        "shape": [height, width, channels],
        "reference": reference.ravel().tolist(),
        "picture": picture.ravel().tolist(),
        "mse": float(pictures.mean_squared_error(reference, picture)),
        "mae": float(metrics.mean_absolute_error(reference.ravel(), picture.ravel())),
        "psnr": float(pictures.peak_signal_noise_ratio(reference, picture, data_range=1)),
        "ssim": float(
            pictures.structural_similarity(
                reference,
                picture,
                data_range=1,
                channel_axis=2,
                gaussian_weights=True,
                sigma=1.5,
                use_sample_covariance=False,
            )
        ),
    }


def roc(scores, positive):
    false, true, thresholds = metrics.roc_curve(positive, scores, drop_intermediate=False)
    return {
        "scores": list(scores),
        "positive": [bool(p) for p in positive],
        "falsePositives": false.tolist(),
        "truePositives": true.tolist(),
        "thresholds": thresholds[1:].tolist(),
        "area": float(metrics.roc_auc_score(positive, scores)),
    }


line = exact(rng.normal(size=40)), exact(rng.normal(0.5, 2, size=30))
labels = rng.integers(0, 2, 60)
WEIGHTS = [
    [-90.5, -91.25, -88.0, -120.0],
    [0.0],
    [1000.0, 999.0, -5000.0],
    [-3000.0, -3001.0, -3000.5],
    rng.normal(-80, 5, 50).round(3).tolist(),
]

print(
    json.dumps(
        {
            "numpy": numpy.__version__,
            "scipy": scipy.__version__,
            "sklearn": sklearn.__version__,
            "skimage": skimage.__version__,
            "sets": [measured(name, x, y) for name, (x, y) in SETS.items()],
            "line": {
                "first": line[0].tolist(),
                "second": line[1].tolist(),
                "energy": float(stats.energy_distance(*line)),
            },
            "pictures": [
                compared(12, 14, 1, 0.1),
                compared(28, 28, 1, 0.4),
                compared(16, 11, 3, 0.05),
            ],
            "roc": [
                roc([0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1]),
                roc([1.0, 1.0, 1.0, 1.0, 1.0], [0, 1, 0, 1, 1]),
                roc((labels + rng.normal(0, 1, 60)).round(1).tolist(), labels),
            ],
            "logMeanExp": [
                {"weights": w, "value": float(special.logsumexp(w) - numpy.log(len(w)))}
                for w in WEIGHTS
            ],
        }
    )
)
