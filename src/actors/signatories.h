// Joint statements: who speaks as "we". Internal to the room.
#pragma once
#include "actors/composer.h"

namespace demarche::actors {

struct JointStatement {
  std::vector<ActorCode> signatories;  // empty if the text is no joint statement
  TokenIndex begin;                    // where the statement's own words begin
};

// After "Begin text", "we" are those whom the sentences before list together. `drafts` stand in text order.
JointStatement find_joint_statement(const Text& text, const std::vector<Draft>& drafts);

}  // namespace demarche::actors
