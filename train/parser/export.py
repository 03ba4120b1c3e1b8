"""Writes a trained student as the mapped file that src/models reads.

usage: export.py MODEL.pt OUT.dmw

The layout of the container is that of src/base/image.h; the sections are listed in src/models/weights.h.
"""
import argparse
import pickle
import sys
from pathlib import Path

import numpy as np
import torch

sys.path.append(str(Path(__file__).resolve().parent.parent))
from container import Image, slots  # noqa: E402

from data import DEPRELS, Vocabulary, unlabelled
from small import SmallParser
from train import Set, predict

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
XPOS = ("_ ADD AFX CC CD DT EX FW GW HYPH IN JJ JJR JJS LS MD NFP NN NNP NNPS NNS PDT POS PRP PRP$ RB RBR RBS RP SYM TO "
        "UH VB VBD VBG VBN VBP VBZ WDT WP WP$ WRB -LRB- -RRB- , . : `` '' $").split()
PANEL = 64


def bfloat(array):
    """bfloat16 numbers, rounded to nearest even."""
    bits = np.ascontiguousarray(array, np.float32).view(np.uint32)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype(np.uint16)


def panels(matrix, pad_rows=False):
    """[K][N] with N (and K, if asked) padded to a multiple of 64, as panels of 64 columns."""
    if pad_rows:
        matrix = np.pad(matrix, ((0, -matrix.shape[0] % PANEL), (0, 0)))
    k, n = matrix.shape
    padded = np.zeros((k, -(-n // PANEL) * PANEL), np.float32)
    padded[:, :n] = matrix
    return np.concatenate([padded[:, p:p + PANEL].reshape(-1) for p in range(0, padded.shape[1], PANEL)])


def padded(vector):
    out = np.zeros(-(-len(vector) // PANEL) * PANEL, np.float32)
    out[:len(vector)] = vector
    return out


def round_tables(state):
    """Rows of the tables as the file will hold them, so that training-time and run-time predictions agree."""
    as_float = lambda a: torch.from_numpy((bfloat(a.numpy()).astype(np.uint32) << 16).view(np.float32))
    rows = state["glove.weight"] @ state["project.weight"].T
    own = state["word.weight"][:1].repeat(len(rows), 1)  # words without a row of their own share the unknown word's
    own[:len(state["word.weight"])] = state["word.weight"]
    rows += own
    state = dict(state)
    state["word.weight"], state["glove.weight"] = as_float(rows), torch.zeros_like(state["glove.weight"])
    state["affix.weight"], state["shape.weight"] = as_float(state["affix.weight"]), as_float(state["shape.weight"])
    return state


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("model")
    options.add_argument("out")
    a = options.parse_args()
    write(a.model, a.out)


def write(model_path, out_path):
    """Reads a trained model and writes the file."""
    with open(model_path, "rb") as file:
        saved = pickle.load(file)
    state, sizes = round_tables(saved["state"]), saved["sizes"]
    image = Image()
    shape = [sizes[k] for k in ("input", "hidden", "arc", "label")] + [len(saved["tags"]), len(DEPRELS)]
    image.add("config", np.array(shape, np.uint32))
    words = [w.encode() for w in saved["words"]]
    image.strings("words", words)
    image.add("word_slots", slots(words))
    image.add("word_rows", bfloat(state["word.weight"].numpy()))
    image.strings("affixes", saved["affixes"])
    image.add("affix_slots", slots(saved["affixes"]))
    image.add("affix_rows", bfloat(state["affix.weight"].numpy()))
    image.add("shape_rows", bfloat(state["shape.weight"].numpy()))
    pairs = [t.split("|") for t in saved["tags"]]
    image.add("tags", np.array([[UPOS.index(u), XPOS.index(x) if x in XPOS else 0] for u, x in pairs], np.uint8))
    number = lambda name: state[name].numpy()
    for layer in range(2):
        p = f"lstm.{layer}."
        both = lambda kind: [number(p + kind + "_l0" + d) for d in ("", "_reverse")]
        image.add(f"l{layer}.input", panels(np.concatenate([w.T for w in both("weight_ih")], 1)))
        image.add(f"l{layer}.bias", np.concatenate([x + y for x, y in zip(both("bias_ih"), both("bias_hh"))]))
        image.add(f"l{layer}.forward", panels(both("weight_hh")[0].T))
        image.add(f"l{layer}.backward", panels(both("weight_hh")[1].T))
    dense = {"tag": "tag", "arc_dep": "arc_dep", "arc_head": "arc_head", "label_dep": "label_dep", "label_out": "label_out"}
    for section, name in dense.items():
        image.add(section + ".w", panels(number(name + ".weight").T, pad_rows=name == "label_out"))
        image.add(section + ".b", padded(number(name + ".bias")))
    image.add("label_head.w", panels(number("label_head.weight").T))
    image.add("arc_pair.w", panels(number("arc_bilinear"), pad_rows=True))
    image.add("arc_bias.w", np.append(number("arc_bias.weight")[0], number("arc_bias.bias")).astype(np.float32))
    image.add("root", number("root"))
    add_self_test(image, saved, state)
    Path(out_path).write_bytes(image.bytes())


def add_self_test(image, saved, state):
    """Sentences of our own with what this network says of them: the loader parses them again."""
    vocabulary = Vocabulary.restore({**saved, "trained": len(saved["words"])})
    lines = (Path(__file__).parent / "self_test.txt").read_text(encoding="utf-8").splitlines()
    sentences = [unlabelled(line.split()) for line in lines]
    tags = {t: i for i, t in enumerate(saved["tags"])}
    data = Set(sentences, vocabulary, tags)
    model = SmallParser(len(saved["words"]), len(saved["affixes"]), len(tags), len(DEPRELS), state["glove.weight"],
                        saved["sizes"], 0)
    model.load_state_dict(state)
    said = predict(model, data)
    image.strings("test_forms", [f.encode() for s in sentences for f in s.forms])
    image.add("test_lengths", np.array([len(s.forms) for s in sentences], np.uint32))
    image.add("test_answers", np.concatenate([np.stack([t, h, r], 1) for t, h, r in said]).astype(np.uint16))


if __name__ == "__main__":
    main()
