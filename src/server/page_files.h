// Files of the page: index.html for every address of a view, assets by name. Internal to the room.
#pragma once
#include <map>
#include <string>

#include "server/http.h"

namespace demarche::server {

class PageFiles {
 public:
  // Reads a folder once (index.html, assets/*); a notice takes its place where there is none.
  static PageFiles read(const std::string& folder);
  Response answer(const std::string& path) const;

 private:
  struct File {
    std::string type, bytes;
  };
  std::map<std::string, File> files_;  // by path, "/" first
};

}  // namespace demarche::server
