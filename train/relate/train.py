"""Trains the model of `demarche relate`.

usage: train.py FEATURES.jsonl VECTORS OUT.dmr [--folds-only] [--seeds N]

FEATURES.jsonl is what `demarche relate --features` answered to questions.py. Prints cross-validated figures over the
pairs (5 folds, the folds drawn N times), then trains on all and writes the model.

The templates of examples/ were written by people who had read some of the pairs. Figures are therefore printed twice: over
all pairs, and over those that nobody had read (`unread`); only the second are figures of unseen text.
"""
import argparse
import hashlib

import numpy as np
import torch

from model import TYPES, YIELDING, Questions, Vectors, fit, write

QUAD = dict(AGREE=1, CONSULT=1, SUPPORT=1, COOPERATE=2, AID=2, YIELD=2, REQUEST=3, ACCUSE=3, REJECT=3, THREATEN=3, PROTEST=4,
            SANCTION=4, MOBILIZE=4, COERCE=4, ASSAULT=4)
FOLDS = 5
WRITTEN = 0.2  # what a written sentence counts beside a pair


def unread(number):
    """Pairs whose text and type nobody looked at while the templates and features were written."""
    return 74 <= int(number) < 960 and int(hashlib.sha1(number.encode()).hexdigest(), 16) % 3 == 0


def macro(gold, said):
    kinds = sorted(set(gold))
    return sum(2 * sum(g == s == k for g, s in zip(gold, said)) / (gold.count(k) + said.count(k)) for k in kinds) / len(kinds)


def figures(gold, said):
    quads = macro([QUAD[g] for g in gold], [QUAD[s] for s in said])
    return np.array([macro(gold, said), np.mean([g == s for g, s in zip(gold, said)]), quads])


def answers(probabilities):
    """As RelateModel::best answers: the two ways of yielding stand together."""
    merged = probabilities.copy()
    merged[:, YIELDING[0]] += merged[:, YIELDING[1]]
    merged[:, YIELDING[1]] = 0
    return ["YIELD" if i == YIELDING[0] else TYPES[i] for i in merged.argmax(1)]


def importance(questions, which):
    return [1.0 if questions.source[i] == "pair" else WRITTEN for i in which]


def cross_validate(questions, seed):
    """Answers and their probabilities for each pair from models that did not see it."""
    order = np.random.RandomState(seed).permutation(questions.where(lambda i: questions.source[i] == "pair"))
    said, sure = {}, {}
    for fold in range(FOLDS):
        held = order[fold::FOLDS]
        away = set(held.tolist())
        which = questions.where(lambda i: i not in away)
        p = fit(questions, which, importance(questions, which), seeds=(seed,)).probabilities(questions.batch(held))
        said.update(zip(held.tolist(), answers(p)))
        sure.update(zip(held.tolist(), p.max(1).tolist()))
    return said, sure


def report(name, rows):
    rows = np.array(rows)
    mean, spread = rows.mean(0), rows.std(0)
    print(f"{name}: type macro-F1 {mean[0]:.3f} (spread {spread[0]:.3f}), accuracy {mean[1]:.3f}, quad macro-F1 {mean[2]:.3f} ({spread[2]:.3f})", flush=True)


def reliability(right, sure):
    for low in np.arange(0.2, 1.0, 0.1):
        these = [r for r, s in zip(right, sure) if low <= s < low + 0.1]
        if these:
            print(f"  confidence {low:.1f}-{low + 0.1:.1f}: {len(these):5d} answers, {np.mean(these):.2f} right")


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("features")
    arguments.add_argument("vectors")
    arguments.add_argument("out")
    arguments.add_argument("--folds-only", action="store_true")
    arguments.add_argument("--seeds", type=int, default=3)
    options = arguments.parse_args()
    torch.set_num_threads(1)
    vectors = Vectors(options.vectors)
    questions = Questions(options.features, vectors)
    print(f"{questions.source.count('pair')} pairs, {questions.source.count('written')} written sentences, {len(questions.keys)} features")
    everything, new, rights, sures = [], [], [], []
    for seed in range(1, options.seeds + 1):
        said, sure = cross_validate(questions, seed)
        fresh = [i for i in said if unread(questions.number[i])]
        everything.append(figures([questions.names[i] for i in said], [said[i] for i in said]))
        new.append(figures([questions.names[i] for i in fresh], [said[i] for i in fresh]))
        rights += [questions.names[i] == said[i] for i in said]
        sures += [sure[i] for i in said]
    if options.seeds > 0:
        report(f"all {len(said)} pairs, {FOLDS} folds drawn {options.seeds} times", everything)
        report(f"the {len(fresh)} unread ones of them", new)
        reliability(rights, sures)
    if options.folds_only:
        return
    which = questions.where(lambda i: True)
    write(options.out, fit(questions, which, importance(questions, which), seeds=(1, 2, 3)), questions, vectors)


if __name__ == "__main__":
    main()
