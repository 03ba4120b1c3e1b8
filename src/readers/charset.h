// Character encodings of web pages and feeds. Internal to the room.
#pragma once
#include <string>
#include <string_view>

namespace demarche::readers {

// The code point of a byte in Windows-1252.
char32_t windows_1252(unsigned char byte);

// Turns bytes of the named encoding into UTF-8 in place: those that the C library knows, and ISO-8859-1 and Windows-1252,
// which the web takes for one. UTF-16 is told by its byte order mark, whatever is named. Bytes that are UTF-8 already, that
// do not fit their encoding, or of an unknown one are left as they are: the checks of the text will say what is wrong.
void to_utf8(std::string_view charset, std::string* bytes);

// The encoding that a page or a feed names in its first kilobyte ('charset="..."', 'encoding="..."'); empty if none.
std::string_view declared_charset(std::string_view bytes);

}  // namespace demarche::readers
