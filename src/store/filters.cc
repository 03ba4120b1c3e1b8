// The table of filters: what they mean and what their values look like.
#include "demarche/store.h"

namespace demarche {

std::span<const Filter> filters() {
  static const std::vector<Filter> table{
      {"source", "code of who acts: CHN, CHN:GOV, IGO:UN", "[A-Za-z0-9: _.\\-]{1,60}"},
      {"target", "code of whom it is done to", "[A-Za-z0-9: _.\\-]{1,60}"},
      {"actor", "code of either side", "[A-Za-z0-9: _.\\-]{1,60}"},
      {"sector", "GOV, MIL, REB, CVL ...", "[A-Z]{2,4}"},
      {"type", "one of the 16 types", "[A-Z]{3,9}"},
      {"mode", "a mode of the type", "[a-z\\-]{2,20}"},
      {"cameo", "a CAMEO code or its beginning", "[0-9]{1,4}"},
      {"quad", "verbal-cooperation, material-cooperation, verbal-conflict or material-conflict",
       "(verbal|material)-(cooperation|conflict)"},
      {"status", "actual, planned, called_for, conditional or negated", "actual|planned|called_for|conditional|negated"},
      {"place", "country code or name of the place", "[^\\x00-\\x1f]{1,100}"},
      {"country", "ISO 3166-1 alpha-3", "[A-Z]{3}"},
      {"speaker", "code of who says so", "[A-Za-z0-9: _.\\-]{1,60}"},
      {"publisher", "who published", "[^\\x00-\\x1f]{0,200}"},
      {"since", "first day of the event, YYYY-MM-DD", "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"},
      {"until", "last day of the event, YYYY-MM-DD", "[0-9]{4}-[0-9]{2}-[0-9]{2}"},
      {"reported_since", "first day of reports, YYYY-MM-DD", "[0-9]{4}-[0-9]{2}-[0-9]{2}"},
      {"reported_until", "last day of reports, YYYY-MM-DD", "[0-9]{4}-[0-9]{2}-[0-9]{2}"},
      {"text", "words of the sentence", "[^\\x00-\\x1f]{1,200}"},
      {"as_of", "what was known on a day, YYYY-MM-DD", "[0-9]{4}-[0-9]{2}-[0-9]{2}"},
      {"min_confidence", "from 0 to 1", "(0|1|0?[.][0-9]{1,6}|1[.]0{1,6})"},
      {"event", "id of an event", "[0-9a-f]{16}"},
      {"mention", "id of a mention", "[0-9a-f]{16}"},
      {"document", "SHA-256 or id of a document", "[^\\x00-\\x1f]{1,300}"},
      {"relation", "member_of, at_war_with, holds_office ...", "[a-z_]{5,20}"},
      {"outcome", "held, postponed, cancelled, silent, ahead or open", "held|postponed|cancelled|silent|ahead|open"},
      {"kind", "figure, doer, place or denial", "figure|doer|place|denial"},
      {"name", "name of a person or body", "[^\\x00-\\x1f]{1,200}"},
      {"background", "1 for knowledge of the dictionaries, 0 for what reports say", "0|1"},
      {"run", "id of a run", "[0-9a-f]{16}"},
      {"change", "added, dropped or recoded", "added|dropped|recoded"},
      {"period", "day, month or year", "day|month|year"},
      {"order", "newest, for the last rows first", "newest"},
      {"rank", "events, for the rows of most events first", "events"},
  };
  return table;
}

}  // namespace demarche
