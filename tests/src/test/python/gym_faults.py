"""What palestra_gym does when something goes wrong on the way to Java.

    python gym_faults.py CASE

Prints one line of JSON, before it kills itself where that is the case.
"""

import gc
import json
import os
import pathlib
import signal
import socket
import struct
import sys
import tempfile
import threading
import warnings

import gymnasium
import numpy
import palestra_gym
from palestra_gym import jvm, session
from py4j.java_gateway import GatewayParameters, JavaGateway


def made(env_id="palestra/CartPole-v1", **arguments):
    env = gymnasium.make(env_id, **arguments).unwrapped
    env.reset(seed=1)
    return env


def java():
    return jvm.KEEPER.jvm


def halt(process):
    """Stops a process, and returns when all its threads stand still."""
    process.send_signal(signal.SIGSTOP)
    os.waitpid(process.pid, os.WUNTRACED)


def message(call):
    try:
        call()
    except Exception as e:
        return f"{type(e).__name__}: {e}"
    return "none"


def memory_names(pid):
    """Where the files were that a process shares, deleted ones too."""
    targets = []
    for descriptor in pathlib.Path("/proc", str(pid), "fd").iterdir():
        try:
            targets.append(os.readlink(descriptor))
        except FileNotFoundError:
            continue
    return [t.removesuffix(" (deleted)") for t in targets if "/palestra-" in t and "/rows" in t]


def alive(pid):
    """Whether a process runs; a zombie does not."""
    try:
        return pathlib.Path("/proc", str(pid), "stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def strangers():
    """Who does not know the token gets nothing, whatever he says."""
    made()
    parameters = java().gateway.gateway_parameters
    ask = "c\nt\nmake\ns{}\ne\n"
    answers = {"address": parameters.address}
    for name, words in (("none", [ask]), ("wrong", ["A\n" + "0" * 32 + "\n", ask]), ("empty", ["A\n\n", ask])):
        with socket.create_connection((parameters.address, parameters.port)) as stranger:
            stranger.settimeout(20)
            try:
                for word in words:
                    stranger.sendall(word.encode())
                answers[name] = read_all(stranger)
            except (ConnectionResetError, BrokenPipeError):
                answers[name] = "closed"
    own = JavaGateway(gateway_parameters=GatewayParameters(
        address=parameters.address, port=parameters.port, auth_token=parameters.auth_token))
    answers["known"] = "CartPole-v1" in own.entry_point.environments()
    own.close()
    with open(f"/proc/{java().process.pid}/cmdline", "rb") as words:
        answers["told"] = parameters.auth_token.encode() in words.read()
    with open(f"/proc/{java().process.pid}/environ", "rb") as words:
        answers["told"] |= parameters.auth_token.encode() in words.read()
    return answers


def read_all(connection):
    text = b""
    while part := connection.recv(4096):
        text += part
    return text.decode()


def java_killed():
    """Java dies: everybody hears of it in one line, and the next environment starts it again."""
    env, envs = made(), gymnasium.make_vec("palestra/CartPole-v1", num_envs=3)
    old = java()
    os.kill(old.process.pid, signal.SIGKILL)
    answers = {"step": message(lambda: env.step(0)), "other": message(lambda: envs.reset(seed=1))}
    answers["gone"] = not alive(old.process.pid)
    env.close()
    envs.close()
    again = made()
    answers["again"] = message(lambda: again.step(0))
    answers["new"] = java() is not old
    return answers


def hang():
    """Java stands still: after the deadline it is ended."""
    env = made()
    process = java().process
    halt(process)
    answers = {"step": message(lambda: env.step(0)), "status": process.returncode}
    stopped = made()
    halt(java().process)
    answers["call"] = message(lambda: gymnasium.make("palestra/CartPole-v1"))
    answers["lost"] = message(lambda: stopped.step(0))
    return answers


def interrupted():
    """Ctrl-C while Java is slow: the environment goes on where it was."""
    env, other = made(), made()

    def stop(*_):
        raise KeyboardInterrupt

    signal.signal(signal.SIGALRM, stop)
    halt(java().process)
    signal.setitimer(signal.ITIMER_REAL, 0.3)
    try:
        env.step(1)
        caught = False
    except KeyboardInterrupt:
        caught = True
    java().process.send_signal(signal.SIGCONT)
    other.step(1)
    equal = all((env.step(a)[0] == other.step(a)[0]).all() for a in (0, 1, 1, 0))
    return {"caught": caught, "equal": equal}


def forked():
    """A child starts a Java of its own, and what is the parent's stays the parent's."""
    env, other = made(), made()
    envs = gymnasium.make_vec("palestra/CartPole-v1", num_envs=3)
    first = java().process.pid
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        answers = {"old": message(lambda: env.step(0)), "reset": message(lambda: envs.reset(seed=1))}
        env.close()
        envs.close()
        own = made()
        answers["step"] = message(lambda: own.step(0))
        answers["pid"] = java().process.pid
        own.close()
        palestra_gym.stop()
        answers["gone"] = not alive(answers["pid"])
        os.write(writing, json.dumps(answers).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        answers = json.loads(pipe.read())
    os.waitpid(child, 0)
    answers["own"] = answers.pop("pid") != first
    answers["equal"] = all((env.step(a)[0] == other.step(a)[0]).all() for a in (0, 1, 1, 0))
    answers["parent"] = message(lambda: envs.reset(seed=1)[0])
    answers["same"] = java().process.pid == first
    answers["call"] = message(made)
    return answers


def leaks():
    """Thirty times open and close: same process, and nothing is more than before."""
    counts = []
    for _ in range(30):
        env, envs = made(), gymnasium.make_vec("palestra/CartPole-v1", num_envs=16)
        envs.reset(seed=1)
        envs.step(numpy.ones(16, int))
        env.step(0)
        env.close()
        envs.close()
        del env, envs
        forgotten = made()
        del forgotten
        gc.collect()
        pid = java().process.pid
        counts.append([
            pid, len(os.listdir("/proc/self/fd")), len(os.listdir(f"/proc/{pid}/fd")), threading.active_count(),
            len(memory_names(pid)), len(java().sessions)])
    palestra_gym.stop()
    return {"first": counts[2], "last": counts[-1], "gone": not alive(pid), "after": message(made)}


def idle():
    """Java ends with the last environment, after the grace that it is given."""
    jvm.GRACE_SECONDS = 0
    env, other = made(), made()
    process = java().process
    env.close()
    early = java()._timer is None
    other.close()
    timer = java()._timer
    if timer is not None:
        timer.join()
    answers = {"early": early, "status": process.poll(), "again": message(lambda: made().step(0))}
    answers["new"] = java().process is not process
    return answers


def python_killed():
    """To be looked at from outside: who is there, and then the end."""
    env = made()
    made("palestra/CartPole-v1")
    env.step(0)
    pid = java().process.pid
    print(json.dumps({"java": pid, "names": memory_names(pid)}), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


def python_killed_while_busy():
    """The same while Java is in the middle of something and does not read."""
    env = made()
    pid = java().process.pid
    print(json.dumps({"java": pid, "names": memory_names(pid)}), flush=True)
    env._session.which[0] = 1
    os.write(java().to_java, struct.pack("=iii", session.RESET, env._session.number, 0) * 2000)
    os.kill(os.getpid(), signal.SIGKILL)


def ends():
    """Leaves without closing anything."""
    env = made()
    env.step(0)
    pid = java().process.pid
    return {"java": pid, "names": memory_names(pid)}


def launchers():
    """No launcher, or one that is none."""
    answers = {}
    os.environ["PALESTRA_HOME"] = "/nowhere"
    answers["home"] = message(made)
    del os.environ["PALESTRA_HOME"]
    with tempfile.TemporaryDirectory() as directory:
        place = pathlib.Path(directory)
        os.environ["PATH"] = directory
        jvm.__file__ = str(place / "a/b/c/d/e/f/jvm.py")
        answers["path"] = message(made)
        for name, body in (("ends", "echo broken >&2; exit 3"), ("talks", "echo hello; read -r x")):
            home = place / name
            home.mkdir()
            (home / "palestra").write_text(f"#!/bin/sh\n{body}\n")
            (home / "palestra").chmod(0o755)
            os.environ["PALESTRA_HOME"] = str(home)
            answers[name] = message(made).replace(directory, "")
    return answers


def versions():
    """Two that do not fit say so, whichever side is older."""
    answers = {}
    own = jvm.shared.VERSION
    jvm.shared.VERSION = own + 1
    answers["python"] = message(made)
    jvm.shared.VERSION = own
    os.environ["PALESTRA_DEADLINE"] = "soon"
    answers["deadline"] = message(made)
    return answers


def noise():
    """Whatever Java prints to standard output does not get between; the test has Java's collector tell all."""
    env = made()
    for _ in range(100):
        env.reset()
    system = java().gateway.jvm.java.lang.System
    system.out.println("noise")
    system.gc()
    return {"step": message(lambda: env.step(0))}


def broken():
    """What Java did not expect is told with its kind and place, in one line."""
    env = made()
    env._session.number = 10**6
    env._session.step_request = env._session.request(99)
    answers = {"unknown": message(lambda: env.step(0))}
    fresh = made()
    fresh._session.step_request = fresh._session.request(99)
    answers["request"] = message(lambda: fresh.step(0))
    answers["order"] = message(lambda: java().call("make", "{}"))
    return answers


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    print(json.dumps(globals()[sys.argv[1]]()))
