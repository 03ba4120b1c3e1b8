// Feasts and holidays that news dates things by.
#include <array>

#include "base/calendars.h"
#include "times/rules.h"

namespace demarche::times {

namespace {

// A day of the same month and day each year.
template <unsigned kMonth, unsigned kDay>
std::optional<Moment> fixed(int year) {
  return day({year, kMonth, kDay});
}

template <int kAfter>
std::optional<Moment> from_easter(int year) {
  return day(add_days(easter(year), kAfter));
}

std::optional<Moment> orthodox(int year) { return day(orthodox_easter(year)); }
std::optional<Moment> lent(int year) { return days(add_days(easter(year), -46), add_days(easter(year), -1)); }
std::optional<Moment> holy_week(int year) { return days(add_days(easter(year), -7), add_days(easter(year), -1)); }

// A day of the n-th weekday of a month; n = 0 is the last.
template <unsigned kMonth, unsigned kWeekday, unsigned kWhich>
std::optional<Moment> nth(int year) {
  return day(nth_weekday(year, kMonth, kWeekday, kWhich));
}

// The Islamic year is shorter than the civil one: a feast can fall twice in a civil year, then the first is taken.
std::optional<CivilDate> hijri_in(int year, unsigned month, unsigned of_month) {
  constexpr int kDaysOfHijriYears = 10631, kHijriYears = 30;
  const int about = (days_from_civil({year, 1, 1}) - days_from_civil({622, 7, 19})) * kHijriYears / kDaysOfHijriYears;
  for (int h = about; h <= about + 3; ++h) {
    const auto found = civil_from_hijri(h, month, of_month);
    if (found && found->year == year) return found;
  }
  return std::nullopt;
}

template <unsigned kMonth, unsigned kFirst, unsigned kLast>
std::optional<Moment> hijri(int year) {
  const auto begin = hijri_in(year, kMonth, kFirst);
  if (!begin) return std::nullopt;
  return kFirst == kLast ? day(*begin) : days(*begin, add_days(*begin, static_cast<int>(kLast - kFirst)));
}

// Ramadan lasts 29 or 30 days: up to the eve of the feast that ends it.
std::optional<Moment> ramadan(int year) {
  const auto begin = hijri_in(year, 9, 1);
  if (!begin) return std::nullopt;
  constexpr int kShortest = 29;
  for (int h = 1400; h < 1476; ++h) {
    if (civil_from_hijri(h, 9, 1) == begin)
      return days(*begin, add_days(*begin, civil_from_hijri(h, 9, kShortest + 1) ? kShortest : kShortest - 1));
  }
  return std::nullopt;
}

template <CivilDate (*kFeast)(int), int kAfter, int kDays>
std::optional<Moment> jewish(int year) {
  const CivilDate begin = add_days(kFeast(year), kAfter);
  return kDays == 1 ? day(begin) : days(begin, add_days(begin, kDays - 1));
}

std::optional<Moment> lunar(int year) {
  const auto found = lunar_new_year(year);
  return found ? std::optional<Moment>(day(*found)) : std::nullopt;
}

struct Feast {
  std::string_view name;  // lower-case tokens parted by blanks
  std::optional<Moment> (*in)(int year);
};

constexpr unsigned kMonday = 0, kThursday = 3;
constexpr std::array kFeasts{
    Feast{"christmas eve", fixed<12, 24>},
    Feast{"christmas day", fixed<12, 25>},
    Feast{"orthodox christmas", fixed<1, 7>},
    Feast{"christmas", fixed<12, 25>},
    Feast{"boxing day", fixed<12, 26>},
    Feast{"new year 's eve", fixed<12, 31>},
    Feast{"new year 's day", fixed<1, 1>},
    Feast{"new year 's", fixed<1, 1>},
    Feast{"may day", fixed<5, 1>},
    Feast{"international workers ' day", fixed<5, 1>},
    Feast{"labour day", fixed<5, 1>},
    Feast{"international women 's day", fixed<3, 8>},
    Feast{"valentine 's day", fixed<2, 14>},
    Feast{"halloween", fixed<10, 31>},
    Feast{"bastille day", fixed<7, 14>},
    Feast{"anzac day", fixed<4, 25>},
    Feast{"armistice day", fixed<11, 11>},
    Feast{"veterans day", fixed<11, 11>},
    Feast{"remembrance day", fixed<11, 11>},
    Feast{"labor day", nth<9, kMonday, 1>},
    Feast{"memorial day", nth<5, kMonday, 0>},
    Feast{"thanksgiving", nth<11, kThursday, 4>},
    Feast{"thanksgiving day", nth<11, kThursday, 4>},
    Feast{"columbus day", nth<10, kMonday, 2>},
    Feast{"martin luther king day", nth<1, kMonday, 3>},
    Feast{"presidents day", nth<2, kMonday, 3>},
    Feast{"presidents ' day", nth<2, kMonday, 3>},
    Feast{"good friday", from_easter<-2>},
    Feast{"easter", from_easter<0>},
    Feast{"easter sunday", from_easter<0>},
    Feast{"easter monday", from_easter<1>},
    Feast{"palm sunday", from_easter<-7>},
    Feast{"ash wednesday", from_easter<-46>},
    Feast{"pentecost", from_easter<49>},
    Feast{"orthodox easter", orthodox},
    Feast{"lent", lent},
    Feast{"holy week", holy_week},
    Feast{"ramadan", ramadan},
    Feast{"eid al - fitr", hijri<10, 1, 1>},
    Feast{"eid al - adha", hijri<12, 10, 10>},
    Feast{"eid ul - fitr", hijri<10, 1, 1>},
    Feast{"eid ul - adha", hijri<12, 10, 10>},
    Feast{"eid al-fitr", hijri<10, 1, 1>},
    Feast{"eid al-adha", hijri<12, 10, 10>},
    Feast{"ashura", hijri<1, 10, 10>},
    Feast{"hajj", hijri<12, 8, 13>},
    Feast{"passover", jewish<passover, 0, 7>},
    Feast{"rosh hashanah", jewish<rosh_hashanah, 0, 2>},
    Feast{"yom kippur", jewish<rosh_hashanah, 9, 1>},
    Feast{"hanukkah", jewish<hanukkah, 0, 8>},
    Feast{"lunar new year", lunar},
    Feast{"chinese new year", lunar},
    Feast{"tet", lunar},
    Feast{"nowruz", fixed<3, 20>},
};

// Tokens of the feast's name that stand at `i`; 0 if they do not.
uint32_t name_length(const Reader& r, uint32_t i, std::string_view name) {
  uint32_t at = i;
  while (!name.empty()) {
    const size_t blank = name.find(' ');
    const std::string_view part = name.substr(0, blank);
    const bool mark = part == "'s" ? r.any(at, {"'s", "\xE2\x80\x99s"}) : part == "'" ? r.any(at, {"'", "\xE2\x80\x99"}) : r.is(at, part);
    if (!mark) return 0;
    ++at;
    name = blank == std::string_view::npos ? std::string_view() : name.substr(blank + 1);
  }
  return at - i;
}

const Feast* feast_at(const Reader& r, uint32_t i, uint32_t* length) {
  const Feast* best = nullptr;
  *length = 0;
  if (!r.capital(i)) return nullptr;
  for (const Feast& feast : kFeasts) {
    const uint32_t n = name_length(r, i, feast.name);
    if (n <= *length) continue;
    best = &feast;
    *length = n;
  }
  return best;
}

// "Easter 2019", "last Ramadan", "this Christmas", "Christmas Eve".
Expression feast(const Reader& r, uint32_t i) {
  const bool last = r.is(i, "last"), next = r.is(i, "next"), this_one = r.is(i, "this");
  const uint32_t at = last || next || this_one ? i + 1 : i;
  uint32_t length = 0;
  const Feast* found = feast_at(r, at, &length);
  if (found == nullptr) return {};
  // "the Easter Bunny", "a Christmas tree": the feast is not the time.
  const uint32_t end = at + length;
  if (r.is(at, "christmas") && r.any(end, {"tree", "market", "gift", "gifts", "card", "cards", "island", "lights"})) return {};
  if (r.is(at, "easter") && r.any(end, {"island", "egg", "eggs", "rising", "bunny"})) return {};
  if (r.any(at, {"labor", "veterans"}) && length < 2) return {};
  const uint32_t at_year = r.any(end, {"in", "of"}) ? end + 1 : end;
  if (const auto y = r.year(at_year)) {
    const auto in_year = found->in(*y);
    return in_year ? when(at_year + 1 - i, *in_year) : Expression{};
  }
  if (!r.today()) return {};
  for (int y = r.today()->year - 1; y <= r.today()->year + 1; ++y) {
    if (!found->in(y)) return {};
  }
  const Tense tense = last ? Tense::kPast : next ? Tense::kFuture : r.tense(at, length);
  return when(end - i, r.in_nearest_year(tense, [&](int y) { return *found->in(y); }));
}

// "the Fourth of July".
Expression fourth_of_july(const Reader& r, uint32_t i) {
  const uint32_t at = r.is(i, "the") ? i + 1 : i;
  if (!r.is(at, "fourth") || !r.is(at + 1, "of") || !r.is(at + 2, "july") || !r.today()) return {};
  return when(at + 3 - i, r.in_nearest_year(r.tense(at, 3), [&](int y) { return day({y, 7, 4}); }));
}

constexpr std::array kRules{
    Rule{"feast", "a feast of the year that is told or that the tense asks for", feast},
    Rule{"feast", "a feast of the year that is told or that the tense asks for", fourth_of_july},
};

}  // namespace

std::span<const Rule> feast_rules() { return kRules; }

}  // namespace demarche::times
