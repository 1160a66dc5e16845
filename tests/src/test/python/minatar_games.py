"""The five games of the MinAtar package, for MinAtarParityTest.

Besides random players there is a cautious one that tries its actions on copies of the game, so that late states are reached, and
cases whose constants are not the package's, for our arguments.
"""

import copy
import importlib
import logging

logging.disable(logging.WARNING)  # the package asks for plotting libraries that only its windows need

import gymnasium as gym
import numpy as np

from minatar.gym import register_envs
from trajectories import case, digest, episode, main, plain, random_actions

GAMES = {"Asterix": "asterix", "Breakout": "breakout", "Freeway": "freeway", "Seaquest": "seaquest",
         "SpaceInvaders": "space_invaders"}
UNTRIED = np.random.RandomState(0)


def wish(game):
    """What to do if it is safe: an action of the six."""
    name = type(game).__module__
    if name.endswith("breakout"):
        return (1, 0, 3)[1 + int(np.sign(landing(game) - game.pos))]
    if name.endswith("freeway"):
        return 2
    if name.endswith("space_invaders"):
        return 5
    if name.endswith("asterix"):
        gold = [e for e in game.entities if e is not None and e[3]]
        return towards(game.player_x, game.player_y, gold[0]) if gold else 0
    if game.oxygen < 50 and game.diver_count > 0 or game.diver_count == 6:
        return 2
    facing = [e for e in game.e_fish + game.e_subs if e[1] == game.sub_y and (e[0] > game.sub_x) == game.sub_or]
    if facing and game.shot_timer == 0:
        return 5
    if game.divers:
        return towards(game.sub_x, game.sub_y, game.divers[0])
    return 4 if game.sub_y < 4 else 0


def landing(game):
    """The column in which Breakout's ball comes down, bricks left aside."""
    x, dx = game.ball_x, 1 if game.ball_dir in (1, 2) else -1
    for _ in range(max(0, 8 - game.ball_y) if game.ball_dir >= 2 else 0):
        if not 0 <= x + dx <= 9:
            dx = -dx
        else:
            x += dx
    return x


def towards(x, y, target):
    if y != target[1]:
        return 2 if target[1] < y else 4
    return 0 if x == target[0] else 1 if target[0] < x else 3


def cautious(seed):
    """Carries out its wish, or else a random action, the first that survives some further steps."""
    random = np.random.RandomState(seed)

    def choose(observation, env):
        game, actions = env.unwrapped.game.env, env.unwrapped.action_set
        candidates = [wish(game)] + [int(a) for a in random.permutation(actions)]
        for action in candidates:
            if action in actions and survives(game, action):
                return actions.index(action)
        return actions.index(candidates[0]) if candidates[0] in actions else 0

    return choose


def survives(game, action):
    generator, game.random = game.random, UNTRIED
    trial = copy.deepcopy(game)
    game.random = generator
    return not (trial.act(action)[1] or trial.act(wish(trial))[1] or trial.act(wish(trial))[1])


def played(env, seeds, choose, observe, limit=None):
    for seed in seeds:
        yield episode(env, seed, choose, {"last_action": int(env.unwrapped.game.last_action)}, observe=observe, limit=limit)


def with_constants(name, constants, seeds, limit):
    """A case of a game whose module's constants are changed."""
    module = importlib.import_module("minatar.environments." + GAMES[name])
    usual = {key: getattr(module, key) for key in constants}
    try:
        vars(module).update(constants)
        env = gym.make(f"MinAtar/{name}-v0")
        episodes = list(played(env, seeds, random_actions(env, 5), digest, limit))
        episodes += played(env, seeds, cautious(5), digest, limit)
        return case(env, f"MinAtar/{name}-v0", episodes, constants)
    finally:
        vars(module).update(usual)


OTHER_CONSTANTS = [
    ("Asterix", {"ramp_interval": 3, "init_spawn_speed": 4, "init_move_interval": 3}),
    ("Freeway", {"player_speed": 1, "time_limit": 300}),
    ("Seaquest", {"max_oxygen": 70, "init_spawn_speed": 2, "diver_spawn_speed": 3, "init_move_interval": 3, "shot_cool_down": 0,
                  "enemy_shot_interval": 0, "diver_move_interval": 1}),
    ("Seaquest", {"max_oxygen": 900, "init_spawn_speed": 1, "diver_spawn_speed": 1, "init_move_interval": 2, "shot_cool_down": 1,
                  "enemy_shot_interval": 40}),
    ("SpaceInvaders", {"shot_cool_down": 1, "enemy_move_interval": 7, "enemy_shot_interval": 4}),
]


def cases(golden):
    register_envs()
    limit = 400 if golden else 1500
    for name in GAMES:
        for version in (0, 1):
            env_id = f"MinAtar/{name}-v{version}"
            env = gym.make(env_id)
            choose = random_actions(env, 7)
            episodes = list(played(env, [0], choose, plain, limit=30))
            episodes += played(env, [1, None] if golden else [1, None, 42, None, None, 2**32 - 1], choose, digest)
            episodes += played(env, [3] if golden else [3, None], cautious(3), digest, limit)
            yield case(env, env_id, episodes)
        for arguments in ({"sticky_action_prob": 0.0}, {"sticky_action_prob": 0.5, "difficulty_ramping": False}):
            env = gym.make(f"MinAtar/{name}-v1", **arguments)
            episodes = list(played(env, [11], cautious(11), digest, limit))
            yield case(env, f"MinAtar/{name}-v1", episodes, {k: str(v).lower() for k, v in arguments.items()})
    for name, constants in OTHER_CONSTANTS:
        yield with_constants(name, constants, [2] if golden else [2, None, 8], limit)


if __name__ == "__main__":
    main(cases, packages=("gymnasium", "MinAtar"))
