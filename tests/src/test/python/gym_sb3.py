"""Stable-Baselines3 trains PPO on Palestra's CartPole-v1 and plays 100 episodes with what it learned.

    python gym_sb3.py [SEED]

Settings are those of rl-baselines3-zoo for CartPole-v1. Prints one line of JSON.
"""

import json
import sys
import time

import gymnasium
import palestra_gym
import stable_baselines3
import torch
from stable_baselines3 import PPO
from stable_baselines3.common.env_util import make_vec_env
from stable_baselines3.common.evaluation import evaluate_policy

ENV_STEPS = 100_000
EPISODES = 100


def linear(start):
    return lambda remaining: remaining * start


def main():
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    torch.set_num_threads(1)
    model = PPO(
        "MlpPolicy",
        make_vec_env("palestra/CartPole-v1", n_envs=8, seed=seed),
        n_steps=32,
        batch_size=256,
        n_epochs=20,
        gamma=0.98,
        gae_lambda=0.8,
        ent_coef=0.0,
        learning_rate=linear(1e-3),
        clip_range=linear(0.2),
        seed=seed,
        device="cpu",
    )
    start = time.perf_counter()
    model.learn(total_timesteps=ENV_STEPS)
    seconds = time.perf_counter() - start
    evaluation = make_vec_env("palestra/CartPole-v1", n_envs=10, seed=10_000)
    mean, std = evaluate_policy(model, evaluation, n_eval_episodes=EPISODES)
    # The same policy where nothing is ours: the two environments are one.
    theirs, _ = evaluate_policy(model, make_vec_env("CartPole-v1", n_envs=10, seed=10_000), n_eval_episodes=EPISODES)
    print(json.dumps({
        "env": "palestra/CartPole-v1", "agent": f"PPO, Stable-Baselines3 {stable_baselines3.__version__}",
        "torch": torch.__version__, "gymnasium": gymnasium.__version__, "palestra_gym": palestra_gym.__version__,
        "seed": seed, "envSteps": model.num_timesteps, "seconds": round(seconds, 1), "episodes": EPISODES,
        "mean": float(mean), "std": float(std), "meanInGymnasiumsOwn": float(theirs)}))


main()
