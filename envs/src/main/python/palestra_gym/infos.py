"""What environments tell beside observations, as Java's InfoWriter writes it; its documentation says what lies how."""

import struct

import numpy

ARRAYS = {
    "B": numpy.dtype(numpy.int8), "T": numpy.dtype(numpy.bool_), "H": numpy.dtype(numpy.int16),
    "I": numpy.dtype(numpy.int32), "L": numpy.dtype(numpy.int64), "F": numpy.dtype(numpy.float32),
    "D": numpy.dtype(numpy.float64)}
CONSTANTS = {"n": None, "t": True, "f": False}


def read(row):
    """The dictionary in these bytes."""
    info, at = {}, 0
    while at < len(row):
        name, at = _name(row, at)
        info[name], at = _value(row, at)
    return info


def _name(row, at):
    end = at + 2 + struct.unpack_from("=H", row, at)[0]
    return row[at + 2:end].decode(), end


def _value(row, at):
    letter, at = chr(row[at]), at + 1
    if letter in CONSTANTS:
        return CONSTANTS[letter], at
    if letter in "ld":
        return struct.unpack_from("=q" if letter == "l" else "=d", row, at)[0], at + 8
    count, at = struct.unpack_from("=i", row, at)[0], at + 4
    if letter == "s":
        return row[at:at + count].decode(), at + count
    if letter in ARRAYS:
        dtype = ARRAYS[letter]
        return numpy.frombuffer(row, dtype, count, at).copy(), at + count * dtype.itemsize
    if letter == "v":
        values = []
        for _ in range(count):
            value, at = _value(row, at)
            values.append(value)
        return values, at
    inner = {}
    for _ in range(count):
        name, at = _name(row, at)
        inner[name], at = _value(row, at)
    return inner, at
