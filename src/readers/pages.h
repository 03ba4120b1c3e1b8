// Web pages as documents, for the formats that hold them. Internal to the room.
#pragma once
#include <string>
#include <string_view>

#include "readers/gate.h"
#include "readers/markup.h"

namespace demarche::readers {

// A page is mostly markup: it may be this much longer than its text.
inline size_t most_page_bytes(size_t limit) { return limit * 8; }

// Fills in what the page says and gives it to the gate; `charset` is what the protocol said, else the page's own word
// counts. `document` has id, origin and, where known, url. False if the sink wants no more.
bool pass_page(const Gate& gate, std::string&& html, std::string_view charset, Document&& document, const std::string& crawled);

inline bool same_prefix(std::string_view text, std::string_view prefix) { return same_name(text.substr(0, prefix.size()), prefix); }

}  // namespace demarche::readers
