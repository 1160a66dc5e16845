"""Spaces as JSON, which is how Java and Python tell each other of theirs; Java's SpaceJson is the other half.

An object has a `type`, Gymnasium's name, and the settings; a bound is a number or "inf" or "-inf", and one bound alone
stands for all elements.
"""

import numpy
from gymnasium import spaces

DTYPES = (
    "bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "uint64", "float16", "float32", "float64")


def describe(space):
    """The JSON of a space; refuses what Java has no space for."""
    kind = type(space)
    json = {"type": next((c.__name__ for c in kind.__mro__ if c.__module__.startswith("gymnasium.spaces")), "")}
    if isinstance(space, spaces.Box):
        if space.dtype.name not in DTYPES:
            raise ValueError(f"a Box of {space.dtype} cannot cross the bridge: it carries {', '.join(DTYPES)}")
        json.update(
            dtype=space.dtype.name, shape=list(space.shape),
            low=_bounds(space.low, space.bounded_below, "-inf"), high=_bounds(space.high, space.bounded_above, "inf"))
    elif isinstance(space, spaces.Discrete):
        json.update(n=int(space.n), start=int(space.start))
    elif isinstance(space, spaces.MultiDiscrete):
        json.update(
            shape=list(space.shape), nvec=space.nvec.ravel().tolist(),
            start=numpy.broadcast_to(space.start, space.shape).ravel().tolist())
    elif isinstance(space, spaces.MultiBinary):
        json.update(shape=list(space.shape))
    elif isinstance(space, spaces.Text):
        json.update(min=space.min_length, max=space.max_length, charset="".join(space.character_list))
    elif isinstance(space, (spaces.Tuple, spaces.OneOf)):
        json.update(spaces=[describe(part) for part in space.spaces])
    elif isinstance(space, spaces.Dict):
        json.update(
            names=[str(name) for name in space.spaces], spaces=[describe(part) for part in space.spaces.values()])
    elif isinstance(space, spaces.Sequence):
        json.update(feature=describe(space.feature_space), stack=bool(space.stack))
    elif isinstance(space, spaces.Graph):
        edge = space.edge_space
        json.update(node=describe(space.node_space), edge=None if edge is None else describe(edge))
    else:
        raise ValueError(f"a space of type {kind.__name__} cannot cross the bridge: it is none of Gymnasium's own")
    return json


def _bounds(values, bounded, infinite):
    bounds = [v if b else infinite for v, b in zip(values.ravel().tolist(), bounded.ravel().tolist(), strict=True)]
    bounds = [int(v) if isinstance(v, bool) else v for v in bounds]
    bounds = [v if not isinstance(v, float) or numpy.isfinite(v) else infinite for v in bounds]
    return bounds[0] if bounds and all(v == bounds[0] for v in bounds) else bounds


def build(json):
    """The space that this JSON is."""
    kind = json["type"]
    if kind == "Box":
        dtype, shape = numpy.dtype(json["dtype"]), tuple(json["shape"])
        return spaces.Box(_array(json["low"], shape, dtype), _array(json["high"], shape, dtype), shape, dtype.type)
    if kind == "Discrete":
        return spaces.Discrete(json["n"], start=json["start"])
    if kind == "MultiDiscrete":
        nvec = numpy.array(json["nvec"], numpy.int64).reshape(json["shape"])
        return spaces.MultiDiscrete(nvec, start=numpy.array(json["start"], numpy.int64).reshape(json["shape"]))
    if kind == "MultiBinary":
        shape = json["shape"]
        return spaces.MultiBinary(shape[0] if len(shape) == 1 else shape)
    if kind == "Text":
        return spaces.Text(json["max"], min_length=json["min"], charset=json["charset"])
    if kind == "Tuple":
        return spaces.Tuple([build(part) for part in json["spaces"]])
    if kind == "OneOf":
        return spaces.OneOf([build(part) for part in json["spaces"]])
    if kind == "Dict":
        # Pairs keep their order; a plain dict would be sorted.
        return spaces.Dict([(n, build(part)) for n, part in zip(json["names"], json["spaces"], strict=True)])
    if kind == "Sequence":
        return spaces.Sequence(build(json["feature"]), stack=json["stack"])
    if kind == "Graph":
        return spaces.Graph(build(json["node"]), None if json["edge"] is None else build(json["edge"]))
    raise ValueError(f"there is no space of type {kind!r}")


def _array(bounds, shape, dtype):
    """Bounds as Box takes them: infinities stay, and whole numbers are kept in the type's range."""
    values = [float(b) if isinstance(b, str) else b for b in (bounds if isinstance(bounds, list) else [bounds])]
    if any(isinstance(v, float) and not numpy.isfinite(v) for v in values) or dtype.kind == "f":
        array = numpy.array(values, numpy.float64 if dtype.itemsize > 4 or dtype.kind != "f" else dtype)
    else:
        info = numpy.iinfo(dtype) if dtype.kind in "iu" else None
        array = numpy.array([v if info is None else min(max(int(v), info.min), info.max) for v in values], dtype)
    return numpy.full(shape, array[0]) if array.size == 1 else array.reshape(shape)
