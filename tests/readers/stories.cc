#include "stories.h"

#include <array>
#include <nlohmann/json.hpp>

#include "base/civil_date.h"

namespace demarche::readers {

namespace {

constexpr std::array<const char*, 6> kWho{
    "The foreign minister of Norland",     "Prime Minister Adé Öberg", "The \"Northern\" alliance", "Oslo & Bergen", "Côte Verte’s army",
    "A spokesman, speaking for Île Rouge,"};
constexpr std::array<const char*, 5> kDid{"condemned", "met", "signed a treaty with", "withdrew its envoy from",
                                          "sent aid worth <$5 million> to"};
constexpr std::array<const char*, 5> kWhom{"Sudland", "the League of Five", "rebels in the Ostmark", "its neighbour — again",
                                           "the 'old guard'"};
constexpr std::array<const char*, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<const char*, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string sentence(size_t n) {
  return std::string(kWho[n % kWho.size()]) + " " + kDid[n / 2 % kDid.size()] + " " + kWhom[n / 3 % kWhom.size()] + " on day " +
         std::to_string(n) + " of the talks, which \\ had lasted for more than a week.";
}

std::string escaped(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c == '&') out += "&amp;";
    else if (c == '<') out += "&lt;";
    else if (c == '>') out += "&gt;";
    else if (c == '"') out += "&quot;";
    else out.push_back(c);
  }
  return out;
}

std::string paragraphs(const std::string& text) {
  std::string html;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find("\n\n", at), text.size());
    html += "<p>" + escaped(text.substr(at, end - at)) + "</p>\n";
    at = end + 2;
  }
  return html;
}

std::string rfc_822(const std::string& date) {
  CivilDate civil;
  parse_civil(date, &civil);
  return std::string(kDays[weekday_of(civil)]) + ", " + std::to_string(civil.day) + " " + kMonths[civil.month - 1] + " " +
         std::to_string(civil.year) + " 23:10:00 +0100";
}

template <typename Quote>
std::string as_rows(const std::vector<Document>& documents, const char* separator, const char* end, const Quote& quote) {
  std::string out = std::string("id") + separator + "date" + separator + "title" + separator + "url" + separator + "source" + separator +
                    "lang" + separator + "text" + end;
  for (const Document& d : documents) {
    for (const std::string* field : {&d.id, &d.date, &d.title, &d.url, &d.source, &d.lang}) out += quote(*field) + separator;
    out += quote(d.text) + end;
  }
  return out;
}

}  // namespace

std::vector<Document> stories(size_t count) {
  std::vector<Document> out;
  for (size_t n = 0; n < count; ++n) {
    Document d;
    d.id = "https://news.example/story/" + std::to_string(n);
    d.url = d.id;
    d.date = to_string(civil_from_days(19000 + static_cast<int>(n) * 13));
    d.title = "Story “" + std::to_string(n) + "” & more";
    d.source = "The Example, Daily";
    d.lang = "en";
    for (size_t s = 0; s <= n % 4 + 1; ++s) d.text += (s == 0 ? "" : "\n\n") + sentence(n * 5 + s);
    out.push_back(d);
  }
  return out;
}

std::string as_json_lines(const std::vector<Document>& documents) {
  std::string out;
  for (const Document& d : documents) {
    out += nlohmann::json{{"id", d.id},         {"date", d.date}, {"title", d.title}, {"url", d.url},
                          {"source", d.source}, {"lang", d.lang}, {"text", d.text}}
               .dump() +
           "\n";
  }
  return out;
}

std::string as_csv(const std::vector<Document>& documents) {
  return as_rows(documents, ",", "\r\n", [](const std::string& field) {
    std::string out = "\"";
    for (const char c : field) out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
  });
}

std::string as_tsv(const std::vector<Document>& documents) {
  return as_rows(documents, "\t", "\n", [](const std::string& field) {
    std::string out;
    for (const char c : field) out += c == '\n' ? std::string("\\n") : c == '\\' ? std::string("\\\\") : std::string(1, c);
    return out;
  });
}

std::string as_rss(const std::vector<Document>& documents) {
  std::string out = "<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>The Example, Daily</title><language>en</language>\n";
  for (const Document& d : documents) {
    out += "<item><title>" + escaped(escaped(d.title)) + "</title><link>" + d.url + "</link><guid isPermaLink=\"true\">" + d.id +
           "</guid><pubDate>" + rfc_822(d.date) + "</pubDate>\n<description>A teaser.</description><content:encoded><![CDATA[" +
           paragraphs(d.text) + "]]></content:encoded></item>\n";
  }
  return out + "</channel></rss>\n";
}

std::string as_atom(const std::vector<Document>& documents) {
  std::string out =
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\"><title>The Example, "
      "Daily</title>\n";
  bool inline_html = false;
  for (const Document& d : documents) {
    inline_html = !inline_html;
    out += "<entry><title type=\"text\">" + escaped(d.title) +
           "</title><link rel=\"self\" href=\"https://news.example/api\"/><link rel=\"alternate\" href=\"" + d.url + "\"/><id>" + d.id +
           "</id><updated>2025-01-01T00:00:00Z</updated><published>" + d.date + "T08:00:00Z</published>";
    if (inline_html) {
      out += "<content type=\"html\">" + escaped(paragraphs(d.text)) + "</content></entry>\n";
    } else {
      out += "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">" + paragraphs(d.text) + "</div></content></entry>\n";
    }
  }
  return out + "</feed>\n";
}

std::string as_page(const Document& d) {
  return "<!DOCTYPE html>\n<html lang=\"" + d.lang +
         "\"><head><meta charset=\"utf-8\"><title>The Example</title>\n<meta property=\"og:title\" content=\"" + escaped(d.title) +
         "\"><meta property=\"og:site_name\" content=\"" + escaped(d.source) + "\"><link rel=\"canonical\" href=\"" + d.url +
         "\"><meta property=\"article:published_time\" content=\"" + d.date +
         "T23:30:00-05:00\"></head>\n<body><nav><ul><li><a href=/>Home page of the paper</a></ul></nav>"
         "<script>var x = '<p>no text</p>';</script><article><h1>" +
         escaped(d.title) + "</h1>" + paragraphs(d.text) +
         "<aside><p>Read more about something else entirely.</p></aside></article><footer><p>All rights reserved by the "
         "publisher.</p></footer></body></html>\n";
}

std::string warc_record(const std::string& id, const std::string& url, const std::string& http_head, const std::string& body) {
  const std::string block = "HTTP/1.1 " + http_head + "\r\n" + body;
  return "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <" + id + ">\r\nWARC-Target-URI: " + url +
         "\r\nWARC-Date: 2024-07-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: " +
         std::to_string(block.size()) + "\r\n\r\n" + block + "\r\n\r\n";
}

std::string as_warc(const std::vector<Document>& documents) {
  std::string out = "WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 17\r\n\r\nsoftware: example\r\n\r\n";
  for (const Document& d : documents) out += warc_record(d.id, d.url, "200 OK\r\nContent-Type: text/html; charset=utf-8\r\n", as_page(d));
  return out;
}

}  // namespace demarche::readers
