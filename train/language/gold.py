"""Gold words and sentences of the treebanks as byte spans over raw text.

The raw text of a treebank is rebuilt from its words and SpaceAfter: sentences follow each other after one space (none if
the last word says SpaceAfter=No), paragraphs (# newpar) and documents (# newdoc) after a blank line. Words inside a
multiword token have spans of their own where their forms add up to the token, else all have the token's span.
"""
import gzip
from pathlib import Path


class Sentence:
    """words: (begin, end) in bytes; rows: the CoNLL-U fields of each; starts: "doc", "par" or ""."""
    __slots__ = ("words", "rows", "starts", "genre")

    def __init__(self, starts, genre):
        self.words, self.rows, self.starts, self.genre = [], [], starts, genre

    @property
    def span(self):
        return self.words[0][0], self.words[-1][1]


def blocks(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        block = []
        for line in lines:
            line = line.rstrip("\n")
            if line:
                block.append(line)
            elif block:
                yield block
                block = []
        if block:
            yield block


def add_words(sentence, rows, text):
    """Appends the words' bytes to `text`; returns whether white space follows the last one."""
    space, multi_end, multi = True, 0, None
    for fields in rows:
        if "." in fields[0]:
            continue
        spaced = "SpaceAfter=No" not in fields[9].split("|")
        if "-" in fields[0]:
            first, last = map(int, fields[0].split("-"))
            parts = [r[1] for r in rows if r[0].isdigit() and first <= int(r[0]) <= last]
            begin = len(text)
            text += fields[1].encode()
            multi = (begin, len(text), "".join(parts) == fields[1])
            multi_end, at, space = last, begin, spaced
            if spaced:
                text += b" "
            continue
        if int(fields[0]) <= multi_end:
            size = len(fields[1].encode())
            sentence.words.append((at, at + size) if multi[2] else multi[:2])
            at += size
        else:
            begin = len(text)
            text += fields[1].encode()
            sentence.words.append((begin, len(text)))
            space = spaced
            if spaced:
                text += b" "
        sentence.rows.append(fields)
    return space


def read(path, genres=None):
    """(raw text as bytes, sentences). `genres` keeps only documents of these GUM genres."""
    text, sentences, genre = bytearray(), [], ""
    for block in blocks(path):
        comments = [line for line in block if line.startswith("#")]
        rows = [line.split("\t") for line in block if not line.startswith("#")]
        starts = "par" if any(c.startswith("# newpar") and not c.startswith("# newpar_block") for c in comments) else ""
        for c in comments:
            if c.startswith("# newdoc id = "):
                starts, name = "doc", c.split(" = ")[1]
                genre = name.split("_")[1] if name.startswith("GUM_") else name.split("-")[0]
        if genres and genre not in genres:
            continue
        if starts and text:
            text[:] = text.rstrip(b" ") + b"\n\n"
        sentence = Sentence(starts, genre)
        add_words(sentence, rows, text)
        sentences.append(sentence)
    return bytes(text).rstrip(b" ") + b"\n", sentences


def treebank(folder, part, genres=None):
    return read(next(Path(folder).glob(f"*-ud-{part}.conllu.gz")), genres)


def write_training(folder, part, out):
    """Writes OUT.txt and OUT.ends for train_boundaries."""
    text, sentences = treebank(folder, part)
    Path(f"{out}.txt").write_bytes(text)
    Path(f"{out}.ends").write_text("".join(f"{s.span[1]}\n" for s in sentences))


if __name__ == "__main__":
    import sys
    write_training(*sys.argv[1:4])
