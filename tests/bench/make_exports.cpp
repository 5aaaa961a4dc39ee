// Exports of a large practice, for timing `caseload bill`; seeded, always the same bytes.
//
//   make_exports DIRECTORY LOG_ROWS      writes log.csv and readings.csv
//
// A year from July 2025 on, 20 rows of log a patient and month, a reading on 7 days of 10. Rows
// stand in the order of their days, so that those of one patient lie scattered over the file.

#include <fmt/os.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>

#include "sim/base/time.hpp"

namespace {

using caseload::days;
using caseload::iso;
using caseload::LocalDay;

constexpr int kDays = 365;
constexpr int kRowsAPatient = 240;
constexpr LocalDay kFirst{std::chrono::year{2025} / 7 / 1};
constexpr std::array kActivities{"review", "check_in", "note", "triage", "voicemail", "attempt"};

void write_log(const std::filesystem::path& file, std::uint32_t rows, std::mt19937& dice) {
  auto out = fmt::output_file(file.string());
  out.print("patient,staff,role,start,end,activity,live,program,note\n");
  const std::uint32_t patients = rows / kRowsAPatient + 1;
  for (std::uint32_t row = 0; row < rows; ++row) {
    const LocalDay day = kFirst + days{std::uint64_t{row} * kDays / rows};
    const auto minute = 8 * 60 + dice() % (8 * 60);
    const auto seconds = minute * 60 + 60 + dice() % 240;  // its end
    const auto activity = dice() % kActivities.size();
    const std::string date = iso(day);
    out.print(
        "P-{:06},S-{:03},{},{}T{:02}:{:02}:00,{}T{:02}:{:02}:{:02},{},{},{},\"said \"\"well\"\", "
        "{}\"\n",
        dice() % patients, dice() % 200, dice() % 40 == 0 ? "clerk" : "rn", date, minute / 60,
        minute % 60, date, seconds / 3600, seconds / 60 % 60, seconds % 60, kActivities[activity],
        activity == 1 ? "yes" : "no", dice() % 10 == 0 ? "ccm" : "rpm", dice() % 100);
  }
}

void write_readings(const std::filesystem::path& file, std::uint32_t rows, std::mt19937& dice) {
  auto out = fmt::output_file(file.string());
  out.print("patient,device,taken_at,manual\n");
  const std::uint32_t patients = rows / kRowsAPatient + 1;
  for (int day = 0; day < kDays; ++day)
    for (std::uint32_t patient = 0; patient < patients; ++patient)
      if (dice() % 10 < 7)
        out.print("P-{:06},cuff,{}T07:{:02},no\n", patient, iso(kFirst + days{day}), dice() % 60);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    fmt::print(stderr, "make_exports DIRECTORY LOG_ROWS\n");
    return 2;
  }
  const std::filesystem::path directory = argv[1];
  const auto rows = static_cast<std::uint32_t>(std::strtoul(argv[2], nullptr, 10));
  std::filesystem::create_directories(directory);
  std::mt19937 dice(1);
  write_log(directory / "log.csv", rows, dice);
  write_readings(directory / "readings.csv", rows, dice);
}
