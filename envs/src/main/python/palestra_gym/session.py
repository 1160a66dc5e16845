"""An environment, or copies of one, that lives in Java: its spaces, and its arrays in shared memory."""

import json
import operator
import struct
import weakref

import numpy

from palestra_gym import infos, rows, shared, spaces
from palestra_gym.errors import raise_for
from palestra_gym.jvm import KEEPER

STEP, RESET, RENDER, CLOSE = 1, 2, 3, 4
DRAW_ON, SEEDED = 1, 2
MOST_SEED = 2**63 - 1

# Where SessionMemory keeps its count, the last answer's status and the length of its message, and the message.
ANSWERED, STATUS, TEXT = 64, 72, 128
LIMITS = ("sequence", "nodes", "edges")


class Session:
    def __init__(self, env_id, copies, mode, max_episode_steps, with_infos, pictures, arguments):
        self.name = env_id
        self.copies = copies
        self.lost = None
        self.unsettled = False
        self.finalizer = None
        limits = {name: int(arguments.pop("bridge." + name, getattr(rows.Limits(), name))) for name in LIMITS}
        order = {
            "id": env_id, "copies": copies, "mode": mode, "maxEpisodeSteps": max_episode_steps, "infos": with_infos,
            "pictures": pictures, "limits": limits, "arguments": {k: text(k, v) for k, v in arguments.items()}}
        self.jvm = KEEPER.get()
        made = self.jvm.call("make", json.dumps(order))
        self.number = made["session"]
        self.memory = shared.attach(made["path"])
        self.asked = 0
        self.answered = memoryview(self.memory)[ANSWERED:ANSWERED + 8].cast("q")
        self.status = memoryview(self.memory)[STATUS:STATUS + 8].cast("i")
        self.observation_space = spaces.build(made["observationSpace"])
        self.action_space = spaces.build(made["actionSpace"])
        self.observation_codec = rows.layout(self.observation_space, rows.Limits(**limits))
        self.action_codec = rows.layout(self.action_space, rows.Limits(**limits))
        self.observation_bytes, self.action_bytes = made["observationBytes"], made["actionBytes"]
        if self.observation_bytes != rows.row_bytes(self.observation_space, self.observation_codec):
            raise ValueError(f"{env_id}: Java and Python do not agree on how {self.observation_space} lies in memory")
        self.offsets = made["offsets"]
        self.mask_size, self.info_bytes = made["maskSize"], made["infoBytes"]
        self.render_fps, self.action_names = made["renderFps"], made["actionNames"]
        self.picture_shape = (*made["picture"], 3)
        self.rewards = self.array("rewards", numpy.float64)
        self.terminated = self.array("terminated", numpy.bool_)
        self.truncated = self.array("truncated", numpy.bool_)
        self.which = self.array("reset", numpy.uint8)
        self.seeds = self.array("seeds", numpy.int64)
        self.step_request = self.request(STEP)
        self.jvm.opened(self)

    def array(self, part, dtype, *shape):
        return numpy.ndarray((self.copies, *shape), dtype, self.memory, self.offsets[part])

    def request(self, what, copy=0):
        return struct.pack("=iii", what, self.number, copy)

    def ready(self):
        """To be called before memory is written to: raises what stands in the way."""
        if self.lost is not None:
            self.jvm.require()
            raise RuntimeError(self.lost)
        if self.unsettled:
            self.jvm.settle(self)

    def ask(self, request):
        self.jvm.exchange(self, request)
        if self.status[0]:
            self.fail()

    def fail(self):
        message = bytes(self.memory[TEXT:TEXT + self.status[1]]).decode(errors="replace")
        raise_for(self.status[0], message)

    def step(self):
        """Takes a step with the actions that were written."""
        self.jvm.exchange(self, self.step_request)
        if self.status[0]:
            self.fail()

    def reset(self, seeds, which=None, options=None):
        """Starts episodes: seeds has None where a copy draws on, and which says who is meant, all without it."""
        self.ready()
        checked = [None if seed is None else seed_number(seed) for seed in seeds]
        for i, seed in enumerate(checked):
            self.which[i] = 0 if which is not None and not which[i] else DRAW_ON if seed is None else SEEDED
            self.seeds[i] = seed or 0
        if options:
            self.jvm.call("options", self.number, json.dumps(options, default=plain))
        self.ask(self.request(RESET))

    def info(self, part, copy):
        """What a copy told beside its observation."""
        at = self.offsets[part] + copy * self.info_bytes
        length = struct.unpack_from("=i", self.memory, at)[0]
        return infos.read(self.memory[at + 4:at + 4 + length]) if length else {}

    def render(self, copy=0):
        self.ready()
        self.ask(self.request(RENDER, copy))
        return numpy.ndarray(self.picture_shape, numpy.uint8, self.memory, self.offsets["picture"]).copy()

    def close(self):
        if self.lost is not None:
            return
        try:
            self.ready()
            self.ask(self.request(CLOSE))
        finally:
            self.lost = f"{self.name} is closed"
            self.jvm.closed(self)
            if self.finalizer is not None:
                self.finalizer.detach()

    def close_when_collected(self, owner):
        """An owner that is forgotten rather than closed: Java hears of it at the next call."""
        self.finalizer = weakref.finalize(owner, self.jvm.abandoned.append, self)
        self.finalizer.atexit = False


def put(view, actions, session):
    """Writes an action, or those of all copies."""
    actions = numpy.asarray(actions)
    if actions.shape != view.shape or not numpy.can_cast(actions.dtype, view.dtype, "same_kind"):
        raise ValueError(
            f"{session.name}: actions are {view.dtype} of shape {view.shape}, but got {actions.dtype} of shape "
            f"{actions.shape}")
    view[...] = actions


def seed_number(seed):
    number = operator.index(seed)
    if not 0 <= number <= MOST_SEED:
        raise ValueError(f"a seed is a whole number from 0 to 2**63 - 1, but got {number}")
    return number


def text(name, value):
    """An argument as the launcher would be given it."""
    if isinstance(value, (str, int, float, numpy.generic)):
        return str(value)
    raise ValueError(f"argument {name} is a number, a truth value or a text, but got {type(value).__name__}")


def plain(value):
    """What JSON does not know."""
    if isinstance(value, (numpy.ndarray, numpy.generic)):
        return value.tolist()
    raise ValueError(f"a reset option is made of numbers, texts and truth values, but got {type(value).__name__}")
