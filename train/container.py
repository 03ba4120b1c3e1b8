"""The flat file that the program maps: src/base/image.h."""
import hashlib
import struct

import numpy as np
import xxhash


class Image:
    """The container: named sections of plain records and a pool of strings, with a checksum."""

    def __init__(self):
        self.body, self.sections, self.pool = bytearray(), [], bytearray()

    def add(self, name, array, record=None):
        data = np.ascontiguousarray(array)
        self.body += b"\0" * (-len(self.body) % 8)
        self.sections.append((name.encode(), len(self.body), data.nbytes, record or data.itemsize))
        self.body += data.tobytes()

    def strings(self, name, items):
        refs = []
        for item in items:
            refs.append((len(self.pool), len(item)))
            self.pool += item
        self.add(name, np.array(refs, np.uint32), record=8)

    def bytes(self):
        self.body += b"\0" * (-len(self.body) % 8)
        self.pool += b"\0" * (-len(self.pool) % 8)
        header_size, table = 64, 40 * len(self.sections)
        base = header_size + table
        out = bytearray()
        for name, offset, size, record in self.sections:
            out += struct.pack("<16sQQQ", name, base + offset, size, record)
        out += self.body
        pool_offset = header_size + len(out)
        out += self.pool
        version = hashlib.sha256(bytes(out)).hexdigest()[:12].encode()
        header = struct.pack("<8sIIQQQQ16s", b"DMRCHLEX", 1, len(self.sections), xxhash.xxh64_intdigest(bytes(out)),
                             header_size + len(out), pool_offset, len(self.pool), version)
        return header + bytes(out)


def slots(keys):
    """Open-addressing table of positions in `keys`."""
    size = 16
    while size < 2 * len(keys):
        size *= 2
    table = np.full(size, 0xFFFFFFFF, np.uint32)
    for i, key in enumerate(keys):
        at = xxhash.xxh3_64_intdigest(key) & (size - 1)
        while table[at] != 0xFFFFFFFF:
            at = (at + 1) & (size - 1)
        table[at] = i
    return table
