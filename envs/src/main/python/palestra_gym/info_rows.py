"""The numbers of infos, in shared memory: a row for each copy, a place for each name, NaN where a copy says nothing."""

import numpy

MOST_OF_AN_ARRAY = 16


class Numbers:
    """names: the place of each name seen so far, or None for what is no number; shared by all rows of a worker."""

    def __init__(self, names, values):
        self.names = names
        self.values = values
        self.values[...] = numpy.nan
        self.rows = [memoryview(row) for row in values]
        self.used = [0] * len(values)

    def write(self, i, info):
        if self.used[i]:
            self.values[i, :self.used[i]] = numpy.nan
        if info:
            self.put(self.rows[i], "", info)
            self.used[i] = len(self.names)

    def put(self, row, prefix, info):
        for key, value in info.items():
            name = f"{prefix}{key}"
            if isinstance(value, dict):
                self.put(row, name + ".", value)
            elif isinstance(value, numpy.ndarray) and value.ndim:
                if value.size <= MOST_OF_AN_ARRAY and value.dtype.kind in "biuf" and key != "action_mask":
                    for k, part in enumerate(value.ravel().tolist()):
                        self.set(row, f"{name}[{k}]", part)
            elif isinstance(value, (float, int, numpy.number, numpy.bool_)) or (
                    isinstance(value, numpy.ndarray) and value.dtype.kind in "biuf"):
                self.set(row, name, value)

    def set(self, row, name, value):
        place = self.names.get(name)
        if place is None:
            if len(self.names) == len(row):
                return
            place = self.names[name] = len(self.names)
        row[place] = value
