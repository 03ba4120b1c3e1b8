"""Trains a tagger and parser.

usage: train.py --treebanks DIR --vectors FILE --out MODEL.pt [--size student] [--silver FILE.conllu.gz] [--epochs N]

Teachers are large and slow; the student is what ships. Epochs are scored on the dev parts; the best one is kept.
"""
import argparse
import pickle
import random
import time
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from data import DEPRELS, Vocabulary, read_conllu, treebank
from model import Parser
from trees import decode


@dataclass(frozen=True)
class Size:
    """What differs between the networks: widths, words with vectors, words in a batch, highest learning rate, dropout."""
    widths: dict
    vector_words: int
    batch_words: int
    rate: float
    dropout: float


SIZES = {"teacher": Size({"input": 128, "hidden": 192, "layers": 2, "arc": 192, "label": 128}, 160000, 900, 2e-3, 0.33),
         "large-teacher": Size({"input": 160, "hidden": 256, "layers": 2, "arc": 192, "label": 128}, 150000, 1200, 2e-3, 0.33),
         "student": Size({"input": 96, "hidden": 64, "layers": 2, "arc": 96, "label": 64}, 110000, 900, 3e-3, 0.25)}
SILVER_DROPOUT = 0.15  # with silver trees there is less to overfit
ROOT = DEPRELS.index("root")


class Set:
    """Sentences as padded batches of similar length."""

    def __init__(self, sentences, vocabulary, tags):
        self.items = []
        for s in sentences:
            if not 0 < len(s.forms) <= 120:
                continue
            self.items.append((vocabulary.features(s.forms),
                               np.array([tags.get("|".join(t), 0) for t in s.tags], np.int16),
                               np.array(s.heads, np.int16), np.array(s.rels, np.int16)))

    def batches(self, words, shuffle=True):
        jitter = 2 if shuffle else 0
        order = sorted(range(len(self.items)), key=lambda i: len(self.items[i][1]) + random.random() * jitter)
        groups, group, longest = [], [], 0
        for i in order:
            longest = max(longest, len(self.items[i][1]))
            if group and longest * (len(group) + 1) > words:
                groups.append(group)
                group, longest = [], len(self.items[i][1])
            group.append(i)
        groups.append(group)
        if shuffle:
            random.shuffle(groups)
        for group in groups:
            yield self.pad(sorted(group, key=lambda i: -len(self.items[i][1])))

    def pad(self, group):
        lengths = [len(self.items[i][1]) for i in group]
        n = lengths[0]
        rows = torch.zeros(len(group), n, 7, dtype=torch.long)
        gold = [torch.full((len(group), n), -100) for _ in range(3)]
        for b, i in enumerate(group):
            item = self.items[i]
            rows[b, :lengths[b]] = torch.from_numpy(item[0].astype(np.int64))
            for k in range(3):
                gold[k][b, :lengths[b]] = torch.from_numpy(item[k + 1].astype(np.int64))
        return rows, lengths, gold, group


def mask_arcs(arcs, lengths):
    """No head beyond the sentence's end."""
    limit = torch.tensor(lengths).view(-1, 1, 1)
    return arcs.masked_fill(torch.arange(arcs.shape[2]).view(1, 1, -1) > limit, -1e9)


def loss_of(model, rows, lengths, gold):
    x = model.encode(rows, lengths)
    tag, arcs, label_dep, label_head = model.heads(x)
    arcs = mask_arcs(arcs, lengths)
    labels = model.labels(label_dep, label_head, gold[1].clamp(min=0))

    def flat(scores, target):
        return functional.cross_entropy(scores.reshape(-1, scores.shape[-1]), target.reshape(-1), ignore_index=-100)

    return 0.5 * flat(tag, gold[0]) + flat(arcs, gold[1]) + flat(labels, gold[2])


def choose_labels(scores, heads):
    """Best relation of each word; the root relation belongs to the root alone."""
    scores = scores.clone()
    scores[..., ROOT] = -1e9
    return scores.argmax(-1).masked_fill(heads == 0, ROOT)


@torch.no_grad()
def predict(model, data, words=4000):
    """(tags, heads, labels) for each sentence, in the set's order."""
    model.eval()
    out = [None] * len(data.items)
    for rows, lengths, _, group in data.batches(words, shuffle=False):
        x = model.encode(rows, lengths)
        tag, arcs, label_dep, label_head = model.heads(x)
        arcs = mask_arcs(arcs, lengths)
        heads = torch.zeros(rows.shape[:2], dtype=torch.long)
        for b, n in enumerate(lengths):
            heads[b, :n] = torch.from_numpy(np.asarray(decode(arcs[b, :n, :n + 1].numpy())))
        labels = choose_labels(model.labels(label_dep, label_head, heads), heads)
        for b, i in enumerate(group):
            n = lengths[b]
            out[i] = (tag[b, :n].argmax(-1).numpy(), heads[b, :n].numpy(), labels[b, :n].numpy())
    return out


UNIVERSAL = np.array([DEPRELS.index(r.split(":")[0]) for r in DEPRELS])


def score(model, data, tags):
    """UPOS, UAS, LAS by universal relation."""
    names = [t.split("|")[0] for t in tags]
    upos_of = np.array([names.index(n) for n in names])
    hit = np.zeros(4)
    for (_, tag, head, rel), (t, h, r) in zip(data.items, predict(model, data)):
        same = h == head
        hit += [len(tag), (upos_of[t] == upos_of[tag]).sum(), same.sum(), (same & (UNIVERSAL[r] == UNIVERSAL[rel])).sum()]
    return hit[1:] / hit[0] * 100


def parse_options():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--treebanks", required=True)
    options.add_argument("--vectors", required=True)
    options.add_argument("--out", required=True)
    options.add_argument("--silver", nargs="*", default=[])
    options.add_argument("--size", choices=list(SIZES), default="student")
    options.add_argument("--epochs", type=int, default=12)
    options.add_argument("--minutes", type=float, default=1e9, help="end the schedule after this time at the latest")
    options.add_argument("--gold-times", type=int, default=1, help="how often gold sentences come in each epoch")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--test", action="store_true", help="score the test parts at the end")
    return options.parse_args()


class Run:
    """One training: data, network, optimiser and the place in the schedule."""

    def __init__(self, options):
        self.options, self.size = options, SIZES[options.size]
        banks = treebank(options.treebanks, "train")
        gold = banks["EWT"] + banks["GUM"]
        silver = [s for path in options.silver for s in read_conllu(path)]
        self.vocabulary = Vocabulary(gold + silver, options.vectors, self.size.vector_words, 4 if silver else 2)
        self.tags = ["X|FW"] + sorted({"|".join(t) for s in gold for t in s.tags} - {"X|FW"})
        self.train = self.set_of(gold * options.gold_times + silver)
        self.dev = {name: self.set_of(s) for name, s in treebank(options.treebanks, "dev").items()}
        self.model = Parser(self.vocabulary.trained, len(self.vocabulary.affixes), len(self.tags), len(DEPRELS),
                            torch.from_numpy(self.vocabulary.glove), self.size.widths,
                            SILVER_DROPOUT if silver else self.size.dropout)
        self.optimizer = torch.optim.Adam([p for p in self.model.parameters() if p.requires_grad], lr=self.size.rate,
                                          betas=(0.9, 0.95), fused=True)
        self.total = options.epochs * sum(1 for _ in self.train.batches(self.size.batch_words))
        self.step, self.done, self.best, self.start = 0, 0.0, 0.0, time.time()
        print(f"{options.size}: {len(self.train.items)} sentences, {len(self.vocabulary.words)} words, "
              f"{self.vocabulary.trained} trained, {len(self.vocabulary.affixes)} affixes, {len(self.tags)} tags, "
              f"{self.total} steps", flush=True)

    def set_of(self, sentences):
        return Set(sentences, self.vocabulary, {tag: i for i, tag in enumerate(self.tags)})

    def minutes(self):
        return (time.time() - self.start) / 60

    def epoch(self):
        """One pass over the data under a rate that rises for 200 steps and then falls to nothing."""
        self.model.train()
        for rows, lengths, goal, _ in self.train.batches(self.size.batch_words):
            self.done = max(self.step / self.total, self.minutes() / self.options.minutes)
            if self.done >= 1:
                break
            for group in self.optimizer.param_groups:
                group["lr"] = self.size.rate * min(1, (self.step + 1) / 200) * max(0.02, 1 - self.done)
            self.optimizer.zero_grad()
            loss_of(self.model, rows, lengths, goal).backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 5.0)
            self.optimizer.step()
            self.step += 1

    def judge(self, number):
        """Scores the dev parts and keeps the model if it is the best so far."""
        figures = {name: score(self.model, data, self.tags) for name, data in self.dev.items()}
        print(f"epoch {number} {self.minutes():.1f} min " + " ".join(map(as_text, figures, figures.values())), flush=True)
        las = sum(f[2] for f in figures.values()) / len(figures)
        if las > self.best:
            self.best = las
            with open(self.options.out, "wb") as out:
                pickle.dump({"state": self.model.state_dict(), "sizes": self.size.widths, "tags": self.tags,
                             "words": self.vocabulary.words, "affixes": self.vocabulary.affixes,
                             "trained": self.vocabulary.trained, "dev": figures}, out)


def as_text(name, figures):
    return f"{name} UPOS {figures[0]:.2f} UAS {figures[1]:.2f} LAS {figures[2]:.2f}"


def main():
    options = parse_options()
    torch.set_num_threads(options.threads)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    run = Run(options)
    for number in range(1, options.epochs + 1):
        run.epoch()
        if 2 * number > options.epochs or run.done > 0.5 or number % 5 == 1:
            run.judge(number)
        if run.done >= 1:
            break
    if options.test:
        with open(options.out, "rb") as file:
            run.model.load_state_dict(pickle.load(file)["state"])
        for name, sentences in treebank(options.treebanks, "test").items():
            print("test " + as_text(name, score(run.model, run.set_of(sentences), run.tags)), flush=True)


if __name__ == "__main__":
    main()
