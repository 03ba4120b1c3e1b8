#include "lexicon/wars.h"

#include <algorithm>
#include <tuple>

namespace demarche::lexicon {

Result<void> WarCompiler::add(const TextFile& file, const Line& line) {
  if (line.fields.size() < 4) return input_error(file.where(line), "not enough fields", "ATTACKER | ATTACKED | dates | source");
  Row row{std::string(line.fields[0]), std::string(line.fields[1]), {}, line.entry};
  if (row.attacker.empty() || row.attacked.empty() || row.attacker == row.attacked) {
    return input_error(file.where(line), "not two states", "the codes of the attacker and of the attacked");
  }
  if (!parse_range(line.fields[2], &row.dates)) {
    return input_error(file.where(line), "bad dates '" + std::string(line.fields[2]) + "'", "START..END, START before END");
  }
  rows_.push_back(std::move(row));
  return {};
}

void WarCompiler::write(ImageWriter* image) {
  std::stable_sort(rows_.begin(), rows_.end(),
                   [](const Row& a, const Row& b) { return std::tie(a.attacker, a.dates.start) < std::tie(b.attacker, b.dates.start); });
  std::vector<War> records;
  for (const Row& row : rows_) {
    records.push_back({row.entry, image->intern(row.attacker), image->intern(row.attacked), row.dates.start, row.dates.end});
  }
  image->add("w.rows", records);
}

Result<WarTables> WarTables::open(const Image& image) {
  WarTables t;
  t.image_ = &image;
  const auto rows = image.section<War>("w.rows");
  if (!rows) return rows.error();
  t.rows_ = *rows;
  return t;
}

std::string_view WarTables::attacked_on(std::string_view attacker, int32_t day) const {
  std::string_view found;
  for (const War& war : rows_) {
    if (text(war.attacker) != attacker || day < war.start || day >= war.end) continue;
    if (!found.empty() && found != text(war.attacked)) return {};
    found = text(war.attacked);
  }
  return found;
}

}  // namespace demarche::lexicon
