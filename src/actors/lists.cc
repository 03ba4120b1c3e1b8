#include "actors/lists.h"

#include "base/tree.h"

namespace demarche::actors {

void share_sectors(const Text& text, std::vector<Draft>* drafts) {
  for (const Draft& officials : *drafts) {
    if (!officials.mention.plural || officials.sector.empty() || officials.mention.form != MentionForm::kDescription) continue;
    for (uint32_t t = officials.mention.head.value + 1; t < officials.mention.tokens.end.value; ++t) {
      for (const TokenIndex* c = text.children_begin(TokenIndex(t)); c != text.children_end(TokenIndex(t)); ++c) {
        if (text[*c].deprel != Deprel::kConj) continue;
        for (Draft& state : *drafts) {
          const bool bare = state.mention.place_like && state.mention.form == MentionForm::kName && state.mention.codes.size() == 1 &&
                            !state.mention.codes.front().code.empty() && state.mention.codes.front().code.find(':') == std::string::npos;
          if (!bare || !state.mention.tokens.contains(*c) || &state == &officials) continue;
          state.mention.codes.front().code += ":" + officials.sector;
          state.sector = officials.sector;
        }
      }
    }
  }
}

}  // namespace demarche::actors
