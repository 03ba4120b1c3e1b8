#include "store/queries.h"

#include <algorithm>
#include <array>
#include <map>
#include <regex>

#include "base/civil_date.h"
#include "store/cursor.h"
#include "store/rows.h"

namespace demarche::store {

namespace {

constexpr size_t kMostRows = 10000;
// Facets are counted over so many events and no more: a filter that lets more through is told by its newest.
constexpr size_t kMostCounted = 20000;
// Of the filter "order": the last rows first.
constexpr std::string_view kNewest = "newest";

bool first_of_month(const std::string& day) { return day.size() <= 7 || day.ends_with("-01"); }

bool last_of_month(const std::string& day) {
  CivilDate date;
  return parse_civil(day, &date) && civil_from_days(days_from_civil(date) + 1).day == 1;
}

struct Period {
  std::string_view name, characters;
};
constexpr std::array<Period, 3> kPeriods{{{"day", "10"}, {"month", "7"}, {"year", "4"}}};

std::string known_names(const QueryKind& kind) {
  std::string list;
  for (const std::string_view name : kind.filters) list += (list.empty() ? "" : ", ") + std::string(name);
  return list.empty() ? "no filter" : list;
}

void replace_all(std::string* text, std::string_view from, std::string_view to) {
  for (size_t at = text->find(from); at != std::string::npos; at = text->find(from, at + to.size())) text->replace(at, from.size(), to);
}

// The country or organisation that a code begins with.
std::string country_of(const std::string& code) { return code.starts_with("IGO:") ? code : code.substr(0, code.find(':')); }

// Replaces every "name(x)" by what `made` gives for x.
template <typename Made>
void replace_calls(std::string* text, std::string_view name, const Made& made) {
  for (size_t at = text->find(name); at != std::string::npos; at = text->find(name)) {
    const size_t open = at + name.size();
    size_t end = open + 1;
    for (int depth = 1; depth > 0 && end < text->size(); ++end) depth += (*text)[end] == '(' ? 1 : (*text)[end] == ')' ? -1 : 0;
    text->replace(at, end - at, made(text->substr(open + 1, end - open - 2)));
  }
}

// What a cursor is good for.
std::string question_of(const Query& query) {
  std::string text = query.what;
  for (const std::string& argument : query.arguments) text += "\n" + argument;
  for (const auto& [name, value] : query.filters) text += "\n" + name + "=" + value;
  return text;
}

// Builds the text of one question and the values of its parameters.
class Builder {
 public:
  Builder(const Dialect& dialect, const Query& query, const Kind& kind, std::string question)
      : dialect_(dialect),
        query_(query),
        kind_(kind.kind),
        sql_(counted(kind.totals, query) ? kind.totals : kind.sql),
        question_(std::move(question)) {}

  Result<std::string> build() {
    if (query_.arguments.size() != kind_.arguments.size()) {
      std::string wanted(kind_.what);
      for (const std::string_view name : kind_.arguments) wanted += " " + std::string(name);
      return input_error("query " + query_.what, "takes " + std::to_string(kind_.arguments.size()) + " arguments", wanted);
    }
    std::string where(sql_.where);
    choose_walk();
    if (walking()) where += (where.empty() ? "" : " AND ") + walk_.condition;
    if (where.find("@words1") != std::string::npos) {
      const Result<std::string> has = words("words to search for", query_.arguments.front());
      if (!has) return has.error();
      replace_all(&where, "@words1", *has);
    }
    for (const auto& [name, value] : query_.filters) {
      if (value.empty() || name == "order" || name == "period" || name == "rank") continue;
      if (walking() && (name == "source" || name == "target")) continue;
      const Result<std::string> condition = filter(name, value);
      if (!condition) return condition.error();
      where += (where.empty() ? "" : " AND ") + *condition;
    }
    std::string inner = "SELECT ";
    for (size_t i = 0; i < kind_.columns.size(); ++i) {
      inner += (i == 0 ? "" : ", ") + expression(i) + " AS \"" + std::string(kind_.columns[i].name) + "\"";
    }
    const std::string tables = from(&where);
    inner +=
        " FROM " + tables + (where.empty() ? "" : " WHERE " + where) + (sql_.group.empty() ? "" : " GROUP BY " + std::string(sql_.group));
    for (size_t i = 0; i < query_.arguments.size(); ++i) {
      const std::string mark = "@" + std::to_string(i + 1);
      if (inner.find(mark) != std::string::npos) replace_all(&inner, mark, parameter(query_.arguments[i]));
    }
    replace_calls(&inner, "@documents", [&](const std::string& when) { return documents(when); });
    replace_all(&inner, "@period", period());
    return page(inner);
  }

  const std::vector<std::string>& values() const { return values_; }
  // Rows carry their rank behind the kind's columns, and it is the first of their keys.
  bool ranked() const { return !sql_.rank.empty() && !value_of_filter("rank").empty(); }

 private:
  // True if the counts by month know the answer.
  static bool counted(const KindSql& totals, const Query& query) {
    if (totals.from.empty()) return false;
    return std::all_of(query.filters.begin(), query.filters.end(), [&](const auto& given) {
      const auto& [name, value] = given;
      if (value.empty() || name == "order" || name == "rank") return true;
      if (name == "period") return value != "day";
      if ((name == "since" && !first_of_month(value)) || (name == "until" && !last_of_month(value))) return false;
      return std::any_of(totals.filters.begin(), totals.filters.end(), [&](const FilterSql& f) { return f.name == name; });
    });
  }

  // "@newest" stands for the newest events that the filters let through.
  std::string from(std::string* where) const {
    std::string text(sql_.from);
    const std::string events = walking() ? walk_.from : "events e";
    if (text == "events e") text = events;
    if (text.find("@newest") == std::string::npos) return text;
    replace_all(&text, "@newest",
                "(SELECT e.id, e.type, e.quad, e.status, e.country, e.place, e.day, e.speaker, e.document, e.mentions FROM " + events +
                    (where->empty() ? "" : " WHERE " + *where) + " ORDER BY " +
                    (walking() ? "w.day DESC, " + walk_.id : "e.day DESC, e.id") + " DESC LIMIT " + std::to_string(kMostCounted) + ")");
    where->clear();
    return text;
  }

  // True for a code that is a country or an organisation as a whole.
  static bool bare(const std::string& code) { return !code.empty() && country_of(code) == code; }

  // Events of one side, or of a dyad, lie in the order of their days in an index of who takes part: they are walked there from one
  // end, instead of being gathered and sorted. Nothing is walked where other filters leave few events anyway.
  void choose_walk() {
    if (!sql_.sides) return;
    for (const char* few : {"text", "event", "document"}) {
      if (!value_of_filter(few).empty()) return;
    }
    const std::string source = value_of_filter("source"), target = value_of_filter("target");
    if (bare(source) && bare(target) && source != target) {
      walk_ = {"event_dyads w JOIN events e ON e.id=w.event", "w.event",
               "w.source=" + parameter(source) + " AND w.target=" + parameter(target)};
    } else if (!country_of(target).empty()) {
      walk_side("target", target);
      if (!source.empty()) walk_.condition += " AND " + takes_part("source", source);
    } else if (!country_of(source).empty()) {
      walk_side("source", source);
      if (!target.empty()) walk_.condition += " AND " + takes_part("target", target);
    }
  }

  // Each event once, by the first of its participants of that side and country.
  void walk_side(const std::string& side, const std::string& code) {
    walk_ = {"participants w JOIN events e ON e.id=w.mention", "w.mention",
             "w.country=" + parameter(country_of(code)) + " AND w.side='" + side +
                 "' AND NOT EXISTS (SELECT 1 FROM participants o WHERE o.mention=w.mention AND o.side=w.side AND o.position<w.position AND "
                 "o.country=w.country)"};
    if (!bare(code)) walk_.condition += " AND " + takes_part(side, code);
  }

  std::string takes_part(const std::string& side, const std::string& code) {
    const std::string value = parameter(code);
    return "EXISTS (SELECT 1 FROM participants o WHERE o.mention=w.mention AND o.side='" + side +
           "' AND o.country=" + parameter(country_of(code)) + " AND o.code>=" + value + " AND o.code<" + value + "||';')";
  }

  bool walking() const { return !walk_.from.empty(); }

  // The day and the id of an event as the index has them that is walked.
  std::string in_walk(std::string_view expression) const {
    std::string text(expression);
    if (!walking()) return text;
    if (text == "e.id") return walk_.id;
    if (text == "e.day") return "w.day";
    if (text.starts_with("e.day>=") || text.starts_with("e.day<=")) text.replace(0, 1, "w");
    return text;
  }

  std::string parameter(std::string value) {
    values_.push_back(std::move(value));
    return "?" + std::to_string(values_.size());
  }

  std::string value_of_filter(const std::string& name) const {
    const auto given = query_.filters.find(name);
    return given == query_.filters.end() ? std::string() : given->second;
  }

  std::string_view period() const {
    const std::string asked = value_of_filter("period");
    const auto row = std::find_if(kPeriods.begin(), kPeriods.end(), [&](const Period& p) { return asked == p.name; });
    return row == kPeriods.end() ? "7" : row->characters;
  }

  bool newest() const { return sql_.newest || value_of_filter("order") == kNewest; }

  std::string expression(size_t column) {
    const std::string day = value_of_filter("as_of");
    const auto row =
        std::find_if(sql_.as_of.begin(), sql_.as_of.end(), [&](const AsOfSql& a) { return a.column == kind_.columns[column].name; });
    if (row == sql_.as_of.end() || day.empty()) return in_walk(sql_.expressions[column]);
    std::string text(row->expression);
    replace_all(&text, "@", parameter(day));
    return text;
  }

  // Months and years are counted in the coverage, days in the documents.
  std::string documents(const std::string& when) const {
    if (period() == "10") return "(SELECT count(*) FROM documents d WHERE d.date=" + when + " AND d.duplicate_of='')";
    return "(SELECT coalesce(sum(c.documents-c.copies),0) FROM coverage c WHERE c.month>=" + when + " AND c.month<" + when + "||':')";
  }

  Result<std::string> words(const std::string& what, const std::string& value) {
    const std::string list = search_words(value);
    if (list.empty()) return input_error(what, "'" + value + "' has no word", "words to look for");
    std::string has(dialect_.has_words);
    replace_all(&has, "{}", parameter(dialect_.words_value(list)));
    return has;
  }

  std::string days(const std::string& day) {
    std::string bounds;
    if (const std::string since = value_of_filter("since"); !since.empty()) {
      const std::string bound = parameter(since);
      bounds += " AND " + day + ">=" + (sql_.lasting ? "CAST(CAST(substr(" + bound + ",1,4) AS INTEGER)-1 AS TEXT)" : bound);
    }
    if (const std::string until = value_of_filter("until"); !until.empty()) bounds += " AND " + day + "<=" + parameter(until);
    return bounds;
  }

  Result<std::string> filter(const std::string& name, const std::string& value) {
    const auto row = std::find_if(sql_.filters.begin(), sql_.filters.end(), [&](const FilterSql& f) { return f.name == name; });
    if (row == sql_.filters.end()) return input_error("query " + query_.what, "has no filter '" + name + "'", known_names(kind_));
    std::string condition = name == "since" || name == "until" ? in_walk(row->condition) : std::string(row->condition);
    if (condition.find("@words") != std::string::npos) {
      const Result<std::string> has = words("filter " + name, value);
      if (!has) return has.error();
      replace_all(&condition, "@words", *has);
      return condition;
    }
    if (condition.find("@outcome") != std::string::npos) {
      const auto column = std::find_if(kind_.columns.begin(), kind_.columns.end(), [](const Column& c) { return c.name == "outcome"; });
      replace_all(&condition, "@outcome", expression(static_cast<size_t>(column - kind_.columns.begin())));
    }
    replace_calls(&condition, "@days", [&](const std::string& day) { return days(day); });
    if (condition.find("@country") != std::string::npos) replace_all(&condition, "@country", parameter(country_of(value)));
    if (condition.find('@') != std::string::npos) replace_all(&condition, "@", parameter(value));
    return condition;
  }

  Result<std::string> page(const std::string& inner) {
    std::string columns, keys, order;
    for (const Column& column : kind_.columns) columns += (columns.empty() ? "\"" : ", \"") + std::string(column.name) + "\"";
    for (const std::string_view key : sql_.keys) {
      keys += (keys.empty() ? "\"" : ", \"") + std::string(key) + "\"";
      order += (order.empty() ? "\"" : ", \"") + std::string(key) + "\"" + (newest() ? " DESC" : "");
    }
    const std::string rank = ranked() ? "-(" + std::string(sql_.rank) + ")" : std::string();
    if (ranked()) {
      columns += ", " + rank;
      keys = rank + ", " + keys;
      order = rank + ", " + order;
    }
    std::string text = "SELECT " + columns + " FROM (" + inner + ") q";
    if (!query_.cursor.empty()) {
      const Result<std::vector<std::string>> last = read_cursor(question_, query_.cursor, sql_.keys.size() + (ranked() ? 1 : 0));
      if (!last) return last.error();
      std::string marks;
      for (const std::string& value : *last) {
        const bool number = ranked() && marks.empty();
        marks += (marks.empty() ? "" : ", ") + (number ? "CAST(" + parameter(value) + " AS BIGINT)" : parameter(value));
      }
      text += " WHERE (" + keys + ") " + (newest() ? "<" : ">") + " (" + marks + ")";
    }
    return text + " ORDER BY " + order + " LIMIT " + std::to_string(std::min(query_.limit, kMostRows) + 1);
  }

  const Dialect& dialect_;
  const Query& query_;
  const QueryKind& kind_;
  const KindSql& sql_;
  std::string question_;
  std::vector<std::string> values_;
  struct Walk {
    std::string from, id, condition;  // the index is "w"
  };
  Walk walk_;
};

// The patterns of filters(), in their order: they cost more to read than a question costs to answer.
const std::vector<std::regex>& patterns() {
  static const std::vector<std::regex> compiled = [] {
    std::vector<std::regex> list;
    for (const Filter& filter : filters()) list.emplace_back(std::string(filter.pattern));
    return list;
  }();
  return compiled;
}

Result<void> check_values(const Query& query, const QueryKind& kind) {
  for (const auto& [name, value] : query.filters) {
    const auto known = std::find_if(filters().begin(), filters().end(), [&, &wanted = name](const Filter& f) { return f.name == wanted; });
    const bool taken = std::find(kind.filters.begin(), kind.filters.end(), name) != kind.filters.end();
    if (known == filters().end() || !taken) return input_error("query " + query.what, "has no filter '" + name + "'", known_names(kind));
    if (value.empty() || std::regex_match(value, patterns()[static_cast<size_t>(known - filters().begin())])) continue;
    return input_error("filter " + name, "'" + value + "' cannot be one", std::string(known->meaning));
  }
  return {};
}

Value value_of(const Statement& row, int column, ColumnType type) {
  if (row.is_null(column)) return std::monostate{};
  if (type == ColumnType::kInteger) return row.integer(column);
  if (type == ColumnType::kReal) return row.real(column);
  return row.text(column);
}

std::string key_text(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* number = std::get_if<int64_t>(&value)) return std::to_string(*number);
  return {};
}

size_t column_named(const QueryKind& kind, std::string_view name) {
  const auto found = std::find_if(kind.columns.begin(), kind.columns.end(), [&](const Column& c) { return c.name == name; });
  return static_cast<size_t>(found - kind.columns.begin());
}

}  // namespace

namespace {

// A page, and what a cursor for the rows after it is made of; no keys if there are none.
struct Answered {
  Page page;
  std::vector<std::string> keys;
};

// `question` is what cursors are good for.
Result<Answered> answer_one(Database* database, const Query& query, const QueryKind& kind, const std::string& question) {
  const Kind& asked = kind_at(static_cast<size_t>(&kind - query_kinds().data()));
  const KindSql& sql = asked.sql;
  Builder builder(database->dialect(), query, asked, question);
  const Result<std::string> text = builder.build();
  if (!text) return text.error();
  const Result<Statement*> statement = database->prepare(*text);
  if (!statement) return statement.error();
  int at = 0;
  for (const std::string& value : builder.values()) (*statement)->bind(++at, value);
  Answered answered{{kind.columns, {}, {}}, {}};
  std::vector<std::vector<Value>>& rows = answered.page.rows;
  int64_t rank = 0;
  const size_t most = std::min(query.limit, kMostRows);
  for (;;) {
    const Result<bool> row = (*statement)->step();
    if (!row) return row.error();
    if (!*row) break;
    if (rows.size() == most) {
      if (builder.ranked()) answered.keys.push_back(std::to_string(rank));
      for (const std::string_view key : sql.keys) answered.keys.push_back(key_text(rows.back()[column_named(kind, key)]));
      break;
    }
    std::vector<Value> values;
    for (size_t i = 0; i < kind.columns.size(); ++i) values.push_back(value_of(**statement, static_cast<int>(i), kind.columns[i].type));
    if (builder.ranked()) rank = (*statement)->integer(static_cast<int>(kind.columns.size()));
    rows.push_back(std::move(values));
  }
  (*statement)->reset();
  return answered;
}

// Events of either side: the first of those where it acts and of those where it is acted on, in one order. Each of the two can be
// walked; both together could not.
Result<Answered> answer_either_side(Database* database, const Query& query, const QueryKind& kind, const std::string& question) {
  const auto order = query.filters.find("order");
  const bool newest = order != query.filters.end() && order->second == kNewest;
  const size_t day = column_named(kind, "day"), id = column_named(kind, "id");
  std::map<std::pair<std::string, std::string>, std::vector<Value>> rows;
  bool more = false;
  for (const char* side : {"source", "target"}) {
    Query one = query;
    one.filters[side] = one.filters["actor"];
    one.filters.erase("actor");
    Result<Answered> answered = answer_one(database, one, kind, question);
    if (!answered) return answered.error();
    more = more || !answered->keys.empty();
    for (std::vector<Value>& row : answered->page.rows) {
      std::pair<std::string, std::string> key{std::get<std::string>(row[day]), std::get<std::string>(row[id])};
      rows.insert_or_assign(std::move(key), std::move(row));
    }
  }
  Answered all{{kind.columns, {}, {}}, {}};
  const size_t most = std::min(query.limit, kMostRows);
  const auto take = [&](const auto& begin, const auto& end) {
    for (auto row = begin; row != end && all.page.rows.size() < most; ++row) {
      all.keys = {row->first.first, row->first.second};
      all.page.rows.push_back(std::move(row->second));
    }
  };
  newest ? take(rows.rbegin(), rows.rend()) : take(rows.begin(), rows.end());
  if (!more && rows.size() <= most) all.keys.clear();
  return all;
}

bool either_side(const Query& query, const KindSql& sql) {
  const auto given = [&](const char* name) {
    const auto filter = query.filters.find(name);
    return filter != query.filters.end() && !filter->second.empty();
  };
  return sql.sides && sql.keys == std::vector<std::string_view>{"day", "id"} && given("actor") && !given("source") && !given("target") &&
         !given("text");
}

}  // namespace

Result<Page> answer(Database* database, const Query& query) {
  const QueryKind* kind = find_query_kind(query.what);
  if (kind == nullptr) {
    std::string known;
    for (const QueryKind& k : query_kinds()) known += (known.empty() ? "" : ", ") + std::string(k.what);
    return input_error("query", "'" + query.what + "' cannot be asked", known);
  }
  if (const Result<void> good = check_values(query, *kind); !good) return good.error();
  const KindSql& sql = kind_at(static_cast<size_t>(kind - query_kinds().data())).sql;
  const std::string question = question_of(query);
  Result<Answered> answered =
      either_side(query, sql) ? answer_either_side(database, query, *kind, question) : answer_one(database, query, *kind, question);
  if (!answered) return answered.error();
  if (!answered->keys.empty()) answered->page.next = make_cursor(question, answered->keys);
  return std::move(answered->page);
}

}  // namespace demarche::store
