"""Trains the confidence of events: logistic regression over the evidence that `demarche code --candidates` prints.

usage: train.py DOCS.jsonl GOLD.jsonl CANDIDATES.jsonl OUT.txt READ.tsv CORPUS_CANDIDATES.jsonl

READ.tsv holds what a reader said of candidates drawn at random from the corpus: document, bytes of the trigger, type, and 1
if the act is one of that type by the codebook. The gold reports are all about international affairs; these are not.

A candidate is right if the scorer would match it: its trigger lies in the quote of a gold event of its type, each gold
event used once, pairs that agree on more first. Prints figures cross-validated over documents, then trains on all and
writes weights as text with the threshold that gave the best sum of event and triple F1 in cross-validation.
"""
import hashlib
import json
import sys

import numpy as np

FOLDS = 10
DECAY = 6.0


def rows(path):
    return [json.loads(line) for line in open(path, encoding="utf-8") if line.strip()]


def country(code):
    return code if code.startswith("IGO:") else code.split(":")[0] or code


def labels(candidates, gold, text):
    """1 for each candidate that the scorer matches; and 1 where both its sides are right as well."""
    spans = []
    for event in gold:
        at = text.find(event["quote"])
        spans.append((len(text[:at].encode()), len(text[:at + len(event["quote"])].encode()), event))

    def agree(c, e):
        same = sum({country(x) for x in c[side] if x} == {country(p["code"]) for p in e[side] if p.get("code")} for side in ("source", "target"))
        return same + (e["trigger"] in c["trigger"] or c["trigger"] in e["trigger"]) + 0.1 * (c["status"] == e["status"])

    pairs = sorted(((agree(c, e), i, j) for i, c in enumerate(candidates) for j, (a, b, e) in enumerate(spans)
                    if c["type"] == e["type"] and c["start"] < b and c["end"] > a), key=lambda p: (-p[0], p[1], p[2]))
    right, sides, used = np.zeros(len(candidates)), np.zeros(len(candidates)), set()
    for _, i, j in pairs:
        if right[i] or j in used:
            continue
        right[i] = 1
        sides[i] = all({country(x) for x in candidates[i][side] if x} == {country(p["code"]) for p in spans[j][2][side] if p.get("code")}
                       for side in ("source", "target"))
        used.add(j)
    return right, sides


def fit(x, y, decay):
    """Newton's method; the bias ("any event") is not decayed."""
    w = np.zeros(x.shape[1])
    penalty = np.full(x.shape[1], decay)
    penalty[0] = 1e-3
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (p - y) + penalty * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        step = np.linalg.solve(hessian, gradient)
        w -= step
        if np.abs(step).max() < 1e-6:
            break
    return w


def fold_of(document):
    return int(hashlib.sha256(("fold" + document).encode()).hexdigest(), 16) % FOLDS


def read_candidates(labels_path, candidates_path):
    """(fold, candidate, right) of each reading whose candidate the program still makes."""
    said = {}
    for number, line in enumerate(open(labels_path, encoding="utf-8"), 1):
        if line.startswith("#"):
            continue
        fields = line.rstrip("\n").split("\t")
        if len(fields) != 5:
            sys.exit(f"{labels_path}:{number}: five fields expected: document, start, end, type, 0 or 1")
        said.setdefault(fields[0], []).append((int(fields[1]), int(fields[2]), fields[3], int(fields[4])))
    found = 0
    for d in rows(candidates_path):
        for start, end, kind, right in said.get(d["doc"], []):
            same = [c for c in d["candidates"] if c["type"] == kind and c["start"] < end and start < c["end"]]
            if same:
                found += 1
                yield fold_of(d["doc"]), min(same, key=lambda c: abs(c["start"] - start) + abs(c["end"] - end)), right
    print(f"{found} of {sum(map(len, said.values()))} readings are of candidates that are still made")


def f1(hit, said, gold):
    return 2 * hit / (said + gold) if said + gold else 0.0


def main():
    if len(sys.argv) != 7:
        sys.exit(__doc__)
    texts = {d["id"]: d["text"] for d in rows(sys.argv[1])}
    gold = {g["doc"]: g["events"] for g in rows(sys.argv[2])}
    documents = [d for d in rows(sys.argv[3]) if d["doc"] in gold]
    evidence, y, triple, fold = [], [], [], []
    for d in documents:
        right, sides = labels(d["candidates"], gold[d["doc"]], texts[d["doc"]])
        y.extend(right)
        triple.extend(sides)
        number = fold_of(d["doc"])
        for c in d["candidates"]:
            evidence.append(c["evidence"])
            fold.append(number)
    whole = len(y)  # of reports where everything is written down; the rest are single candidates
    for number, c, right in read_candidates(sys.argv[5], sys.argv[6]):
        evidence.append(c["evidence"])
        y.append(right)
        triple.append(0)
        fold.append(number)
    names = ["any event"] + sorted({n for e in evidence for n in e} - {"any event"})
    column = {n: i for i, n in enumerate(names)}
    x = np.zeros((len(evidence), len(names)))
    for i, e in enumerate(evidence):
        for n, value in e.items():
            x[i, column[n]] = value
    y, triple, fold = np.array(y), np.array(triple), np.array(fold)
    p = np.zeros(len(y))
    for k in range(FOLDS):
        w = fit(x[fold != k], y[fold != k], DECAY)
        p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ w))
    read_p, read_y = p[whole:], y[whole:]
    all_x, all_y = x, y
    p, y, triple = p[:whole], y[:whole], triple[:whole]
    total = sum(len(e) for e in gold.values())
    grid = [t / 100 for t in range(10, 71)]
    # Records that are right in type and sides count as much as the right types do.
    scores = [f1(y[p >= t].sum(), (p >= t).sum(), total) + f1(triple[p >= t].sum(), (p >= t).sum(), total) for t in grid]
    smooth = [np.mean(scores[max(0, i - 3):i + 4]) for i in range(len(scores))]
    keep = grid[int(np.argmax(smooth))]
    kept = p >= keep
    print(f"{len(y)} candidates, {int(y.sum())} right, {len(names)} kinds of evidence; cross-validated over {FOLDS} folds of documents:")
    print(f"keep {keep:.2f}: precision {y[kept].mean():.3f} recall {y[kept].sum() / total:.3f} F1 {f1(y[kept].sum(), kept.sum(), total):.3f}; "
          f"triple F1 {f1(triple[kept].sum(), kept.sum(), total):.3f}; all candidates F1 {f1(y.sum(), len(y), total):.3f}, "
          f"triple F1 {f1(triple.sum(), len(y), total):.3f}")
    print("log loss %.4f (base rate %.4f)" % (-(y * np.log(p) + (1 - y) * np.log(1 - p)).mean(),
                                             -(y.mean() * np.log(y.mean()) + (1 - y.mean()) * np.log(1 - y.mean()))))
    for low in np.arange(0, 1, 0.1):
        inside = (p >= low) & (p < low + 0.1)
        if inside.sum():
            print(f"  said {low:.1f} to {low + 0.1:.1f}: n {inside.sum():4d}  mean {p[inside].mean():.3f}  right {y[inside].mean():.3f}")
    kept = read_p >= keep
    print(f"of {len(read_y)} candidates from anywhere {int(read_y.sum())} are right; of the {int(kept.sum())} kept {read_y[kept].mean():.3f}, "
          f"which is {read_y[kept].sum() / read_y.sum():.3f} of the right ones")
    w = fit(all_x, all_y, DECAY)
    with open(sys.argv[4], "w", encoding="utf-8") as out:
        out.write("# Confidence of events: weights of a logistic regression, made by train/confidence/train.py\n")
        out.write(f"{keep:.2f}\tkeep\n")
        for n, value in zip(names, w):
            if abs(value) >= 0.005:
                out.write(f"{value:+.3f}\t{n}\n".lstrip("+"))


if __name__ == "__main__":
    main()
