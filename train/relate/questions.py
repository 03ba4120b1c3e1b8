"""The questions that the relation model learns from: marked pairs of news sentences, and the templates of examples/.

usage: questions.py PAIRS.tsv OUT.jsonl    writes questions for `demarche relate --features`; the id is source|number|type

A line of a template file is TYPE, tab, sentence: `<...>` marks the source, `{...}` the target, `[a|b]` is a choice (and
may hold choices), `$class` is a name of that class in names.tsv. A template gives one sentence for each alternative of its
longest choice, at most MOST, so that each way of saying it is seen; names, and what stands before and after (ends.tsv),
are drawn at random with a fixed seed.
"""
import csv
import json
import random
import re
import sys
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parent / "examples"
MOST = 7
ACTS = ("yield", "help", "meet", "harm")  # classes that are acts: each of their phrases is seen, not one by chance
MOST_ACTS = 14
BEGINNINGS, ENDINGS = 0.25, 0.4  # how often a sentence gets more before and after
CHOICE = re.compile(r"\[([^\[\]]*)\]")
NAME = re.compile(r"\$([a-z]+)")


def unmark(text, opening, closing):
    """Plain text and the byte spans of what stood between the marks, by the number of the mark."""
    plain, spans, begin = "", {}, {}
    for part in re.split("(" + "|".join(map(re.escape, opening + closing)) + ")", text):
        if part in opening:
            begin[opening.index(part)] = len(plain.encode())
        elif part in closing:
            spans.setdefault(closing.index(part), {"start": begin[closing.index(part)], "end": len(plain.encode())})
        else:
            plain += part
    return plain, spans


def question(name, marked, opening, closing):
    text, spans = unmark(marked, opening, closing)
    return {"id": name, "text": text, "source": spans.get(0), "target": spans.get(1)}


def pairs(path):
    csv.field_size_limit(10 ** 7)
    with open(path, encoding="utf-8") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield question(f"pair|{row['id']}|{row['type']}", row["marked_sentence"], ["<s>", "<t>"], ["</s>", "</t>"])


def lists(path):
    """First field to the others, of the lines that are not comments."""
    rows = (line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8") if line[:1] not in ("#", "\n"))
    return {row[0]: row[1:] for row in rows}


def mark_of(text):
    """A number that stays the same between runs."""
    return sum(ord(c) * (i + 1) for i, c in enumerate(text)) % 97


class Templates:
    def __init__(self, folder=EXAMPLES, seed=1):
        self.folder, self.random = folder, random.Random(seed)
        self.names, self.ends = lists(folder / "names.tsv"), lists(folder / "ends.tsv")

    def turns(self, template):
        if any("$" + act in template for act in ACTS):
            return MOST_ACTS
        return min(MOST, max([1] + [choice.count("|") + 1 for choice in CHOICE.findall(template)]))

    def fill(self, template, turn, shift):
        """The sentence of this turn: choices one after the other, each list starting at a place of its own."""
        pick = lambda options, text: options[(turn + shift[mark_of(text)]) % len(options)]
        while "[" in template:
            template = CHOICE.sub(lambda m: pick(m[1].split("|"), m[1]), template)
        name = lambda m: pick(self.names[m[1]], m[1]) if m[1] in ACTS else self.random.choice(self.names[m[1]])
        while NAME.search(template):
            template = NAME.sub(name, template)
        return re.sub("  +", " ", template).strip()

    def dressed(self, sentence):
        begin = self.random.random() < BEGINNINGS
        end = self.random.random() < ENDINGS
        if begin:
            sentence = self.random.choice(self.ends["begin"]) + " " + sentence
        else:
            first = re.search("[A-Za-z0-9]", sentence).start()
            sentence = sentence[:first] + sentence[first].upper() + sentence[first + 1:]
        return sentence + (self.random.choice(self.ends["end"]) if end else "") + "."

    def __iter__(self):
        for path in sorted(self.folder.glob("*.tsv")):
            if path.stem in ("names", "ends"):
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if not line or line[0] == "#":
                    continue
                kind, template = line.split("\t")
                shift = [self.random.randrange(50) for _ in range(97)]
                for turn in range(self.turns(template)):
                    marked = self.dressed(self.fill(template, turn, shift))
                    yield question(f"written|{path.stem}:{number}.{turn}|{kind}", marked, ["<", "{"], [">", "}"])


def main():
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for source in (pairs(sys.argv[1]), Templates()):
            for one in source:
                out.write(json.dumps(one, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
