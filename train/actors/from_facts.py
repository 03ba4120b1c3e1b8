"""Turns the reference tables of ../shared/facts into our dictionary lines.

usage: from_facts.py FACTS_DIR CITIES500.txt OUT_DIR

Writes OUT_DIR/states.txt, OUT_DIR/people/leaders.txt and OUT_DIR/people/cabinets-2019.txt. Facts only (names, offices,
dates, codes); every line is in the format of docs/dictionaries.md and is checked by `demarche dict lint`.
"""
import csv
import gzip
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

ISO = {c["alpha_2"]: c["alpha_3"] for c in json.load(open("/usr/share/iso-codes/json/iso_3166-1.json"))["3166-1"]}
ISO["XK"] = "XKX"

# Usual news names, demonyms and seats that the tables lack or bury; code: (names first, demonyms, capitals and seats).
NEWS = {
    "USA": ("United States; United States of America; U.S.; US; USA; U.S.A.; America", "American; Americans", "Washington; Washington, D.C.; Washington DC"),
    "GBR": ("United Kingdom; Britain; Great Britain; UK; U.K.; England; Scotland; Wales; Northern Ireland", "British; Briton; Britons; English; Scottish; Welsh", "London; Whitehall; Westminster"),
    "RUS": ("Russia; Russian Federation", "Russian; Russians", "Moscow"),
    "CHN": ("China; People's Republic of China; PRC; Mainland China; mainland China", "Chinese", "Beijing; Peking; Zhongnanhai"),
    "PRK": ("North Korea; DPRK; Democratic People's Republic of Korea", "North Korean; North Koreans", "Pyongyang"),
    "KOR": ("South Korea; Republic of Korea; ROK", "South Korean; South Koreans", "Seoul"),
    "TWN": ("Taiwan; Republic of China; Chinese Taipei", "Taiwanese", "Taipei"),
    "IRN": ("Iran; Islamic Republic of Iran", "Iranian; Iranians", "Tehran; Teheran"),
    "IRQ": ("Iraq", "Iraqi; Iraqis", "Baghdad"),
    "SYR": ("Syria; Syrian Arab Republic", "Syrian; Syrians", "Damascus"),
    "ISR": ("Israel", "Israeli; Israelis", "Jerusalem; Tel Aviv"),
    "PSE": ("Palestine; State of Palestine; Palestinian Territories; West Bank; Gaza; Gaza Strip; Palestinian territories", "Palestinian; Palestinians", "Ramallah; Gaza City"),
    "SAU": ("Saudi Arabia; Kingdom of Saudi Arabia; KSA", "Saudi; Saudis; Saudi Arabian", "Riyadh"),
    "ARE": ("United Arab Emirates; UAE; U.A.E.; Emirates", "Emirati; Emiratis", "Abu Dhabi; Dubai"),
    "YEM": ("Yemen", "Yemeni; Yemenis", "Sanaa; Sana'a; Aden"),
    "TUR": ("Turkey; Türkiye; Turkiye", "Turkish; Turk; Turks", "Ankara"),
    "DEU": ("Germany; Federal Republic of Germany; West Germany", "German; Germans", "Berlin; Bonn"),
    "FRA": ("France; French Republic", "French; Frenchman; Frenchmen", "Paris"),
    "UKR": ("Ukraine", "Ukrainian; Ukrainians", "Kyiv; Kiev"),
    "BLR": ("Belarus; Byelorussia", "Belarusian; Belarusians; Belarussian", "Minsk"),
    "MMR": ("Myanmar; Burma", "Burmese; Myanmar's", "Naypyidaw; Naypyitaw; Yangon; Rangoon"),
    "COD": ("Democratic Republic of the Congo; Democratic Republic of Congo; DR Congo; DRC; Congo-Kinshasa; Zaire", "Congolese", "Kinshasa"),
    "COG": ("Republic of the Congo; Congo-Brazzaville; Republic of Congo; Congo", "", "Brazzaville"),
    "CAF": ("Central African Republic; CAR", "Central African; Central Africans", "Bangui"),
    "CIV": ("Ivory Coast; Côte d'Ivoire; Cote d'Ivoire", "Ivorian; Ivorians", "Abidjan; Yamoussoukro"),
    "CZE": ("Czech Republic; Czechia", "Czech; Czechs", "Prague"),
    "MKD": ("North Macedonia; Macedonia; FYROM", "Macedonian; Macedonians; North Macedonian", "Skopje"),
    "BIH": ("Bosnia and Herzegovina; Bosnia-Herzegovina; Bosnia", "Bosnian; Bosnians", "Sarajevo"),
    "XKX": ("Kosovo", "Kosovar; Kosovars; Kosovan", "Pristina"),
    "VAT": ("Vatican City; Holy See; Vatican", "", ""),
    "TLS": ("East Timor; Timor-Leste", "East Timorese; Timorese", "Dili"),
    "CPV": ("Cape Verde; Cabo Verde", "Cape Verdean; Cape Verdeans", "Praia"),
    "SWZ": ("Eswatini; Swaziland", "Swazi; Swazis", "Mbabane"),
    "LAO": ("Laos; Lao PDR", "Lao; Laotian; Laotians", "Vientiane"),
    "HKG": ("Hong Kong", "Hongkonger; Hong Konger; Hong Kongers; Hongkongers", ""),
    "MAC": ("Macau; Macao", "Macanese", ""),
    "LBY": ("Libya", "Libyan; Libyans", "Tripoli; Benghazi"),
    "EGY": ("Egypt", "Egyptian; Egyptians", "Cairo"),
    "IND": ("India", "Indian; Indians", "New Delhi; Delhi"),
    "PAK": ("Pakistan", "Pakistani; Pakistanis", "Islamabad; Rawalpindi"),
    "AFG": ("Afghanistan", "Afghan; Afghans", "Kabul"),
    "JPN": ("Japan", "Japanese", "Tokyo"),
    "AUS": ("Australia", "Australian; Australians", "Canberra"),
    "CAN": ("Canada", "Canadian; Canadians", "Ottawa"),
    "BRA": ("Brazil", "Brazilian; Brazilians", "Brasilia; Brasília"),
    "NLD": ("Netherlands; Holland", "Dutch", "Amsterdam; The Hague"),
    "CHE": ("Switzerland", "Swiss", "Bern; Berne"),
    "ESP": ("Spain", "Spanish; Spaniard; Spaniards", "Madrid"),
    "POL": ("Poland", "Polish; Pole; Poles", "Warsaw"),
    "SWE": ("Sweden", "Swedish; Swede; Swedes", "Stockholm"),
    "FIN": ("Finland", "Finnish; Finn; Finns", "Helsinki"),
    "DNK": ("Denmark", "Danish; Dane; Danes", "Copenhagen"),
    "SRB": ("Serbia", "Serbian; Serb; Serbs; Serbians", "Belgrade"),
    "HRV": ("Croatia", "Croatian; Croat; Croats", "Zagreb"),
    "IRL": ("Ireland; Republic of Ireland", "Irish", "Dublin"),
    "GRC": ("Greece", "Greek; Greeks", "Athens"),
    "GEO": ("Georgia; Republic of Georgia", "Georgian; Georgians", "Tbilisi"),
    "PHL": ("Philippines; the Philippines", "Philippine; Filipino; Filipinos", "Manila"),
    "THA": ("Thailand", "Thai; Thais", "Bangkok"),
    "VNM": ("Vietnam; Viet Nam", "Vietnamese", "Hanoi"),
    "KGZ": ("Kyrgyzstan; Kyrgyz Republic", "Kyrgyz; Kyrgyzstani", "Bishkek"),
    "KAZ": ("Kazakhstan", "Kazakh; Kazakhs; Kazakhstani", "Astana; Nur-Sultan; Almaty"),
    "ZAF": ("South Africa", "South African; South Africans", "Pretoria; Cape Town"),
    "NGA": ("Nigeria", "Nigerian; Nigerians", "Abuja"),
    "NER": ("Niger", "Nigerien; Nigeriens", "Niamey"),
    "SDN": ("Sudan", "Sudanese", "Khartoum"),
    "SSD": ("South Sudan", "South Sudanese", "Juba"),
    "ARG": ("Argentina", "Argentine; Argentinian; Argentines", "Buenos Aires"),
    "NZL": ("New Zealand; Aotearoa", "New Zealander; New Zealanders; Kiwi", "Wellington"),
    "VEN": ("Venezuela", "Venezuelan; Venezuelans", "Caracas"),
    "ROU": ("Romania", "Romanian; Romanians", "Bucharest"),
    "BEL": ("Belgium", "Belgian; Belgians", ""),
    "LUX": ("Luxembourg", "Luxembourger", ""),
    "SGP": ("Singapore", "Singaporean; Singaporeans", ""),
    "GMB": ("Gambia; The Gambia", "Gambian; Gambians", "Banjul"),
    "FSM": ("Micronesia; Federated States of Micronesia", "Micronesian", "Palikir"),
    "STP": ("Sao Tome and Principe; São Tomé and Príncipe", "Sao Tomean", "São Tomé"),
    "ESH": ("Western Sahara", "Sahrawi; Sahrawis; Saharawi", "Laayoune"),
    "DOM": ("Dominican Republic", "Dominican; Dominicans", "Santo Domingo"),
    "DMA": ("Dominica", "", "Roseau"),
    "JOR": ("Jordan", "Jordanian; Jordanians", "Amman"),
    "MDA": ("Moldova", "Moldovan; Moldovans", "Chisinau; Chișinău"),
    "SVK": ("Slovakia; Slovak Republic", "Slovak; Slovaks", "Bratislava"),
    "SVN": ("Slovenia", "Slovene; Slovenian; Slovenes; Slovenians", "Ljubljana"),
    "KHM": ("Cambodia; Kampuchea", "Cambodian; Cambodians", "Phnom Penh"),
    "LKA": ("Sri Lanka", "Sri Lankan; Sri Lankans", "Colombo"),
    "BGD": ("Bangladesh", "Bangladeshi; Bangladeshis", "Dhaka"),
    "MEX": ("Mexico", "Mexican; Mexicans", "Mexico City"),
    "CUB": ("Cuba", "Cuban; Cubans", "Havana"),
    "QAT": ("Qatar", "Qatari; Qataris", "Doha"),
    "KWT": ("Kuwait", "Kuwaiti; Kuwaitis", "Kuwait City"),
    "OMN": ("Oman", "Omani; Omanis", "Muscat"),
    "BHR": ("Bahrain", "Bahraini; Bahrainis", "Manama"),
    "LBN": ("Lebanon", "Lebanese", "Beirut"),
    "SOM": ("Somalia; Somaliland", "Somali; Somalis; Somalian", "Mogadishu"),
    "ETH": ("Ethiopia", "Ethiopian; Ethiopians", "Addis Ababa"),
    "ERI": ("Eritrea", "Eritrean; Eritreans", "Asmara"),
    "RWA": ("Rwanda", "Rwandan; Rwandans", "Kigali"),
    "ISL": ("Iceland", "Icelandic; Icelander; Icelanders", "Reykjavik"),
    "NOR": ("Norway", "Norwegian; Norwegians", "Oslo"),
}
HISTORICAL = [
    ("SUN", "Soviet Union; USSR; U.S.S.R.", "Soviet; Soviets", "", "1922-12-30..1991-12-26", "cow=365 gw=365 qid=Q15180"),
    ("YUG", "Yugoslavia; Federal Republic of Yugoslavia", "Yugoslav; Yugoslavs; Yugoslavian", "", "1945..2003-02-04", "cow=345 gw=345 qid=Q36704"),
    ("SCG", "Serbia and Montenegro", "", "", "2003-02-04..2006-06-03", "cow=345 gw=340 qid=Q37024"),
    ("CSK", "Czechoslovakia", "Czechoslovak; Czechoslovakian", "", "1945..1993-01-01", "cow=315 gw=315 qid=Q33946"),
    ("DDR", "East Germany; German Democratic Republic; GDR", "East German; East Germans", "East Berlin", "1949-10-07..1990-10-03", "cow=265 gw=265 qid=Q16957"),
    ("YMD", "South Yemen; People's Democratic Republic of Yemen", "South Yemeni", "", "1967-11-30..1990-05-22", "cow=680 gw=680 qid=Q199841"),
]
TITLE_WORDS = re.compile(r"^(?:[^A-Z]*)((?:[A-Za-z0-9'().,/&-]+ )*?)([A-Z][a-z'-]+(?: [A-Za-z.\"'-]+)*? )?([A-Z][A-Z' -]{2,})(?: (?:II|III|IV|VI|V|I|Jr\.))?$")


def ascii_fold(text):
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", ascii_fold(name).lower()).strip("-")


def latin(name):
    return all(ord(c) < 0x250 for c in name) and re.search("[A-Za-z]", name) and "|" not in name and ";" not in name


def clean_list(items):
    seen = {}
    for item in items:
        item = item.strip().strip(".")if item.strip() in ("",) else item.strip()
        if item and item.lower() not in seen:
            seen[item.lower()] = item
    return list(seen.values())


def demonyms(facts):
    found = defaultdict(list)
    for row in csv.DictReader(open(facts / "factbook_demonyms_1990_2025.tsv", encoding="utf-8"), delimiter="\t"):
        if row["last"] < "2010" or row["iso2"] not in ISO:
            continue
        for part in re.split(r"[;,]| or ", row["adjective"].replace("|", "")):
            part = re.sub(r"\(.*?\)", "", part).strip()
            if part and part[0].isupper():
                found[ISO[row["iso2"]]].append(part)
        noun = row["noun"].replace("|", "")
        for word in re.findall(r"\b([A-Z][A-Za-z' -]*?)\((?:s|es)\)", noun):
            found[ISO[row["iso2"]]] += [word.strip(), word.strip() + "s"]
    return found


def capitals(cities):
    found = {}
    for line in open(cities, encoding="utf-8"):
        f = line.rstrip("\n").split("\t")
        if len(f) > 8 and f[7] == "PPLC" and f[8] in ISO:
            found.setdefault(ISO[f[8]], f[1])
    return found


def field(text, key):
    m = re.search(rf"^{key}: *(.+)$", text, re.M)
    return m.group(1).strip().strip('"\'') if m else ""


def yaml_list(text, key):
    m = re.search(rf"^{key}:\n((?:  - .*\n?)*)", text, re.M)
    return [re.sub(r"\s+#.*$", "", x[4:]).strip().strip("'\"") for x in m.group(1).splitlines()] if m else []


def write_states(facts, cities, out):
    nouns, seats, lines = demonyms(facts), capitals(cities), []
    fips = {}
    for row in csv.DictReader(open(facts / "leaders_factbook_merged.tsv", encoding="utf-8"), delimiter="\t"):
        if row["iso2"] in ISO:
            fips[ISO[row["iso2"]]] = row["fips"]
    by3 = {v: k for k, v in ISO.items()}
    done = set()
    for path in sorted((facts / "rigour/resources/territories").glob("??.yml")):
        text = path.read_text(encoding="utf-8")
        code = by3 and ISO.get(path.stem.upper())
        if not code or code in done:
            continue
        done.add(code)
        names, people, seat = NEWS.get(code, ("", "", ""))
        listed = [n.strip() for n in names.split(";") if n.strip()]
        listed += [n for n in [field(text, "name"), field(text, "full_name")] + yaml_list(text, "names_strong") if n and latin(n)]
        listed = [n for n in clean_list(listed) if len(n) > 2 or n in ("US", "UK")]
        folk = [d.strip() for d in people.split(";")] if people else nouns.get(code, [])
        where = [c.strip() for c in seat.split(";")] if code in NEWS else [seats.get(code, "")]
        where = [w for w in clean_list(where) if w and w != listed[0]]
        ids = f"iso2={by3[code]}" + (f" fips={fips[code]}" if code in fips else "") + (f" qid={field(text, 'qid')}" if field(text, "qid") else "")
        lines.append(f"{code} | {'; '.join(listed)} | {'; '.join(clean_list(folk))} | {'; '.join(where)} | .. | {ids} | <{listed[0]}> signed the agreement.")
    for code, names, people, seat, exists, ids in HISTORICAL:
        lines.append(f"{code} | {names} | {people} | {seat} | {exists} | {ids} | <{names.split(';')[0]}> signed the agreement.")
    head = ("# States and territories: CODE | names | demonyms | capital; metonyms | exists | ids | example\n"
            "# Names and ids: opensanctions/rigour, iso-codes; demonyms: CIA World Factbook; capitals: GeoNames; news usage: editors.\n")
    (out / "states.txt").write_text(head + "\n".join(sorted(lines)) + "\n", encoding="utf-8")


def respell(name):
    """US Government transliteration to the spelling of news."""
    name = name.replace("'", "") if re.search(r"[a-z]'[a-z]|[A-Z]'[A-Z]", name) else name
    name = re.sub(r"(iy|yy)\b", "y", name)
    return name


def title_case(surname):
    return " ".join("-".join(p[:1] + p[1:].lower() for p in w.split("-")) for w in surname.split(" "))


def person_of(text):
    """(title, given names, surname) of "Premier Dmitriy Anatolyevich MEDVEDEV", or None."""
    text = re.sub(r"\*\*\*.*?\*\*\*", "", text).replace("  ", " ").strip()
    text = re.sub(r"\(.*?\)|\".*?\"|,.*$", "", text).replace("  ", " ").strip()
    words = text.split()
    caps = [i for i, w in enumerate(words) if len(w.strip(".'-")) > 1 and w.upper() == w and any(c.isalpha() for c in w) and w not in ("II", "III", "IV", "VI", "VII", "USSR", "UN")]
    if not caps or " and " in text or ":" in text:
        return None
    first, last = caps[0], caps[-1]
    surname = " ".join(words[first:last + 1])
    given = []
    i = first - 1
    while i >= 0 and words[i][0].isupper() and words[i].rstrip(".") not in OFFICE:
        given.insert(0, words[i])
        i -= 1
    title = " ".join(words[:i + 1])
    after = [w for w in words[last + 1:] if w[0].isupper() and w.upper() != w]
    if not given and after:  # "XI Jinping": the family name comes first
        return title, title_case(surname), " ".join(after)
    return title, " ".join(given), title_case(surname)


SOVEREIGN = {"FRA", "GBR", "USA", "DNK", "NLD", "AUS", "NZL"}
OFFICE = set("""President Premier Minister Prime Chancellor King Queen Vice Deputy First Second Chairman Chairwoman Chairperson
Governor General Secretary Emir Amir Sultan Crown Prince Princess Head Government State Council Leader Chief Federal Acting Interim
Taoiseach Captain Regent Grand Duke Pope Speaker Supreme Executive Ministers Co-Prince Administrator Commissioner Adviser Councilor
Ayatollah Sheikh Shaykh Lt. Gen. Maj. Brig. Col. Marshal Field Dr. Sir Dame Adm. High Member Presidency Commander Sovereign Co-prince Elder
Highness Majesty Tuanku Mr. Mrs. Ms. Rev. Father Bishop Lord Lady Malietoa Officer Presidium Politburo Revolutionary Party Republic
Committee Transitional Sovereignty National Assembly the of and for to in""".split())


def hand_names(out):
    """Names that the editors' own files already have."""
    found = set()
    for path in (out / "people").glob("*.txt"):
        if path.name == "leaders.txt":
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and line[0] != "#":
                found |= {ascii_fold(n.strip()).lower() for n in line.split(" | ")[1].split(";")}
    return found


def write_leaders(facts, out):
    rows = []
    for row in csv.DictReader(open(facts / "leaders_factbook_merged.tsv", encoding="utf-8"), delimiter="\t"):
        person = person_of(row["title_and_name"])
        if row["iso2"] not in ISO or not person or not row["since"] or not person[1]:
            continue
        title, given, surname = person
        rows.append((ISO[row["iso2"]], row["role"], title or "", respell(given), respell(surname), row["since"], row["last_seen"]))
    head = lambda t: not re.search(r"Deputy|Vice|First|Second|Governor|2nd|1st", t)
    posts = defaultdict(list)
    for r in rows:
        if head(r[2]):
            posts[(r[0], r[1])].append(r)
    people = defaultdict(list)
    for code, role, title, given, surname, since, last in rows:
        later = sorted(r[5] for r in posts[(code, role)] if r[5] > since and (r[3], r[4]) != (given, surname)) if head(title) else []
        if last >= "2025":
            end = ""
        elif later and later[0][:4] >= last[:4]:
            end = later[0]
        else:
            end = str(int(last[:4]) + 1)
        if end and end <= since:
            end = str(int(since[:4]) + 1)
        people[(code, given, surname)].append((since, end, title.lower() or ("head of state" if role == "state" else "deputy head of government")))
    lines, used = [], set()
    by_hand = hand_names(out)
    # A head of state of several realms is listed under the sovereign state alone.
    sovereign = {(g, n) for c, g, n in people if c in SOVEREIGN}
    for (code, given, surname), terms in sorted(people.items()):
        if (given, surname) in sovereign and code not in SOVEREIGN:
            continue
        first = given.split()[0]
        if by_hand & {ascii_fold(f"{first} {surname}").lower(), ascii_fold(f"{given} {surname}").lower()} or " of the " in surname.lower() + " ":
            continue
        names = [f"{first} {surname}", f"{given} {surname}"]
        for a, b in (("Sergey", "Sergei"), ("Aleksandr", "Alexander"), ("Dmitry", "Dmitri"), ("Yuriy", "Yury"), ("Yevgeny", "Evgeny")):
            if first == a:
                names.append(f"{b} {surname}")
        if re.search(r"[aeo]y[^aeiou]", surname):
            names.append(f"{first} {re.sub(r'([aeo])y([^aeiou])', lambda m: m.group(1) + 'i' + m.group(2), surname)}")
        ident = slug(f"{first} {surname}")
        if ident in used:
            ident += "-" + code.lower()
        if ident in used:
            print("the same name twice, second left out:", ident, terms)
            continue
        used.add(ident)
        merged = []
        for since, end, title in sorted(set(terms), reverse=True):
            if merged and merged[-1][2] == title and (end == "" or end >= merged[-1][0]):
                merged[-1] = (since, merged[-1][1], title)
            else:
                merged.append((since, end, title))
        roles = "; ".join(f"{code}:GOV {t} {s}..{e}" for s, e, t in merged)
        lines.append(f"{ident} | {'; '.join(clean_list(names))} | {roles} | factbook | {merged[0][0]} <{first} {surname}> took office.")
    text = "# Heads of state and government and their deputies since 1990. Facts: CIA World Factbook.\n" + "\n".join(lines) + "\n"
    (out / "people").mkdir(exist_ok=True)
    (out / "people/leaders.txt").write_text(text, encoding="utf-8")
    return used


def main():
    facts, cities, out = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
    out.mkdir(parents=True, exist_ok=True)
    write_states(facts, cities, out)
    used = write_leaders(facts, out)
    print(len(used), "leaders")


if __name__ == "__main__":
    main()
