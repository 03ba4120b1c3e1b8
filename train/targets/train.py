"""Trains the ranker of targets: to whom an act is done, of all whom the document names.

usage: train.py DOCS.jsonl GOLD.jsonl ASKED.jsonl OUT.tsv [--halves] [--l2 X]

ASKED is what `demarche code --targets DOCS.jsonl` writes, GOLD as the codebook says. Prints how many targets are right by
country and by full code before (what the rules say) and after, cross-validated over documents; then fits on all and
writes the weights. With --halves, trains on each half of the documents (by hash of their id) and tests on the other.
"""
import hashlib
import json
import sys

import numpy as np

FOLDS = 10
MARGIN = 0.5  # as kMargin of src/events/targets.cc
RARE = 3  # features seen less often are left out


def rows(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


def country(code):
    return code if code.startswith("IGO:") else code.split(":")[0] or code


def byte(text, index):
    return len(text[:index].encode())


def cut(codes):
    return frozenset(country(c) for c in codes)


def instances(docs, gold, asked):
    """For every gold event that a system event of its type meets: (document, candidates, gold codes, settled)."""
    texts = {d["id"]: d["text"] for d in docs}
    questions_of = {a["doc"]: a["questions"] for a in asked}
    for g in gold:
        text, questions = texts[g["doc"]], questions_of.get(g["doc"], [])
        scored = []
        for j, e in enumerate(g["events"]):
            at = text.find(e["quote"])
            begin, end = byte(text, at), byte(text, at + len(e["quote"]))
            for i, q in enumerate(questions):
                t = q["trigger"]
                if q["type"] != e["type"] or not (t["start"] < end and t["end"] > begin):
                    continue
                said = e["trigger"] in t["text"] or t["text"] in e["trigger"]
                ruled = next((c["codes"] for c in q["candidates"] if c["ruled"]), [])
                same = (cut(q["source"]) == cut(x["code"] for x in e["source"])) + (cut(ruled) == cut(x["code"] for x in e["target"]))
                scored.append((same + said, i, j))
        used, met = set(), set()
        for _, i, j in sorted(scored, key=lambda p: (-p[0], p[1], p[2])):
            if i in used or j in met:
                continue
            used.add(i)
            met.add(j)
            yield g["doc"], questions[i]["candidates"], [x["code"] for x in g["events"][j]["target"]], questions[i]["settled"]


class Data:
    """All candidates of all instances as one sparse matrix in flat form."""

    def __init__(self, found, vocabulary=None):
        self.found = found
        counts = {}
        for _, candidates, _, _ in found:
            for f in {f for c in candidates for f in c["features"]}:
                counts[f] = counts.get(f, 0) + 1
        self.names = vocabulary or sorted(f for f, n in counts.items() if n >= RARE)
        index = {f: i for i, f in enumerate(self.names)}
        columns, rows_, owner, good, ruled, full, self.first = [], [], [], [], [], [], []
        row = 0
        for at, (_, candidates, codes, _) in enumerate(found):
            self.first.append(row)
            exact = [frozenset(c["codes"]) == frozenset(codes) for c in candidates]
            near = [cut(c["codes"]) == cut(codes) for c in candidates]
            for c, is_full, is_near in zip(candidates, exact, near):
                for f in c["features"]:
                    if f in index:
                        columns.append(index[f])
                        rows_.append(row)
                owner.append(at)
                # Among candidates of the right country, the one of the right part of it is worth more.
                good.append(1.0 if is_full else 0.5 if is_near else 0.0)
                full.append(is_full)
                ruled.append(c["ruled"])
                row += 1
        self.columns, self.rows = np.array(columns), np.array(rows_)
        self.owner, self.good, self.full, self.ruled = np.array(owner), np.array(good), np.array(full), np.array(ruled)
        self.count = row

    def scores(self, w):
        return np.bincount(self.rows, weights=w[self.columns], minlength=self.count)

    def softmax(self, s, mask=None):
        top = np.full(len(self.found), -1e9)
        np.maximum.at(top, self.owner, s)
        e = np.exp(s - top[self.owner]) * (1.0 if mask is None else mask)
        total = np.bincount(self.owner, weights=e, minlength=len(self.found))
        return e / np.maximum(total, 1e-300)[self.owner], total


def fit(data, use, l2, steps=400):
    """Maximum likelihood of the right candidates; targets that are settled or where none is right teach nothing."""
    w = np.zeros(len(data.names))
    m, v = np.zeros_like(w), np.zeros_like(w)
    reachable = np.bincount(data.owner, weights=data.good, minlength=len(data.found)) > 0
    use = use & reachable & ~np.array([f[3] for f in data.found])
    live = use[data.owner]
    n = max(1, int(use.sum()))
    for step in range(1, steps + 1):
        s = data.scores(w)
        p, _ = data.softmax(s)
        q, _ = data.softmax(s, data.good)
        g = np.where(live, p - q, 0.0) / n
        grad = np.bincount(data.columns, weights=g[data.rows], minlength=len(w)) + l2 * w / n
        m = 0.9 * m + 0.1 * grad
        v = 0.999 * v + 0.001 * grad * grad
        w -= 0.05 * (1 - step / (steps + 1)) * (m / (1 - 0.9 ** step)) / (np.sqrt(v / (1 - 0.999 ** step)) + 1e-9)
    return w


def picks(data, w):
    """For each instance the row of the chosen candidate: the ruled one unless another is better by the margin."""
    s = data.scores(w)
    chosen = []
    ends = data.first[1:] + [data.count]
    for a, b in zip(data.first, ends):
        settled = data.found[len(chosen)][3] and data.ruled[a:b].any()
        chosen.append(a + int(np.argmax(data.ruled[a:b] if settled else s[a:b] + MARGIN * data.ruled[a:b])))
    return chosen


def report(name, data, chosen, use):
    ends = data.first[1:] + [data.count]
    ruled = [a + int(np.argmax(data.ruled[a:b])) for a, b in zip(data.first, ends)]
    for label, picked in (("rules", ruled), ("ranked", chosen)):
        near = [data.good[r] > 0 for i, r in enumerate(picked) if use[i]]
        full = [data.full[r] for i, r in enumerate(picked) if use[i]]
        print(f"{name:22s} {label:7s} target by country {np.mean(near):.3f} by full code {np.mean(full):.3f} of {len(near)} events")


def main():
    args = [a for a in sys.argv[1:] if not a.startswith("--")]
    l2 = float(sys.argv[sys.argv.index("--l2") + 1]) if "--l2" in sys.argv else 3.0
    if "--l2" in sys.argv:
        args.remove(sys.argv[sys.argv.index("--l2") + 1])
    found = list(instances(rows(args[0]), rows(args[1]), rows(args[2])))
    data = Data(found)
    documents = sorted({f[0] for f in found})
    side_of = {d: hashlib.md5(d.encode()).digest()[0] & 1 for d in documents}
    everyone = np.ones(len(found), bool)
    can = np.bincount(data.owner, weights=data.good, minlength=len(found)) > 0
    print(f"{len(found)} events, {len(data.names)} features, the right answer is among the candidates of {can.mean():.3f}")
    if "--halves" in sys.argv:
        for half in (0, 1):
            test = np.array([side_of[f[0]] == half for f in found])
            report(f"trained on half {1 - half}", data, picks(data, fit(data, ~test, l2)), test)
    order = sorted(documents, key=lambda d: hashlib.md5(d.encode()).hexdigest())
    fold_of = {d: i % FOLDS for i, d in enumerate(order)}
    chosen = [None] * len(found)
    for fold in range(FOLDS):
        test = np.array([fold_of[f[0]] == fold for f in found])
        for i, r in enumerate(picks(data, fit(data, ~test, l2))):
            if test[i]:
                chosen[i] = r
    report("cross-validated", data, chosen, everyone)
    w = fit(data, everyone, l2)
    report("on its own examples", data, picks(data, w), everyone)
    with open(args[3], "w", encoding="utf-8") as out:
        out.write("# Weights of the ranker of targets, made by train/targets/train.py: feature, weight.\n")
        for name, weight in zip(data.names, w):
            if abs(weight) >= 0.005:
                out.write(f"{name}\t{weight:.3f}\n")


if __name__ == "__main__":
    main()
