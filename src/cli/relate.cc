#include <cstdio>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "base/utf8.h"
#include "cli/command.h"
#include "writers/writers.h"

namespace demarche::cli {

namespace {

struct RelateOptions {
  std::string file = "-";
  bool features = false;
  DataOptions data;
};

std::string features_line(const RelateQuestion& question, const Coder& coder, Coder::Scratch* scratch) {
  nlohmann::json line{{"id", question.id}, {"features", nlohmann::json::array()}};
  for (const auto& [kind, word] : coder.relation_features(question, scratch)) line["features"].push_back({kind, word});
  return line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
}

Result<ByteSpan> span_of(const nlohmann::json& object, const char* name, size_t limit, const std::string& where) {
  const auto found = object.find(name);
  if (found == object.end() || found->is_null()) return ByteSpan{};  // unmarked: the text alone decides
  const bool good = found != object.end() && found->is_object() && found->contains("start") && found->contains("end") &&
                    (*found)["start"].is_number_unsigned() && (*found)["end"].is_number_unsigned();
  if (!good) return input_error(where, std::string("no span \"") + name + "\"", "{\"start\":BYTE,\"end\":BYTE}");
  const ByteSpan span{(*found)["start"].get<uint32_t>(), (*found)["end"].get<uint32_t>()};
  if (span.begin >= span.end || span.end > limit)
    return input_error(where, std::string("span \"") + name + "\" lies outside the text", "0 <= start < end <= bytes of the text");
  return span;
}

Result<RelateQuestion> question_of(const std::string& line, const std::string& where) {
  const nlohmann::json object = nlohmann::json::parse(line, nullptr, false);
  if (object.is_discarded() || !object.is_object() || !object.contains("text") || !object["text"].is_string()) {
    return input_error(where, "not a question", "{\"id\",\"text\",\"source\":{\"start\",\"end\"},\"target\":{\"start\",\"end\"}}");
  }
  RelateQuestion question;
  question.text = object["text"].get<std::string>();
  if (object.contains("id")) question.id = object["id"].is_string() ? object["id"].get<std::string>() : object["id"].dump();
  if (object.contains("date") && object["date"].is_string()) question.date = object["date"].get<std::string>();
  const Result<ByteSpan> source = span_of(object, "source", question.text.size(), where);
  if (!source) return source.error();
  const Result<ByteSpan> target = span_of(object, "target", question.text.size(), where);
  if (!target) return target.error();
  question.source = *source;
  question.target = *target;
  return question;
}

}  // namespace

std::function<int()> setup_relate(CLI::App* app) {
  auto options = std::make_shared<RelateOptions>();
  app->add_option("FILE", options->file, "JSON lines with text, source and target spans; - is standard input");
  app->add_flag("--features", options->features, "what the model sees instead of what it says; for train/relate");
  options->data.add(app);
  app->footer(
      "Examples:\n  echo '{\"id\":\"1\",\"text\":\"China condemned Japan.\",\"source\":{\"start\":0,\"end\":5},"
      "\"target\":{\"start\":16,\"end\":21}}' | demarche relate");
  return [=] {
    const Result<std::unique_ptr<Coder>> coder = open_coder(options->data);
    if (!coder) return report(coder.error());
    std::ifstream file;
    if (options->file != "-") file.open(options->file);
    if (options->file != "-" && !file) return report({ErrorKind::kNotFound, options->file, "cannot be opened", "a readable file"});
    std::istream& in = options->file == "-" ? std::cin : file;
    const Coder::ScratchPointer scratch = (*coder)->scratch();
    std::string line, out;
    int status = kDone;
    for (size_t number = 1; std::getline(in, line); ++number) {
      if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
      const Result<RelateQuestion> question = question_of(line, options->file + ":" + std::to_string(number));
      if (!question) {
        report(question.error());
        status = kQuarantined;
        continue;
      }
      out.clear();
      if (options->features) {
        out = features_line(*question, **coder, scratch.get());
      } else {
        writers::write_answer((*coder)->relate(*question, scratch.get()), &out);
      }
      std::fwrite(out.data(), 1, out.size(), stdout);
    }
    return status;
  };
}

}  // namespace demarche::cli
