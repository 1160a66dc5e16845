"""What goes wrong on the way to Java, always in one line."""


class BridgeError(RuntimeError):
    """Java could not be started, has died, does not answer, or broke."""


def raise_for(status, message):
    """Raises what Java reports: wrong values, a call at the wrong time, or a fault of its own."""
    kinds = {1: ValueError, 2: RuntimeError}
    raise kinds.get(status, BridgeError)(message)
