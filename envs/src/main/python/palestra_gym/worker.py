"""A process that steps environments for Java: started by palestra.envs.bridge, one of several that share the copies out.

Two planes. Control: py4j calls a method of `Control` with a JSON request (make, attach, reset, render, save, ...), and
the main thread carries it out, since some environments insist on the thread that made them. Data: Java writes commands
and actions into shared memory and one byte into this process's standard input; the worker steps, writes what came out
into shared memory, and answers with one byte. What environments print goes to standard error.
"""

import json
import os
import platform
import queue
import select
import shutil
import signal
import sys
import threading
import time
import traceback

STEP, CALL = b"s", b"c"
DONE, FAILED = b"d", b"e"

# How long to look for the next byte before sleeping: waking a sleeper costs more than most steps of cheap environments.
SPIN_SECONDS = 80e-6


class Signals:
    """The bytes to and from Java, on what were standard input and output."""

    def __init__(self):
        self.incoming, self.outgoing = os.dup(0), os.dup(1)
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.dup2(2, 1)
        os.close(nothing)
        self.poller = select.poll()
        self.poller.register(self.incoming, select.POLLIN)

    def read_line(self):
        line = b""
        while not line.endswith(b"\n"):
            byte = os.read(self.incoming, 1)
            if not byte:
                sys.exit(0)
            line += byte
        return json.loads(line)

    def write_line(self, value):
        os.write(self.outgoing, b"\n" + json.dumps(value).encode() + b"\n")

    def wait(self):
        """The next byte; nothing when Java has gone. Spins for a moment, since waking a sleeper takes long."""
        poll, clock = self.poller.poll, time.perf_counter
        end = clock() + SPIN_SECONDS
        while not poll(0) and clock() < end:
            pass
        return os.read(self.incoming, 1)

    def answer(self, byte):
        os.write(self.outgoing, byte)


class Lifeline:
    """Ends this process with Java, whatever the main thread is busy with."""

    def __init__(self, signals):
        self.directory = None
        self.outgoing = signals.outgoing
        threading.Thread(target=self.watch, daemon=True).start()

    def watch(self):
        poller = select.poll()
        poller.register(self.outgoing, 0)  # reports nothing but that the reader has gone
        poller.poll()
        if self.directory is not None:
            shutil.rmtree(self.directory, ignore_errors=True)
        os._exit(0)

    def tie(self):
        """Has Linux kill this process too: the watch needs the interpreter, which native code may hold for ever."""
        self.directory = None
        if sys.platform == "linux":
            import ctypes

            parent_death_signal = 1
            ctypes.CDLL(None).prctl(parent_death_signal, signal.SIGKILL)


class Control:
    """What py4j calls; the main thread does the work."""

    def __init__(self):
        self.requests, self.answers = queue.SimpleQueue(), queue.SimpleQueue()

    def call(self, request):
        self.requests.put(json.loads(request))
        return json.dumps(self.answers.get())

    class Java:
        implements = ["palestra.envs.bridge.PythonControl"]


def listen(token):
    """Opens the control plane to who knows the token, on the loopback address alone; gives its port."""
    from py4j.clientserver import ClientServer, JavaParameters, PythonParameters

    control = Control()
    server = ClientServer(
        java_parameters=JavaParameters(auth_token=token),
        python_parameters=PythonParameters(
            address="127.0.0.1", port=0, daemonize=True, daemonize_connections=True, auth_token=token),
        python_server_entry_point=control)
    plane = server.get_callback_server()
    plane.server_socket.listen()  # its own thread does so too, but perhaps after Java knows the port
    return control, plane.get_listening_port()


def main():
    signals = Signals()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to Java too, which ends us in good order
    lifeline = Lifeline(signals)
    hello = signals.read_line()

    import gymnasium

    from . import shared

    control, port = listen(hello["token"])
    signals.write_line({
        "protocol": shared.VERSION, "port": port, "pid": os.getpid(), "python": platform.python_version(),
        "gymnasium": gymnasium.__version__})

    from .copies import Copies

    copies = Copies(lifeline)
    while byte := signals.wait():
        if byte == STEP:
            signals.answer(DONE if copies.step() else FAILED)
        elif byte == CALL:
            control.answers.put(carry_out(copies, control.requests.get()))
    copies.close()
    os._exit(0)  # threads of environments, or of py4j, do not keep it alive


def carry_out(copies, request):
    try:
        return {"result": getattr(copies, "do_" + request.pop("do"))(**request)}
    except BaseException as e:
        return {"error": copies.failed if e is copies.failed_exception else copies.error(e)}


def describe(e):
    """The exception in one line, and its traceback."""
    message = " ".join("".join(traceback.format_exception_only(e)).split())
    return {"type": type(e).__name__, "message": message, "traceback": traceback.format_exc()}
