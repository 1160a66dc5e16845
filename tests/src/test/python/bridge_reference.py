"""Steps plain Gymnasium as the bridge is to: prints a digest of what each step gives, and the action space's samples.

    python bridge_reference.py ID COPIES STEPS MODE [KEY=VALUE]...
"""

import hashlib
import json
import sys
import warnings

import gymnasium
import numpy
from gymnasium.vector import AutoresetMode, SyncVectorEnv


def make(env_id, kwargs):
    if env_id.startswith("ALE/"):
        import ale_py

        gymnasium.register_envs(ale_py)
        env = gymnasium.make(env_id, frameskip=1, **kwargs)
        return gymnasium.wrappers.FrameStackObservation(gymnasium.wrappers.AtariPreprocessing(env), 4)
    if "mujoco" in str(gymnasium.spec(env_id).entry_point):
        import mujoco

        mujoco.set_mju_user_warning(print)  # else it writes a file into the working directory
    return gymnasium.make(env_id, **kwargs)


def main():
    env_id, copies, steps, mode = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
    kwargs = {k: json.loads(v) for k, v in (pair.split("=", 1) for pair in sys.argv[5:])}
    warnings.simplefilter("ignore")
    output = sys.stdout
    sys.stdout = sys.stderr
    envs = SyncVectorEnv([lambda: make(env_id, kwargs)] * copies, autoreset_mode=AutoresetMode(mode))
    space = envs.single_action_space
    space.seed(5)
    observations, _ = envs.reset(seed=11)
    digests, ends = [digest(observations)], 0
    for _ in range(steps):
        actions = numpy.stack([numpy.asarray(space.sample()) for _ in range(copies)])
        observations, rewards, terminated, truncated, info = envs.step(actions)
        finals = numpy.zeros(0)
        done = terminated | truncated
        ends += int(done.sum())
        if mode == "SameStep" and done.any():
            finals = numpy.concatenate([numpy.ravel(info["final_obs"][i]) for i in numpy.flatnonzero(done)])
            finals = finals.astype(observations.dtype)
        digests.append(digest(observations, rewards, terminated, truncated, finals))
    print(json.dumps({"digests": digests, "ends": ends}), file=output)


def digest(*arrays):
    return hashlib.sha256(b"".join(numpy.ascontiguousarray(a).tobytes() for a in arrays)).hexdigest()[:16]


main()
