"""Writes NumPy's ziggurat tables (NumPy is BSD-3-Clause) as the resource that Pcg64 reads.

The tables are the layers of Marsaglia and Tsang's method; their last bits depend on how they were
computed once, so they are taken from the static library in the NumPy wheel instead of computed anew.

    python ziggurat_tables.py OUT      (needs numpy, pyelftools and the program `ar`)
"""

import io
import pathlib
import struct
import subprocess
import sys

import numpy
from elftools.elf.elffile import ELFFile

ORDER = [
    ("ki_double", "Q"), ("wi_double", "d"), ("fi_double", "d"),
    ("ke_double", "Q"), ("we_double", "d"), ("fe_double", "d"),
    ("ki_float", "I"), ("wi_float", "f"), ("fi_float", "f"),
]

library = pathlib.Path(numpy.__file__).parent / "random" / "lib" / "libnpyrandom.a"
member = "src_distributions_distributions.c.o"
elf = ELFFile(io.BytesIO(subprocess.run(["ar", "p", library, member], check=True, capture_output=True).stdout))
symbols = {s.name.split(".")[0]: s for s in elf.get_section_by_name(".symtab").iter_symbols()}
with open(sys.argv[1], "wb") as out:
    for name, code in ORDER:
        symbol = symbols[name]
        data = elf.get_section(symbol["st_shndx"]).data()
        start = symbol["st_value"]
        values = struct.unpack(f"<256{code}", data[start:start + symbol["st_size"]])
        out.write(struct.pack(f">256{code}", *values))
