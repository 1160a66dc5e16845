"""Trains one agent of Stable-Baselines3 on CartPole-v1 and prints one line of JSON.

    python sb3_cartpole.py ppo|dqn SEED THREADS

Settings are those of rl-baselines3-zoo for CartPole-v1, the same as our tuned ones. With THREADS 0 PyTorch takes as many
as it likes, which is how it comes; with 1 its small networks are often faster.
"""

import json
import sys
import time

import stable_baselines3
import torch
from stable_baselines3 import DQN, PPO
from stable_baselines3.common.env_util import make_vec_env
from stable_baselines3.common.evaluation import evaluate_policy

EVALUATION_EPISODES = 20


def linear(start):
    return lambda remaining: remaining * start


def ppo(seed):
    return 100_000, PPO(
        "MlpPolicy",
        make_vec_env("CartPole-v1", n_envs=8, seed=seed),
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


def dqn(seed):
    return 50_000, DQN(
        "MlpPolicy",
        make_vec_env("CartPole-v1", n_envs=1, seed=seed),
        learning_rate=2.3e-3,
        batch_size=64,
        buffer_size=100_000,
        learning_starts=1000,
        gamma=0.99,
        target_update_interval=10,
        train_freq=256,
        gradient_steps=128,
        exploration_fraction=0.16,
        exploration_final_eps=0.04,
        policy_kwargs={"net_arch": [256, 256]},
        seed=seed,
        device="cpu",
    )


def main():
    threads = int(sys.argv[3])
    if threads > 0:
        torch.set_num_threads(threads)
    env_steps, model = {"ppo": ppo, "dqn": dqn}[sys.argv[1]](int(sys.argv[2]))
    start = time.perf_counter()
    model.learn(total_timesteps=env_steps)
    seconds = time.perf_counter() - start
    evaluation = make_vec_env("CartPole-v1", n_envs=10, seed=10_000)
    mean, _ = evaluate_policy(model, evaluation, n_eval_episodes=EVALUATION_EPISODES)
    print(
        json.dumps(
            {
                "peer": f"Stable-Baselines3 {stable_baselines3.__version__}, "
                + ("1 thread" if threads == 1 else f"{torch.get_num_threads()} threads"),
                "envSteps": model.num_timesteps,
                "seconds": seconds,
                "mean": float(mean),
            }
        )
    )


main()
