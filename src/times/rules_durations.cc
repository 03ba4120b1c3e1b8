// How long and how often. These give no date: an event that "lasted three days" is not dated by it.
#include <array>

#include "times/rules.h"

namespace demarche::times {

namespace {

// Fortnights, quarters, decades and centuries are so many of a smaller unit.
struct UnitCode {
  std::string_view before;
  int factor;
  std::string_view letters;
};
constexpr std::array<UnitCode, 13> kUnitCodes{{{"PT", 1, "S"},
                                               {"PT", 1, "M"},
                                               {"PT", 1, "H"},
                                               {"P", 1, "D"},
                                               {"P", 1, "WE"},
                                               {"P", 1, "W"},
                                               {"P", 2, "W"},
                                               {"P", 1, "M"},
                                               {"P", 3, "M"},
                                               {"P", 1, "SE"},
                                               {"P", 1, "Y"},
                                               {"P", 10, "Y"},
                                               {"P", 100, "Y"}}};

// "P3D", "PT24H", "PXY" for an unknown number.
std::string period(const Amount& n, Unit unit) {
  const UnitCode& code = kUnitCodes[static_cast<size_t>(unit)];
  std::string text(code.before);
  text += n.several ? "X" : std::to_string(n.value * code.factor);
  text += code.letters;
  return text;
}

Expression lasting(uint32_t length, std::string value) { return {length, TimeKind::kDuration, std::nullopt, {}, std::move(value), {}, {}}; }
Expression repeated(uint32_t length, std::string value) {
  return {length, TimeKind::kRepetition, std::nullopt, {}, std::move(value), {}, {}};
}

// "28 - year - old": an age.
bool age(const Reader& r, uint32_t after) {
  return r.any(after, {"old", "olds"}) || (r.dash(after) && r.any(after + 1, {"old", "olds"})) ||
         (r.is(after, "of") && r.is(after + 1, "age"));
}

// "three days", "a two - week visit", "24 - hour", "several months", "a day - long strike".
Expression so_long(const Reader& r, uint32_t i) {
  Amount n = r.amount(i);
  uint32_t at = i + n.length;
  const bool plural_alone = n.length == 0 && r.meaning(i).plural && r.before(i) == "for";
  if (n.length == 0 && !plural_alone) return {};
  if (plural_alone) n = {0, 0, true};
  if (r.dash(at)) ++at;
  if (r.any(at, {"full", "more", "whole", "long", "consecutive", "straight"})) ++at;
  const auto unit = r.unit(at);
  if (!unit || *unit == Unit::kSeason) return {};
  // "a week" alone counts nothing unless something lasts that long.
  if (r.any(i, {"a", "an"}) && n.value == 1 && !r.any(i - 1, {"for", "than", "about", "nearly", "almost", "over", "within", "lasting"})) {
    const uint32_t dash = r.dash(at + 1) ? at + 2 : at + 1;
    return r.is(dash, "long") ? lasting(dash + 1 - i, period(n, *unit)) : Expression{};
  }
  uint32_t end = at + 1;
  if (age(r, end)) return {};
  if (r.is(end, "and") && r.is(end + 1, "a") && r.is(end + 2, "half")) end += 3;
  if (r.dash(end) && r.is(end + 1, "long")) end += 2;
  return lasting(end - i, period(n, *unit));
}

Expression day_long(const Reader& r, uint32_t i) {
  const std::string_view w = r.word(i);
  for (const auto& [word, value] :
       {std::pair<std::string_view, const char*>{"weeklong", "P1W"}, {"daylong", "P1D"}, {"yearlong", "P1Y"}, {"monthlong", "P1M"}}) {
    if (w == word) return lasting(1, value);
  }
  const auto unit = r.unit(i);
  if (unit && r.dash(i + 1) && r.is(i + 2, "long") && *unit != Unit::kSeason)
    return lasting(3, period({1, r.meaning(i).plural ? 0 : 1, r.meaning(i).plural}, *unit));
  return {};
}

// "every Monday", "each year", "every two weeks", "every other day".
Expression every(const Reader& r, uint32_t i) {
  if (!r.any(i, {"every", "each"})) return {};
  uint32_t at = i + 1;
  int times = 1;
  if (r.is(at, "other")) {
    times = 2;
    ++at;
  } else if (const Amount n = r.amount(at); n.length > 0) {
    if (n.several) return {};
    times = n.value;
    at += n.length;
  }
  if (r.weekday(at)) return repeated(at + 1 - i, "R/P" + std::to_string(times) + "W");
  if (r.meaning(at).kind == WordClass::kTimeOfDay) return repeated(at + 1 - i, "R/P1D");
  if (r.month(at)) return repeated(at + 1 - i, "R/P1Y");
  const auto unit = r.unit(at);
  if (!unit) return {};
  return repeated(at + 1 - i, "R/" + (*unit == Unit::kSeason ? std::string("P1Y") : period({1, times, false}, *unit)));
}

struct Habit {
  std::string_view word, value;
};
constexpr std::array<Habit, 14> kHabits{{{"hourly", "R/PT1H"},
                                         {"daily", "R/P1D"},
                                         {"nightly", "R/P1D"},
                                         {"weekly", "R/P1W"},
                                         {"biweekly", "R/P2W"},
                                         {"fortnightly", "R/P2W"},
                                         {"monthly", "R/P1M"},
                                         {"quarterly", "R/P3M"},
                                         {"biannual", "R/P6M"},
                                         {"yearly", "R/P1Y"},
                                         {"annual", "R/P1Y"},
                                         {"annually", "R/P1Y"},
                                         {"biennial", "R/P2Y"},
                                         {"weekdays", "R/P1D"}}};

Expression habit(const Reader& r, uint32_t i) {
  for (const Habit& h : kHabits) {
    if (r.is(i, h.word)) return repeated(1, std::string(h.value));
  }
  return {};
}

// "Mondays", "on Saturday nights".
Expression weekdays(const Reader& r, uint32_t i) {
  const Word w = r.meaning(i);
  if (w.kind != WordClass::kWeekday || !r.capital(i)) return {};
  if (w.plural) return repeated(1, "R/P1W");
  return r.meaning(i + 1).kind == WordClass::kTimeOfDay && r.word(i + 1).ends_with("s") ? repeated(2, "R/P1W") : Expression{};
}

// "twice a week", "three times per year", "once every two months".
Expression so_often(const Reader& r, uint32_t i) {
  uint32_t at = i;
  if (r.any(i, {"once", "twice"})) ++at;
  else if (const Amount n = r.amount(i); n.length > 0 && r.is(i + n.length, "times")) at += n.length + 1;
  else return {};
  if (!r.any(at, {"a", "an", "per", "every", "each"})) return {};
  const Expression rest = every(r, at);
  if (rest.length > 0) return repeated(at + rest.length - i, rest.value);
  const auto unit = r.unit(at + 1);
  return unit && *unit != Unit::kSeason ? repeated(at + 2 - i, "R/" + period({1, 1, false}, *unit)) : Expression{};
}

// "the first Tuesday of each month", "the last day of every quarter".
Expression each_such(const Reader& r, uint32_t i) {
  const uint32_t at = r.is(i, "the") ? i + 1 : i;
  const bool counted = r.meaning(at).kind == WordClass::kOrdinal || r.is(at, "last");
  if (!counted || (!r.weekday(at + 1) && !r.unit(at + 1)) || !r.any(at + 2, {"of", "in"})) return {};
  const Expression rest = every(r, at + 3);
  return rest.length > 0 ? repeated(at + 3 + rest.length - i, rest.value) : Expression{};
}

constexpr std::array kRules{
    Rule{"duration", "how long: no date", so_long},      Rule{"duration", "how long: no date", day_long},
    Rule{"repetition", "how often: no date", every},     Rule{"repetition", "how often: no date", habit},
    Rule{"repetition", "how often: no date", each_such}, Rule{"repetition", "how often: no date", weekdays},
    Rule{"repetition", "how often: no date", so_often},
};

}  // namespace

std::span<const Rule> duration_rules() { return kRules; }

}  // namespace demarche::times
