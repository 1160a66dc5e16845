"""The one Java process of this Python process, and how to talk to it; Java's GymServer is the other half.

Making an environment goes over py4j, whose port on the loopback interface answers only those who know a token that is
told on Java's standard input. A step is 12 bytes on that pipe. Java counts its answers in memory that both map, so that
a quick answer is seen without a call to the system, and writes a byte to its standard output for those who sleep.
"""

import atexit
import collections
import json
import os
import pathlib
import platform
import secrets
import select
import shutil
import signal
import subprocess
import threading
import time
import weakref

from palestra_gym import __version__, shared
from palestra_gym.errors import BridgeError, raise_for

GRACE_SECONDS = 10
START_SECONDS = 900  # the launcher may have to build first
STOP_SECONDS = 5
DEADLINE_SECONDS = 60
LINE_BYTES = 1 << 16

# How often to look before sleeping, some 25 us: more than waking up would take. Where that was in vain, Java being slow
# or waiting for this very processor, so many exchanges sleep at once before it is tried again: 1, 2, 4, to MOST_REST.
# Elsewhere than on x86 a processor may show the count before what it counts, so there a call to the system stands between.
LOOKS = range(400 if platform.machine().lower() in ("x86_64", "amd64") else 0)
MOST_REST = 512
UNREAD_BYTES = 4096


def launcher():
    """The launcher to start Java with."""
    home = os.environ.get("PALESTRA_HOME")
    if home:
        path = pathlib.Path(home) / "palestra"
        if not path.is_file():
            raise BridgeError(f"PALESTRA_HOME is {home}, but there is no launcher {path}: name Palestra's directory")
        return str(path)
    checkout = pathlib.Path(__file__).resolve().parents
    if len(checkout) > 5 and (checkout[5] / "palestra").is_file() and (checkout[5] / "pom.xml").is_file():
        return str(checkout[5] / "palestra")
    found = shutil.which("palestra")
    if found is None:
        raise BridgeError(
            "no Palestra found: set PALESTRA_HOME to its directory, the one with the launcher 'palestra', or put the "
            "launcher on the PATH")
    return found


def deadline():
    text = os.environ.get("PALESTRA_DEADLINE", str(DEADLINE_SECONDS))
    try:
        seconds = float(text)
        if seconds > 0:
            return seconds
    except ValueError:
        pass
    raise BridgeError(f"PALESTRA_DEADLINE is a number of seconds above 0, but is '{text}'")


def error_output():
    """Python's own; none where that is closed, lest the next file that Java opens take its number and its words."""
    try:
        os.fstat(2)
    except OSError:
        return subprocess.DEVNULL
    return None


class Jvm:
    """A Java process with its pipes, its gateway and the sessions open in it."""

    def __init__(self):
        self.deadline = deadline()
        self.lost = None  # why it cannot be used any more
        self.lock = threading.RLock()
        self.sessions = weakref.WeakSet()
        self.abandoned = collections.deque()
        self.gateway = None
        self._rest, self._next_rest = 0, 1
        self._unread = 0
        self._timer = None
        command = launcher()
        try:
            # A session of its own: Ctrl-C is Python's to handle.
            self.process = subprocess.Popen(
                [command, "__gym"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=error_output(), bufsize=0,
                start_new_session=True)
        except OSError as e:
            raise BridgeError(f"cannot start {command}: {e.strerror}; PALESTRA_HOME names Palestra's directory") from e
        self.to_java, self.from_java = self.process.stdin.fileno(), self.process.stdout.fileno()
        os.set_blocking(self.from_java, False)
        self._poll = select.poll()
        self._poll.register(self.from_java, select.POLLIN)
        try:
            self._greet(command)
        except BaseException:
            self.end(kill=True)
            raise

    def _greet(self, command):
        token = secrets.token_hex(16)
        hello = json.dumps({"token": token, "protocol": shared.VERSION, "package": __version__})
        try:
            os.write(self.to_java, hello.encode() + b"\n")
        except BrokenPipeError:
            pass  # it ended; why, the next lines find out
        answer = self._read_line(command)
        if "error" in answer:
            raise BridgeError(answer["error"])
        shared.require_version(answer.get("protocol"))
        from py4j.java_gateway import GatewayParameters, JavaGateway

        self.gateway = JavaGateway(gateway_parameters=GatewayParameters(
            address="127.0.0.1", port=answer["port"], auth_token=token, read_timeout=self.deadline))

    def _read_line(self, command):
        line, end = b"", time.monotonic() + START_SECONDS
        while not line.endswith(b"\n"):
            if not self._poll.poll(max(0, end - time.monotonic()) * 1000):
                raise BridgeError(f"{command} __gym did not answer within {START_SECONDS} seconds")
            part = os.read(self.from_java, LINE_BYTES)
            if not part:
                raise BridgeError(f"{command} __gym {self._fate()} before it answered; why, it wrote to standard error")
            line += part
        try:
            return json.loads(line)
        except ValueError:
            shown = line.decode(errors="replace").strip()[:200]
            raise BridgeError(f"{command} is no Palestra that knows palestra_gym: it answered '{shown}'") from None

    def _fate(self):
        try:
            status = self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            return "closed its output"
        if status < 0:
            return f"was killed by {signal.Signals(-status).name}"
        return f"ended with status {status}"

    def call(self, method, *arguments):
        """Calls Java's Desk; answers and errors are JSON."""
        with self.lock:
            self.require()
            for session in [self.abandoned.popleft() for _ in range(len(self.abandoned))]:
                session.close()
            start = time.monotonic()
            try:
                answer = json.loads(getattr(self.gateway.entry_point, method)(*arguments))
            except Exception as e:
                if time.monotonic() - start >= self.deadline:
                    self._late(f"Java's answer to '{method}'", e)
                state = "failed" if self.process.poll() is None else self._fate()
                self._fail(f"Java {state} when asked to {method}: {type(e).__name__}: {e}".splitlines()[0], e)
        if "error" in answer:
            raise_for(answer["error"]["status"], answer["error"]["message"])
        return answer

    def require(self):
        if self.lost is not None:
            raise BridgeError(self.lost)

    def exchange(self, session, request):
        """Asks a session and waits for its answer."""
        with self.lock:
            if self.lost is not None:
                raise BridgeError(self.lost)
            asked = session.asked = session.asked + 1
            counter = session.answered
            try:
                os.write(self.to_java, request)
                if self._rest:
                    self._rest -= 1
                    self._sleep(session, counter, asked)
                else:
                    for _ in LOOKS:
                        if counter[0] == asked:
                            self._next_rest = 1
                            break
                    else:
                        self._rest, self._next_rest = self._next_rest, min(2 * self._next_rest, MOST_REST)
                        self._sleep(session, counter, asked)
                self._unread += 1
                if self._unread > UNREAD_BYTES:
                    self._drain()
            except BrokenPipeError as e:
                self._died(session, e)
            except BaseException:
                session.unsettled = True  # an interruption: the answer is still to come
                raise

    def settle(self, session):
        """Waits for the answer to a request that was interrupted."""
        with self.lock:
            self.require()
            self._sleep(session, session.answered, session.asked)
            session.unsettled = False

    def _sleep(self, session, counter, asked):
        end = time.monotonic() + self.deadline
        while counter[0] != asked:
            left = end - time.monotonic()
            if left <= 0:
                self._late(f"the answer of {session.name}")
            if self._poll.poll(left * 1000) and not self._drain():
                self._died(session)

    def _drain(self):
        """Takes the bytes that wake sleepers off the pipe; false when Java has closed it."""
        self._unread = 0
        try:
            return bool(os.read(self.from_java, LINE_BYTES))
        except BlockingIOError:
            return True

    def _died(self, session, cause=None):
        self._fail(f"Java (process {self.process.pid}) {self._fate()} while {session.name} waited for its answer", cause)

    def _late(self, what, cause=None):
        self._fail(
            f"{what} did not come within {self.deadline:g} seconds, and Java was ended; PALESTRA_DEADLINE sets how many "
            "it may take", cause)

    def _fail(self, why, cause=None):
        self.end(kill=True, why=why)
        raise BridgeError(why) from cause

    def opened(self, session):
        with self.lock:
            self.sessions.add(session)
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

    def closed(self, session):
        """When the last one is gone Java goes too, after a moment in which another may come."""
        with self.lock:
            self.sessions.discard(session)
            if not self.sessions and self.lost is None:
                self._timer = threading.Timer(GRACE_SECONDS, self._end_if_idle)
                self._timer.daemon = True
                self._timer.start()

    def _end_if_idle(self):
        with self.lock:
            if not self.sessions:
                self.end(why="Java was ended when its last environment was closed")

    def end(self, kill=False, why="Java was ended"):
        """Ends Java and waits for it."""
        with self.lock:
            if self.lost is not None:
                return
            self.lost = why
            if self._timer is not None:
                self._timer.cancel()
            if kill:
                self._kill()
            self._forget()
            if self.gateway is not None:
                self.gateway.close()
            self.process.stdin.close()
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._kill()
                self.process.wait()
            self.process.stdout.close()

    def _kill(self):
        """Kills the launcher with whatever it has started: it leads a process group of its own."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)

    def _forget(self):
        self.to_java = self.from_java = -1
        for session in list(self.sessions):
            session.lost = self.lost

    def leave_to_parent(self):
        """In a forked child: lets go of what is the parent's, without a word to Java."""
        self.lost = "this environment was made before the process forked: make it in the child"
        self.lock = threading.RLock()
        self._timer = None
        self._forget()
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.returncode = 0  # nobody here waits for the parent's child
        for connection in list(self.gateway._gateway_client.deque):
            # Closing by the book would shut down the connection that the parent goes on using.
            os.close(connection.socket.detach())


class Keeper:
    """Knows the process's Java, and starts one when it is needed."""

    def __init__(self):
        self.lock = threading.RLock()
        self.jvm = None

    def get(self):
        with self.lock:
            if self.jvm is None or self.jvm.lost is not None:
                self.jvm = Jvm()
            return self.jvm

    def stop(self):
        with self.lock:
            if self.jvm is not None:
                self.jvm.end()
                self.jvm = None

    def forked(self):
        self.lock = threading.RLock()
        if self.jvm is not None and self.jvm.lost is None:
            self.jvm.leave_to_parent()
        self.jvm = None


KEEPER = Keeper()
atexit.register(KEEPER.stop)
os.register_at_fork(after_in_child=KEEPER.forked)


def stop():
    KEEPER.stop()
