"""Writes the table of NumPy's draws that SeedingTablesTest checks ours against.

    python numpy_tables.py > ../resources/palestra/envs/seeding/numpy.txt

A line is a name and the values; `after` values are raw draws that follow, and so pin the state.
"""

import numpy as np

MANY = 100_000


def line(name, values):
    print(name, *(repr(v.item() if isinstance(v, np.generic) else v) for v in values))


def raw(rng):
    return [int(rng.bit_generator.random_raw())]


for entropy in (0, 1, 7, 2**32, 2**63 - 1, 2**64 + 3, 10**50):
    line(f"words-{entropy}", np.random.SeedSequence(entropy).generate_state(9))
    line(f"longs-{entropy}", np.random.SeedSequence(entropy).generate_state(4, np.uint64))
parent = np.random.SeedSequence(12345)
for i, child in enumerate(parent.spawn(2) + parent.spawn(1)):
    line(f"child-{i}", child.generate_state(6))
    line(f"grandchild-{i}", child.spawn(2)[1].generate_state(6))
long_parent = np.random.SeedSequence(10**50)
line("child-of-long", long_parent.spawn(1)[0].generate_state(6))

for seed in (0, 7, 2**63 - 1):
    rng = np.random.default_rng(seed)
    line(f"raw-{seed}", [int(x) for x in rng.bit_generator.random_raw(20)])
rng = np.random.default_rng(1)
line("random", rng.random(10))
rng = np.random.default_rng(2)
line("uniform", rng.uniform(-0.05, 0.05, 10))
rng = np.random.default_rng(3)
line("uint32", rng.integers(0, 2**32, size=9, dtype=np.uint32))
line("uint32-after", raw(rng))
for low, high in ((0, 1), (0, 2), (0, 5), (-3, 4), (0, 2**31 - 1), (0, 2**32 - 1), (0, 2**32), (-5, 2**40),
                  (0, 3 * 2**61), (-2**63, 2**63 - 1)):
    rng = np.random.default_rng(4)
    line(f"integers:{low}:{high}", [int(rng.integers(low, high)) for _ in range(40)])
    line(f"integers-after:{low}:{high}", raw(rng))
for n in (1, 2, 3, 5, 100, 128):
    rng = np.random.default_rng(5)
    line(f"bytes-{n}", [int(x) for x in rng.integers(0, n, size=41, dtype=np.int8)])
    line(f"bytes-after-{n}", raw(rng))
for name in ("standard_normal", "standard_exponential"):
    rng = np.random.default_rng(6)
    values = getattr(rng, name)(MANY)
    line(name, values[:40])
    line(f"{name}-sum", [float(np.cumsum(values)[-1])])
    line(f"{name}-largest", [float(values.max()), float(values.min())])
    line(f"{name}-after", raw(rng))
rng = np.random.default_rng(7)
values = rng.standard_normal(MANY, dtype=np.float32)
line("standard_normal_float", [float(x) for x in values[:40]])
line("standard_normal_float-after", raw(rng))
rng = np.random.default_rng(8)
line("geometric", [int(x) for x in rng.geometric(0.25, 40)])
rng = np.random.default_rng(9)
line("choice", [int(x) for x in rng.choice(4, 40, p=[0.1, 0.2, 0.3, 0.4])])
rng = np.random.default_rng(10)
line("permutation", rng.permutation(31))
line("permutation-after", raw(rng))
rng = np.random.default_rng(11)
line("poisson", [int(x) for x in rng.poisson([0, 0.3, 2, 9.5] * 10)])
line("poisson-after", raw(rng))
rng = np.random.RandomState(11)
line("legacy-random", [rng.rand() for _ in range(400)])
for low, high in ((0, 1), (0, 2), (0, 5), (1, 9), (-3, 4), (0, 2**31 - 1), (-2**31, 2**31 - 1)):
    rng = np.random.RandomState(12)
    line(f"legacy-randint:{low}:{high}", [int(rng.randint(low, high)) for _ in range(40)])
    line(f"legacy-randint-after:{low}:{high}", [rng.rand()])
rng = np.random.RandomState(2**32 - 1)
line("legacy-randint-array", rng.randint(1, 6, 30))
rng = np.random.RandomState(13)
line("legacy-choice", [int(x) for x in rng.choice(4, 40, p=[0.1, 0.2, 0.3, 0.4])])
for seed in (2**32, 234288779051818, 2**63 - 1):
    rng = np.random.RandomState([seed % 2**32, seed // 2**32])
    line(f"legacy-long-{seed}", [rng.rand() for _ in range(40)])
