"""How the elements of any space lie in shared memory, a row for each copy of an environment; Java's RowLayout is the
other half, and its documentation says what lies where."""

import numpy
from gymnasium import spaces
from gymnasium.vector.utils import concatenate, create_empty_array, iterate


class Limits:
    """How much room there is for elements of no fixed size."""

    def __init__(self, sequence=64, nodes=64, edges=256):
        self.sequence, self.nodes, self.edges = sequence, nodes, edges


def layout(space, limits):
    """The codec of a space; its elements begin at multiples of `alignment` and take `bytes`."""
    if isinstance(space, (spaces.Box, spaces.MultiBinary, spaces.MultiDiscrete, spaces.Discrete)):
        return ArrayCodec(space)
    if isinstance(space, spaces.Text):
        return TextCodec(space)
    if isinstance(space, spaces.Tuple):
        return PartsCodec([layout(part, limits) for part in space.spaces])
    if isinstance(space, spaces.Dict):
        return PartsCodec([layout(part, limits) for part in space.spaces.values()], list(space.spaces))
    if isinstance(space, spaces.OneOf):
        return OneOfCodec([layout(part, limits) for part in space.spaces])
    if isinstance(space, spaces.Sequence):
        return SequenceCodec(space, limits)
    return GraphCodec(space, limits)


def plain(space):
    """Whether all rows together are one array as they are."""
    return isinstance(space, (spaces.Box, spaces.MultiBinary, spaces.MultiDiscrete, spaces.Discrete))


def row_bytes(space, codec):
    return codec.bytes if plain(space) else aligned(codec.bytes, 8)


def aligned(at, alignment):
    return (at + alignment - 1) // alignment * alignment


class ArrayCodec:
    def __init__(self, space):
        wire = {spaces.Discrete: numpy.int64, spaces.MultiDiscrete: numpy.int64, spaces.MultiBinary: numpy.int8}
        self.dtype = numpy.dtype(next((t for c, t in wire.items() if isinstance(space, c)), space.dtype))
        self.own_dtype = numpy.dtype(space.dtype)
        self.shape = tuple(space.shape)
        self.bytes = int(numpy.prod(self.shape, dtype=numpy.int64)) * self.dtype.itemsize
        self.alignment = self.dtype.itemsize

    def view(self, memory, at, count=None):
        shape = self.shape if count is None else (count, *self.shape)
        return numpy.ndarray(shape, self.dtype, memory, at)

    def write(self, element, memory, at):
        self.view(memory, at)[...] = element

    def read(self, memory, at):
        view = self.view(memory, at)
        return view.astype(self.own_dtype)[()]


class TextCodec:
    def __init__(self, space):
        self.most = space.max_length
        self.bytes, self.alignment = 4 * (1 + self.most), 4

    def write(self, element, memory, at):
        characters = [ord(c) for c in element]
        if len(characters) > self.most:
            raise ValueError(f"a text of {len(characters)} characters is not in the space, which has at most {self.most}")
        numpy.ndarray(1 + len(characters), numpy.int32, memory, at)[...] = [len(characters), *characters]

    def read(self, memory, at):
        length = int(numpy.ndarray((), numpy.int32, memory, at))
        return "".join(map(chr, numpy.ndarray(length, numpy.int32, memory, at + 4).tolist()))


class PartsCodec:
    """Parts one after the other: a Tuple, or with names a Dict."""

    def __init__(self, parts, names=None, at=0):
        self.parts, self.names, self.offsets = parts, names, []
        self.alignment = max([1, at, *(part.alignment for part in parts)])
        for part in parts:
            self.offsets.append(aligned(at, part.alignment))
            at = self.offsets[-1] + part.bytes
        self.bytes = at

    def write(self, element, memory, at):
        values = element if self.names is None else [element[name] for name in self.names]
        for part, offset, value in zip(self.parts, self.offsets, values, strict=True):
            part.write(value, memory, at + offset)

    def read(self, memory, at):
        values = [part.read(memory, at + offset) for part, offset in zip(self.parts, self.offsets, strict=True)]
        return tuple(values) if self.names is None else dict(zip(self.names, values, strict=True))


class OneOfCodec(PartsCodec):
    """The number of the part that is there, and room for each."""

    def __init__(self, parts):
        super().__init__(parts, at=8)

    def write(self, element, memory, at):
        index, value = int(element[0]), element[1]
        numpy.ndarray((), numpy.int64, memory, at)[...] = index
        self.parts[index].write(value, memory, at + self.offsets[index])

    def read(self, memory, at):
        index = int(numpy.ndarray((), numpy.int64, memory, at))
        return numpy.int64(index), self.parts[index].read(memory, at + self.offsets[index])


class Padded:
    """Room for a number of elements, after a mask with a byte for each place."""

    def __init__(self, element, most, what, setting):
        self.element, self.most, self.what, self.setting = element, most, what, setting
        self.alignment = element.alignment
        self.first = aligned(most, self.alignment)
        self.stride = aligned(element.bytes, element.alignment)
        self.bytes = self.first + most * self.stride

    def mark(self, count, memory, at):
        if count > self.most:
            raise ValueError(
                f"{count} {self.what} do not fit into the bridge's memory, which has room for {self.most}: "
                f"--env-arg {self.setting}={count}")
        mask = numpy.ndarray(self.most, numpy.uint8, memory, at)
        mask[:count] = 1
        mask[count:] = 0

    def count(self, memory, at):
        return int(numpy.ndarray(self.most, numpy.uint8, memory, at).sum())

    def place(self, at, i):
        return at + self.first + i * self.stride

    def array(self, memory, at, count):
        return self.element.view(memory, at + self.first, count)


class SequenceCodec(Padded):
    def __init__(self, space, limits):
        feature = layout(space.feature_space, limits)
        super().__init__(feature, limits.sequence, "elements of a Sequence", "bridge.sequence")
        self.space = space

    def write(self, element, memory, at):
        values = list(iterate(self.space.stacked_feature_space, element)) if self.space.stack else element
        self.mark(len(values), memory, at)
        for i, value in enumerate(values):
            self.element.write(value, memory, self.place(at, i))

    def read(self, memory, at):
        values = tuple(self.element.read(memory, self.place(at, i)) for i in range(self.count(memory, at)))
        if not self.space.stack:
            return values
        empty = create_empty_array(self.space.feature_space, len(values))
        return concatenate(self.space.feature_space, values, empty)


class GraphCodec:
    """Nodes, edges and the edges' ends, each with a mask, and a byte that says whether edges are given."""

    def __init__(self, space, limits):
        edge_space = spaces.Box(0, 0, (0,), numpy.uint8) if space.edge_space is None else space.edge_space
        self.has_features = space.edge_space is not None
        self.nodes = Padded(ArrayCodec(space.node_space), limits.nodes, "nodes", "bridge.nodes")
        self.edges = Padded(ArrayCodec(edge_space), limits.edges, "edges", "bridge.edges")
        link = ArrayCodec(spaces.Box(0, 2**31 - 1, (2,), numpy.int32))
        self.links = Padded(link, limits.edges, "edges", "bridge.edges")
        self.edges_at = aligned(self.nodes.bytes, self.edges.alignment)
        self.links_at = aligned(self.edges_at + self.edges.bytes, self.links.alignment)
        self.given_at = self.links_at + self.links.bytes
        self.bytes = self.given_at + 1
        self.alignment = max(4, self.nodes.alignment, self.edges.alignment)

    def write(self, element, memory, at):
        count = len(element.nodes)
        self.nodes.mark(count, memory, at)
        self.nodes.array(memory, at, count)[...] = element.nodes
        given = element.edge_links is not None
        count = len(element.edge_links) if given else 0
        numpy.ndarray((), numpy.uint8, memory, at + self.given_at)[...] = given
        self.edges.mark(count, memory, at + self.edges_at)
        self.links.mark(count, memory, at + self.links_at)
        if given:
            self.links.array(memory, at + self.links_at, count)[...] = element.edge_links
            if element.edges is not None:
                self.edges.array(memory, at + self.edges_at, count)[...] = element.edges

    def read(self, memory, at):
        count = self.nodes.count(memory, at)
        nodes = self.nodes.array(memory, at, count).astype(self.nodes.element.own_dtype)
        if not numpy.ndarray((), numpy.uint8, memory, at + self.given_at):
            return spaces.GraphInstance(nodes, None, None)
        count = self.edges.count(memory, at + self.edges_at)
        edges = self.edges.array(memory, at + self.edges_at, count).astype(self.edges.element.own_dtype)
        links = self.links.array(memory, at + self.links_at, count).copy()
        return spaces.GraphInstance(nodes, edges if self.has_features else None, links)
