#include "lexicon/memberships.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <tuple>

namespace demarche::lexicon {

namespace {

struct StatusRow {
  MemberStatus status;
  std::string_view name;
  bool belongs;
};

constexpr std::array<StatusRow, 9> kStatuses{{{MemberStatus::kMember, "member", true},
                                              {MemberStatus::kPermanent, "permanent", true},
                                              {MemberStatus::kElected, "elected", true},
                                              {MemberStatus::kCandidate, "candidate", false},
                                              {MemberStatus::kApplicant, "applicant", false},
                                              {MemberStatus::kSignatory, "signatory", false},
                                              {MemberStatus::kPartner, "partner", false},
                                              {MemberStatus::kObserver, "observer", false},
                                              {MemberStatus::kSuspended, "suspended", false}}};

const StatusRow& row_of(MemberStatus status) { return kStatuses[static_cast<size_t>(status)]; }

std::string code_of(std::string_view written) {
  std::string code(written);
  std::replace(code.begin(), code.end(), '_', ' ');
  return code;
}

}  // namespace

std::string_view name_of(MemberStatus status) { return row_of(status).name; }
bool belongs(MemberStatus status) { return row_of(status).belongs; }

bool parse_status(std::string_view text, MemberStatus* status) {
  const auto row = std::find_if(kStatuses.begin(), kStatuses.end(), [&](const StatusRow& r) { return r.name == text; });
  if (row == kStatuses.end()) return false;
  *status = row->status;
  return true;
}

Result<void> MembershipCompiler::add(const TextFile& file, const Line& line) {
  if (line.fields.size() < 5) return input_error(file.where(line), "not enough fields", "BODY | MEMBER; MEMBER | status | dates | source");
  Row row;
  row.body = code_of(line.fields[0]);
  row.entry = line.entry;
  if (!parse_status(line.fields[2], &row.status)) {
    return input_error(file.where(line), "unknown status '" + std::string(line.fields[2]) + "'",
                       "member, permanent, elected, candidate, applicant, signatory, partner, observer or suspended");
  }
  if (!parse_range(line.fields[3], &row.dates)) {
    return input_error(file.where(line), "bad dates '" + std::string(line.fields[3]) + "'", "START..END, START before END");
  }
  const std::vector<std::string_view> members = split_list(line.fields[1]);
  if (members.empty()) return input_error(file.where(line), "no member", "codes of states or bodies");
  for (const std::string_view member : members) {
    row.member = code_of(member);
    rows_.push_back(row);
  }
  return {};
}

void MembershipCompiler::write(ImageWriter* image) {
  std::stable_sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
    return std::tie(a.body, a.member, a.dates.start) < std::tie(b.body, b.member, b.dates.start);
  });
  std::vector<Membership> records;
  for (const Row& row : rows_) {
    Membership record;
    record.entry = row.entry;
    record.body = image->intern(row.body);
    record.member = image->intern(row.member);
    record.start = row.dates.start;
    record.end = row.dates.end;
    record.status = row.status;
    record.start_near = row.dates.start_near;
    record.end_near = row.dates.end_near;
    records.push_back(record);
  }
  std::vector<uint32_t> by_member(rows_.size());
  std::iota(by_member.begin(), by_member.end(), 0);
  std::stable_sort(by_member.begin(), by_member.end(), [&](uint32_t a, uint32_t b) { return rows_[a].member < rows_[b].member; });
  image->add("m.rows", records);
  image->add("m.by_member", by_member);
}

Result<MembershipTables> MembershipTables::open(const Image& image) {
  MembershipTables t;
  t.image_ = &image;
  const auto rows = image.section<Membership>("m.rows");
  if (!rows) return rows.error();
  const auto by_member = image.section<uint32_t>("m.by_member");
  if (!by_member) return by_member.error();
  t.rows_ = *rows;
  t.by_member_ = *by_member;
  const bool sound =
      t.by_member_.size() == t.rows_.size() &&
      std::all_of(t.by_member_.begin(), t.by_member_.end(), [&](uint32_t i) { return i < t.rows_.size(); }) &&
      std::all_of(t.rows_.begin(), t.rows_.end(), [](const Membership& m) { return static_cast<size_t>(m.status) < kStatuses.size(); });
  if (!sound) return Error{ErrorKind::kCorrupt, "dictionary image", "has memberships that point outside their table", ""};
  return t;
}

std::span<const Membership> MembershipTables::of_body(std::string_view body) const {
  const auto first = std::lower_bound(rows_.begin(), rows_.end(), body,
                                      [&](const Membership& row, std::string_view code) { return text(row.body) < code; });
  const auto last = std::find_if(first, rows_.end(), [&](const Membership& row) { return text(row.body) != body; });
  return rows_.subspan(static_cast<size_t>(first - rows_.begin()), static_cast<size_t>(last - first));
}

std::vector<const Membership*> MembershipTables::of_member(std::string_view member) const {
  std::vector<const Membership*> found;
  auto at = std::lower_bound(by_member_.begin(), by_member_.end(), member,
                             [&](uint32_t row, std::string_view code) { return text(rows_[row].member) < code; });
  for (; at != by_member_.end() && text(rows_[*at].member) == member; ++at) found.push_back(&rows_[*at]);
  return found;
}

std::vector<std::string_view> MembershipTables::members_on(std::string_view body, int32_t day) const {
  std::vector<std::string_view> codes;
  for (const Membership& row : of_body(body)) {
    if (!belongs(row.status) || day < row.start || day >= row.end) continue;
    if (codes.empty() || codes.back() != text(row.member)) codes.push_back(text(row.member));
  }
  return codes;
}

const Membership* MembershipTables::membership_on(std::string_view body, std::string_view member, int32_t day) const {
  for (const Membership& row : of_body(body)) {
    if (text(row.member) == member && belongs(row.status) && row.start <= day && day < row.end) return &row;
  }
  return nullptr;
}

std::vector<std::string_view> MembershipTables::bodies() const {
  std::vector<std::string_view> codes;
  for (const Membership& row : rows_) {
    if (codes.empty() || codes.back() != text(row.body)) codes.push_back(text(row.body));
  }
  return codes;
}

}  // namespace demarche::lexicon
