"""Scores words and sentences on raw text against a treebank.

usage: evaluate.py SEGMENT TREEBANK_FOLDER PART [--genre news] [--errors N]

SEGMENT is the segment program and its weights ("segment b.weights"); it prints one line for each token: begin, end, sentence number.
"""
import argparse
import subprocess
import sys
from collections import Counter

import gold


def segment(program, text):
    out = subprocess.run(program.split(), input=text, stdout=subprocess.PIPE, check=True).stdout.decode()
    tokens = [tuple(map(int, line.split()[:3])) for line in out.splitlines()]
    sentences = {}
    for begin, end, number in tokens:
        first = sentences[number][0] if number in sentences else begin
        sentences[number] = (first, end)
    return [t[:2] for t in tokens], list(sentences.values())


def score(name, want, got):
    hit = sum((Counter(want) & Counter(got)).values())
    p, r = hit / max(1, len(got)), hit / max(1, len(want))
    print(f"{name}: precision {100 * p:.2f} recall {100 * r:.2f} F1 {100 * 2 * p * r / max(1e-9, p + r):.2f} of {len(want)}")


def show_words(text, want, got, limit):
    """Stretches where the cuts differ, by frequency."""
    wrong = Counter()
    both = set(want) & set(got)
    extra = sorted(set(got) - both)
    lost = sorted(set(want) - both)
    at = 0
    while lost:
        begin, end = lost[0]
        group = [w for w in lost if w[0] < end + 1]
        while True:
            end2 = max(w[1] for w in group)
            more = [w for w in lost if w[0] < end2] + [w for w in extra if w[0] < end2 and w[1] > begin]
            end3 = max([end2] + [w[1] for w in more])
            group = [w for w in lost if w[0] < end3]
            if end3 == end2:
                break
        mine = [w for w in extra if w[1] > begin and w[0] < end2]
        key = (" ".join(text[a:b].decode(errors="replace") for a, b in group),
               " ".join(text[a:b].decode(errors="replace") for a, b in mine))
        wrong[key] += 1
        lost = [w for w in lost if w[0] >= end2]
        extra = [w for w in extra if w[1] > begin]
        at = end2
    for (a, b), n in wrong.most_common(limit):
        print(f"  {n}  want [{a}]  got [{b}]")
    return at


def show_sentences(text, want, got, limit):
    ends, mine = {e for _, e in want}, {e for _, e in got}
    for name, places in (("split here", sorted(mine - ends)), ("not split here", sorted(ends - mine))):
        for at in places[:limit]:
            left = text[max(0, at - 40):at].decode(errors="replace").replace("\n", "\\n")
            right = text[at:at + 40].decode(errors="replace").replace("\n", "\\n")
            print(f"  {name}: {left} || {right}")


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("segment")
    options.add_argument("folder")
    options.add_argument("part")
    options.add_argument("--genre", action="append")
    options.add_argument("--errors", type=int, default=0)
    options.add_argument("--sentence-errors", type=int, default=0)
    a = options.parse_args()
    text, sentences = gold.treebank(a.folder, a.part, a.genre)
    words = [w for s in sentences for w in s.words]
    tokens, spans = segment(a.segment, text)
    score("words", words, tokens)
    score("sentences", [s.span for s in sentences], spans)
    if a.errors:
        show_words(text, words, tokens, a.errors)
    if a.sentence_errors:
        show_sentences(text, [s.span for s in sentences], spans, a.sentence_errors)


if __name__ == "__main__":
    sys.exit(main())
