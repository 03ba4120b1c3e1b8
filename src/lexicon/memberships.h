// Who belongs to a body, and when: background knowledge that no report has to state.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/result.h"
#include "lexicon/actor_dates.h"
#include "lexicon/text_file.h"

namespace demarche::lexicon {

// What a member of a body is. The rows of the table in memberships.cc name them.
enum class MemberStatus : uint8_t {
  kMember,     // with all rights
  kPermanent,  // of the UN Security Council
  kElected,    // of the UN Security Council, for a term
  kCandidate,  // recognised as one by the body
  kApplicant,  // has asked to join
  kSignatory,  // has signed and not ratified
  kPartner,    // dialogue partner, associate
  kObserver,   // sits in and has no vote
  kSuspended   // a member whose rights rest
};

std::string_view name_of(MemberStatus status);
// False if it names none.
bool parse_status(std::string_view text, MemberStatus* status);
// Whether one of that status is meant by "the members".
bool belongs(MemberStatus status);

// One stretch of a membership.
struct Membership {
  EntryId entry;
  StringRef body, member;  // "IGO:NATO", or the id of one of several bodies that share a code; a state's code or a body's
  int32_t start = kAlways, end = kForever;
  MemberStatus status = MemberStatus::kMember;
  uint8_t start_near = 0, end_near = 0;  // 1: the bound is near the truth and no more
  uint8_t reserved = 0;
};

// Reads actors/memberships: BODY | MEMBER; MEMBER | status | START..END | source.
class MembershipCompiler {
 public:
  Result<void> add(const TextFile& file, const Line& line);
  void write(ImageWriter* image);
  size_t size() const { return rows_.size(); }

 private:
  struct Row {
    std::string body, member;
    DayRange dates;
    MemberStatus status;
    EntryId entry;
  };
  std::vector<Row> rows_;
};

// The compiled table. Const use is thread-safe; views live as long as the Image.
class MembershipTables {
 public:
  static Result<MembershipTables> open(const Image& image);

  // All that is known of a body or of a member, in the order of the other side's codes and of time.
  std::span<const Membership> of_body(std::string_view body) const;
  std::vector<const Membership*> of_member(std::string_view member) const;

  // Codes of those who belong to the body on the day, in alphabetical order, each once. Empty if the body is not listed.
  std::vector<std::string_view> members_on(std::string_view body, int32_t day) const;
  // The stretch that makes `member` belong to `body` on the day, or null.
  const Membership* membership_on(std::string_view body, std::string_view member, int32_t day) const;

  // The codes of all bodies, in alphabetical order.
  std::vector<std::string_view> bodies() const;
  std::string_view text(StringRef ref) const { return image_->text(ref); }

 private:
  const Image* image_ = nullptr;
  std::span<const Membership> rows_;     // by body, member, start
  std::span<const uint32_t> by_member_;  // rows by member, body, start
};

}  // namespace demarche::lexicon
