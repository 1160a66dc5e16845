"""The classic control tasks of Gymnasium, for ClassicParityTest."""

import gymnasium as gym
import numpy as np

from trajectories import case, episode, main, random_actions

# NumPy's sine and cosine differ between processors, and its square of a scalar is the C library's power, which is
# not always rounded right. A pendulum's torque costs the square of a float, whose last digit is 2.4e-10; an acrobot is
# chaotic and makes a last digit grow, so that its long episodes can be compared to fewer digits.
# A balanced pole grows the last bit of a cosine into that of a float in some 250 steps.
WHOLE_BALANCE = {"observation": 1e-4, "reward": 0}
PENDULUM = {"observation": 1e-6, "reward": 5e-10}
ACROBOT = {"observation": 1e-4, "reward": 0}


def balance(o, env):
    return int(o[2] + 0.25 * o[3] + 0.02 * o[0] + 0.05 * o[1] > 0)


def swing(o, env):
    return 2 if o[1] > 0 else 0


def push(o, env):
    return np.array([0.8 if o[1] > 0 else -0.8], np.float32)


def swing_rod(o, env):
    return np.array([2 if o[2] > 0 else -2], np.float32)


def swing_links(o, env):
    return 2 if o[5] > 0 else 0


# Environment, arguments, attributes set beside (ours has them as arguments), a player that gets far, options, tolerance.
CASES = [
    ("CartPole-v1", {}, {}, balance, {"low": -0.1, "high": 0.02}, None),
    ("CartPole-v1", {}, {}, balance, {"low": -0.2, "high": 0.2}, WHOLE_BALANCE),
    ("CartPole-v0", {}, {}, balance, {"low": -0.1}, None),
    ("CartPole-v1", {"sutton_barto_reward": True}, {}, balance, {"high": 0.2}, None),
    ("CartPole-v1", {}, {"kinematics_integrator": "semi-implicit euler", "gravity": 5.0}, balance, {"low": -0.01}, None),
    ("MountainCar-v0", {}, {}, swing, {"low": -1.1, "high": 0.3}, None),
    ("MountainCar-v0", {"goal_velocity": 0.03}, {"force": 0.0015}, swing, {"low": -0.7}, None),
    ("MountainCarContinuous-v0", {}, {}, push, {"low": -1.1, "high": 0.3}, None),
    ("MountainCarContinuous-v0", {"goal_velocity": 0.02}, {"power": 0.002}, push, {"high": -0.3}, None),
    ("Pendulum-v1", {}, {}, swing_rod, {"x_init": 0.5, "y_init": 3}, PENDULUM),
    ("Pendulum-v1", {"g": 9.81}, {"m": 0.7, "l": 1.2}, swing_rod, {"x_init": 1}, PENDULUM),
    ("Acrobot-v1", {}, {}, swing_links, {"low": -0.5, "high": 0.2}, ACROBOT),
    ("Acrobot-v1", {}, {"book_or_nips": "nips", "dt": 0.1}, swing_links, {"low": -0.2}, ACROBOT),
    ("Acrobot-v1", {}, {"torque_noise_max": 0.5}, swing_links, {"high": 0.3}, ACROBOT),
]


def cases(golden):
    seeds = [0, 7] if golden else [0, 1, 7, 42, 123456789, 2**62]
    for env_id, arguments, attributes, player, options, tolerance in CASES:
        env = gym.make(env_id, **arguments)
        for name, value in attributes.items():
            setattr(env.unwrapped, name, value)
        choose = random_actions(env, 7)
        limit = 60 if golden else None
        episodes = []
        for seed in seeds:
            episodes.append(episode(env, seed, choose, limit=limit))
            episodes.append(episode(env, None, choose, limit=limit))
        exact_balance = player is balance and tolerance is None
        episodes.append(episode(env, 3, player, limit=250 if exact_balance else 150 if golden else None))
        episodes.append(episode(env, 5, choose, options, limit=limit))
        more = {"tolerance": tolerance} if tolerance else {}
        yield case(env, env_id, episodes, {k: str(v).lower() for k, v in {**arguments, **attributes}.items()}, **more)


if __name__ == "__main__":
    main(cases)
