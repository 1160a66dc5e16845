"""Makes, resets and steps one Gymnasium environment of each family, for PythonDoctor.

    python doctor.py FILE

Appends a line to FILE for each: its name, one of ok, missing, broken, and what was found, between tabs. Standard output
stays free for what the packages print.
"""

import importlib.metadata
import importlib.util
import sys
from importlib.metadata import version


def lacking(*modules):
    return [module for module in modules if importlib.util.find_spec(module) is None]


def step(environment_id):
    import gymnasium

    env = gymnasium.make(environment_id)
    env.reset(seed=1)
    env.step(env.action_space.sample())
    env.close()


def base():
    import py4j.java_gateway  # noqa: F401

    step("CartPole-v1")
    return "Python %d.%d, " % sys.version_info[:2] + versions(gymnasium="Gymnasium", numpy="NumPy", py4j="py4j")


def box2d():
    step("LunarLander-v3")
    return "LunarLander-v3 steps; " + versions(box2d="Box2D", pygame_ce="pygame-ce")


def atari():
    import ale_py
    import cv2  # noqa: F401
    import gymnasium

    gymnasium.register_envs(ale_py)
    step("ALE/Pong-v5")
    return "ALE/Pong-v5 steps; " + versions(ale_py="ALE", opencv_python_headless="OpenCV")


def mujoco():
    from mujoco import set_mju_user_warning

    set_mju_user_warning(print)  # else it writes a file into the working directory
    step("Hopper-v5")
    return "Hopper-v5 steps; " + versions(mujoco="MuJoCo")


def versions(**packages):
    found = []
    for package, name in packages.items():
        try:
            found.append(name + " " + version(package.replace("_", "-")))
        except importlib.metadata.PackageNotFoundError:  # Under another name: opencv-python, pygame.
            pass
    return ", ".join(found)


def examine(check, modules):
    try:
        missing = lacking(*modules)
        if missing:
            return "missing", ", ".join(missing)
        return "ok", check()
    except BaseException as error:
        message = str(error).strip().splitlines() or [""]
        return "broken", type(error).__name__ + ": " + message[0]


def main():
    for check, modules in (
        (base, ("gymnasium", "numpy", "py4j")),
        (box2d, ("gymnasium", "Box2D", "pygame")),
        (atari, ("gymnasium", "ale_py", "cv2")),
        (mujoco, ("gymnasium", "mujoco", "imageio")),
    ):
        status, detail = examine(check, modules)
        with open(sys.argv[1], "a", encoding="utf-8") as results:
            results.write("\t".join((check.__name__, status, detail.replace("\t", " "))) + "\n")


main()
