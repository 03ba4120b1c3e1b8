// What a web page says of itself, and its report without menus and margins. Internal to the room.
#pragma once
#include <string>
#include <string_view>

namespace demarche::readers {

struct Page {
  std::string title, url, source, lang;
  std::string date;  // YYYY-MM-DD; what is written if it is no date; empty if the page does not say
  std::string text;  // paragraphs with an empty line between them
};

// Reads a page (UTF-8, or bytes that the caller will refuse). Never fails; a page without paragraphs has an empty text.
Page read_page(std::string_view html);

// The paragraphs of a piece of HTML, such as a feed's description.
std::string fragment_text(std::string_view html);

}  // namespace demarche::readers
