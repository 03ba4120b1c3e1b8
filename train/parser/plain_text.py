"""Raw text to sentences of words, by the conventions of UD English: enough to prepare text for a teacher to label.

The program itself cuts text in src/language; this follows the same conventions where they matter to a parser.
"""
import gzip
import json
import random
import re

ABBREVIATIONS = ("Mr Mrs Ms Dr Prof Gen Sen Rep Gov Lt Col Capt Sgt Maj Adm St Jr Sr Inc Corp Ltd Co No vs etc approx "
                 "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec Mt Ave Rev Hon Pres Amb Cmdr Brig").split()
PREFIXES = ("al anti bi co counter cyber de e el euro extra hyper inter intra mega micro mid mini mis multi neo non pan "
            "post pre pro quasi re semi sub super trans ultra").split()
LETTER = "[^\\W\\d_]"
TOKEN = re.compile("|".join([
    r"(?:https?://|www\.)\S*[\w/]", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", r"@\w+", r"#\w+",
    r"(?:" + "|".join(ABBREVIATIONS) + r")\.(?=\s)", r"(?:" + LETTER + r"\.){2,}", r"(?<!\w)[A-Z]\.(?=\s[A-Z])",
    r"[A-Z]+-\d+\w*", r"(?i:" + "|".join(PREFIXES) + r")-" + LETTER + "+",
    r"\d+(?:[.,:/]\d+)*" + LETTER + "*", r"\d+(?:-\d+){2,}",
    r"(?:O|D|L)['’]" + LETTER + "+", r"[A-Z]&[A-Z]\b",
    r"['’](?i:s|m|re|ll|ve|d)\b", r"(?i:n['’]t)\b", r"(?i:can(?=not\b))",
    LETTER + r"+?(?=(?i:n['’]t)\b)", "[\\w]+", r"\.{2,}|-{2,}|[!?]{2,}", r"\S"]))
CLOSERS = "\"'”’)]"


def words_of(text):
    """The words and marks of a stretch of text."""
    return TOKEN.findall(text)


def sentences_of(paragraph):
    """The sentences of a paragraph, as lists of words."""
    found = list(TOKEN.finditer(paragraph))
    words, sentences, start = [match.group() for match in found], [], 0
    for i, word in enumerate(words):
        end = i + 1
        if word not in ".?!" and not re.fullmatch(r"[.!?]{2,}", word):
            continue
        while end < len(words) and words[end] in CLOSERS and found[end].start() == found[end - 1].end():
            end += 1
        if end >= len(words) or not re.match("[A-Z\"“‘'(\\d]", words[end]) or end <= start:
            continue
        sentences.append(words[start:end])
        start = end
    if start < len(words):
        sentences.append(words[start:])
    return sentences


def report_sentences(path, limit, seed):
    """Sentences of whole reports of a JSON-lines file, in a fixed random order, up to `limit` words."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        reports = [json.loads(line)["text"] for line in lines]
    random.Random(seed).shuffle(reports)
    taken, seen, words = [], set(), 0
    for text in reports:
        for paragraph in text.split("\n"):
            for sentence in sentences_of(paragraph.strip()):
                if 3 <= len(sentence) <= 90 and tuple(sentence) not in seen:  # boilerplate once
                    seen.add(tuple(sentence))
                    taken.append(sentence)
                    words += len(sentence)
        if words >= limit:
            break
    return taken


def tagged_sentences(path, limit, seed):
    """Sentences of a file of word_TAG lines, cut again by the conventions of UD."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [" ".join(item.rsplit("_", 1)[0] for item in line.split())
                 for line in lines if line.strip() and line[0] != "#"]
    random.Random(seed).shuffle(texts)
    taken, words = [], 0
    for text in texts:
        sentence = words_of(text)
        if 3 <= len(sentence) <= 90 and not re.search("[’'] t ", text):
            taken.append(sentence)
            words += len(sentence)
        if words >= limit:
            break
    return taken
