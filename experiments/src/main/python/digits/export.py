"""Writes scikit-learn's handwritten digits as two IDX files.

    python export.py DIRECTORY

The 1,797 digits of 8 x 8 pixels from 0 to 16 are the test part of the UCI set "Optical recognition of handwritten
digits" (Alpaydin and Kaynak 1998), which scikit-learn has with it. A file appears under its name when it is whole.
"""

import os
import struct
import sys

from sklearn.datasets import load_digits

UNSIGNED_BYTES = 0x08


def write(path, array):
    """Writes an array of small whole numbers."""
    temporary = f"{path}.{os.getpid()}"
    with open(temporary, "wb") as file:
        file.write(struct.pack(f">HBB{array.ndim}i", 0, UNSIGNED_BYTES, array.ndim, *array.shape))
        file.write(array.astype("uint8").tobytes())
    os.replace(temporary, path)


def main():
    directory = sys.argv[1]
    os.makedirs(directory, exist_ok=True)
    digits = load_digits()
    write(os.path.join(directory, "labels-idx1-ubyte"), digits.target)
    write(os.path.join(directory, "images-idx3-ubyte"), digits.images)
    print(len(digits.images))


main()
