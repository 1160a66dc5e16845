"""MiniGrid's Empty, FourRooms, DoorKey, Memory and Unlock, for GridParityTest."""

import gymnasium as gym
import minigrid  # noqa: F401  registers its environments
import numpy as np

from trajectories import case, episode, main, random_actions

IDS = (
    [f"MiniGrid-Empty-{size}-v0" for size in ("5x5", "Random-5x5", "6x6", "Random-6x6", "8x8", "16x16")]
    + ["MiniGrid-FourRooms-v0"]
    + [f"MiniGrid-DoorKey-{size}-v0" for size in ("5x5", "6x6", "8x8", "16x16")]
    + [f"MiniGrid-Memory{size}-v0" for size in ("S7", "S9", "S11", "S13", "S13Random", "S17Random")]
    + ["MiniGrid-Unlock-v0"])

ARGUMENTS = [
    ("MiniGrid-Empty-8x8-v0", {"size": 10, "agent_view_size": 3, "max_steps": 60}, {}),
    ("MiniGrid-Empty-5x5-v0", {"size": 6, "agent_start_pos": (2, 3), "agent_start_dir": 2},
     {"size": 6, "agent_start_x": 2, "agent_start_y": 3, "agent_start_dir": 2}),
    ("MiniGrid-FourRooms-v0", {"agent_pos": (9, 4), "max_steps": 30, "see_through_walls": True},
     {"agent_x": 9, "agent_y": 4, "max_steps": 30, "see_through_walls": True}),
    ("MiniGrid-DoorKey-5x5-v0", {"size": 7, "agent_view_size": 9}, {}),
    ("MiniGrid-MemoryS7-v0", {"size": 15, "random_length": True}, {}),
    ("MiniGrid-Unlock-v0", {"agent_view_size": 5, "max_steps": 50}, {})]


def make(env_id, arguments):
    return gym.make(env_id, disable_env_checker=True, **arguments)


def spaces(env):
    """As text, the mission (of which MiniGrid has a space of one string) as the Text space of its length and letters."""
    mission = env.unwrapped.observation_space["mission"].sample()
    text = gym.spaces.Text(len(mission), min_length=len(mission), charset=sorted(set(mission)))
    return str(gym.spaces.Dict({**env.observation_space.spaces, "mission": text}))


def path(world, start, facing, goal):
    """Actions along a shortest path over empty cells, open doors and balls or keys, ending beside or on the goal."""
    moves = [(1, 0), (0, 1), (-1, 0), (0, -1)]
    frontier, seen = [(start, facing, [])], {(start, facing)}
    while frontier:
        position, d, actions = frontier.pop(0)
        ahead = (position[0] + moves[d][0], position[1] + moves[d][1])
        if ahead == goal:
            return actions
        cell = world.grid.get(*ahead)
        steps = [(position, (d + 3) % 4, 0), (position, (d + 1) % 4, 1)]
        if cell is None or cell.can_overlap():
            steps.append((ahead, d, 2))
        for place, turned, action in steps:
            if (place, turned) not in seen:
                seen.add((place, turned))
                frontier.append((place, turned, actions + [action]))
    return None


def find(world, kind):
    for y in range(world.height):
        for x in range(world.width):
            cell = world.grid.get(x, y)
            if cell is not None and cell.type == kind:
                return x, y
    return None


def solve(observation, env):
    """Sees the whole map: fetches a key for a locked door, opens it, and goes on to the goal."""
    world = env.unwrapped
    at = tuple(int(v) for v in world.agent_pos)
    if hasattr(world, "success_pos"):
        goal, last = tuple(int(v) for v in world.success_pos), 2
    else:
        door = find(world, "door")
        locked = door is not None and world.grid.get(*door).is_locked
        closed = door is not None and not world.grid.get(*door).is_open
        if locked and world.carrying is None:
            goal, last = find(world, "key"), 3
        elif closed:
            goal, last = door, 5
        else:
            goal, last = find(world, "goal"), 2
    actions = path(world, at, world.agent_dir, goal)
    if actions is None:
        return env.action_space.sample()  # something was dropped in the way
    return actions[0] if actions else last


def mostly(choose, other, seed):
    """One policy, but now and then a step of another."""
    random = np.random.default_rng(seed)
    return lambda observation, env: (other if random.random() < 0.3 else choose)(observation, env)


def cases(golden):
    for env_id, given, ours in [(env_id, {}, {}) for env_id in IDS] + ARGUMENTS:
        env = make(env_id, given)
        choose = random_actions(env, 7)
        episodes = []
        limit = 25 if golden else 150
        for seed in [0] if golden else [0, 1, 7, 42, 2**40]:
            episodes.append(episode(env, seed, choose, limit=limit))
            episodes.append(episode(env, None, solve))
            episodes.append(episode(env, None, mostly(solve, choose, seed % 1000), limit=limit))
        if not golden:
            episodes.append(episode(env, 3, choose, limit=None if env.unwrapped.max_steps < 700 else 10))
        arguments = ours or given
        arguments = {k: str(v).lower() for k, v in arguments.items()}
        yield {**case(env, env_id, episodes, arguments), "observationSpace": spaces(env)}


if __name__ == "__main__":
    main(cases, ("gymnasium", "minigrid"))
