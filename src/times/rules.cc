#include "times/rules.h"

#include <array>

namespace demarche::times {

namespace {

void take_longest(std::span<const Rule> rules, const Reader& r, uint32_t i, Expression* best) {
  for (const Rule& rule : rules) {
    Expression e = rule.read(r, i);
    if (e.length <= best->length) continue;
    e.rule = rule.name;
    e.says = rule.says;
    *best = std::move(e);
  }
}

Expression longest(const Reader& r, uint32_t i, bool with_durations) {
  Expression best;
  // What may stand in the place of a date goes before what lasts: of "a week ago" and "a week" the longer wins anyway.
  for (const auto rules : {calendar_rules(), day_rules(), unit_rules(), part_rules(), feast_rules()}) take_longest(rules, r, i, &best);
  if (with_durations) take_longest(duration_rules(), r, i, &best);
  return best;
}

bool in_order(const Moment& a, const Moment& b) { return a.first <= b.last; }

// "25 May to 4 June 2019": the first end has the year of the second, or the one before.
Moment before_end(Moment from, const Moment& to) {
  while (!in_order(from, to)) {
    from.first = add_months(from.first, -12);
    from.last = add_months(from.last, -12);
  }
  return from;
}

Expression joined(const Reader& r, uint32_t i, const Expression& from, uint32_t next, const char* says) {
  Expression to = moment_at(r, next);
  // "2014-15".
  if (to.length == 0 && from.moment->grain == Grain::kYear && r.number(next) && r.word(next).size() == 2 && r.dash(next - 1)) {
    to = when(1, year(from.moment->first.year / 100 * 100 + *r.number(next)));
  }
  if (to.length == 0 || !to.moment || !from.moment) return {};
  if (r.is(next + to.length, "'s")) return {};
  const bool years_apart = from.moment->first.year != to.moment->first.year && from.moment->grain >= Grain::kYear;
  if (years_apart && !in_order(*from.moment, *to.moment)) return {};
  const Moment begin = before_end(*from.moment, *to.moment);
  Expression e{next + to.length - i, TimeKind::kInterval, between(begin, *to.moment), {}, {}, "range", says};
  // Each end is told as finely as its words: "from 2014 to March 3, 2016".
  if (begin.grain < Grain::kDays && to.moment->grain < Grain::kDays) e.edtf = edtf_of(begin) + "/" + edtf_of(*to.moment);
  return e;
}

// "in September and October": months that follow each other are one stretch.
Expression two_months(const Reader& r, uint32_t i) {
  const Expression one = moment_at(r, i);
  if (one.length == 0 || !one.moment || one.moment->grain != Grain::kMonth || !r.is(i + one.length, "and")) return {};
  const uint32_t next = i + one.length + 1;
  const Expression two = moment_at(r, next);
  if (two.length == 0 || !two.moment || two.moment->grain != Grain::kMonth) return {};
  const Moment begin = before_end(*one.moment, *two.moment);
  if (add_days(begin.last, 1) != two.moment->first) return {};
  return {
      next + two.length - i, TimeKind::kInterval, between(begin, *two.moment), {}, {}, "two-months", "two months that follow each other"};
}

// "from May 25 to June 4", "between 2014 and 2016", "2014-2016", "Monday to Wednesday".
Expression range(const Reader& r, uint32_t i) {
  const bool from = r.is(i, "from"), both = r.is(i, "between");
  const uint32_t at = from || both ? i + 1 : i;
  const Expression begin = moment_at(r, at);
  if (begin.length == 0 || !begin.moment) return {};
  const uint32_t joint = at + begin.length;
  if (both) return r.is(joint, "and") ? joined(r, i, begin, joint + 1, "from one date to another") : Expression{};
  const bool to = r.any(joint, {"to", "until", "till", "through"}) || (r.dash(joint) && begin.moment->grain != Grain::kDays);
  if (!to) return {};
  // "moved the talks from Friday to Monday" and "from 2014 to 2016" look alike; bare "Friday to Monday" needs no "from".
  const uint32_t next = r.any(joint + 1, {"the", "on"}) ? joint + 1 : joint + 1;
  return joined(r, i, begin, next, "from one date to another");
}

// A unit of the document's date under a preposition: "by the end of the year" is a part; "since the week" is none.
Expression since(const Reader& r, uint32_t i) {
  uint32_t at = i + 1;
  while (r.any(at, {"at", "least", "about", "around", "the", "as"}) && moment_at(r, at).length == 0 && at < i + 4) ++at;
  Expression e = moment_at(r, at);
  if (e.length == 0 || !e.moment) return {};
  if (r.is(at + e.length, "'s")) return {};
  if (r.counts_back(i)) {
    Expression open = open_time(at + e.length - i);
    open.rule = "since";
    open.says = "what something is compared with: no date";
    return open;
  }
  const TokenSpan span{TokenIndex(at), TokenIndex(at + e.length)};
  const bool lasts = r.today() && goes_on(r.text(), span) && e.moment->first <= *r.today();
  // The first ten days of a month begin in that month: no end is told more finely than it is known.
  const Moment& m = *e.moment;
  const bool third =
      m.grain == Grain::kDays && m.first.year == m.last.year && m.first.month == m.last.month && m.last.day - m.first.day < 12;
  const std::string begin = third ? month_string(m.first.year, m.first.month) : edtf_begin(m);
  e.edtf = begin + "/" + (lasts ? to_string(*r.today()) : "..");
  e.length += at - i;
  e.kind = TimeKind::kInterval;
  e.says = lasts ? "from then to the document's date" : "from then on";
  e.rule = "since";
  return e;
}

// "by Friday", "before the end of March", "until 2025", "no later than May 3".
Expression deadline(const Reader& r, uint32_t i) {
  uint32_t at = i + 1;
  if (r.any(i, {"no", "not"})) {
    if (!r.is(i + 1, "later") || !r.is(i + 2, "than")) return {};
    at = i + 3;
  } else if (!r.any(i, {"by", "before", "until", "till"})) {
    return {};
  }
  if (r.any(at, {"at", "the"}) && r.is(at + 1, "latest")) at += 2;
  Expression e = moment_at(r, at);
  if (e.length == 0 || !e.moment) return {};
  // "before Sunday's election" is told by the election.
  if (r.any(at + e.length, {"'s", "'", "\xE2\x80\x99s"})) return {};
  if (r.is(i, "before") && r.tense(at, e.length) == Tense::kPast && e.moment->grain == Grain::kDay && r.any(at, {"today", "yesterday"}))
    return {};
  const Grain grain = e.moment->grain;
  e.edtf = "../" + (grain == Grain::kDecade || grain == Grain::kCentury ? edtf_of(*e.moment) : edtf_end(*e.moment));
  e.length += at - i;
  e.kind = TimeKind::kInterval;
  e.says = "a date by which, or until which";
  e.rule = "deadline";
  return e;
}

Expression after(const Reader& r, uint32_t i) {
  if (!r.is(i, "after")) return {};
  Expression e = moment_at(r, i + 1);
  if (e.length == 0 || !e.moment || r.any(i + 1 + e.length, {"'s", "'", "\xE2\x80\x99s"})) return {};
  // A month or year is a term from which things differ; after a day something happened then and there.
  if (e.moment->grain == Grain::kDay) return {};
  e.edtf = edtf_end(*e.moment) + "/..";
  ++e.length;
  e.kind = TimeKind::kInterval;
  e.says = "some time after a date";
  e.rule = "after";
  return e;
}

// "on the eve of Easter", "the eve of May 9".
Expression eve(const Reader& r, uint32_t i) {
  const uint32_t at = r.is(i, "the") ? i + 1 : i;
  if (!r.is(at, "eve") || !r.is(at + 1, "of")) return {};
  const uint32_t next = r.is(at + 2, "the") ? at + 3 : at + 2;
  const Expression e = moment_at(r, next);
  if (e.length == 0 || !e.moment) return {};
  return {next + e.length - i, TimeKind::kPoint, day(add_days(e.moment->first, -1)), {}, {}, "eve", "the day before"};
}

// "around 1990", "circa 1850": uncertain.
Expression approximately(const Reader& r, uint32_t i) {
  if (!r.any(i, {"around", "circa", "about"})) return {};
  Expression e = moment_at(r, i + 1);
  if (e.length == 0 || !e.moment || e.moment->grain >= Grain::kDays || !r.year(i + 1)) return {};
  e.edtf = edtf_of(*e.moment) + "~";
  ++e.length;
  e.rule = "about";
  e.says = "about a date";
  return e;
}

}  // namespace

Expression moment_at(const Reader& r, uint32_t i) {
  if (r.meaning(i).kind == WordClass::kNone) return {};
  return longest(r, i, false);
}

Expression expression_at(const Reader& r, uint32_t i) {
  if (r.meaning(i).kind == WordClass::kNone) return {};
  Expression best = longest(r, i, true);
  const auto take = [&](Expression e) {
    if (e.length > best.length) best = std::move(e);
  };
  if (best.length > 0 && best.moment) {
    take(range(r, i));
    take(two_months(r, i));
  }
  if (r.any(i, {"from", "between"})) take(range(r, i));
  if (r.is(i, "since")) take(since(r, i));
  take(deadline(r, i));
  take(after(r, i));
  take(eve(r, i));
  take(approximately(r, i));
  return best;
}

}  // namespace demarche::times
