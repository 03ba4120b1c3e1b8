"""The relation model in PyTorch, and its file. src/events/relate_model.cc runs it."""
import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch
import xxhash

sys.path.append(str(Path(__file__).resolve().parent.parent))
from container import Image, slots  # noqa: E402

TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
# Kinds of features whose words speak through their vectors as well, by group; the vectors of a group are averaged.
GROUPS = [["root"], ["arg", "arg:obj"], ["arg:xcomp", "arg:ccomp", "arg2"], ["path", "vt0"], ["vs0", "over"], ["between"], ["near"],
          ["source"], ["target"], ["said", "bestword"]]
GROUP_OF = {kind: g for g, kinds in enumerate(GROUPS) for kind in kinds}
WORDS = 40000
SPLIT = 0.2  # how much telling CONCEDE from RETREAT counts beside telling the types, of which they are then one
YIELDING = [TYPES.index("CONCEDE"), TYPES.index("RETREAT")]
LEAST = 2  # a feature that fewer questions have gets no weight


class Vectors:
    """Vectors of the commonest words, of length one and rounded to bytes."""

    def __init__(self, path):
        blob = json.load(open(path, encoding="utf-8"))
        self.words = [w for w in blob["words"] if w.isalpha()][:WORDS]
        x = np.array([blob["vectors"][w][:blob["dimensions"]] for w in self.words], np.float32)
        x /= np.linalg.norm(x, axis=1, keepdims=True)
        self.scales = np.abs(x).max(1) / 127
        self.bytes = np.rint(x / self.scales[:, None]).astype(np.int8)
        self.number = {w: i for i, w in enumerate(self.words)}
        self.rows = self.bytes.astype(np.float32) * self.scales[:, None]

    def of(self, features):
        """[groups * size]: the mean vector of each group's words."""
        out = np.zeros((len(GROUPS), self.rows.shape[1]), np.float32)
        count = [0] * len(GROUPS)
        for kind, word in features:
            if kind in GROUP_OF and word in self.number:
                out[GROUP_OF[kind]] += self.rows[self.number[word]]
                count[GROUP_OF[kind]] += 1
        for g, n in enumerate(count):
            out[g] /= max(n, 1)
        return out.ravel()


class Questions:
    """What `demarche relate --features` answered: known features as numbers, dense vectors, the types that are right."""

    def __init__(self, path, vectors):
        rows = [json.loads(line) for line in open(path, encoding="utf-8")]
        self.source, self.number, names = zip(*(r["id"].split("|") for r in rows))
        self.names = ["YIELD" if n in ("CONCEDE", "RETREAT") else n for n in names]
        self.right = torch.zeros(len(rows), len(TYPES))  # of those that yield, both ways of it
        self.split = torch.zeros(len(rows), len(TYPES))  # the one way, where it is known
        for i, n in enumerate(names):
            self.right[i, YIELDING if self.names[i] == "YIELD" else [TYPES.index(n)]] = 1
            if n in ("CONCEDE", "RETREAT"):
                self.split[i, TYPES.index(n)] = 1
        features = [sorted({(kind, word) for kind, word in r["features"]}) for r in rows]
        count = Counter(f for list_ in features for f in list_)
        self.keys = [f"{kind}={word}" for kind, word in sorted(f for f in count if count[f] >= LEAST)]
        number = {key: i for i, key in enumerate(self.keys)}
        self.items = [np.array([number[k] for k in (f"{a}={b}" for a, b in list_) if k in number], np.int64) for list_ in features]
        self.dense = torch.from_numpy(np.stack([vectors.of(list_) for list_ in features]))
        self.pair = torch.tensor([[float(s == "pair")] for s in self.source])

    def where(self, test):
        return np.array([i for i in range(len(self.items)) if test(i)])

    def batch(self, which):
        flat = torch.from_numpy(np.concatenate([self.items[i] for i in which]))
        offsets = torch.from_numpy(np.cumsum([0] + [len(self.items[i]) for i in which[:-1]]))
        return flat, offsets, self.dense[which], self.pair[which]


class Linear:
    """Softmax regression; features are dropped at random while it learns, so that it does not lean on few of them. Pairs
    have a bias of their own, since written sentences come in other proportions; it is the one that answers."""

    def __init__(self, weights, matrix, bias, pair_bias):
        self.weights, self.matrix, self.bias, self.pair_bias = weights, matrix, bias, pair_bias

    def scores(self, batch, dropped=0.0):
        flat, offsets, dense, pair = batch
        kept = (torch.rand(len(flat)) >= dropped).float() / (1 - dropped) if dropped > 0 else None
        sums = torch.nn.functional.embedding_bag(flat, self.weights, offsets, mode="sum", per_sample_weights=kept)
        return sums + dense @ self.matrix + self.bias + pair * self.pair_bias

    def probabilities(self, batch):
        with torch.no_grad():
            return torch.softmax(self.scores(batch), 1).numpy()


def fit(questions, which, importance, seeds=(0,), steps=80, decay=5e-4, dense_decay=3e-4, dropped=0.5, rate=0.03):
    """One batch of all; the mean of the models of several seeds. `importance`: a weight for each of `which`."""
    batch, right, split = questions.batch(which), (questions.right[which] + 1e-12).log(), questions.split[which]
    each = torch.tensor(importance, dtype=torch.float32)
    each /= each.sum()
    models = []
    for seed in seeds:
        torch.manual_seed(seed)
        parts = [torch.zeros(n, len(TYPES)) for n in (len(questions.keys), batch[2].shape[1], 1, 1)]
        model = Linear(*(p.requires_grad_() for p in parts))
        optimizer = torch.optim.Adam(parts, lr=rate)
        for step in range(steps):
            optimizer.zero_grad()
            scores = model.scores(batch, dropped)
            likelihood = torch.logsumexp(torch.log_softmax(scores, 1) + right, 1)
            ways = torch.log_softmax(scores[:, YIELDING], 1) * split[:, YIELDING]
            likelihood = likelihood + SPLIT * ways.sum(1)
            loss = -(each * likelihood).sum() + decay * (parts[0] ** 2).sum() / 2
            loss = loss + dense_decay * ((parts[1] ** 2).sum() + (parts[3] ** 2).sum()) / 2
            loss.backward()
            optimizer.step()
            for group in optimizer.param_groups:
                group["lr"] = rate * (1 - step / steps) + 1e-4
        models.append([p.detach() for p in parts])
    return Linear(*(sum(parts) / len(models) for parts in zip(*models)))


def write(path, model, questions, vectors):
    keys = [k.encode() for k in questions.keys]
    words = [w.encode() for w in vectors.words]
    kinds = [(kind, g) for g, kinds in enumerate(GROUPS) for kind in kinds]
    image = Image()
    image.add("weights", model.weights.numpy().astype(np.float32))
    image.add("bias", (model.bias + model.pair_bias).numpy().astype(np.float32))
    image.add("marks", np.array([xxhash.xxh3_64_intdigest(k) >> 32 for k in keys], np.uint32))
    image.add("key_slots", slots(keys))
    image.strings("words", words)
    image.add("word_slots", slots(words))
    image.add("vectors", vectors.bytes)
    image.add("scales", vectors.scales.astype(np.float32))
    image.strings("kinds", [kind.encode() for kind, _ in kinds])
    image.add("groups", np.array([g for _, g in kinds], np.uint8))
    image.add("matrix", model.matrix.numpy().astype(np.float32))
    Path(path).write_bytes(image.bytes())
