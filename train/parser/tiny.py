"""Writes a very small network with random weights: a whole file of the format for tests and fuzzing.

usage: tiny.py OUT.dmw
"""
import argparse
import pickle
import tempfile

import numpy as np
import torch

import export
from data import DEPRELS
from model import Parser

SIZES = {"input": 16, "hidden": 16, "layers": 2, "arc": 16, "label": 16}
WORDS = ["<unknown>", "the", "of", "talks", "said", "in", ".", ",", "rebels", "army"]
AFFIXES = [b"", b"sed", b"Sing", b"tting", b"pth", b"Ppre"]
TAGS = ["X|FW", "NOUN|NN", "VERB|VBD", "DET|DT", "PUNCT|."]


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out")
    a = options.parse_args()
    torch.manual_seed(5)
    glove = torch.from_numpy(np.random.default_rng(5).normal(size=(len(WORDS), 4)).astype(np.float32))
    model = Parser(len(WORDS), len(AFFIXES), len(TAGS), len(DEPRELS), glove, SIZES, 0)
    with tempfile.NamedTemporaryFile(suffix=".pt") as file:
        pickle.dump({"state": model.state_dict(), "sizes": SIZES, "tags": TAGS, "words": WORDS, "affixes": AFFIXES,
                     "trained": len(WORDS)}, file)
        file.flush()
        export.write(file.name, a.out)


if __name__ == "__main__":
    main()
