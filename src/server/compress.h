// gzip of a body. Internal to the room.
#pragma once
#include <string>
#include <string_view>

namespace demarche::server {

// Empty if the library fails; the caller then sends the bytes as they are.
std::string gzip(std::string_view bytes);

}  // namespace demarche::server
