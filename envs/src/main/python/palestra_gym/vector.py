"""Many copies of an environment of Palestra, stepped together in Java, for Gymnasium."""

import gymnasium
import numpy
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space, iterate

from palestra_gym import rows
from palestra_gym.session import Session, put


class PalestraVectorEnv(VectorEnv):
    """Copies that step together, as Gymnasium's SyncVectorEnv has them: same autoreset modes, seeds and final_obs.

    Args:
        env_id: Palestra's own name of the environment, such as `CartPole-v1`
        num_envs: how many copies
        autoreset_mode: what becomes of a copy whose episode ended; an AutoresetMode or its value
        max_episode_steps: steps after which an episode is truncated; None or -1 for no limit
        infos: whether to get everything that the environment tells, to reset with options. Copies then step one by
            one as single environments, still in Java; without it infos hold action masks and final observations
        render_mode: None, or "rgb_array", for which copies step one by one too
        arguments: the environment's own, as `./palestra envs ID` lists them
    """

    metadata = {"render_modes": ["rgb_array"], "render_fps": 30}

    def __init__(
            self, env_id, num_envs=1, autoreset_mode=AutoresetMode.NEXT_STEP, max_episode_steps=None, infos=False,
            render_mode=None, **arguments):
        if render_mode not in (None, "rgb_array"):
            raise ValueError(f"{env_id}: render_mode is None or 'rgb_array', but got {render_mode!r}")
        if num_envs < 1:
            raise ValueError(f"{env_id}: there is 1 copy or more, but num_envs is {num_envs}")
        mode = AutoresetMode(autoreset_mode)
        limit = None if max_episode_steps in (None, -1) else int(max_episode_steps)
        session = Session(env_id, num_envs, mode.name, limit, bool(infos), render_mode is not None, arguments)
        self._session = session
        session.close_when_collected(self)
        self.num_envs = num_envs
        self.render_mode = render_mode
        self.metadata = {**self.metadata, "render_fps": session.render_fps, "autoreset_mode": mode}
        self.single_observation_space = session.observation_space
        self.single_action_space = session.action_space
        self.observation_space = batch_space(self.single_observation_space, num_envs)
        self.action_space = batch_space(self.single_action_space, num_envs)
        self.action_names = session.action_names
        self._same_step = mode == AutoresetMode.SAME_STEP
        self._started = False
        self._observe = batch_reader(
            session.observation_codec, session.memory, session.offsets["observations"], session.observation_bytes,
            num_envs)
        self._actions = None
        if rows.plain(self.single_action_space):
            self._actions = session.array("actions", session.action_codec.dtype, *session.action_codec.shape)
        self._masks = session.array("masks", numpy.int8, session.mask_size) if session.mask_size else None
        self._info_lengths = self._lengths("infos") if session.info_bytes else None

    def _lengths(self, part):
        session = self._session
        return numpy.ndarray(
            self.num_envs, numpy.int32, session.memory, session.offsets[part], strides=(session.info_bytes,))

    def reset(self, *, seed=None, options=None):
        seeds = self._seeds(seed)
        options, mask = dict(options or {}), None
        if "reset_mask" in options:
            mask = self._reset_mask(options.pop("reset_mask"))
        if not self._started:
            seeds = [self.np_random.integers(2**62) if s is None else s for s in seeds]
        self._session.reset(seeds, mask, options)
        self._started = True
        return self._observe(), self._infos(numpy.ones(self.num_envs, numpy.bool_) if mask is None else mask)

    def _seeds(self, seed):
        if seed is None:
            return [None] * self.num_envs
        if isinstance(seed, (int, numpy.integer)):
            return [int(seed) + i for i in range(self.num_envs)]
        if len(seed) != self.num_envs:
            raise ValueError(f"there is a seed for each of the {self.num_envs} copies, but got {len(seed)}")
        return list(seed)

    def _reset_mask(self, mask):
        if not isinstance(mask, numpy.ndarray) or mask.dtype != numpy.bool_ or mask.shape != (self.num_envs,):
            raise ValueError(
                f"options['reset_mask'] is a NumPy array of {self.num_envs} truth values, but got "
                f"{getattr(mask, 'dtype', type(mask).__name__)} of shape {numpy.shape(mask)}")
        if not mask.any():
            raise ValueError("options['reset_mask'] names at least one copy to reset, but none is true")
        return mask.copy()

    def step(self, actions):
        session = self._session
        if session.lost is not None or session.unsettled:
            session.ready()
        if self._actions is not None:
            put(self._actions, actions, session)
        else:
            for i, action in enumerate(iterate(self.action_space, actions)):
                session.action_codec.write(
                    action, session.memory, session.offsets["actions"] + i * session.action_bytes)
        session.step()
        terminated, truncated = session.terminated.copy(), session.truncated.copy()
        if self._masks is None and self._info_lengths is None and not self._same_step:
            infos = {}
        else:
            infos = self._step_infos(terminated | truncated)
        return self._observe(), session.rewards.copy(), terminated, truncated, infos

    def _step_infos(self, ended):
        infos = {}
        if self._same_step:
            session = self._session
            codec, at = session.observation_codec, session.offsets["finalObservations"]
            for i in numpy.flatnonzero(ended):
                final = {
                    "final_obs": codec.read(session.memory, at + i * session.observation_bytes),
                    "final_info": session.info("finalInfos", i) if session.info_bytes else {}}
                infos = self._add_info(infos, final, i)
        return self._infos(None, infos)

    def _infos(self, which, infos=None):
        """What copies tell; which names those that do, all without it."""
        infos = {} if infos is None else infos
        if self._masks is not None:
            told = numpy.ones(self.num_envs, numpy.bool_) if which is None else which.copy()
            infos["action_mask"], infos["_action_mask"] = numpy.where(told[:, None], self._masks, numpy.int8(0)), told
        elif self._info_lengths is not None:
            telling = self._info_lengths != 0 if which is None else which & (self._info_lengths != 0)
            for i in numpy.flatnonzero(telling):
                infos = self._add_info(infos, self._session.info("infos", i), i)
        return infos

    def render(self):
        if self.render_mode is None:
            gymnasium.logger.warn("render() gives nothing without a render_mode; make it with render_mode='rgb_array'")
            return None
        return tuple(self._session.render(i) for i in range(self.num_envs))

    def close_extras(self, **kwargs):
        self._session.close()


def batch_reader(codec, memory, at, stride, copies):
    """A call that reads all rows as Gymnasium batches them: arrays where it can, tuples of elements otherwise."""
    if isinstance(codec, rows.ArrayCodec):
        whole = numpy.ndarray(
            (copies, *codec.shape), codec.dtype, memory, at,
            strides=(stride, *numpy.ndarray(codec.shape, codec.dtype).strides))
        if codec.dtype == codec.own_dtype:
            return whole.copy
        return lambda: whole.astype(codec.own_dtype)
    if type(codec) is rows.PartsCodec:
        parts = [
            batch_reader(part, memory, at + offset, stride, copies)
            for part, offset in zip(codec.parts, codec.offsets, strict=True)]
        if codec.names is None:
            return lambda: tuple(part() for part in parts)
        return lambda: {name: part() for name, part in zip(codec.names, parts, strict=True)}
    places = [at + i * stride for i in range(copies)]
    return lambda: tuple(codec.read(memory, place) for place in places)
