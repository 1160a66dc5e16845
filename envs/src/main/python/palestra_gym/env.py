"""One environment of Palestra for Gymnasium."""

import operator

import gymnasium
from gymnasium import spaces

from palestra_gym import rows
from palestra_gym.session import Session, put


class PalestraEnv(gymnasium.Env):
    """An environment that steps in Java.

    Args:
        env_id: Palestra's own name of it, such as `CartPole-v1`; also one of a project on PALESTRA_CLASSPATH
        render_mode: None, or "rgb_array" for pictures as Palestra draws them
        arguments: the environment's own, as `./palestra envs ID` lists them

    Its randomness is Java's: equal to Gymnasium's own where the environment is. `np_random` is not drawn from but for
    the seed of a first reset without one.
    """

    metadata = {"render_modes": ["rgb_array"], "render_fps": 30}

    def __init__(self, env_id, render_mode=None, **arguments):
        if render_mode not in (None, "rgb_array"):
            raise ValueError(f"{env_id}: render_mode is None or 'rgb_array', but got {render_mode!r}")
        session = Session(env_id, 1, None, None, True, render_mode is not None, arguments)
        self._session = session
        session.close_when_collected(self)
        self.render_mode = render_mode
        self.metadata = {**PalestraEnv.metadata, "render_fps": session.render_fps}
        self.observation_space, self.action_space = session.observation_space, session.action_space
        self.action_names = session.action_names
        self._started = False
        codec, at = session.observation_codec, session.offsets["observations"]
        plain = isinstance(self.observation_space, spaces.Box) and codec.dtype == codec.own_dtype
        view = codec.view(session.memory, at) if plain else None
        self._observe = view.copy if plain else lambda: codec.read(session.memory, at)
        self._info_length = memoryview(session.memory)[session.offsets["infos"]:][:4].cast("i")
        self._act = self._action_writer(session)

    @staticmethod
    def _action_writer(session):
        at, codec = session.offsets["actions"], session.action_codec
        if isinstance(session.action_space, spaces.Discrete):
            number = memoryview(session.memory)[at:at + 8].cast("q")

            def discrete(action):
                try:
                    number[0] = operator.index(action)
                except (TypeError, ValueError):
                    raise ValueError(
                        f"{session.name}: an action is in {session.action_space}, but got {action!r}") from None

            return discrete
        if rows.plain(session.action_space):
            view = codec.view(session.memory, at)

            def array(action):
                put(view, action, session)

            return array
        return lambda action: codec.write(action, session.memory, at)

    def reset(self, *, seed=None, options=None):
        super().reset(seed=seed)
        if seed is None and not self._started:
            seed = self.np_random.integers(2**62)
        self._session.reset([seed], options=options)
        self._started = True
        return self._observe(), self._info()

    def step(self, action):
        session = self._session
        if session.lost is not None or session.unsettled:
            session.ready()
        self._act(action)
        session.step()
        return (
            self._observe(), float(session.rewards[0]), bool(session.terminated[0]), bool(session.truncated[0]),
            self._info())

    def _info(self):
        return self._session.info("infos", 0) if self._info_length[0] else {}

    def render(self):
        if self.render_mode is None:
            gymnasium.logger.warn("render() gives nothing without a render_mode; make it with render_mode='rgb_array'")
            return None
        return self._session.render()

    def close(self):
        self._session.close()
