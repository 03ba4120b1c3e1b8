"""Trains a tagger and parser.

usage: train.py --treebanks DIR --vectors FILE --out MODEL.pt [--silver FILE.conllu.gz] [--teacher] [--epochs N] [--minutes M]

The teacher is large and slow; the student is what ships. Every epoch is scored on the dev parts; the best one is kept.
"""
import argparse
import pickle
import random
import time

import numpy as np
import torch
from torch.nn import functional

from data import DEPRELS, Vocabulary, deprel_id, read_conllu, treebank
from model import Parser
from trees import decode

SIZES = {"teacher": {"input": 128, "hidden": 192, "layers": 2, "arc": 192, "label": 128},
         "student": {"input": 96, "hidden": 64, "layers": 2, "arc": 96, "label": 64}}
VECTOR_WORDS = {"teacher": 160000, "student": 110000}
BATCH_WORDS = {"teacher": 900, "student": 900}
RATE = {"teacher": 2e-3, "student": 3e-3}
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


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--treebanks", required=True)
    options.add_argument("--vectors", required=True)
    options.add_argument("--out", required=True)
    options.add_argument("--silver", nargs="*", default=[])
    options.add_argument("--teacher", action="store_true")
    options.add_argument("--epochs", type=int, default=12)
    options.add_argument("--minutes", type=float, default=1e9)
    options.add_argument("--gold-times", type=int, default=1)
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--test", action="store_true")
    a = options.parse_args()
    torch.set_num_threads(a.threads)
    torch.manual_seed(a.seed)
    random.seed(a.seed)
    kind = "teacher" if a.teacher else "student"
    banks = treebank(a.treebanks, "train")
    gold = banks["EWT"] + banks["GUM"]
    silver = [s for path in a.silver for s in read_conllu(path)]
    vocabulary = Vocabulary(gold + silver, a.vectors, VECTOR_WORDS[kind], 4 if silver else 2)
    tags = ["X|FW"] + sorted({"|".join(t) for s in gold for t in s.tags} - {"X|FW"})
    tag_index = {t: i for i, t in enumerate(tags)}
    train = Set(gold * a.gold_times + silver, vocabulary, tag_index)
    dev = {k: Set(v, vocabulary, tag_index) for k, v in treebank(a.treebanks, "dev").items()}
    sizes = SIZES[kind]
    model = Parser(vocabulary.trained, len(vocabulary.affixes), len(tags), len(DEPRELS),
                   torch.from_numpy(vocabulary.glove), sizes, 0.33 if a.teacher else (0.15 if silver else 0.25))
    batch = BATCH_WORDS[kind]
    total = a.epochs * sum(1 for _ in train.batches(batch))
    optimizer = torch.optim.Adam([p for p in model.parameters() if p.requires_grad], lr=RATE[kind], betas=(0.9, 0.95),
                                 fused=True)
    print(f"{kind}: {len(train.items)} sentences, {len(vocabulary.words)} words, {vocabulary.trained} trained, "
          f"{len(vocabulary.affixes)} affixes, {len(tags)} tags, {total} steps", flush=True)
    step, best, start = 0, 0.0, time.time()
    for epoch in range(a.epochs):
        model.train()
        for rows, lengths, goal, _ in train.batches(batch):
            done = max(step / total, (time.time() - start) / 60 / a.minutes)
            for group in optimizer.param_groups:
                group["lr"] = RATE[kind] * min(1, (step + 1) / 200) * max(0.02, 1 - done)
            optimizer.zero_grad()
            loss = loss_of(model, rows, lengths, goal)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            step += 1
            if done >= 1:
                break
        if epoch < a.epochs // 2 and done < 0.5 and epoch % 5:
            continue
        figures = {k: score(model, d, tags) for k, d in dev.items()}
        las = sum(f[2] for f in figures.values()) / 2
        print(f"epoch {epoch + 1} {(time.time() - start) / 60:.1f} min loss {loss.item():.3f} " +
              " ".join(f"{k} UPOS {f[0]:.2f} UAS {f[1]:.2f} LAS {f[2]:.2f}" for k, f in figures.items()), flush=True)
        if las > best:
            best = las
            with open(a.out, "wb") as out:
                pickle.dump({"state": model.state_dict(), "sizes": sizes, "tags": tags, "words": vocabulary.words,
                             "affixes": vocabulary.affixes, "trained": vocabulary.trained, "dev": figures}, out)
        if (time.time() - start) / 60 >= a.minutes:
            break
    if a.test:
        model.load_state_dict(pickle.load(open(a.out, "rb"))["state"])
        for k, v in treebank(a.treebanks, "test").items():
            print("test", k, score(model, Set(v, vocabulary, tag_index), tags))


if __name__ == "__main__":
    main()
