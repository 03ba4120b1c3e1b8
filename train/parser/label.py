"""Labels open text with trained teachers, whose probabilities are averaged: silver trees for the student.

usage: label.py --corpus DIR --treebanks DIR --out FILE.conllu.gz MODEL.pt...
"""
import argparse
import gzip
import pickle
from pathlib import Path

import numpy as np
import torch

from data import DEPRELS, Vocabulary, unlabelled
from model import Parser
from plain_text import report_sentences, tagged_sentences
from train import Set, choose_labels, mask_arcs
from trees import decode

# Words to take of each source: news and statements first, and general English so that the student keeps it.
REPORTS = {"wikinews.jsonl.gz": 250000, "state-dept.jsonl.gz": 550000, "white-house.jsonl.gz": 250000}
MASC_WORDS = 400000


class Teacher:
    """A trained model with its vocabulary."""

    def __init__(self, path):
        with open(path, "rb") as file:
            saved = pickle.load(file)
        state = saved["state"]
        self.tags = saved["tags"]
        self.vocabulary = Vocabulary.restore({"trained": len(saved["words"]), **saved})
        self.model = Parser(self.vocabulary.trained, len(saved["affixes"]), len(self.tags), len(DEPRELS),
                            state["glove.weight"], saved["sizes"], 0)
        self.model.load_state_dict(state)
        self.model.eval()


def average(tensors):
    return torch.stack(tensors).mean(0)


@torch.no_grad()
def label(teachers, sentences, words=3000):
    """Fills the tags, heads and relations of the sentences."""
    sets = [Set(sentences, t.vocabulary, {}) for t in teachers]
    tags = [tag.split("|") for tag in teachers[0].tags]
    for batches in zip(*(s.batches(words, shuffle=False) for s in sets)):
        lengths, group = batches[0][1], batches[0][3]
        heads_of = [t.model.heads(t.model.encode(b[0], b[1])) for t, b in zip(teachers, batches)]
        tag = average([h[0].softmax(-1) for h in heads_of]).argmax(-1)
        arcs = average([mask_arcs(h[1], lengths).softmax(-1) for h in heads_of]).clamp(min=1e-30).log()
        heads = torch.zeros(tag.shape, dtype=torch.long)
        for b, n in enumerate(lengths):
            heads[b, :n] = torch.from_numpy(np.asarray(decode(arcs[b, :n, :n + 1].numpy())))
        rels = average([t.model.labels(h[2], h[3], heads).softmax(-1) for t, h in zip(teachers, heads_of)])
        rels = choose_labels(rels, heads)
        for b, i in enumerate(group):
            n, sentence = lengths[b], sentences[i]
            sentence.tags = [tags[k] for k in tag[b, :n].tolist()]
            sentence.heads, sentence.rels = heads[b, :n].tolist(), rels[b, :n].tolist()


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("models", nargs="+")
    options.add_argument("--corpus", required=True)
    options.add_argument("--treebanks", required=True)
    options.add_argument("--out", required=True)
    options.add_argument("--threads", type=int, default=1)
    a = options.parse_args()
    torch.set_num_threads(a.threads)
    teachers = [Teacher(path) for path in a.models]
    if any(t.tags != teachers[0].tags for t in teachers):
        raise SystemExit("the teachers have other tags than each other")
    forms = [s for name, limit in REPORTS.items() for s in report_sentences(Path(a.corpus) / name, limit, 1)]
    forms += tagged_sentences(Path(a.treebanks) / "MASC_tagged/masc_tagged.txt.gz", MASC_WORDS, 1)
    sentences = [unlabelled(f) for f in forms]
    print(f"{len(sentences)} sentences, {sum(map(len, forms))} words", flush=True)
    label(teachers, sentences)
    with gzip.open(a.out, "wt", encoding="utf-8", compresslevel=3) as out:
        for s in sentences:
            for i, (form, tag, head, rel) in enumerate(zip(s.forms, s.tags, s.heads, s.rels)):
                out.write(f"{i + 1}\t{form}\t_\t{tag[0]}\t{tag[1]}\t_\t{head}\t{DEPRELS[rel]}\t_\t_\n")
            out.write("\n")


if __name__ == "__main__":
    main()
