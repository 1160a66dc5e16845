"""CartPole-v0 and v1 of Gymnasium, for ClassicParityTest."""

import gymnasium as gym

from trajectories import case, episode, main, random_actions


def balance(o, env):
    return int(o[2] + 0.25 * o[3] + 0.02 * o[0] + 0.05 * o[1] > 0)


def cases(golden):
    seeds = [0, 7] if golden else [0, 1, 7, 42, 123456789, 2**62]
    for env_id, arguments in [("CartPole-v1", {}), ("CartPole-v0", {}), ("CartPole-v1", {"sutton_barto_reward": True})]:
        env = gym.make(env_id, **arguments)
        choose = random_actions(env, 7)
        episodes = []
        for seed in seeds:
            episodes.append(episode(env, seed, choose))
            episodes.append(episode(env, None, choose))
        episodes.append(episode(env, 3, balance, limit=100 if golden else 250))
        episodes.append(episode(env, 5, lambda o, env: 1, {"low": -0.1, "high": 0.02}))
        yield case(env, env_id, episodes, {k: str(v).lower() for k, v in arguments.items()})


if __name__ == "__main__":
    main(cases)
