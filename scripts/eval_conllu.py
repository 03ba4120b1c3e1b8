#!/usr/bin/env python3
"""Scores a system's CoNLL-U file against a gold one, also where the two cut the text differently.

usage: eval_conllu.py GOLD SYSTEM [--json]

Both files must hold the same text, white space aside. Words are aligned by the characters that they cover; where one
side has a multiword token, by the longest common run of forms inside it. Precision is over the system's words, recall
over the gold ones, F1 is their harmonic mean; "aligned" is the share of aligned words that are right, which does not
punish the cutting twice. LAS compares universal relations, LAS-sub subtypes as well. Files may be gzipped.
"""
import argparse
import bisect
import gzip
import json
import sys


class Word:
    """A syntactic word: its fields, the characters that it or its multiword token covers, and its head (None: root)."""
    __slots__ = ("form", "lemma", "upos", "xpos", "relation", "head", "begin", "end", "multi")

    def __init__(self, fields, begin, end, multi):
        self.form, self.lemma, self.upos, self.xpos = fields[1].lower(), fields[2], fields[3], fields[4]
        self.relation, self.head = fields[7], fields[6]
        self.begin, self.end, self.multi = begin, end, multi


class Side:
    """One file: its characters without white space, sentence and token spans, words."""

    def __init__(self, path):
        self.path, self.text, self.length = path, [], 0
        self.sentences, self.tokens, self.words = [], [], []
        opener = gzip.open if path.endswith(".gz") else open
        with opener(path, "rt", encoding="utf-8") as lines:
            rows = []
            for number, line in enumerate(lines, 1):
                line = line.rstrip("\n")
                if not line:
                    self.add_sentence(rows)
                    rows = []
                elif line[0] != "#":
                    fields = line.split("\t")
                    if len(fields) != 10:
                        raise ValueError(f"{path}:{number}: {len(fields)} fields (expected 10)")
                    rows.append(fields)
            self.add_sentence(rows)
        self.text = "".join(self.text)

    def add_token(self, form):
        characters = "".join(form.split())
        self.text.append(characters)
        begin, self.length = self.length, self.length + len(characters)
        self.tokens.append((begin, self.length))
        return begin, self.length

    def add_sentence(self, rows):
        begin, first, multi_last, span = self.length, len(self.words), 0, None
        for fields in rows:
            if "." in fields[0]:
                continue
            if "-" in fields[0]:
                multi_last = int(fields[0].split("-")[1])
                span = self.add_token(fields[1])
            else:
                inside = int(fields[0]) <= multi_last
                self.words.append(Word(fields, *(span if inside else self.add_token(fields[1])), inside))
        for word in self.words[first:]:
            head = int(word.head) if word.head.isdigit() else 0
            if head > len(self.words) - first:
                raise ValueError(f"{self.path}: head {head} in a sentence of {len(self.words) - first} words")
            word.head = self.words[first + head - 1] if head > 0 else None
        if len(self.words) > first:
            self.sentences.append((begin, self.length))


def common_run(gold, system):
    """Pairs of a longest common subsequence of forms."""
    table = [[0] * (len(system) + 1) for _ in range(len(gold) + 1)]
    for i in reversed(range(len(gold))):
        for j in reversed(range(len(system))):
            same = gold[i].form == system[j].form
            table[i][j] = table[i + 1][j + 1] + 1 if same else max(table[i + 1][j], table[i][j + 1])
    i = j = 0
    while i < len(gold) and j < len(system):
        if gold[i].form == system[j].form:
            yield gold[i], system[j]
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1


def align(gold, system):
    """Pairs (gold word, system word)."""
    pairs, i, j = [], 0, 0
    while i < len(gold) and j < len(system):
        a, b = gold[i], system[j]
        if not a.multi and not b.multi:
            if (a.begin, a.end) == (b.begin, b.end):
                pairs.append((a, b))
            i, j = i + (a.end <= b.end), j + (b.end <= a.end)
            continue
        if a.end <= b.begin:
            i += 1
            continue
        if b.end <= a.begin:
            j += 1
            continue
        limit, from_i, from_j, grown = max(a.end if a.multi else 0, b.end if b.multi else 0), i, j, True
        while grown:  # a multiword token of the other side may reach beyond this one
            grown = False
            while i < len(gold) and gold[i].begin < limit:
                if gold[i].multi and gold[i].end > limit:
                    limit, grown = gold[i].end, True
                i += 1
            while j < len(system) and system[j].begin < limit:
                if system[j].multi and system[j].end > limit:
                    limit, grown = system[j].end, True
                j += 1
        pairs.extend(common_run(gold[from_i:i], system[from_j:j]))
    return pairs


def spans_in_common(gold, system):
    """Equal spans of two lists."""
    return len(set(gold) & set(system))


def figures(correct, gold, system, aligned=None):
    """Precision, recall, F1 and, for words, the share of the aligned ones, in per cent."""
    share = lambda total: 100.0 * correct / total if total else 0.0
    row = {"precision": share(system), "recall": share(gold), "f1": 200.0 * correct / (gold + system) if gold + system else 0.0}
    if aligned is not None:
        row["aligned"] = share(aligned)
    return row


def evaluate(gold, system):
    """All figures by name. ValueError where the texts differ."""
    if gold.text != system.text:
        at = next((i for i, (a, b) in enumerate(zip(gold.text, system.text)) if a != b), min(gold.length, system.length))
        token = bisect.bisect(gold.tokens, (at, float("inf"))) - 1
        raise ValueError(f"the texts differ at character {at} (gold token {token + 1}): "
                         f"'{gold.text[at:at + 30]}' and '{system.text[at:at + 30]}'")
    pairs = align(gold.words, system.words)
    partner = {id(a): b for a, b in pairs}
    universal = lambda relation: relation.split(":")[0]
    attached = lambda a, b: (b.head is None) if a.head is None else partner.get(id(a.head), a) is b.head
    tests = {"Words": lambda a, b: True,
             "UPOS": lambda a, b: a.upos == b.upos,
             "XPOS": lambda a, b: a.xpos == b.xpos,
             "Lemmas": lambda a, b: a.lemma == b.lemma or a.lemma == "_",
             "UAS": attached,
             "LAS": lambda a, b: attached(a, b) and universal(a.relation) == universal(b.relation),
             "LAS-sub": lambda a, b: attached(a, b) and a.relation == b.relation}
    result = {name: figures(spans_in_common(a, b), len(a), len(b)) for name, a, b in
              (("Tokens", gold.tokens, system.tokens), ("Sentences", gold.sentences, system.sentences))}
    for name, right in tests.items():
        correct = sum(right(a, b) for a, b in pairs)
        result[name] = figures(correct, len(gold.words), len(system.words), len(pairs))
    return result


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gold")
    options.add_argument("system")
    options.add_argument("--json", action="store_true", help="print one JSON object")
    a = options.parse_args()
    try:
        result = evaluate(Side(a.gold), Side(a.system))
    except (OSError, ValueError) as error:
        print(f"eval_conllu: {error}", file=sys.stderr)
        return 1
    if a.json:
        print(json.dumps(result))
        return 0
    print(f"{'':10}{'precision':>11}{'recall':>9}{'F1':>9}{'aligned':>9}")
    for name, row in result.items():
        last = f"{row['aligned']:9.2f}" if "aligned" in row else ""
        print(f"{name:10}{row['precision']:11.2f}{row['recall']:9.2f}{row['f1']:9.2f}{last}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
