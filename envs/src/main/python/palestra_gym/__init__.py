"""Palestra's environments in Gymnasium: importing this registers every built-in as `palestra/ID`.

    import gymnasium
    import palestra_gym

    env = gymnasium.make("palestra/CartPole-v1")
    envs = gymnasium.make_vec("palestra/CartPole-v1", num_envs=64)

The first environment starts Java, all share it, and it ends with the last one or with Python. Nothing is started, and
little imported, before.
"""

__version__ = "0.1.0"


def gymnasium_id(env_id):
    """What Gymnasium calls an environment of this Palestra: it allows one slash only, so MinAtar/X is MinAtar-X."""
    return "palestra/" + env_id.replace("/", "-")


def stop():
    """Ends Java now; the environments that are still open are lost. The next one starts it again."""
    from palestra_gym import jvm

    jvm.stop()


def _register():
    try:
        import gymnasium
    except ModuleNotFoundError as e:
        if e.name != "gymnasium":
            raise
        return  # whoever needs it says so; the bridge's other direction has words of its own for that
    from palestra_gym import table

    for row in table.environments():
        gymnasium.register(
            gymnasium_id(row["id"]),
            entry_point="palestra_gym.env:PalestraEnv",
            vector_entry_point="palestra_gym.vector:PalestraVectorEnv",
            max_episode_steps=row["maxEpisodeSteps"],
            reward_threshold=row["rewardThreshold"],
            kwargs={"env_id": row["id"]})


_register()
