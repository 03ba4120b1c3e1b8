// Made-up reports, and the same written in every input format.
#pragma once
#include <string>
#include <vector>

#include "demarche/document.h"

namespace demarche::readers {

std::vector<Document> stories(size_t count);
std::string as_json_lines(const std::vector<Document>& documents);
std::string as_csv(const std::vector<Document>& documents);
std::string as_tsv(const std::vector<Document>& documents);
std::string as_rss(const std::vector<Document>& documents);
std::string as_atom(const std::vector<Document>& documents);
std::string as_page(const Document& document);
std::string as_warc(const std::vector<Document>& documents);
// One WARC record of a response with this HTTP head ("200 OK\r\nContent-Type: text/html\r\n") and body.
std::string warc_record(const std::string& id, const std::string& url, const std::string& http_head, const std::string& body);

}  // namespace demarche::readers
