"""Environments that the tests of the bridge make: `gym:bridge_envs:NAME`. They misbehave on demand."""

import ctypes
import os
import random
import sys
import time

import gymnasium
import numpy
from gymnasium import spaces


def random_space(rng, depth=0):
    """A space of any kind, parts within parts up to three deep."""
    kinds = [box, discrete, multi_discrete, multi_binary, text, graph]
    if depth < 3:
        kinds += [parts, named, one_of, sequence] * 2
    return rng.choice(kinds)(rng, depth)


def box(rng, depth):
    dtype = numpy.dtype(rng.choice(
        ["bool", "int8", "uint8", "int16", "uint16", "int32", "uint32", "int64", "float16", "float32", "float64"]))
    shape = tuple(rng.randint(1, 3) for _ in range(rng.randint(0, 3)))
    if dtype.kind == "b":
        return spaces.Box(0, 1, shape, dtype.type)
    if dtype.kind == "f":
        low = rng.choice([-numpy.inf, -2.5, numpy.full(shape, -1.5, dtype)])
        high = rng.choice([numpy.inf, 3.25, numpy.full(shape, 2.5, dtype)])
        return spaces.Box(low, high, shape, dtype.type)
    return spaces.Box(0 if dtype.kind == "u" else -7, 100, shape, dtype.type)


def discrete(rng, depth):
    return spaces.Discrete(rng.randint(1, 9), start=rng.randint(-5, 5))


def multi_discrete(rng, depth):
    shape = rng.choice([(3,), (2, 2)])
    return spaces.MultiDiscrete(
        numpy.array([rng.randint(1, 6) for _ in range(numpy.prod(shape))]).reshape(shape),
        start=numpy.array([rng.randint(-3, 3) for _ in range(numpy.prod(shape))]).reshape(shape))


def multi_binary(rng, depth):
    return spaces.MultiBinary(rng.choice([4, [2, 3]]))


def text(rng, depth):
    return spaces.Text(rng.randint(1, 8), min_length=rng.randint(0, 1), charset=rng.choice(["abc", "xyzé☃", "0123"]))


def graph(rng, depth):
    part = lambda: rng.choice([discrete(rng, 3), spaces.Box(-1, 1, (rng.randint(1, 3),))])  # noqa: E731
    return spaces.Graph(part(), rng.choice([None, part()]))


def parts(rng, depth):
    return spaces.Tuple([random_space(rng, depth + 1) for _ in range(rng.randint(1, 3))])


def named(rng, depth):
    return spaces.Dict({name: random_space(rng, depth + 1) for name in rng.sample(["c", "a", "B", "long name"], 2)})


def one_of(rng, depth):
    return spaces.OneOf([random_space(rng, depth + 1) for _ in range(rng.randint(1, 3))])


def sequence(rng, depth):
    return spaces.Sequence(random_space(rng, depth + 1), stack=False)


class Echo(gymnasium.Env):
    """Observes its actions. `number`: which random space; every action must be an element of it."""

    def __init__(self, number=0, kinds=12):
        rng = random.Random(number)
        self.observation_space = spaces.Tuple([random_space(rng) for _ in range(kinds)])
        self.action_space = self.observation_space

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        self.observation_space.seed(seed)
        return self.observation_space.sample(), {"space": str(self.observation_space)}

    def step(self, action):
        for space, part in zip(self.observation_space.spaces, action, strict=True):
            assert part in space, f"{part} is not in {space}"
        return action, 0.0, False, False, {}


class Stacked(Echo):
    """A sequence whose elements Gymnasium stacks, a graph, and one of two: `items` of the first."""

    def __init__(self, items=3):
        self.items = items
        self.observation_space = spaces.Dict(
            words=spaces.Sequence(spaces.Box(0, 1, (2,)), stack=True), graph=spaces.Graph(spaces.Discrete(3), None))
        self.action_space = spaces.Discrete(2)

    def look(self):
        words = numpy.arange(2 * self.items, dtype=numpy.float32).reshape(self.items, 2) / (2 * self.items)
        return {"words": words, "graph": spaces.GraphInstance(numpy.array([2, 0]), None, numpy.array([[0, 1]]))}

    def reset(self, *, seed=None, options=None):
        gymnasium.Env.reset(self, seed=seed)
        return self.look(), {}

    def step(self, action):
        return self.look(), 1.0, False, False, {}


class Line(gymnasium.Env):
    """Walks along a line, observes where it is and what it drew last, and at step `at` does what `fault` says.

    fault: raise, exit, kill, abort, hang, native, shape, reset (raises when reset for the second time), close.
    once: a file that marks that the fault has happened, after which it does not again.
    """

    metadata = {"render_modes": ["rgb_array"], "render_fps": 10}

    def __init__(self, fault="", at=3, length=10, once="", noise="", render_mode=None):
        self.fault, self.at, self.length, self.once, self.noise = fault, at, length, once, noise
        self.render_mode = render_mode
        self.observation_space = spaces.Box(-numpy.inf, numpy.inf, (2,), numpy.float32)
        self.action_space = spaces.Discrete(3)
        self.resets = 0
        self.wrong = False
        if fault == "make":
            raise RuntimeError("cannot be made")

    def look(self):
        if self.wrong:
            self.wrong = False
            return numpy.zeros(5, numpy.float32)
        return numpy.array([self.steps, self.drawn], numpy.float32)

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        self.resets += 1
        if self.fault == "reset" and self.resets == 2 and self.first():
            raise RuntimeError("cannot be reset")
        self.steps = 0
        self.start = float((options or {}).get("start", 0))
        self.drawn = self.np_random.random() + self.start
        return self.look(), {"first": True, "word": "start", "options": options}

    def step(self, action):
        self.steps += 1
        if self.noise == "out":
            print("garbage on standard output", flush=True)
            os.write(1, b"\nd\ne\xff{\"protocol\": 7}\n")
        elif self.noise == "err":
            sys.stderr.write("flood " * 20_000 + "\n")
        if self.steps == self.at and self.fault and self.first():
            self.fail()
        self.drawn = self.np_random.random() if self.noise != "hidden" else random.random()
        mask = numpy.array([1, self.steps % 2, 0], numpy.int8)
        return self.look(), float(action), self.steps == self.length, False, {
            "twice": 2 * self.steps, "nested": {"share": self.steps / self.length}, "pair": numpy.array([1.5, self.steps]),
            "word": "step", "action_mask": mask}

    def first(self):
        if not self.once:
            return True
        try:
            os.close(os.open(self.once, os.O_CREAT | os.O_EXCL))
            return True
        except FileExistsError:
            return False

    def fail(self):
        if self.fault == "raise":
            raise ValueError("the line is broken\nin two")
        elif self.fault == "exit":
            os._exit(7)
        elif self.fault == "leave":
            sys.exit(3)
        elif self.fault == "kill":
            os.kill(os.getpid(), 9)
        elif self.fault == "abort":
            ctypes.string_at(0)
        elif self.fault == "hang":
            while True:
                time.sleep(0.001)
        elif self.fault == "native":
            ctypes.PyDLL(None).pause()  # never comes back, and keeps the interpreter's lock
        elif self.fault == "shape":
            self.wrong = True

    def render(self):
        picture = numpy.full((40, 60, 3), 255, numpy.uint8)
        picture[10:20, 5 * (self.steps % 10):5 * (self.steps % 10) + 5] = (200, 30, 30)
        return picture


gymnasium.register("Echo-v0", Echo)
gymnasium.register("Stacked-v0", Stacked)
gymnasium.register("Line-v0", Line)
gymnasium.register("Limited-v0", Line, max_episode_steps=4)
