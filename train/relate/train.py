"""Trains the linear model that `demarche relate` weighs its patterns with.

usage: train.py features PAIRS.tsv DICTIONARIES OUT.jsonl      writes the questions, one a line, for `demarche relate --features`
       train.py fit FEATURES.jsonl VECTORS OUT.dmr             trains on what that command answered; prints cross-validated figures

Questions are the marked pairs of PAIRS.tsv and the marked examples of the action dictionaries. Words get the cluster
of their vector beside their own weight, so that words never seen in training speak as well.
"""
import csv
import json
import re
import sys
from pathlib import Path

import numpy as np
import torch
import xxhash

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "parser"))
from export import Image, slots  # noqa: E402

TYPES = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
QUAD = [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 3]
ROWS = 1 << 15
CLUSTERS = 600
CLUSTERED_WORDS = 40000
FOLDS = 5


def unmark(text, opening, closing):
    """Plain text and the byte spans of what stood between the marks."""
    plain, spans, begin = "", {}, {}
    for part in re.split("(" + "|".join(map(re.escape, opening + closing)) + ")", text):
        if part in opening:
            begin[opening.index(part)] = len(plain.encode())
        elif part in closing:
            spans.setdefault(closing.index(part), {"start": begin[closing.index(part)], "end": len(plain.encode())})
        else:
            plain += part
    return plain, spans


def questions(pairs, dictionaries):
    csv.field_size_limit(10 ** 7)
    for row in csv.DictReader(open(pairs, encoding="utf-8"), delimiter="\t", quoting=csv.QUOTE_NONE):
        text, spans = unmark(row["marked_sentence"], ["<s>", "<t>"], ["</s>", "</t>"])
        yield {"id": f"pair|{row['id']}|{row['type']}", "text": text, "source": spans.get(0), "target": spans.get(1)}
    for path in sorted(Path(dictionaries).glob("actions/*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line and line[0] != "#":
                fields = line.split(" | ")
                text, spans = unmark(fields[2].strip(), ["<", "{"], [">", "}"])
                kind = re.split("[ /]", fields[0].strip())[0]
                yield {"id": f"entry|{path.stem}:{number}|{kind}", "text": text, "source": spans.get(0), "target": spans.get(1)}


def clusters(vectors):
    """Word to cluster number, by k-means on the commonest words' directions."""
    blob = json.load(open(vectors, encoding="utf-8"))
    words = [w for w in blob["words"][:CLUSTERED_WORDS * 2] if w.isalpha()][:CLUSTERED_WORDS]
    x = torch.tensor([blob["vectors"][w][:blob["dimensions"]] for w in words])
    x = torch.nn.functional.normalize(x, dim=1)
    torch.manual_seed(1)
    centres = x[torch.randperm(len(x))[:CLUSTERS]]
    for _ in range(15):
        nearest = (x @ centres.T).argmax(1)
        sums = torch.zeros_like(centres).index_add_(0, nearest, x)
        centres = torch.nn.functional.normalize(sums + 1e-6 * centres, dim=1)
    return dict(zip(words, nearest.tolist()))


def row_of(key):
    return xxhash.xxh3_64_intdigest(key.encode()) & (ROWS - 1)


def rows_of(features, cluster):
    rows = []
    for kind, word in features:
        rows.append(row_of(f"{kind}={word}"))
        if word in cluster:
            rows.append(row_of(f"{kind}#{cluster[word]}"))
    return rows


def fit(items, labels, weights, steps=300, decay=3e-3):
    """Softmax regression with the whole set as one batch. labels[i] are the types that count as right."""
    flat = torch.tensor([r for rows in items for r in rows])
    offsets = torch.tensor(np.cumsum([0] + [len(r) for r in items[:-1]]))
    goal = torch.zeros(len(items), len(TYPES))
    for i, right in enumerate(labels):
        goal[i, right] = 1
    w = torch.zeros(ROWS, len(TYPES), requires_grad=True)
    b = torch.zeros(len(TYPES), requires_grad=True)
    each = torch.tensor(weights)
    optimizer = torch.optim.Adam([w, b], lr=0.03)
    for step in range(steps):
        optimizer.zero_grad()
        scores = torch.nn.functional.embedding_bag(flat, w, offsets, mode="sum") + b
        likelihood = (torch.log_softmax(scores, 1).exp() * goal).sum(1).clamp(min=1e-9).log()
        loss = -(each * likelihood).sum() / each.sum() + decay * (w ** 2).sum() / 2
        loss.backward()
        optimizer.step()
        for group in optimizer.param_groups:
            group["lr"] = 0.03 * (1 - step / steps) + 1e-4
    return w.detach(), b.detach()


def macro(gold, said):
    kinds = sorted(set(gold))
    return sum(2 * sum(g == s == k for g, s in zip(gold, said)) / (gold.count(k) + said.count(k)) for k in kinds) / len(kinds)


def merged(name):
    return "YIELD" if name in ("CONCEDE", "RETREAT") else name


def main():
    if sys.argv[1] == "features":
        with open(sys.argv[4], "w", encoding="utf-8") as out:
            for question in questions(sys.argv[2], sys.argv[3]):
                out.write(json.dumps(question, ensure_ascii=False) + "\n")
        return
    torch.set_num_threads(2)
    cluster = clusters(sys.argv[3])
    rows = [json.loads(line) for line in open(sys.argv[2], encoding="utf-8")]
    items = [rows_of(r["features"], cluster) for r in rows]
    names = [r["id"].split("|")[2] for r in rows]
    right = [[TYPES.index("CONCEDE"), TYPES.index("RETREAT")] if n == "YIELD" else [TYPES.index(n)] for n in names]
    pair = [r["id"].startswith("pair") for r in rows]
    weights = [1.0 if p else 0.5 for p in pair]
    pairs = [i for i, p in enumerate(pair) if p]
    said = {}
    order = np.random.RandomState(1).permutation(pairs)
    for fold in range(FOLDS):
        held = set(order[fold::FOLDS].tolist())
        train = [i for i in range(len(rows)) if i not in held]
        w, b = fit([items[i] for i in train], [right[i] for i in train], [weights[i] for i in train])
        for i in held:
            said[i] = int((w[items[i]].sum(0) + b).argmax())
    gold = [merged(names[i]) for i in pairs]
    answer = [merged(TYPES[said[i]]) for i in pairs]
    quad = lambda name: QUAD[TYPES.index("RETREAT" if name == "YIELD" else name)]
    print(f"cross-validated on {len(pairs)} pairs, {FOLDS} folds: type macro-F1 {macro(gold, answer):.3f} "
          f"quad macro-F1 {macro([quad(g) for g in gold], [quad(a) for a in answer]):.3f}")
    w, b = fit(items, right, weights)
    image = Image()
    image.add("weights", w.numpy().astype(np.float32))
    image.add("bias", b.numpy().astype(np.float32))
    words = [k.encode() for k in cluster]
    image.strings("words", words)
    image.add("word_slots", slots(words))
    image.add("clusters", np.array(list(cluster.values()), np.uint16))
    open(sys.argv[4], "wb").write(image.bytes())


if __name__ == "__main__":
    main()
