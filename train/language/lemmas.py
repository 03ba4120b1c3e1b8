"""Builds the lemma table that src/language reads.

usage: lemmas.py OUT.dml --treebanks DIR [--boundaries FILE]

Forms seen in training keep their most frequent lemma by tag; endings give rules for the rest (the longest ending that
was seen often enough and is right more often than not wins). Prints the accuracy on the test parts with gold tags.
"""
import argparse
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "parser"))
from export import XPOS, Image, slots  # noqa: E402  (the container is shared with the parser's weights)

LONGEST_SUFFIX = 5
KEEP_CASE = {"PROPN", "X", "SYM"}


def rows(treebanks, part):
    import gzip
    for path in sorted(Path(treebanks).glob(f"*/*-ud-{part}.conllu.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                fields = line.rstrip("\n").split("\t")
                if len(fields) == 10 and fields[0].isdigit() and fields[2] != "_":
                    yield fields[1].replace("\u2019", "'"), fields[2].replace("\u2019", "'"), fields[3], fields[4]


def lower(form):
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in form)


def tag_byte(xpos):
    return bytes([ord("A") + (XPOS.index(xpos) if xpos in XPOS else 0)])


def edit(form, lemma):
    """(bytes cut from the end, text added)."""
    a, b = form.encode(), lemma.encode()
    same = 0
    while same < min(len(a), len(b)) and a[same] == b[same]:
        same += 1
    return len(a) - same, b[same:]


VERB_TAGS = {"ed": ("VBD", "VBN"), "ing": ("VBG",), "s": ("VBZ",)}


def stems(word, ending):
    """What an inflected form may come from, likeliest first."""
    stem = word[:-len(ending)]
    if ending == "s":
        options = [word[:-3] + "y"] if word.endswith("ies") else []
        if word.endswith(("ches", "shes", "sses", "xes", "zes", "oes")):
            options.append(word[:-2])
        return options + [stem]
    if word.endswith("i" + ending) and ending == "ed":
        return [stem[:-1] + "y"]
    doubled = len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "aeious"
    # "shelled" but "expelled": both are tried, the commoner one wins.
    return [stem, stem + "e"] + ([stem[:-1]] if doubled else [])


def regular_forms(vectors, seen):
    """(tag, form): lemma for inflected words that training does not have."""
    import json
    words = json.load(open(vectors, encoding="utf-8"))["words"]
    rank = {w: i for i, w in enumerate(words) if w.isalpha() and w.isascii()}
    found = {}
    for word in rank:
        for ending, tags in VERB_TAGS.items():
            if not word.endswith(ending) or len(word) < len(ending) + 3 or word.endswith("ss"):
                continue
            known = [s for s in stems(word, ending) if s in rank and len(s) > 2]
            if not known or rank[min(known, key=rank.get)] > 60000:
                continue
            best = min(known, key=rank.get)
            for tag in tags + (("NNS",) if ending == "s" else ()):
                if (tag, word) not in seen:
                    found[(tag, word)] = best
    return found


def inflected(base):
    """Past and -ing forms of a regular verb; both where doubling the last consonant depends on the stress."""
    if base.endswith("ie"):
        return [base + "d"], [base[:-2] + "ying"]
    if base.endswith("e"):
        return [base + "d"], [base + "ing" if base.endswith(("ee", "oe", "ye")) else base[:-1] + "ing"]
    if base.endswith("c"):
        return [base + "ked"], [base + "king"]
    if base.endswith("y") and base[-2] not in "aeiou":
        return [base[:-1] + "ied"], [base + "ing"]
    closed = len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in "aeiou" and base[-3] not in "aeiou"
    vowels = sum(c in "aeiouy" for c in base)
    stems = [base + base[-1]] if closed and vowels == 1 else [base, base + base[-1]] if closed else [base]
    return [s + "ed" for s in stems], [s + "ing" for s in stems]


def listed_verbs():
    """(form, lemma, tag) of every form of the verbs in verbs.txt."""
    for line in open(Path(__file__).with_name("verbs.txt"), encoding="utf-8"):
        words = line.split()
        if not words or words[0] == "#":
            continue
        base = words[0]
        past, participle = inflected(base)[0], inflected(base)[0]
        if len(words) == 3:
            past, participle = words[1].split("/"), words[2].split("/")
        yield from ((form, base, "VBD") for form in past)
        yield from ((form, base, "VBN") for form in participle)
        yield from ((form, base, "VBG") for form in inflected(base)[1])
        third = base[:-1] + "ies" if base.endswith("y") and base[-2] not in "aeiou" else base + "s"
        yield (base + "es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else third), base, "VBZ"


class Table:
    def __init__(self, data, vectors=None):
        lemmas, endings = defaultdict(Counter), defaultdict(Counter)
        for form, lemma, upos, xpos in data:
            if upos in KEEP_CASE and xpos != "NNPS":
                continue
            word, target = lower(form), lower(lemma) if xpos == "NNPS" else lemma
            lemmas[(xpos, word)][target] += 1
        for (xpos, word), found in lemmas.items():
            target = found.most_common(1)[0][0]
            for n in range(1, min(LONGEST_SUFFIX, len(word.encode())) + 1):
                endings[(xpos, word.encode()[-n:])][edit(word, target)] += 1
        self.rules = {}
        for key, edits in endings.items():
            best, count = edits.most_common(1)[0]
            if count >= 2 and count / sum(edits.values()) > 0.5:
                self.rules[key] = best
        for form, base, xpos in listed_verbs():
            if (xpos, form) not in lemmas:
                lemmas[(xpos, form)][base] += 1
        self.forms = {}
        for (xpos, word), found in lemmas.items():
            target = found.most_common(1)[0][0]
            if self.by_rule(word, xpos) != target and xpos != "NNPS":
                self.forms[(xpos, word)] = target

        if vectors:
            for (xpos, word), target in regular_forms(vectors, set(lemmas)).items():
                if self.by_rule(word, xpos) != target:
                    self.forms[(xpos, word)] = target

    def by_rule(self, word, xpos):
        raw = word.encode()
        for n in range(min(LONGEST_SUFFIX, len(raw)), 0, -1):
            rule = self.rules.get((xpos, raw[-n:]))
            if rule is not None and rule[0] <= len(raw):
                return (raw[:len(raw) - rule[0]] + rule[1]).decode(errors="replace")
        return word

    def lemma(self, form, upos, xpos):
        if upos in KEEP_CASE and xpos != "NNPS":
            return form
        word = lower(form)
        if xpos == "NNPS":
            raw, rule = form.encode(), None
            for n in range(min(LONGEST_SUFFIX, len(raw)), 0, -1):
                rule = rule or self.rules.get((xpos, lower(form).encode()[-n:]))
            return (raw[:len(raw) - rule[0]] + rule[1]).decode(errors="replace") if rule else form
        return self.forms.get((xpos, word), None) or self.by_rule(word, xpos)


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out")
    options.add_argument("--treebanks", required=True)
    options.add_argument("--boundaries", help="what train_boundaries wrote; packed into the same file")
    options.add_argument("--vectors", help="word vectors, for their vocabulary")
    a = options.parse_args()
    table = Table(rows(a.treebanks, "train"), a.vectors)
    image = Image()
    keys = [tag_byte(x) + w.encode() for x, w in table.forms]
    image.strings("form_keys", keys)
    image.strings("form_lemmas", [lemma.encode() for lemma in table.forms.values()])
    image.add("form_slots", slots(keys))
    rule_keys = [tag_byte(x) + ending for x, ending in table.rules]
    records = []
    for key, (cut, add) in zip(rule_keys, table.rules.values()):
        records.append((len(image.pool), len(key), len(image.pool) + len(key), len(add), cut))
        image.pool += key + add
    image.add("rules", np.array(records, np.uint32), record=20)
    image.add("rule_slots", slots(rule_keys))
    if a.boundaries:
        image.add("boundaries", np.fromfile(a.boundaries, np.int16), record=2)
    open(a.out, "wb").write(image.bytes())
    for part in ("dev", "test"):
        hit = total = 0
        for form, lemma, upos, xpos in rows(a.treebanks, part):
            total += 1
            hit += table.lemma(form, upos, xpos) == lemma
        print(f"{part}: lemma accuracy with gold tags {100 * hit / total:.2f} of {total}; {len(table.forms)} forms, {len(table.rules)} rules")


if __name__ == "__main__":
    main()
