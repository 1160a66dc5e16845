"""Steps environments with random actions for EnvironmentStepping: a peer that stays while the rounds go on.

    python environment_stepping.py PEER     one of MAKERS; palestra and palestra-vector need palestra_gym on PYTHONPATH

Reads lines `ENVIRONMENT COPIES SECONDS` and answers each with one line of JSON. An environment is made, and compiled
where the peer compiles, at its first line, before the clock starts.
"""

import contextlib
import importlib.metadata
import json
import pathlib
import sys
import time
import warnings

import numpy

ROUNDS_OF_ACTIONS = 64
WARM_SECONDS = 0.2


def gymnasium_single(env_id, copies):
    import gymnasium

    if copies != 1:
        raise ValueError("one environment has one copy")
    env = gymnasium.make(env_id)
    env.action_space.seed(1)
    env.reset(seed=1)
    actions = [env.action_space.sample() for _ in range(ROUNDS_OF_ACTIONS)]

    def steps():
        for action in actions:
            _, _, terminated, truncated, _ = env.step(action)
            if terminated or truncated:
                env.reset()
        return ROUNDS_OF_ACTIONS

    return steps


def vectorised(mode):
    """A maker of copies in one of Gymnasium's vectorization modes."""

    def maker(env_id, copies):
        import gymnasium

        options = atari() if env_id.startswith("ALE/") else {}
        if "mujoco" in str(gymnasium.spec(env_id).entry_point if not options else ""):
            import mujoco

            mujoco.set_mju_user_warning(print)  # else it writes a file into the working directory
        env = gymnasium.make_vec(env_id, num_envs=copies, vectorization_mode=mode, **options)
        env.reset(seed=1)
        return batches(env.step, env.single_action_space, copies, None)

    return maker


def atari():
    """Atari's usual preprocessing, as the bridge has it."""
    import ale_py
    import gymnasium
    from gymnasium.wrappers import AtariPreprocessing, FrameStackObservation

    gymnasium.register_envs(ale_py)
    return {"frameskip": 1, "wrappers": [AtariPreprocessing, lambda env: FrameStackObservation(env, 4)]}


def gymnasium_loop(env_id, copies):
    """Single environments in a plain loop: what stepping them costs before anything brings them together."""
    import gymnasium

    envs = [gymnasium.make(env_id) for _ in range(copies)]
    for seed, env in enumerate(envs):
        env.reset(seed=seed)
    actions = [[env.action_space.sample() for env in envs] for _ in range(ROUNDS_OF_ACTIONS)]

    def steps():
        for batch in actions:
            for env, action in zip(envs, batch):
                _, _, terminated, truncated, _ = env.step(action)
                if terminated or truncated:
                    env.reset()
        return ROUNDS_OF_ACTIONS * copies

    return steps


def palestra_single(env_id, copies):
    find_palestra_gym()
    import palestra_gym

    return gymnasium_single(palestra_gym.gymnasium_id(env_id), copies)


def find_palestra_gym():
    """The package of the checkout that this script lies in, unless it is installed."""
    sys.path.append(str(pathlib.Path(__file__).parents[5] / "envs/src/main/python"))


def palestra_vector(env_id, copies):
    find_palestra_gym()
    import palestra_gym

    return vectorised("vector_entry_point")(palestra_gym.gymnasium_id(env_id), copies)


def envpool(env_id, copies):
    import envpool as pool

    env = pool.make(env_id, env_type="gymnasium", num_envs=copies, seed=1)
    env.reset()
    return batches(env.step, env.action_space, copies, env.spec.action_array_spec["action"].dtype)


def batches(step, single, copies, dtype):
    """A call that steps all copies with actions drawn before."""
    single.seed(1)
    actions = [
        numpy.stack([numpy.asarray(single.sample()) for _ in range(copies)]) for _ in range(ROUNDS_OF_ACTIONS)]
    if dtype is not None:
        actions = [a.astype(dtype) for a in actions]

    def steps():
        for action in actions:
            step(action)
        return ROUNDS_OF_ACTIONS * copies

    return steps


def gymnax(env_id, copies):
    import gymnax as jaxed
    import jax

    env, params = jaxed.make(env_id)
    length = max(64, 65536 // copies)
    step_all = jax.vmap(env.step, in_axes=(0, 0, 0, None))

    def scanned(carry, action):
        key, _, state, total = carry
        key, sub = jax.random.split(key)
        observation, state, reward = step_all(jax.random.split(sub, copies), state, action, params)[:3]
        # What is seen is carried, so that the compiler does not leave it out.
        return (key, observation, state, total + reward.sum()), None

    @jax.jit
    def run(carry, actions):
        return jax.lax.scan(scanned, carry, actions)[0]

    key = jax.random.PRNGKey(1)
    observation, state = jax.vmap(env.reset, in_axes=(0, None))(jax.random.split(key, copies), params)
    actions = jax.random.randint(key, (length, copies), 0, env.num_actions)
    held = [run((key, observation, state, 0.0), actions)]

    def steps():
        held[0] = jax.block_until_ready(run(held[0], actions))
        return length * copies

    steps()
    return steps


def minatar(env_id, copies):
    from minatar import Environment

    if copies != 1:
        raise ValueError("one environment has one copy")
    env = Environment(env_id)
    env.seed(1)
    env.reset()
    actions = numpy.random.default_rng(1).integers(0, 6, ROUNDS_OF_ACTIONS).tolist()

    def steps():
        for action in actions:
            _, terminated = env.act(action)
            env.state()
            if terminated:
                env.reset()
        return ROUNDS_OF_ACTIONS

    return steps


MAKERS = {
    "gymnasium": (gymnasium_single, "Gymnasium", "gymnasium"),
    "gymnasium-loop": (gymnasium_loop, "Gymnasium in a plain loop", "gymnasium"),
    "gymnasium-vector": (vectorised("vector_entry_point"), "Gymnasium vectorised", "gymnasium"),
    "gymnasium-sync": (vectorised("sync"), "Gymnasium SyncVectorEnv", "gymnasium"),
    "gymnasium-async": (vectorised("async"), "Gymnasium AsyncVectorEnv", "gymnasium"),
    "palestra": (palestra_single, "palestra_gym in Gymnasium", "gymnasium"),
    "palestra-vector": (palestra_vector, "palestra_gym in Gymnasium", "gymnasium"),
    "envpool": (envpool, "EnvPool", "envpool"),
    "gymnax": (gymnax, "gymnax", "gymnax"),
    "minatar": (minatar, "MinAtar", "MinAtar"),
}


def measured(steps, seconds):
    done = 0
    start = time.perf_counter()
    while (elapsed := time.perf_counter() - start) < seconds:
        done += steps()
    return done / elapsed


def main():
    maker, name, package = MAKERS[sys.argv[1]]
    made = {}
    answers = sys.stdout
    warnings.simplefilter("ignore")
    for line in sys.stdin:
        env_id, copies, seconds = line.split()
        answer = {"peer": f"{name} {importlib.metadata.version(package)}"}
        try:
            with contextlib.redirect_stdout(sys.stderr):
                if (env_id, copies) not in made:
                    made[env_id, copies] = maker(env_id, int(copies))
                    measured(made[env_id, copies], WARM_SECONDS)
                answer["stepsPerSecond"] = measured(made[env_id, copies], float(seconds))
        except Exception as e:
            answer["error"] = f"{type(e).__name__}: {e}".splitlines()[0]
        print(json.dumps(answer), file=answers, flush=True)


main()
