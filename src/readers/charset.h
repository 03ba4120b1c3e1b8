// Character encodings of web pages and feeds. Internal to the room.
#pragma once
#include <string>
#include <string_view>

namespace demarche::readers {

// The code point of a byte in Windows-1252.
char32_t windows_1252(unsigned char byte);

// Turns bytes of the named encoding into UTF-8 in place: UTF-8, ASCII, ISO-8859-1 and Windows-1252 (which the web takes for
// one). Other names, and bytes that are UTF-8 already, are left as they are: the checks of the text will say what is wrong.
void to_utf8(std::string_view charset, std::string* bytes);

// The encoding that a page or a feed names in its first kilobyte ('charset="..."', 'encoding="..."'); empty if none.
std::string_view declared_charset(std::string_view bytes);

}  // namespace demarche::readers
