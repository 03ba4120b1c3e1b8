"""Turns the reference tables of ../shared/facts into lines of dictionaries/actors/people.

usage: from_facts.py FACTS_DIR dictionaries/actors

Writes people/leaders.txt (chiefs of state, heads of government and their deputies since 1990) and people/cabinets-2019.txt.
Facts only (names, offices, dates, codes). Whoever stands in a file that editors keep is left out. A bound that the tables
do not give to the day is marked "~".
"""
import csv
import gzip
import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from lines import ascii_fold, line, slug, unique

GENERATED = {"leaders.txt", "cabinets-2019.txt"}
ISO_FILE = "/usr/share/iso-codes/json/iso_3166-1.json"
# Lands whose chief of state is that of another country.
DEPENDENT = set("""AW AI AS BM BQ CC CK CW CX FK FO GF GG GI GL GP GU HK IM IO JE KY MO MP MQ MS NC NF NU PF PM PN PR RE SH SX TC TK VG
VI WF YT AN SJ""".split())
REALMS = DEPENDENT | set("AU NZ CA BS BB BZ GD JM PG KN LC VC AG SB TV MU".split())

# Offices by the words of the tables' titles, the first that fits; the last field tells whether one person holds it at a time.
OFFICES = [
    (r"governor[- ]?general", "governor general", True), (r"lieutenant governor", "lieutenant governor", True),
    (r"(deputy|vice).*(prime minister|premier|chairm[ae]n of the council|head of government|chancellor)|(prime minister|premier).*deput", "deputy prime minister", False),
    (r"(first|1st|executive|second|2nd|third|3rd|co-?)? ?vice[- ]president", "vice president", False),
    (r"(deputy|vice)[- ]chair", "deputy chairman", False),
    (r"crown prince", "crown prince", False), (r"prime minister|^premier|premier of", "prime minister", True),
    (r"taoiseach", "taoiseach", True), (r"chancellor", "chancellor", True), (r"chief minister", "chief minister", True),
    (r"chief executive", "chief executive", True), (r"chairm[ae]n of the council of ministers|president of the council of ministers|cochairman", "prime minister", True),
    (r"chairm[ae]n of the (state|ruling|transitional|military|sovereign)|chairman of the presidency|member of the presidency|chairperson of the presidency", "chairman", False),
    (r"minister of state|state minister", "minister of state", True),
    (r"speaker|president of (the )?(territorial|regional|general|national) (assembly|council)", "speaker", False),
    (r"acting president|interim president|president", "president", True), (r"administrator", "administrator", True),
    (r"high commissioner|commissioner", "high commissioner", True), (r"governor", "governor", True), (r"prefect", "prefect", True),
    (r"\bking\b", "king", True), (r"\bqueen\b", "queen", True), (r"\bam?ir\b|\bemir\b", "emir", True), (r"sultan", "sultan", True),
    (r"supreme leader|leader of the revolution", "supreme leader", True), (r"general secretary", "general secretary", True),
    (r"chairm[ae]n", "chairman", True), (r"deputy|vice", "deputy head of government", False), (r"minister", "minister", False),
]
# Offices of cabinets: pattern, title, sector.
CABINET = [
    (r"attorney[- ]general|prosecutor", "attorney general", "JUD"), (r"chief justice", "chief justice", "JUD"),
    (r"permanent representative|perm\.? rep", "ambassador to the united nations", "GOV"), (r"ambassador|charge d'affaires", "ambassador", "GOV"),
    (r"central bank|national bank|reserve bank|bank of|monetary auth|federal reserve", "central bank governor", "GOV"),
    (r"deputy prime minister|vice prime minister|dep\. prime min", "deputy prime minister", "GOV"),
    (r"vice president", "vice president", "GOV"), (r"deputy (minister|head)|vice minister|asst|assistant", "deputy minister", "GOV"),
    (r"foreign|external|intl\. relations|international relations", "foreign minister", "GOV"),
    (r"defen[cs]e|armed forces|military", "defence minister", "GOV"),
    (r"interior|home|internal affairs|public security|public order", "interior minister", "GOV"),
    (r"finance|treasury|revenue", "finance minister", "GOV"), (r"justice|legal", "justice minister", "GOV"),
    (r"energy|oil|petrol|hydrocarbon|electric|power|mines", "energy minister", "GOV"), (r"trade|commerce", "trade minister", "GOV"),
    (r"econom|planning|budget", "economy minister", "GOV"), (r"security|intelligence", "security minister", "GOV"),
    (r"information|communication|media", "information minister", "GOV"), (r"health", "health minister", "GOV"),
    (r"agricultur|food|rural|livestock", "agriculture minister", "GOV"), (r"transport|railway|aviation|infrastruct", "transport minister", "GOV"),
    (r"educat", "education minister", "GOV"), (r"labor|employment|manpower", "labour minister", "GOV"),
    (r"environment|climate|natural resources|water", "environment minister", "GOV"), (r"migration|immigration|refugee", "migration minister", "GOV"),
    (r"touris", "tourism minister", "GOV"), (r"industr", "industry minister", "GOV"), (r"cultur", "culture minister", "GOV"),
    (r"minister|secretary", "minister", "GOV"),
]
RANKS = set("""Flt. Gen. Lt. Maj. Brig. Col. Cdr. Adm. Dr. Sir Dame Mr. Mrs. Ms. Rev. Father Bishop Lord Lady Sheikh Shaykh Marshal Field Capt. Captain
General Sayyid Ayatollah Hojjat Prince Princess HRH Tan Sri Datuk Dato Dato' Haji Hajji Tun Ratu Tuanku Professor Prof. Lieutenant Major Air Vice
Brigadier Commander Hon. Justice Baron Baroness Grand Duke Pope Chief Paramount Colonel Admiral Cardinal Archbishop King Queen Emir Amir Sultan""".split())
# Plain English names that many people bear: of ministers who are hardly ever in the news they would catch somebody else.
PLAIN_GIVEN = set("""james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul
andrew kenneth george kevin brian edward ronald timothy jason jeffrey ryan gary jacob nicholas eric stephen jonathan larry scott frank peter patrick
keith roger samuel simon ian alan martin tony philip gordon mary linda barbara elizabeth jennifer susan margaret dorothy nancy karen helen sandra
donna carol ruth sharon michelle laura sarah kimberly deborah jessica kelly ann anne jane julie hugh dennis derek""".split())


PARTICLES = set("al el ibn bin bint ben de da do dos das del della di du la le van von der den ter zu ud ur e y ag ould".split())


def office_of(title, table):
    return next((row[1:] for row in table if re.search(row[0], title, re.I)), None)


def is_capitals(word):
    bare = re.sub(r"^(Mc|Mac|Al-|al-|El-|el-|Ma|De|de|Di|Le|La|d'|D'|O')", "", word)
    return len(bare.strip(".'-")) > 1 and bare.upper() == bare and any(c.isalpha() for c in bare)


def small_case(word):
    parts = [p[:1] + p[1:].lower() if p.upper() == p and len(p) > 1 else p for p in word.split("-")]
    word = "-".join(parts)
    word = re.sub(r"^Mc([a-z])", lambda m: "Mc" + m.group(1).upper(), word)
    return re.sub(r"^([OD])'([a-z])", lambda m: m.group(1) + "'" + m.group(2).upper(), word)


def news_spelling(name):
    """US Government transliteration to what news writes."""
    name = re.sub(r"(?<=[A-Za-z])['`’](?=[a-z])", "", name)
    name = re.sub(r"(?<![A-Za-z])['`’](?=[A-Za-z])", "", name)
    name = re.sub(r"(iy|yy)\b", "y", name)
    return re.sub(r"\bAbd al-", "Abdel ", name)


def name_of(words):
    """(first, family, whole) from words of which the family name stands in capitals; None if there is no such name."""
    words = [w for w in words if w not in RANKS]
    numerals = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XVI", "Jr.", "Sr.", "JR.", "JR"}
    caps = [i for i, w in enumerate(words) if is_capitals(w) and w not in numerals]
    if not caps or any(w in ("of", "the", "and") for w in words) or any(w in numerals for w in words):
        return None
    if words[0] in PARTICLES or words[0] == "IM" or any(len(w) == 1 and w not in "eyEYU" for w in words):
        return None  # a letter that the tables could not write has cut the name; Im reads as I'm
    if any(w[0].islower() and w.split("-")[0] not in PARTICLES for w in words):
        return None
    whole = [small_case(w) for w in words]
    if any(not re.match(r"^[A-Za-z'`.-]+$", ascii_fold(w)) or w[-1] in "'-" for w in whole) or len(whole) < 2:
        return None
    first, last = caps[0], caps[-1]
    if first == 0:  # the family name, or the name that people go by, comes first: "XI Jinping", "KHALIFA bin Salman"
        return whole[0], "", whole
    return whole[0], " ".join(whole[first:last + 1]), whole


def spellings(code, first, family, whole, minor):
    """The names that news writes, the usual one first. Of minor people only what nobody else is likely to be called."""
    names = []
    if family and code not in WHOLE_NAMES:
        upto = " ".join(whole).rpartition(family)[0] + family
        given = upto[: -len(family)].split()
        bare = [w for i, w in enumerate(given) if i == 0 or not re.match(r"^[A-Z]\.?$|.*(vich|vna|ovych|evych|ivna|ogly|ogli|oglu)$", w)]
        usual = [" ".join([given[0], family])] if len(given[0].strip(".")) > 1 else []
        names += [" ".join([*bare, family])] + ([] if minor and len(bare) > 1 else usual)
    elif not family and len(whole) > 3 and whole[1].lower() in ("bin", "ibn", "bint"):
        house = whole.index("Al") if "Al" in whole else len(whole) - 1
        names += [" ".join(whole), " ".join(whole[:3] + whole[house:]), " ".join(whole[:3])]
    names.append(" ".join(whole))
    names = [news_spelling(n) for n in names]
    for a, b in (("Sergey", "Sergei"), ("Aleksandr", "Alexander"), ("Dmitry", "Dmitri"), ("Yury", "Yuri"), ("Yevgeny", "Evgeny"),
                 ("Aleksey", "Alexei"), ("Andrey", "Andrei"), ("Nikolay", "Nikolai"), ("Muhammad", "Mohammed"), ("Muhammad", "Mohammad"),
                 ("Abdallah", "Abdullah"), ("Husayn", "Hussein"), ("Ahmad", "Ahmed"), ("Binyamin", "Benjamin"), ("Yusuf", "Youssef"),
                 ("Mikheil", "Mikhail"), ("Vasily", "Vasili"), ("Gennady", "Gennadi"), ("Volodymyr", "Vladimir")):
        if names[0].startswith(a + " "):
            names.append(b + names[0][len(a):])
    return [n for n in unique(names) if len(n.split()) > 1]


# Where the whole name is used and nothing of it is left out.
WHOLE_NAMES = set("CHN TWN HKG KOR PRK VNM LAO KHM MMR THA MNG BTN".split())


def split_title(text, country):
    """("President", [name words]) of "President Alan GARCIA Perez"; None if the row holds more than one person."""
    text = re.sub(r" - .*$|\*\*\*.*?\*\*\*|\(.*?\)|\".*?\"|,.*$", "", text)
    text = re.sub(r"\s+", " ", text).strip()
    if ":" in text or " and " in re.sub(r"^.*(Minister|President|Government|Forces|Revolution|Prince)\b", "", text):
        return None
    words = text.split(" ")
    caps = [i for i, w in enumerate(words) if is_capitals(w)]
    if not caps:
        return None
    start, land = caps[0], set(re.findall(r"[A-Z][a-z]+", country)) | {"CEO", "CNSP", "National", "Islamic", "Swiss", "Democratic"}
    offices = re.compile(r"^(President([- ][Ee]lect|-designate)?|Governor-General|Premiers?|Rulers|Co-Presidents?|Chancellors|Members|Vice-President|Vice-Premier|Minister|Ministers|Presidents|Chancellor|King|Queen|Chairman|Chairwoman|Chairperson|Governor|General|Secretary|Council|"
                         r"Government|State|Leader|Republic|Commissioner|Administrator|Confederation|Affairs|Assembly|Party|Executive|Federation|Forces|"
                         r"Taoiseach|Head|Regent|Amir|Emir|Sultan|Prefect|Prince|Committee|Officer|Bailiff|Speaker|Presidency|Defen[cs]e|Finance|Adviser|"
                         r"Dean|Ruler|Interior|Coprince|Co-Prince|Co-prince|Sovereign|first|second|third|deputy|minister|president|prime|vice|Foreign|Security|Represented|represented|by|of|the|for|Revolution|Congress|Mayor|Captain|Commander|Member|Chief|Deputy|Vice|Acting|Interim|note|-)$")
    while start > 0 and not offices.match(words[start - 1]) and words[start - 1] not in land:
        start -= 1
    return " ".join(words[:start]), words[start:]


def iso_codes():
    codes = {c["alpha_2"]: c["alpha_3"] for c in json.load(open(ISO_FILE, encoding="utf-8"))["3166-1"]}
    return codes | {"XK": "XKX"}


def editors_names(out):
    """(country, first letters, last word) of everybody in the files that editors keep, all their names, and the stretches of
    the offices that they hold by (country, surname, office)."""
    keys, names, offices = set(), set(), defaultdict(list)
    for path in sorted((out / "people").glob("*.txt")):
        if path.name in GENERATED:
            continue
        for text in path.read_text(encoding="utf-8").splitlines():
            if not text or text[0] == "#":
                continue
            fields = text.split(" | ")
            countries = {r.strip()[:3] for r in fields[2].split(";")}
            for name in fields[1].split(";"):
                keys |= {same_key(c, name) for c in countries}
                names.add(ascii_fold(name.strip()).lower())
                for role in (r.strip() for r in fields[2].split(";")):
                    title, dates = role.split(" ", 1)[-1].rpartition(" ")[::2]
                    offices[role[:3], same_key("", name)[2], title].append(dates.partition("..")[::2])
    return keys, names, offices


def held_by_editors_person(offices, code, names, office, start, end):
    """Whether the files that editors keep have this office then under this surname: the same person, otherwise spelt."""
    return any(start < (until or "9999") and since < (end or "9999")
               for n in names for since, until in offices.get((code, same_key("", n)[2], office), []))


def same_key(country, name):
    words = re.sub(r"\b(al|el)-", "", ascii_fold(name).lower()).replace("-", " ").split()
    return (country, words[0][:3], re.sub(r"(i|y|ii|iy|yi)$", "y", words[-1])) if words else (country, "", "")


def end_of(row, successors):
    """The end of an office: "" while it lasts, a day that a successor gives, else about when it was last seen."""
    if row["last_seen"] >= "2025-06":
        return ""
    last = int(row["last_seen"][:4])
    later = sorted(s["since"] for s in successors if s["since"] > row["since"] and s["who"] != row["who"])
    hole = 2016 <= last <= 2019  # who came and went between two editions is in no table
    if later and int(later[0][:4]) <= last + (1 if hole else 2):
        return later[0]
    return f"{max(last + 1, int(row['since'][:4]) + 1)}~"


def leaders(facts, codes):
    rows = []
    for row in csv.DictReader(open(facts / "leaders_factbook_merged.tsv", encoding="utf-8"), delimiter="\t"):
        parts = split_title(row["title_and_name"], row["country"]) if row["iso2"] in codes and row["since"] else None
        name = name_of(parts[1]) if parts else None
        if not name or row["since"][:4] > row["last_seen"][:4] or not re.match(r"^\d{4}(-\d\d){0,2}$", row["since"]):
            continue
        office = office_of(parts[0], OFFICES) or (("deputy prime minister", False) if row["role"] == "government" else ("head of state", False))
        if row["iso2"] in REALMS and office[0] in ("king", "queen") or row["iso2"] in DEPENDENT and office[0] in ("president", "king", "vice president"):
            continue
        rows.append(dict(row, code=codes[row["iso2"]], office=office[0], alone=office[1], name=name, who=same_key(codes[row["iso2"]], " ".join(name[2]))))
    return rows


def drop_strays(rows):
    """One name under several countries stands where it was seen longest: the tables put some rows under the wrong country."""
    places = defaultdict(lambda: defaultdict(int))
    for r in rows:
        places[ascii_fold(" ".join(r["name"][2])).lower()][r["code"]] += 1 + int(r["last_seen"][:4]) - int(r["first_seen"][:4])
    best = {name: max(sorted(found), key=lambda c: found[c]) for name, found in places.items()}
    return [r for r in rows if best[ascii_fold(" ".join(r["name"][2])).lower()] == r["code"]]


def merge_terms(terms):
    """(start, end, title, code) newest first; the same office in one stretch is one role."""
    stretches = {}
    for start, end, title, code in sorted(set(terms)):
        held = stretches.setdefault((title, code), [])
        if held and held[-1][1] >= start:
            held[-1][1] = max(held[-1][1], end or "9999")
        else:
            held.append([start, end or "9999"])
    merged = [(start, end.replace("9999", ""), *office) for office, held in stretches.items() for start, end in held]
    return sorted(merged, reverse=True)


def write_people(people, path, head, source, used, named, minor):
    """Names that somebody else has already are not given to a minor person again."""
    lines = []
    for (code, _), entry in sorted(people.items()):
        names = [n for n in entry["names"] if not minor or ascii_fold(n).lower() not in named]
        if not names:
            continue
        named |= {ascii_fold(n).lower() for n in names}
        ident = slug(names[0])
        ident = ident if ident not in used else f"{ident}-{code.lower()}"
        if ident in used:
            continue
        used.add(ident)
        roles = "; ".join(f"{c} {t} {s}..{e}" for s, e, t, c in merge_terms(entry["terms"]))
        lines.append(line(ident, names, roles, source))
    path.write_text(head + "\n" + "\n".join(lines) + "\n", encoding="utf-8")
    return len(lines)


def gather_leaders(rows, known):
    posts = defaultdict(list)
    for r in rows:
        posts[r["code"], r["office"]].append(r)
    people, persons = {}, {}  # by the first key of each, and by all of them
    for r in rows:
        names = spellings(r["code"], *r["name"], False)
        keys, taken, offices = known
        if not names or r["who"] in keys or any(same_key(r["code"], n) in keys or ascii_fold(n).lower() in taken for n in names):
            continue
        end = end_of(r, posts[r["code"], r["office"]] if r["alone"] else [])
        if end and end.rstrip("~") <= r["since"] or held_by_editors_person(offices, r["code"], names, r["office"], r["since"], end):
            continue
        same = [same_key(r["code"], n) for n in (names[0], names[-1])]
        entry = next((persons[k] for k in same if k in persons), None)
        if entry is None:
            entry = people[r["code"], same[0]] = {"names": [], "terms": []}
        persons |= {k: entry for k in same}
        entry["names"] = unique(entry["names"] + names)
        entry["terms"].append((r["since"], end, r["office"], r["code"] + ":GOV"))
    return people, set(persons)


def cabinet_rows(facts):
    root = "http://williamrobertfunk.com/ontologies/world-leaders#title"
    label = "http://www.w3.org/2000/01/rdf-schema#label"
    for office in json.load(gzip.open(facts / "cia_world_leaders_2019/government-offices.json.gz")).values():
        found = {}
        for prop in office["objectProperties"]:
            for key, value in prop.items():
                found["country" if "hasCountry" in key else "person"] = value[label]
        if "person" in found:
            yield found["country"], office["datatypeProperties"].get(root, ""), found["person"]


def gather_cabinets(facts, codes, leaders_found, known):
    by_name = {}
    for row in csv.DictReader(open(facts / "leaders_factbook_merged.tsv", encoding="utf-8"), delimiter="\t"):
        if row["iso2"] in codes:
            by_name[row["country"]] = codes[row["iso2"]]
    by_name |= {"Cote d'Ivoire": "CIV", "Burma": "MMR", "Macedonia": "MKD", "North Macedonia": "MKD", "Swaziland": "SWZ", "Eswatini": "SWZ",
                "Bahamas": "BHS", "The Bahamas": "BHS", "Gambia": "GMB", "The Gambia": "GMB", "North Korea": "PRK", "South Korea": "KOR",
                "Turkey": "TUR", "Kosovo": "XKX", "Timor-Leste": "TLS", "Micronesia": "FSM", "Cabo Verde": "CPV", "Czechia": "CZE"}
    keys, taken, offices = known
    people, unknown = {}, set()
    for country, title, person in cabinet_rows(facts):
        code = by_name.get(country)
        if not code:
            unknown.add(country)
            continue
        name, office = name_of(person.split()), office_of(title, CABINET)
        names = spellings(code, *name, True) if name and office else []
        if not names or "acting" in title.lower():
            continue
        who = same_key(code, names[0])
        plain = ascii_fold(names[0]).lower().split()[0] in PLAIN_GIVEN and code not in ("GBR", "USA", "CAN", "AUS", "NZL", "IRL", "ZAF")
        if held_by_editors_person(offices, code, names, office[0], "2019-06-03", "2019-06-05"):
            continue
        if who in keys or who in leaders_found or plain or any(ascii_fold(n).lower() in taken for n in names):
            continue
        entry = people.setdefault((code, who), {"names": names, "terms": [], "rank": len(CABINET)})
        rank = [row[1] for row in CABINET].index(office[0])
        if rank < entry["rank"]:  # of several offices the weightiest
            entry["rank"] = rank
            entry["terms"] = [("2018~", "2021~", office[0], f"{code}:{office[1]}")]
    if unknown:
        print("countries without a code:", ", ".join(sorted(unknown)))
    return people


def main():
    facts, out = Path(sys.argv[1]), Path(sys.argv[2])
    codes, known = iso_codes(), editors_names(out)
    used = {t.split(" | ")[0] for p in sorted((out / "people").glob("*.txt")) if p.name not in GENERATED for t in p.read_text(encoding="utf-8").splitlines()}
    found, leading = gather_leaders(drop_strays(leaders(facts, codes)), known)
    print(write_people(found, out / "people/leaders.txt", "# Heads of state and government and their deputies since 1990. Facts: CIA World Factbook.", "factbook", used, known[1], False), "leaders")
    cabinets = gather_cabinets(facts, codes, leading, known)
    head = "# Members of governments, envoys and central bankers on 2019-06-04, when they came and went is not known. Facts: CIA World Leaders."
    print(write_people(cabinets, out / "people/cabinets-2019.txt", head, "worldleaders2019", used, known[1], True), "of cabinets")


if __name__ == "__main__":
    main()
