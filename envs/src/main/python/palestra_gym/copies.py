"""The copies of an environment that one worker steps, and the rows of shared memory that are theirs."""

import base64
import gc
import traceback

import numpy

from . import making, rows, shared, worker
from .info_rows import Numbers
from .spaces import describe

# What Java asks of a copy.
LEAVE, STEP, RESET, STEP_AND_RESET = range(4)
NO_SEED = -1

# What an environment may do wrong without an end to the process.
FAULTS = (Exception, SystemExit)


class Copies:
    def __init__(self, lifeline):
        self.lifeline = lifeline
        self.envs = []
        self.failed = self.failed_exception = None

    # ---- control plane: each method is what Java's request of that name does

    def do_facts(self, name):
        return making.facts(name)

    def do_make(self, name, kwargs, count, restart, maxEpisodeSteps, render, frameStack):
        self.restart = restart
        self.maker = lambda: making.make(name, kwargs, maxEpisodeSteps, render, frameStack)
        for _ in range(count):
            self.envs.append(self.maker())
        env = self.envs[0]
        self.observation_space, self.action_space = env.observation_space, env.action_space
        for other in self.envs:
            if other.observation_space != self.observation_space or other.action_space != self.action_space:
                raise ValueError(f"copies of {name} differ in their spaces: {env.observation_space}, {env.action_space}")
        return {
            "observationSpace": describe(self.observation_space), "actionSpace": describe(self.action_space),
            "appearance": making.appearance(env)}

    def do_prepare(self, directory):
        self.lifeline.directory = directory

    def do_attach(self, path, first, limits, layout):
        """Takes this worker's rows: `first` and as many as there are copies, at the offsets of `layout`."""
        memory = shared.attach(path)
        count, total = len(self.envs), layout["copies"]
        limits = rows.Limits(**limits)

        def part(name, dtype, size=1):
            whole = numpy.ndarray((total, size), dtype, memory, layout[name])
            return whole[first:first + count]

        self.observations = Rows(self.observation_space, limits, memory, layout["observations"], first, count)
        self.finals = Rows(self.observation_space, limits, memory, layout["finals"], first, count)
        self.actions = Rows(self.action_space, limits, memory, layout["actions"], first, count)
        for side, size in ((self.observations, layout["observationBytes"]), (self.actions, layout["actionBytes"])):
            if side.bytes != size:
                raise ValueError(f"rows take {side.bytes} bytes in Python and {size} in Java: {side.space}")
        self.commands = part("commands", numpy.uint8)[:, 0]
        self.seeds = part("seeds", numpy.int64)[:, 0]
        self.spare_seeds = part("spareSeeds", numpy.int64)[:, 0]
        self.restarts = part("restarts", numpy.int32)[:, 0]
        self.rewards = memoryview(part("rewards", numpy.float64)[:, 0])
        self.terminated = memoryview(part("terminated", numpy.uint8)[:, 0])
        self.truncated = memoryview(part("truncated", numpy.uint8)[:, 0])
        self.masked = part("masked", numpy.uint8)[:, 0]
        self.masks = part("masks", numpy.uint8, layout["maskSize"])
        self.names = {}
        self.infos = Numbers(self.names, part("infos", numpy.float64, layout["infoSize"]))
        self.final_infos = Numbers(self.names, part("finalInfos", numpy.float64, layout["infoSize"]))
        self.name_counts = part("nameCounts", numpy.int32)[:, 0]
        self.starts = [None] * count
        self.options = None
        self.infos_of_last = [{} for _ in range(count)]
        self.unsure = [False] * count
        for i, env in enumerate(self.envs):
            self.adopt(i, env)
        gc.collect()
        gc.freeze()

    def do_tie(self):
        self.lifeline.tie()

    def do_reset(self, options):
        """Carries out the commands in shared memory, with options for the resets."""
        self.options = options
        try:
            ok = self.step()
        finally:
            self.options = None
        if not ok:
            raise self.failed_exception

    def do_error(self):
        return self.failed

    def do_names(self):
        return list(self.names)

    def do_info(self, copy):
        """All of a copy's last info, as far as JSON has it."""
        return plain(self.infos_of_last[copy])

    def do_render(self, copy, path):
        """Draws a copy; the pixels go into the file of that path, or the one from before, or without one nowhere."""
        frame = numpy.ascontiguousarray(self.envs[copy].render(), numpy.uint8)
        if frame.ndim != 3 or frame.shape[2] < 3:
            raise ValueError(f"render() gave an array of shape {frame.shape}, not of rows, columns and three colours")
        if path is not None:
            if path != "same":
                self.picture = numpy.ndarray(
                    (*frame.shape[:2], 3), numpy.uint8, shared.attach(path), shared.HEADER_BYTES)
            self.picture[...] = frame[:, :, :3]
        return {"height": frame.shape[0], "width": frame.shape[1]}

    def do_save(self, copy):
        """Where the present episode of a copy started, for `restore`."""
        return self.starts[copy]

    def do_restore(self, copy, start, actions):
        """Plays an episode again: from where `save` said it started, through all its actions, one row after the other."""
        env = self.envs[copy]
        self.starts[copy] = start
        if start is None:
            return  # made anew, and not yet reset
        if start["seed"] is None:
            restore_generators(env, start["generators"])
        observation, info = env.reset(seed=start["seed"], options=start["options"])
        played = base64.b64decode(actions)
        size = self.actions.bytes
        for at in range(0, len(played), size):
            action = self.actions.codec.read(bytearray(played[at:at + size]), 0)
            observation, _, _, _, info = env.step(action)
        self.observations.write(copy, observation)
        self.tell(copy, info)

    # ---- data plane

    def step(self):
        """Carries out every copy's command; false where one failed."""
        actions = None
        envs, rewards, terminated, truncated = self.envs, self.rewards, self.terminated, self.truncated
        write, infos_of_last = self.observations.write, self.infos_of_last
        i = 0
        try:
            for i, command in enumerate(self.commands.tolist()):
                if command == LEAVE:
                    continue
                if command == RESET:
                    self.reset(i, self.options)
                    continue
                if actions is None:
                    actions = self.actions.all()
                action = actions[i]
                try:
                    observation, reward, ended, cut, info = envs[i].step(action)
                    rewards[i] = reward
                    write(i, observation)
                except FAULTS:
                    if not self.restart:
                        raise
                    self.replace(i)
                    ended, cut, info = False, True, {}
                terminated[i], truncated[i] = bool(ended), bool(cut)
                if (ended or cut) and command == STEP_AND_RESET:
                    self.finals.copy(i, self.observations)
                    self.final_infos.write(i, info)
                    self.begin(i, None)
                elif info or infos_of_last[i]:
                    self.tell(i, info)
            return True
        except BaseException as e:
            self.failed = self.error(e, i, None if actions is None else str(actions[i]))
            return False

    def reset(self, i, options):
        self.rewards[i] = 0.0
        self.terminated[i] = self.truncated[i] = False
        self.begin(i, options)

    def begin(self, i, options):
        """Starts an episode, and remembers how."""
        seed = int(self.seeds[i])
        if seed == NO_SEED and self.unsure[i]:
            seed = int(self.spare_seeds[i])
        self.unsure[i] = False
        seed = None if seed == NO_SEED else seed
        for last_try in (not self.restart, True):
            env = self.envs[i]
            self.starts[i] = {
                "seed": seed, "options": options, "generators": None if seed is not None else generators(env)}
            try:
                observation, info = env.reset(seed=seed, options=options)
                self.observations.write(i, observation)
                break
            except FAULTS:
                if last_try:
                    raise
                self.replace(i)
                self.unsure[i] = False
                seed = int(self.spare_seeds[i]) if seed is None else seed
        self.tell(i, info)

    def replace(self, i):
        """A fresh environment in place of one that failed; its first episode has a seed of its own."""
        traceback.print_exc()
        try:
            self.envs[i].close()
        except Exception:
            traceback.print_exc()
        self.adopt(i, self.maker())
        self.restarts[i] += 1
        self.unsure[i] = True
        self.rewards[i] = 0.0

    def adopt(self, i, env):
        self.envs[i] = env
        if isinstance(env, making.FrameStack):
            env.frames = self.observations.views[i]  # stacks them where Java reads them

    def tell(self, i, info):
        """Shows the numbers of an info, and its mask."""
        self.infos_of_last[i] = info
        self.infos.write(i, info)
        mask = info.get("action_mask")
        if mask is not None and self.masks.shape[1]:
            self.masks[i] = mask
            self.masked[i] = True
        self.name_counts[i] = len(self.names)

    def error(self, e, copy=-1, action=None):
        self.failed_exception = e
        return {**worker.describe(e), "copy": copy, "action": action}

    def close(self):
        for env in self.envs:
            try:
                env.close()
            except Exception:
                traceback.print_exc()


class Rows:
    """The rows of one region that are this worker's: elements of a space."""

    def __init__(self, space, limits, memory, offset, first, count):
        self.space, self.memory = space, memory
        self.codec = rows.layout(space, limits)
        self.bytes = rows.row_bytes(space, self.codec)
        self.places = [offset + (first + i) * self.bytes for i in range(count)]
        self.views = None
        if rows.plain(space):
            self.whole = numpy.ndarray((count, *self.codec.shape), self.codec.dtype, memory, self.places[0])
            self.views = [self.whole[i] if self.codec.shape else self.whole[i:i + 1] for i in range(count)]
            self.shape = self.codec.shape
            self.write = self.write_array
        self.own_dtype = self.codec.own_dtype if self.views is not None else None

    def write_array(self, i, element):
        view = self.views[i]
        if element is not view:
            if getattr(element, "shape", ()) != self.shape:
                if numpy.shape(element) != self.shape:
                    raise ValueError(f"an observation of shape {numpy.shape(element)} is not in {self.space}")
            view[...] = element

    def write(self, i, element):
        self.codec.write(element, self.memory, self.places[i])

    def copy(self, i, other):
        size = self.bytes
        self.memory[self.places[i]:self.places[i] + size] = other.memory[other.places[i]:other.places[i] + size]

    def all(self):
        """What lies in all rows, in memory of its own: environments may keep an action."""
        if self.views is None:
            return [self.codec.read(self.memory, place) for place in self.places]
        return self.whole.astype(self.own_dtype)


def generators(env):
    """The state of all generators that an environment's next episode draws from, as far as they can be had, as JSON."""
    generator = env.unwrapped.np_random
    if not isinstance(generator, numpy.random.Generator):
        return None
    held = {"numpy": plain(generator.bit_generator.state)}
    if hasattr(env.unwrapped, "ale"):
        held["ale"] = base64.b64encode(env.unwrapped.clone_state(include_rng=True).serialize()).decode()
    return held


def restore_generators(env, held):
    if held is None:
        raise ValueError(f"{env.unwrapped} draws from no generator of NumPy's, so that its episode cannot be played again")
    generator = numpy.random.Generator(getattr(numpy.random, held["numpy"]["bit_generator"])())
    generator.bit_generator.state = held["numpy"]
    env.unwrapped.np_random = generator
    if "ale" in held:
        from ale_py import ALEState

        env.unwrapped.restore_state(ALEState(base64.b64decode(held["ale"])))


def plain(value):
    """As JSON has it; what it has not, as Python prints it."""
    if isinstance(value, dict):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(v) for v in value]
    if isinstance(value, numpy.ndarray):
        return plain(value.tolist())
    if isinstance(value, numpy.generic):
        return plain(value.item())
    if isinstance(value, float):
        return value if numpy.isfinite(value) else repr(value)
    return value if value is None or isinstance(value, (bool, int, str)) else repr(value)
