// Names of a document's fields in records that name them. Internal to the room.
#pragma once
#include <array>
#include <string_view>
#include <utility>

#include "demarche/document.h"

namespace demarche::readers {

// The field of that name, or null: then it is metadata.
inline std::string* field_of(Document* document, std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, std::string Document::*>, 7> kFields{{
      {"id", &Document::id},
      {"date", &Document::date},
      {"text", &Document::text},
      {"title", &Document::title},
      {"url", &Document::url},
      {"source", &Document::source},
      {"lang", &Document::lang},
  }};
  for (const auto& [field, member] : kFields) {
    if (field == name) return &(document->*member);
  }
  return nullptr;
}

}  // namespace demarche::readers
