"""The file in memory that Java and Python both map; Java's SharedMemory is the other half and makes it."""

import mmap
import os
import struct

HEADER_BYTES = 64
VERSION = 1
MAGIC = b"PABRIDGE"


def attach(path):
    """Maps the file, checked to be one of this protocol's version."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        size = os.fstat(descriptor).st_size
        memory = mmap.mmap(descriptor, size)
    finally:
        os.close(descriptor)
    magic, version, _, recorded = struct.unpack_from("8siiq", memory)
    if magic != MAGIC or recorded != size:
        raise ValueError(f"{path} is not shared memory of the bridge")
    require_version(version)
    return memory


def require_version(version):
    if version != VERSION:
        raise ValueError(
            f"Java speaks version {version} of the bridge's protocol and the Python package palestra_gym version "
            f"{VERSION}: install the package that came with this Palestra")
