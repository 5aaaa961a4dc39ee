#include "tests/system/simulated_exports.hpp"

#include <fmt/os.h>

#include <array>
#include <map>
#include <string>

#include "grpc/backend/database.hpp"
#include "sim/rules/time_entry.hpp"

namespace caseload::system_test {
namespace {

std::string at(std::int64_t microseconds) {
  const SimTime time{SimDuration{microseconds}};
  return fmt::format("{}.{:06}Z", iso(time).substr(0, 19), microseconds % 1'000'000);
}

class Exports {
 public:
  Exports(const std::filesystem::path& store, const std::filesystem::path& directory)
      : database_(store.string()), directory_(directory) {
    wire::Statement rows = database_.prepare("SELECT patient, at_us FROM withdrawal");
    for (rows.bind(); rows.step();) left_[rows.integer(0)] = rows.integer(1);
  }

  void write() {
    log();
    readings();
    visits();
    enrolments();
  }

 private:
  // Column 0 is the patient.
  template <class Row>
  void table(const char* file, const char* header, const char* sql, Row row) {
    auto out = fmt::output_file((directory_ / file).string());
    out.print("{}\n", header);
    wire::Statement rows = database_.prepare(sql);
    for (rows.bind(); rows.step();) out.print("P-{:03},{}\n", rows.integer(0), row(rows));
  }
  template <class Enum>
  static std::string_view word(const wire::Statement& row, int column) {
    return rules::name(static_cast<Enum>(row.integer(column)));
  }
  static const char* yes_no(const wire::Statement& row, int column) {
    return row.integer(column) != 0 ? "yes" : "no";
  }

  void log() {
    table("log.csv", "patient,staff,role,start,end,activity,live,program,countable",
          "SELECT patient, staff, role, start_us, end_us, activity, live, program, countable "
          "FROM time_entry ORDER BY number",
          [](const wire::Statement& row) {
            return fmt::format("S-{},{},{},{},{},{},{},{}", row.integer(1),
                               word<rules::Role>(row, 2), at(row.integer(3)), at(row.integer(4)),
                               word<rules::Activity>(row, 5), yes_no(row, 6),
                               word<rules::Program>(row, 7), yes_no(row, 8));
          });
  }
  void readings() {
    table("readings.csv", "patient,device,taken_at,kind,manual",
          "SELECT patient, device, taken_at_us, kind FROM reading ORDER BY arrival",
          [](const wire::Statement& row) {
            constexpr std::array kKinds{"blood pressure", "weight", "glucose", "oximetry"};
            return fmt::format("{},{},{},no", row.integer(1), at(row.integer(2)),
                               kKinds.at(static_cast<std::size_t>(row.integer(3))));
          });
  }
  void visits() {
    table("visits.csv", "patient,start,end", "SELECT patient, start_us, end_us FROM visit",
          [](const wire::Statement& row) { return at(row.integer(1)) + "," + at(row.integer(2)); });
  }
  void enrolments() {
    table("enrolments.csv", "patient,start,end,established,consent,order,billed_elsewhere",
          "SELECT patient, monitoring_from_us FROM enrolment ORDER BY arrival",
          [this](const wire::Statement& row) {
            const auto left = left_.find(row.integer(0));
            return fmt::format("{},{},yes,yes,yes,no", at(row.integer(1)),
                               left == left_.end() ? "" : at(left->second));
          });
  }

  wire::Database database_;
  std::filesystem::path directory_;
  std::map<std::int64_t, std::int64_t> left_;
};

}  // namespace

void write_exports(const std::filesystem::path& store, const std::filesystem::path& directory) {
  Exports(store, directory).write();
}

}  // namespace caseload::system_test
