// Files of the page: index.html for every address of a view, assets by name. Internal to the room.
#pragma once
#include <map>
#include <string>

#include "server/http.h"

namespace demarche::server {

class PageFiles {
 public:
  // The page that was built into the program; a notice where there was none.
  static PageFiles inside();
  // Reads a folder once (index.html, assets/*), for those who work on the page.
  static PageFiles read(const std::string& folder);
  Response answer(const std::string& path) const;

 private:
  struct File {
    std::string type, bytes, packed;
  };
  void add(const std::string& name, std::string bytes);
  std::map<std::string, File> files_;  // by path, "/" first
};

}  // namespace demarche::server
