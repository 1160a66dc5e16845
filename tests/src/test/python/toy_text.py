"""Toy text of Gymnasium, for ToyTextParityTest."""

import gymnasium as gym
from gymnasium.envs.toy_text.frozen_lake import generate_random_map

from trajectories import case, episode, main, random_actions


def text(arguments):
    return {key: str(value).lower() if isinstance(value, bool) else str(value) for key, value in arguments.items()}


def played(env, golden, limit):
    """Episodes by seed, and ones that go on with the environment's generator."""
    choose = random_actions(env, 7)
    episodes = []
    for seed in [0, 7] if golden else [0, 1, 2, 3, 7, 42, 123456789, 2**62]:
        for start in [seed, None] if golden else [seed, None, None, None]:
            episodes.append(episode(env, start, choose, limit=limit // 5 if golden else limit))
    return episodes


def plain_case(env_id, golden, arguments=None, limit=300):
    env = gym.make(env_id, **(arguments or {}))
    return case(env, env_id, played(env, golden, limit), text(arguments or {}))


def random_lake(golden, size, p, seed):
    desc = generate_random_map(size=size, p=p, seed=seed)
    env = gym.make("FrozenLake-v1", desc=desc)
    return case(
        env, "FrozenLake-v1", played(env, golden, 100),
        {"map_name": "random", "map_size": str(size), "map_p": str(p), "map_seed": str(seed)})


def lakes(golden):
    yield plain_case("FrozenLake-v1", golden)
    yield plain_case("FrozenLake-v1", golden, {"is_slippery": False})
    yield plain_case("FrozenLake-v1", golden, {"map_name": "8x8", "success_rate": 0.75})
    yield plain_case("FrozenLake8x8-v1", golden)
    env = gym.make("FrozenLake-v1", reward_schedule=(10, -3.5, -0.25))
    rewards = {"reward_schedule_goal": "10", "reward_schedule_hole": "-3.5", "reward_schedule_frozen": "-0.25"}
    yield case(env, "FrozenLake-v1", played(env, golden, 100), rewards)
    yield random_lake(golden, 8, 0.8, 5)
    if not golden:
        for size, p, seed in [(2, 0.5, 1), (3, 0.3, 2), (5, 1, 3), (8, 0.5, 4), (12, 0.65, 2**32 - 1), (20, 0.9, 6)]:
            yield random_lake(golden, size, p, seed)


def fetch(env):
    """Actions among those that change the state, so that rides happen."""
    env.action_space.seed(3)
    return lambda observation, env: env.action_space.sample(env.unwrapped.action_mask(observation))


def taxi(golden, arguments):
    env = gym.make("Taxi-v4", **arguments)
    episodes = played(env, golden, 200)
    for seed in [3] if golden else range(20, 50):
        episodes.append(episode(env, seed, fetch(env), limit=100 if golden else None))
    return case(env, "Taxi-v4", episodes, text(arguments))


def blackjack(golden, arguments):
    env = gym.make("Blackjack-v1", **arguments)
    choose = random_actions(env, 11)
    episodes = [episode(env, 5, choose)]
    for _ in range(60 if golden else 400):
        episodes.append(episode(env, None, choose))
        episodes.append(episode(env, None, lambda observation, env: int(observation[0] < 17)))
        episodes.append(episode(env, None, lambda observation, env: 0))
    return case(env, "Blackjack-v1", episodes, text(arguments))


def cases(golden):
    yield from lakes(golden)
    yield plain_case("CliffWalking-v1", golden)
    yield plain_case("CliffWalkingSlippery-v1", golden)
    yield plain_case("CliffWalking-v1", golden, {"is_slippery": True})
    for arguments in [
        {}, {"is_rainy": True}, {"fickle_passenger": True}, {"is_rainy": True, "fickle_passenger": True},
        {"is_rainy": True, "rainy_probability": 0.55, "fickle_passenger": True, "fickle_probability": 1.0}]:
        yield taxi(golden, arguments)
    for arguments in [{}, {"sab": False}, {"sab": False, "natural": True}, {"natural": True}]:
        yield blackjack(golden, arguments)


if __name__ == "__main__":
    main(cases)
