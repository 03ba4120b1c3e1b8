"""Writes a very small model of the format, which knows nothing: for tests, for fuzzing, and to read features with before
there is a model.

usage: tiny.py OUT.dmr
"""
import sys

import numpy as np
import torch

from model import GROUPS, TYPES, Linear, write

SIZE = 4


class Words:
    words = ["attack", "condemn", "meet"]
    bytes = np.arange(len(words) * SIZE, dtype=np.int8).reshape(len(words), SIZE)
    scales = np.full(len(words), 0.01, np.float32)


class Known:
    keys = ["root=attack", "root=condemn", "vs:nsubj=meet"]


def main():
    torch.manual_seed(1)
    model = Linear(torch.randn(len(Known.keys), len(TYPES)), torch.randn(len(GROUPS) * SIZE, len(TYPES)),
                   torch.zeros(1, len(TYPES)), torch.zeros(1, len(TYPES)))
    write(sys.argv[1], model, Known, Words)


if __name__ == "__main__":
    main()
