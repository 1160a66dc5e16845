"""What torch-fidelity makes of two sets of features, each a file of float32 rows: fidelity.py REAL SAMPLES FEATURES"""

import json
import sys

import numpy
import torch
from torch_fidelity.metric_fid import fid_features_to_statistics, fid_statistics_to_metric
from torch_fidelity.metric_kid import kid_features_to_metric
from torch_fidelity.metric_prc import prc_features_to_metric


def features(file, size):
    return torch.from_numpy(numpy.fromfile(file, "<f4").astype(numpy.float64).reshape(-1, size))


real, samples = (features(file, int(sys.argv[3])) for file in sys.argv[1:3])
frechet = fid_statistics_to_metric(
    fid_features_to_statistics(samples), fid_features_to_statistics(real), verbose=False
)
# One subset of everything is what it is for any generator.
kernel = kid_features_to_metric(
    samples, real, kid_subsets=1, kid_subset_size=len(real), verbose=False
)
manifolds = prc_features_to_metric(samples, real, verbose=False)
print(
    json.dumps(
        {
            "frechet": frechet["frechet_inception_distance"],
            "kernel": kernel["kernel_inception_distance_mean"],
            "precision": manifolds["precision"],
            "recall": manifolds["recall"],
        }
    )
)
