// Days by the document's date, or by the last date that the text has told.
#include <array>

#include "times/rules.h"

namespace demarche::times {

namespace {

// "morning", "night" after a day; its tokens, 0 if none.
uint32_t time_of_day(const Reader& r, uint32_t i) {
  const bool early = r.any(i, {"early", "late", "local"});
  const uint32_t at = early ? i + 1 : i;
  return r.meaning(at).kind == WordClass::kTimeOfDay && !r.is(at, "overnight") ? at + 1 - i : 0;
}

CivilDate last_such(CivilDate today, unsigned weekday, bool strictly) {
  const int back = static_cast<int>((weekday_of(today) + 7 - weekday) % 7);
  return add_days(today, back == 0 && strictly ? -7 : -back);
}

CivilDate next_such(CivilDate today, unsigned weekday, bool strictly) {
  const int ahead = static_cast<int>((weekday + 7 - weekday_of(today)) % 7);
  return add_days(today, ahead == 0 && strictly ? 7 : ahead);
}

Expression today(const Reader& r, uint32_t i) {
  if (!r.today() || !r.any(i, {"today", "tonight"})) return {};
  return when(1, day(*r.today()));
}

Expression yesterday(const Reader& r, uint32_t i) {
  if (!r.today()) return {};
  if (r.is(i, "yesterday")) return when(1 + time_of_day(r, i + 1), day(add_days(*r.today(), -1)));
  if (r.is(i, "last") && r.any(i + 1, {"night", "evening"})) return when(2, day(add_days(*r.today(), -1)));
  const uint32_t at = r.is(i, "the") ? i + 1 : i;
  if (r.is(at, "day") && r.is(at + 1, "before") && r.is(at + 2, "yesterday")) return when(at + 3 - i, day(add_days(*r.today(), -2)));
  return {};
}

Expression tomorrow(const Reader& r, uint32_t i) {
  if (!r.today()) return {};
  if (r.is(i, "tomorrow")) return when(1 + time_of_day(r, i + 1), day(add_days(*r.today(), 1)));
  const uint32_t at = r.is(i, "the") ? i + 1 : i;
  if (r.is(at, "day") && r.is(at + 1, "after") && r.is(at + 2, "tomorrow")) return when(at + 3 - i, day(add_days(*r.today(), 2)));
  return {};
}

// "this morning", "this evening"; "that night" leans on the text.
Expression this_morning(const Reader& r, uint32_t i) {
  if (!r.any(i, {"this", "that"}) || r.meaning(i + 1).kind != WordClass::kTimeOfDay) return {};
  if (r.is(i, "this")) return r.today() ? when(2, day(*r.today())) : Expression{};
  const std::optional<Moment> anchor = r.anchor();
  return anchor && anchor->grain == Grain::kDay ? when(2, *anchor) : open_time(2);
}

// "The Sunday Times", "Bloody Sunday", "Black Friday".
bool names_else(const Reader& r, uint32_t i) {
  return r.any(i - 1, {"bloody", "black", "cyber"}) ||
         r.any(i + 1, {"times", "telegraph", "express", "mirror", "mail", "herald", "tribune", "post"});
}

// "Friday", "last Friday", "next Monday morning", "this Wednesday".
Expression weekday(const Reader& r, uint32_t i) {
  if (!r.today()) return {};
  const bool last = r.any(i, {"last", "past"}), next = r.any(i, {"next", "coming"}), this_one = r.is(i, "this");
  uint32_t at = last || next || this_one ? i + 1 : i;
  if (this_one && r.any(at, {"past", "coming"})) ++at;
  const auto day_of_week = r.weekday(at);
  if (!day_of_week || names_else(r, at)) return {};
  uint32_t length = at + 1 - i;
  length += time_of_day(r, i + length);
  const CivilDate now = *r.today();
  const bool future = !last && (next || r.is(at - 1, "coming") || r.tense(i, length) == Tense::kFuture);
  return when(length, day(future ? next_such(now, *day_of_week, next) : last_such(now, *day_of_week, last)));
}

// "Friday last week", "Monday of next week", "a week ago Friday".
Expression weekday_of_week(const Reader& r, uint32_t i) {
  if (!r.today()) return {};
  const auto day_of_week = r.weekday(i);
  if (!day_of_week) return {};
  const uint32_t at = r.is(i + 1, "of") ? i + 2 : i + 1;
  if (!r.any(at, {"last", "next", "this"}) || !r.is(at + 1, "week")) return {};
  const int weeks = r.is(at, "last") ? -1 : r.is(at, "next") ? 1 : 0;
  const CivilDate monday = week_of(*r.today()).first;
  return when(at + 2 - i, day(add_days(monday, 7 * weeks + static_cast<int>(*day_of_week))));
}

// "the same day", "that day", "that week", "the same year".
Expression same_unit(const Reader& r, uint32_t i) {
  uint32_t at = r.is(i, "the") ? i + 1 : i;
  if (!r.any(at, {"same", "that"}) || (r.is(at, "that") && at > i)) return {};
  if (r.is(at, "that") && r.is(at + 1, "same")) ++at;
  const bool night = r.meaning(at + 1).kind == WordClass::kTimeOfDay && r.is(at, "same");
  const auto unit = night ? std::optional<Unit>(Unit::kDay) : r.unit(at + 1);
  if (!unit || r.meaning(at + 1).plural || *unit < Unit::kDay) return {};
  const std::optional<Moment> anchor = r.anchor();
  if (!anchor) return open_time(at + 2 - i);
  // A day is not told by a month; a year is told by one of its days.
  if (anchor->grain >= Grain::kMonth && *unit < Unit::kMonth) return open_time(at + 2 - i);
  if (anchor->grain >= Grain::kYear && *unit < Unit::kYear) return open_time(at + 2 - i);
  return when(at + 2 - i, unit_around(anchor->first, *unit));
}

bool next_word(const Reader& r, uint32_t i) { return r.any(i, {"following", "next", "subsequent", "ensuing"}); }
bool previous_word(const Reader& r, uint32_t i) { return r.any(i, {"previous", "preceding", "prior"}); }

// "the following day", "the next morning", "the previous year", "the week before".
Expression neighbour_unit(const Reader& r, uint32_t i) {
  if (!r.is(i, "the")) return {};
  int step = next_word(r, i + 1) ? 1 : previous_word(r, i + 1) ? -1 : 0;
  uint32_t at = step != 0 ? i + 2 : i + 1;
  const bool morning = step != 0 && r.meaning(at).kind == WordClass::kTimeOfDay;
  const auto unit = morning ? std::optional<Unit>(Unit::kDay) : r.unit(at);
  if (!unit || r.meaning(at).plural || *unit < Unit::kDay) return {};
  ++at;
  if (step == 0) {
    // "the day before he left" leans on what follows.
    step = r.any(at, {"before", "prior", "earlier"}) ? -1 : r.any(at, {"after", "afterwards", "later"}) ? 1 : 0;
    const bool alone = r.any(at + 1, {"", ",", ".", ";", ")", "and", "in", "at", "by", "with", "that"});
    if (step == 0 || !alone) return {};
    ++at;
  }
  const std::optional<Moment> anchor = r.anchor();
  if (!anchor || (anchor->grain >= Grain::kMonth && *unit < Unit::kMonth) || (anchor->grain >= Grain::kYear && *unit < Unit::kYear))
    return open_time(at - i);
  const CivilDate from = step > 0 ? anchor->last : anchor->first;
  return when(at - i, unit_around(day_away(from, step, *unit), *unit));
}

// "The border will reopen on the 20th.": the next such day, or the last one where the clause looks back.
Expression nearest_month_day(const Reader& r, uint32_t i, unsigned number) {
  const bool ahead = r.tense(i, 2) == Tense::kFuture;
  const CivilDate now = *r.today();
  for (const int step : {0, ahead ? 1 : -1}) {
    const CivilDate in_month = add_months({now.year, now.month, 1}, step);
    const CivilDate date{in_month.year, in_month.month, number};
    if (valid_date(date) && (ahead ? now <= date : date <= now)) return when(2, day(date));
  }
  return {};
}

// "on the 15th": of the month that the text is in.
Expression bare_ordinal(const Reader& r, uint32_t i) {
  if (!r.is(i, "the") || r.before(i) != "on" || r.meaning(i + 1).kind != WordClass::kOrdinal || r.word(i + 1).size() > 4) return {};
  const TokenIndex head = r.text().tokens[i + 1].head;
  const bool modifies = r.text().tokens[i + 1].deprel == Deprel::kAmod && head.valid() && head.value > i + 1;
  const std::optional<Moment> anchor = r.anchor();
  if (modifies) return {};
  const auto number = static_cast<unsigned>(r.meaning(i + 1).value);
  if (!anchor || anchor->grain > Grain::kMonth) return r.today() && i + 2 >= r.end() - 1 ? nearest_month_day(r, i, number) : Expression{};
  const CivilDate date{anchor->first.year, anchor->first.month, number};
  return valid_date(date) ? when(2, day(date)) : Expression{};
}

// Clock times tell no day.
Expression clock(const Reader& r, uint32_t i) {
  const std::string_view w = r.word(i);
  const bool colon = w.size() >= 4 && w.size() <= 5 && w.find(':') != std::string_view::npos && w.front() >= '0' && w.front() <= '9';
  const bool hour = r.number(i).has_value() || colon;
  if (!hour) return {};
  if (r.any(i + 1, {"a.m.", "p.m.", "am", "pm", "a.m", "p.m", "gmt", "utc", "o'clock"}))
    return open_time(r.is(i + 2, "local") && r.is(i + 3, "time") ? 4 : r.any(i + 2, {"gmt", "utc", "est", "edt"}) ? 3 : 2);
  return colon && r.before(i) == "at" ? open_time(1) : Expression{};
}

constexpr std::array kRules{
    Rule{"today", "the document's date", today},
    Rule{"yesterday", "days before the document's date", yesterday},
    Rule{"tomorrow", "days after the document's date", tomorrow},
    Rule{"this-morning", "the document's day, or the day told before", this_morning},
    Rule{"weekday", "the last such day, or the next where the clause looks ahead", weekday},
    Rule{"weekday-of-week", "a day of last, this or next week", weekday_of_week},
    Rule{"same-unit", "the day, month or year told before", same_unit},
    Rule{"neighbour-unit", "the one before or after what was told before", neighbour_unit},
    Rule{"bare-ordinal", "a day of the month told before", bare_ordinal},
    Rule{"clock", "an hour: no date", clock},
};

}  // namespace

std::span<const Rule> day_rules() { return kRules; }

}  // namespace demarche::times
