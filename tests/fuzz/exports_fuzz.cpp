// A practice's four exports, one after the other with the ASCII record separator between them, read
// and billed.

#include <algorithm>
#include <array>
#include <cstdint>
#include <sstream>
#include <string>

#include "records/bill_practice.hpp"
#include "records/enrolments.hpp"
#include "records/readings.hpp"
#include "records/rule_choice.hpp"
#include "records/time_log.hpp"
#include "scenarios/assemble/zone.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace caseload;
  static const ZoneTable zone = *scenarios::zone_table("America/New_York");
  static const records::RuleChoice rules = *records::choose_rules("medicare");

  std::array<std::istringstream, 4> files;
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  for (std::istringstream& file : files) {
    const std::size_t end = std::min(rest.find('\x1E'), rest.size());
    file.str(std::string(rest.substr(0, end)));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  // What is wrong with a file is an answer, too.
  records::Practice practice;
  (void)records::read_time_log(files[0], "log", zone, rules.book, practice);
  (void)records::read_readings(files[1], "readings", zone, practice);
  (void)records::read_enrolments(files[2], "enrolments", zone, practice);
  (void)records::read_visits(files[3], "visits", zone, practice);
  records::put_in_order(practice);
  (void)records::bill(practice, zone, rules.book, {});
  return 0;
}
