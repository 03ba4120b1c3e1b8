// Events in the column layouts of other data sets: GDELT 1.0 and 2.0 with mentions, ICEWS, POLECAT. Acts that happened alone are
// written: those sets have no column for what is planned, denied or called for. Codes are texts. Internal to the room.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "writers/writers.h"

namespace demarche::writers {

// Columns as the sets name them; GDELT's files have no header.
const std::vector<std::string_view>& gdelt1_columns();
const std::vector<std::string_view>& gdelt2_columns();
const std::vector<std::string_view>& gdelt_mentions_columns();
const std::vector<std::string_view>& icews_columns();
const std::vector<std::string_view>& polecat_columns();

void write_gdelt1(const ExchangeEvent& event, std::string* out);
void write_gdelt2(const ExchangeEvent& event, std::string* out);
void write_gdelt_mentions(const ExchangeEvent& event, std::string* out);
void write_icews_header(std::string* out);
void write_icews(const ExchangeEvent& event, std::string* out);
void write_polecat_header(std::string* out);
void write_polecat(const ExchangeEvent& event, std::string* out);

}  // namespace demarche::writers
