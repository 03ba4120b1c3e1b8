// Dates as pages and feeds write them. Internal to the room.
#pragma once
#include <string>
#include <string_view>

namespace demarche::readers {

// YYYY-MM-DD of "2024-02-28T10:00:00Z", "Wed, 28 Feb 2024 10:00:00 GMT", "February 28, 2024", "20240228"; the day is the one
// that is written, whatever the time zone. Empty if the words are no date, or of a day that does not exist, or leave the
// order of day and month open ("02/03/2024").
std::string written_date(std::string_view text);

}  // namespace demarche::readers
