"""Environments made as Java asks for them."""

import difflib
import importlib
import inspect
import sys

import gymnasium
import numpy
from gymnasium import spaces
from gymnasium.envs.registration import load_env_creator


def find(name):
    """The spec of `ID` or `module:ID`, the module imported first."""
    module, _, env_id = name.rpartition(":")
    if not module and (env_id.startswith("ALE/") or "NoFrameskip-v" in env_id):
        module = "ale_py"
    if module:
        registered = importlib.import_module(module)
        if hasattr(registered, "register_envs"):
            registered.register_envs()
    return gymnasium.spec(env_id)


def make(name, kwargs, max_episode_steps=None, render=False, frame_stack=0):
    """One environment.

    max_episode_steps: 0 for no limit, None for the one it is registered with.
    frame_stack: with one or more, Atari's preprocessing (Machado et al. 2018) and so many frames.
    """
    spec = find(name)
    if "mujoco" in str(spec.entry_point):
        keep_mujoco_from_files()
    options = dict(kwargs)
    if frame_stack:
        options.setdefault("frameskip", 1)  # the preprocessing skips frames itself,
        options.setdefault("obs_type", "grayscale")  # and takes them from the emulator, not from what is observed
    if max_episode_steps is not None:
        options["max_episode_steps"] = max_episode_steps or -1
    if render and "rgb_array" in render_modes(spec):
        options["render_mode"] = "rgb_array"
    try:
        env = gymnasium.make(spec, disable_env_checker=True, **options)
    except TypeError as e:
        raise explained(spec, kwargs, e) from e
    if frame_stack:
        import cv2
        from gymnasium.wrappers import AtariPreprocessing

        cv2.setNumThreads(1)  # each worker keeps to its own core
        env = FrameStack(AtariPreprocessing(env, frame_skip=4), frame_stack)
    return env


def keep_mujoco_from_files():
    """MuJoCo writes its warnings to MUJOCO_LOG.TXT in the working directory unless somebody takes them."""
    import mujoco

    mujoco.set_mju_user_warning(lambda message: print("MuJoCo:", message, file=sys.stderr))


def render_modes(spec):
    return getattr(creator_of(spec), "metadata", {}).get("render_modes", [])


def creator_of(spec):
    return spec.entry_point if callable(spec.entry_point) else load_env_creator(spec.entry_point)


def explained(spec, kwargs, error):
    """A better answer than the constructor's own where an argument is unknown."""
    try:
        parameters = inspect.signature(creator_of(spec)).parameters
    except (TypeError, ValueError):
        return error
    if any(p.kind is p.VAR_KEYWORD for p in parameters.values()):
        return error
    for name in kwargs:
        if name not in parameters and name not in spec.kwargs:
            near = difflib.get_close_matches(name, parameters, 1, 0) or list(parameters)[:1]
            return TypeError(f"{spec.id} has no argument '{name}'; the nearest is '{near[0]}'" if near else str(error))
    return error


class FrameStack(gymnasium.Wrapper):
    """The last frames, oldest first: what FrameStackObservation shows, made with one copy of the frames instead of
    three. What it shows is written over by the next step."""

    def __init__(self, env, frames):
        super().__init__(env)
        low = numpy.repeat(env.observation_space.low[None], frames, 0)
        high = numpy.repeat(env.observation_space.high[None], frames, 0)
        self.observation_space = spaces.Box(low, high, dtype=env.observation_space.dtype)
        self.frames = numpy.zeros(self.observation_space.shape, self.observation_space.dtype)

    def reset(self, **kwargs):
        observation, info = self.env.reset(**kwargs)
        self.frames[:] = observation
        return self.frames, info

    def step(self, action):
        observation, reward, terminated, truncated, info = self.env.step(action)
        self.frames[:-1] = self.frames[1:]
        self.frames[-1] = observation
        return self.frames, reward, terminated, truncated, info


def facts(name):
    """What the registry knows of an environment."""
    spec = find(name)
    return {"id": spec.id, "maxEpisodeSteps": spec.max_episode_steps, "rewardThreshold": spec.reward_threshold,
            "nondeterministic": spec.nondeterministic}


def appearance(env):
    """What an environment says of how it is shown and acted in."""
    rate = env.metadata.get("render_fps")
    meanings = getattr(env.unwrapped, "get_action_meanings", None)
    return {"framesPerSecond": float(rate) if rate else 30.0, "renders": env.render_mode == "rgb_array",
            "actionNames": [str(m) for m in meanings()] if meanings else []}
