"""Treebanks, word vectors and features: everything that turns sentences into numbers.

The feature tables here and those of src/models/features.cc have to agree; tests/models compares them on the self-test
sentences that the exporter stores in the weights.
"""
import gzip
import json
import re
from collections import Counter
from pathlib import Path

import numpy as np

# The relations that the coder needs, in the order of the enum Deprel of include/demarche/annotation.h.
DEPRELS = (
    "dep root acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc cc:preconj ccomp compound "
    "compound:prt conj cop csubj csubj:pass det det:predet discourse dislocated expl fixed flat goeswith iobj list mark "
    "nmod nmod:poss nmod:unmarked nmod:desc nsubj nsubj:pass nsubj:outer nummod obj obl obl:agent obl:unmarked orphan "
    "parataxis punct reparandum vocative xcomp").split()
DEPREL_ID = {name: i for i, name in enumerate(DEPRELS)}

UNKNOWN, PAD_AFFIX = 0, 0
AFFIX_KINDS = ("suffix2", "suffix3", "suffix4", "prefix2", "prefix3")


def deprel_id(name):
    """Number of a relation; subtypes that are not listed fall back to the universal relation."""
    if name in DEPREL_ID:
        return DEPREL_ID[name]
    return DEPREL_ID.get(name.split(":")[0], 0)


class Sentence:
    __slots__ = ("forms", "tags", "heads", "rels")

    def __init__(self, forms, tags, heads, rels):
        self.forms, self.tags, self.heads, self.rels = forms, tags, heads, rels


def unlabelled(forms):
    """A sentence without tags or tree."""
    return Sentence(forms, [("X", "FW")] * len(forms), [0] * len(forms), [0] * len(forms))


def read_conllu(path):
    """Sentences with (UPOS, XPOS) pairs, heads (0 is the root) and relation numbers."""
    sentences, rows = [], []
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    sentences.append(Sentence([r[1] for r in rows], [(r[3], r[4]) for r in rows],
                                              [int(r[6]) for r in rows], [deprel_id(r[7]) for r in rows]))
                rows = []
            elif line[0] != "#":
                fields = line.split("\t")
                if fields[0].isdigit():
                    rows.append(fields)
    return sentences


def normal(form):
    """The key of the word table: lower case, digits as 0, curly marks made straight, clitic apostrophes made ASCII."""
    form = form.replace("\u2019", "'").replace("\u2018", "'").replace("\u201c", '"').replace("\u201d", '"')
    form = form.replace("\u2013", "-").replace("\u2014", "--")
    form = "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in form)
    return re.sub("[0-9]", "0", form)


def shape(form):
    """Coarse look of a word as a number below 32: capitals, digits, hyphen, dots, length."""
    upper = sum("A" <= c <= "Z" for c in form)
    first_upper = "A" <= form[0] <= "Z"
    digit = any("0" <= c <= "9" for c in form)
    if upper == 0:
        case = 0
    elif upper == len(form) or (upper > 1 and upper == sum(c.isascii() and c.isalpha() for c in form)):
        case = 2 if len(form) > 1 else 3
    elif first_upper:
        case = 1
    else:
        case = 3
    return case + 4 * int(digit) + 8 * int("-" in form) + 16 * int("." in form)


def affixes(form):
    """Keys of the affix tables, by bytes of the normalised form."""
    word = normal(form).encode()
    return (b"s" + word[-2:] if len(word) > 2 else b"", b"S" + word[-3:] if len(word) > 3 else b"",
            b"t" + word[-4:] if len(word) > 4 else b"", b"p" + word[:2] if len(word) > 2 else b"",
            b"P" + word[:3] if len(word) > 3 else b"")


class Vocabulary:
    """Word table (words of the training text first, then the most frequent words of the vectors) and affix tables.

    The first `trained` rows have an embedding of their own; the others share the unknown word's and differ by vector.
    """

    def __init__(self, sentences, vectors_path, vector_words, least):
        counts = Counter(normal(f) for s in sentences for f in s.forms)
        words = sorted(w for w, c in counts.items() if c >= least)
        blob = json.load(open(vectors_path, encoding="utf-8"))
        self.vector_size = blob["dimensions"]
        vectors = blob["vectors"]
        kept = [re.sub("[0-9]", "0", w) for w in blob["words"][:vector_words]]
        self.words = ["<unknown>"] + list(dict.fromkeys(words + kept))
        self.index = {w: i for i, w in enumerate(self.words)}
        self.glove = np.zeros((len(self.words), self.vector_size), np.float32)
        for word in blob["words"]:  # for every word of ours that the vectors have, however rare
            i = self.index.get(re.sub("[0-9]", "0", word))
            if i is not None and not self.glove[i].any():
                self.glove[i] = vectors[word][:self.vector_size]
        scale = np.sqrt((self.glove ** 2).sum(1).mean() / self.vector_size)
        self.glove /= scale
        affix = Counter()
        for word, count in counts.items():
            for key in affixes(word):
                affix[key] += count
        del affix[b""]
        self.affixes = [b""] + sorted(k for k, c in affix.items() if c >= 5)
        self.affix_index = {k: i for i, k in enumerate(self.affixes)}
        self.trained = len(words) + 1
        self.known = {}

    @classmethod
    def restore(cls, saved):
        """The vocabulary of a saved model, without the vectors."""
        self = cls.__new__(cls)
        self.words, self.affixes, self.trained, self.known = saved["words"], saved["affixes"], saved["trained"], {}
        self.index = {w: i for i, w in enumerate(self.words)}
        self.affix_index = {k: i for i, k in enumerate(self.affixes)}
        return self

    def row(self, form):
        """Word row, five affix rows, shape."""
        found = self.known.get(form)
        if found is None:
            found = [self.index.get(normal(form), UNKNOWN)]
            found += [self.affix_index.get(key, PAD_AFFIX) for key in affixes(form)]
            found.append(shape(form))
            self.known[form] = found
        return found

    def features(self, forms):
        """The rows of each word."""
        return np.array([self.row(form) for form in forms], np.int32).reshape(len(forms), 7)


def treebank(root, part):
    """All sentences of one part (train, dev, test) by treebank name."""
    root = Path(root)
    return {"EWT": read_conllu(root / f"EWT/en_ewt-ud-{part}.conllu.gz"),
            "GUM": read_conllu(root / f"GUM_nonNC/en_gum-nonnc-ud-{part}.conllu.gz")}
