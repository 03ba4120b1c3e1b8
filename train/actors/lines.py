"""Lines of dictionaries/actors/people: names in the spelling of news, ids, and examples that fit an office.

As a program it completes lines that editors began: an empty id or example is filled in.

usage: lines.py FILE...
"""
import re
import sys
import unicodedata
import zlib

PLACES = ("Geneva", "Vienna", "New York", "Addis Ababa", "Cairo", "Brussels", "Doha", "Istanbul", "Nairobi", "Singapore",
          "Madrid", "Jakarta", "Lima", "Astana", "Oslo", "Rabat")
TOPICS = ("the border dispute", "the ceasefire", "the grain corridor", "fishing rights", "the prisoner exchange",
          "the new pipeline", "migration", "the debt talks", "the gas contract", "the arms embargo", "water sharing",
          "the election observers", "the trade pact", "the disputed islands", "the relief convoys", "the draft treaty")
# Office (a pattern of the title) and sentences: {n} the name, {p} a place, {t} a topic.
SENTENCES = [
    (r"president-elect|candidate|opposition|party leader|dissident|activist", (
        "{n} told supporters in the capital that the vote had been rigged.", "Police searched the offices of {n} before the rally.",
        "{n} called for a general strike over {t}.", "The court ordered the release of {n} on bail.",
        "{n} accused the ruling party of ignoring {t}.", "Envoys in {p} met {n} to discuss the coming election.")),
    (r"rebel|commander of|warlord|militia|insurgent|emir of", (
        "Fighters loyal to {n} seized a town near the frontier.", "{n} rejected the offer of a truce.",
        "The army said that {n} had fled across the border.", "{n} demanded a seat at the talks in {p}.",
        "Mediators in {p} handed {n} a proposal on {t}.")),
    (r"spokes|press secretary", (
        "{n} told reporters that no decision on {t} had been taken.", "{n} dismissed the report as groundless.",
        "Asked about {t}, {n} referred to the statement of the day before.", "{n} confirmed that a delegation would travel to {p}.",
        "{n} read out a statement on {t}.")),
    (r"ambassador|envoy|representative|negotiator|high commissioner|coordinator", (
        "{n} briefed the council on {t}.", "{n} was summoned over {t}.", "{n} handed over a note on {t} in {p}.",
        "{n} led the delegation at the talks in {p}.", "Negotiators met {n} in {p} on the sidelines of the assembly.")),
    (r"foreign|external|secretary of state", (
        "{n} flew to {p} for talks on {t}.", "{n} summoned the ambassador over {t}.", "{n} received a delegation from {p}.",
        "{n} urged both sides to return to the table.", "In {p}, {n} signed a memorandum on {t}.",
        "{n} rejected the accusation and asked for proof.")),
    (r"defen[cs]e", (
        "{n} inspected troops near the frontier.", "{n} signed an accord on joint exercises in {p}.", "{n} ordered two battalions to the border.",
        "{n} told lawmakers that the purchase of the frigates would go ahead.", "{n} discussed {t} with officers in {p}.")),
    (r"interior|home|security|police|intelligence|cia|fbi", (
        "{n} ordered an inquiry into the arrests.", "{n} said that the border posts would be reinforced.", "{n} refused to let the march go ahead.",
        "{n} met police chiefs in {p} to discuss {t}.", "{n} defended the curfew before parliament.")),
    (r"financ|treasury|econom|bank|trade|commerce|budget|planning|energy|oil|petrol", (
        "{n} presented the budget to parliament.", "{n} asked lenders in {p} for more time.", "{n} signed a loan agreement worth 200 million dollars.",
        "{n} warned that {t} would weigh on growth.", "{n} lifted the ban on exports of wheat.")),
    (r"prosecutor|attorney|justice|judge|court", (
        "{n} filed charges against two former officials.", "{n} opened an inquiry into {t}.", "{n} asked {p} to extradite the suspects.",
        "{n} told the court that the evidence was complete.")),
    (r"secretary-general|secretary general|director|commissioner|head of|chair|managing|high representative|president of the european", (
        "{n} called for restraint and offered to mediate.", "{n} opened the conference in {p}.", "{n} welcomed the agreement on {t}.",
        "{n} told delegates in {p} that the funds were running out.", "{n} condemned the raid on the convoy.")),
    (r"chief of (the )?(general|joint|defen|army|air|naval|staff)|commander|(?<!governor )\bgeneral\b|admiral|army|navy|air force", (
        "{n} visited the positions along the front.", "{n} said that the offensive had been halted.", "{n} met his counterparts in {p}.",
        "{n} ordered the fleet back to port.")),
    (r"senat|speaker|lawmaker|legislator|congress|majority|minority|deputy$|member of parliament", (
        "{n} tabled a motion on {t}.", "{n} voted against the bill on {t}.", "{n} led a delegation of lawmakers to {p}.",
        "{n} told the chamber that the inquiry would go on.")),
    (r"king|queen|emir|amir|sultan|crown|prince", (
        "{n} received the credentials of three ambassadors.", "{n} pardoned forty prisoners before the feast.", "{n} hosted a banquet for the delegation from {p}.",
        "{n} appointed a new cabinet.")),
    (r"president|prime minister|premier|chancellor|head of|leader|taoiseach|chief minister|chairman", (
        "{n} arrived in {p} for a summit on {t}.", "{n} dismissed two ministers over {t}.", "{n} met opposition leaders before the vote.",
        "{n} signed the treaty in {p}.", "{n} told parliament that no deal on {t} was in sight.", "{n} appealed for calm after the riots.",
        "{n} declared a state of emergency in the north.", "Lawmakers approved the plan of {n} after a long debate.")),
    (r"", (
        "{n} defended the plan before lawmakers.", "{n} led a delegation to {p}.", "{n} answered questions about {t}.",
        "{n} opened the meeting in {p}.", "{n} resigned from the commission on {t}.", "{n} signed a protocol with officials in {p}.")),
]

# The same for groups and bodies, by sector.
BODY_SENTENCES = {
    "IGO": ("{n} opened an emergency session on {t}.", "{n} sent observers to {p}.", "Delegates of {n} met in {p} to discuss {t}.",
            "{n} suspended a member over {t}.", "{n} called for restraint and offered to mediate.", "Talks with {n} on {t} began in {p}."),
    "GOV": ("{n} rejected the report on {t}.", "{n} summoned the envoy over {t}.", "{n} announced talks in {p}.", "Officials from {n} flew to {p}.",
            "{n} said that no decision on {t} had been taken.", "{n} published new rules for exporters."),
    "LEG": ("{n} ratified {t} after a long debate.", "{n} voted down the bill on {t}.", "Members of {n} questioned the minister about {t}."),
    "JUD": ("{n} charged two former officials.", "{n} opened an inquiry into {t}.", "{n} dismissed the appeal."),
    "MIL": ("{n} shelled positions across the river.", "{n} moved armour to the frontier.", "{n} said that two soldiers had been wounded.",
            "{n} began exercises near the strait."),
    "COP": ("{n} arrested eleven people in a dawn raid.", "{n} closed the roads around the square.", "{n} questioned witnesses about {t}."),
    "SPY": ("{n} passed a warning about the plot to its partners.", "{n} had followed the courier since spring.", "Two officers of {n} were expelled over {t}."),
    "OPP": ("{n} called for a general strike over {t}.", "{n} boycotted the session.", "Supporters of {n} marched through the capital.",
            "{n} accused the cabinet of hiding the figures on {t}."),
    "PTY": ("{n} named its candidate for the run-off.", "{n} left the coalition over {t}.", "{n} voted for the bill on {t}.", "Members of {n} gathered in the capital."),
    "REB": ("{n} seized a town near the frontier.", "{n} rejected the offer of a truce.", "Fighters of {n} ambushed a convoy.", "{n} freed nine hostages after talks in {p}.",
            "The army said that it had driven {n} from the valley."),
    "UAF": ("{n} kidnapped two engineers.", "{n} attacked a village at dawn."),
    "CVL": ("{n} blocked the road to the port.", "{n} marched on parliament over {t}."),
    "BUS": ("{n} signed a contract on {t}.", "{n} stopped deliveries in March.", "The court fined {n} over {t}.", "{n} sold its stake in the refinery."),
    "MED": ("{n} reported that talks on {t} had begun.", "{n} quoted two officials in {p}.", "The regulator fined {n} over its coverage of {t}."),
    "NGO": ("{n} accused both sides of shelling hospitals.", "{n} pulled its staff out of the camp.", "{n} published a report on {t}."),
    "EDU": ("{n} suspended classes after the raid.", "Students of {n} marched over {t}."),
    "REL": ("{n} appealed for calm before the feast.", "{n} condemned the attack on the shrine."),
    "LAB": ("{n} called a strike over {t}.", "{n} accepted the offer of the employers."),
    "ELI": ("{n} asked for a pardon.",),
    "": ("{n} joined the talks on {t}.",),
}
ARTICLE = re.compile(r"(?i)(ministry|party|forces?|front|army|organi[sz]ation|union|council|bank|group|movement|agency|department|congress|league|"
                     r"commission|committee|court|authority|service|guards?|corps|command|alliance|fund|office|bureau|house|palace|brigades?|"
                     r"coalition|programme|program|association|community|federation|foundation|centre|center|administration|police|militia|navy|"
                     r"network|institute|government|treasury|secretariat|parliament|assembly|senate|tribunal|society|company|corporation|state)$")

OPENINGS = ("On Monday ", "Late on Friday ", "After the vote ", "In a statement read on state radio ", "The next day ", "Two weeks later ")

# Names that the parser does not take for subjects when they begin a sentence.
STUMBLES = {"Christophe Emelee"}


def ascii_fold(text):
    text = text.translate(str.maketrans({"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "ə": "a"}))
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def slug(name):
    return re.sub(r"[^a-z0-9]+", "-", ascii_fold(name).lower()).strip("-")


def example_day(role):
    """A day that the role covers: its first, or the middle of the month or year that begins it."""
    dates = role.rsplit(" ", 1)[-1]
    start, end = (bound.rstrip("~") for bound in dates.split("..", 1)) if ".." in dates else ("", "")
    if not start:
        return "1995-05-15" if not end or end > "1995-05-15" else f"{int(end[:4]) - 1}-05-15"
    day = {4: start + "-06-15", 7: start + "-15", 10: start}[len(start)]
    return day if not end or day < end else (start + "-01-01")[:10]


def example(name, roles, person=True):
    """A made-up report's sentence about the newest office or role, the same for the same name."""
    newest = roles.split(";")[0].strip()
    title = re.sub(r"^\S+ ?|\S*\.\.\S*$", "", newest).strip().lower()
    code = newest.split(" ")[0]
    seed = zlib.crc32(name.encode())
    if person:
        title = {"OPP": "opposition ", "REB": "rebel "}.get(code[-3:], "") + title
        sentences = next(texts for pattern, texts in SENTENCES if re.search(pattern, title))
    else:
        sentences = BODY_SENTENCES["IGO" if code.startswith("IGO") else code.partition(":")[2]]
    text = sentences[seed % len(sentences)]
    if (len(name.split()) > 2 or name in STUMBLES) and text.startswith("{n}"):  # a long name does not begin a sentence
        text = OPENINGS[seed // 1009 % len(OPENINGS)] + text
    marked = f"<{name}>"
    if not person and ARTICLE.search(name) and " " in name:
        marked = ("The " if text.startswith("{n}") else "the ") + marked
    if name.startswith("the ") and text.startswith("{n}"):
        marked = f"<The {name[4:]}>"
    return f"{example_day(newest)} " + text.format(n=marked, p=PLACES[seed // 7 % len(PLACES)], t=TOPICS[seed // 113 % len(TOPICS)])


def unique(items):
    seen = {}
    for item in (i.strip() for i in items):
        if item:
            seen.setdefault(item.lower(), item)
    return list(seen.values())


def line(ident, names, roles, source):
    return f"{ident} | {'; '.join(unique(names))} | {roles} | {source} | {example(names[0], roles)}"


def complete(path):
    out = []
    for text in open(path, encoding="utf-8").read().splitlines():
        fields = [f.strip() for f in text.split(" | ")] if text and text[0] != "#" else []
        if fields and len(fields) < 5:
            sys.exit(f"{path}: five fields are expected: {text}")
        if fields:
            fields[0] = fields[0] or slug(fields[1].split(";")[0])
            fields[4] = fields[4] or example(fields[1].split(";")[0].strip(), fields[2], "people" in path)
        out.append(" | ".join(fields) if fields else text)
    open(path, "w", encoding="utf-8").write("\n".join(out) + "\n")


if __name__ == "__main__":
    for given in sys.argv[1:]:
        complete(given)
