#include "lexicon/lexicon.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace demarche::lexicon {

namespace {

struct Row {
  std::string cameo, contexts;
  double goldstein = 0;
};

Result<void> read_ontology(const DictionaryText& text, std::map<std::string, Row>* rows) {
  for (const TextFile* file : text.in("ontology")) {
    for (const Line& line : file->lines) {
      if (line.fields.size() < 2) return input_error(file->where(line), "not enough fields", "two or more fields");
      Row row;
      if (file->stem == "cameo") {
        const std::string_view number = line.fields[1];
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), row.goldstein);
        if (error != std::errc{} || end != number.data() + number.size()) {
          return input_error(file->where(line), "bad score '" + std::string(number) + "'", "a number");
        }
      } else {
        row.cameo = line.fields[1];
        if (line.fields.size() > 2) row.contexts = line.fields[2];
      }
      (*rows)[std::string(line.fields[0])] = row;
    }
  }
  return {};
}

void write_entries(const DictionaryText& text, ImageWriter* image) {
  std::vector<StringRef> files;
  std::vector<uint32_t> entry_file(text.entry_count), entry_line(text.entry_count);
  for (const TextFile& file : text.files) {
    for (const Line& line : file.lines) {
      entry_file[line.entry.value] = static_cast<uint32_t>(files.size());
      entry_line[line.entry.value] = line.number;
    }
    files.push_back(image->intern(file.name));
  }
  image->add("e.files", files);
  image->add("e.file", entry_file);
  image->add("e.line", entry_line);
}

}  // namespace

Result<std::string> compile(const DictionaryText& text) {
  ImageWriter image;
  PatternCompiler patterns;
  if (const Result<void> added = patterns.add_all(text); !added) return added.error();
  patterns.write(&image);
  ActorCompiler actors;
  if (const Result<void> added = actors.add_all(text); !added) return added.error();
  actors.write(&image);
  MembershipCompiler memberships;
  for (const TextFile* file : text.in("actors/memberships")) {
    for (const Line& line : file->lines) {
      if (const Result<void> added = memberships.add(*file, line); !added) return added.error();
    }
  }
  memberships.write(&image);
  WarCompiler wars;
  for (const TextFile* file : text.in("actors/wars")) {
    for (const Line& line : file->lines) {
      if (const Result<void> added = wars.add(*file, line); !added) return added.error();
    }
  }
  wars.write(&image);
  std::map<std::string, Row> rows;
  if (const Result<void> read = read_ontology(text, &rows); !read) return read.error();
  std::vector<OntologyRow> ontology;
  for (const auto& [key, row] : rows) {
    ontology.push_back({image.intern(key), image.intern(row.cameo), image.intern(row.contexts), row.goldstein});
  }
  image.add("ontology", ontology);
  write_entries(text, &image);
  return image.finish(text.version);
}

Result<std::unique_ptr<Lexicon>> Lexicon::open(const std::string& path) {
  Result<Image> image = Image::open(path);
  if (!image) return image.error();
  auto lexicon = std::make_unique<Lexicon>();
  lexicon->image_ = std::move(*image);
  Result<PatternTables> patterns = PatternTables::open(lexicon->image_);
  if (!patterns) return patterns.error();
  lexicon->patterns_ = std::move(*patterns);
  Result<ActorTables> actors = ActorTables::open(lexicon->image_);
  if (!actors) return actors.error();
  lexicon->actors_ = std::move(*actors);
  Result<MembershipTables> memberships = MembershipTables::open(lexicon->image_);
  if (!memberships) return memberships.error();
  lexicon->memberships_ = std::move(*memberships);
  Result<WarTables> wars = WarTables::open(lexicon->image_);
  if (!wars) return wars.error();
  lexicon->wars_ = std::move(*wars);
  const auto ontology = lexicon->image_.section<OntologyRow>("ontology");
  const auto files = lexicon->image_.section<StringRef>("e.files");
  const auto entry_file = lexicon->image_.section<uint32_t>("e.file");
  const auto entry_line = lexicon->image_.section<uint32_t>("e.line");
  if (!ontology) return ontology.error();
  if (!files) return files.error();
  if (!entry_file) return entry_file.error();
  if (!entry_line) return entry_line.error();
  lexicon->ontology_ = *ontology;
  lexicon->files_ = *files;
  lexicon->entry_file_ = *entry_file;
  lexicon->entry_line_ = *entry_line;
  return lexicon;
}

std::string Lexicon::where(EntryId entry) const {
  if (entry.value >= entry_file_.size() || entry.value >= entry_line_.size() || entry_file_[entry.value] >= files_.size()) return {};
  return std::string(image_.text(files_[entry_file_[entry.value]])) + ":" + std::to_string(entry_line_[entry.value]);
}

const OntologyRow* Lexicon::ontology(std::string_view key) const {
  const auto found = std::lower_bound(ontology_.begin(), ontology_.end(), key,
                                      [&](const OntologyRow& row, std::string_view k) { return image_.text(row.key) < k; });
  return found != ontology_.end() && image_.text(found->key) == key ? &*found : nullptr;
}

std::string_view Lexicon::cameo_of(const Pattern& pattern) const {
  const std::string_view own = image_.text(pattern.cameo);
  if (!own.empty()) return own;
  const std::string type(name_of(static_cast<EventType>(pattern.label)));
  const std::string_view mode = image_.text(pattern.mode);
  if (!mode.empty()) {
    if (const OntologyRow* row = ontology(type + "/" + std::string(mode))) return image_.text(row->cameo);
  }
  const OntologyRow* row = ontology(type);
  return row == nullptr ? std::string_view{} : image_.text(row->cameo);
}

double Lexicon::goldstein_of(std::string_view cameo) const {
  for (; !cameo.empty(); cameo.remove_suffix(1)) {
    if (const OntologyRow* row = ontology(cameo)) return row->goldstein;
  }
  return 0;
}

std::string_view Lexicon::contexts_of(EventType type) const {
  const OntologyRow* row = ontology(name_of(type));
  return row == nullptr ? std::string_view{} : image_.text(row->contexts);
}

}  // namespace demarche::lexicon
