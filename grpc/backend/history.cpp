#include "grpc/backend/history.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "grpc/convert/documentation.hpp"

namespace caseload::wire {
namespace {

constexpr const char* kUnreadable = "the store holds an enrolment that cannot be read";

v1::Enrolment message_in(std::string_view bytes) {
  v1::Enrolment message;
  if (!message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
    throw StoreFailure(kUnreadable);
  return message;
}

telemetry::Enrolment enrolment_in(std::string_view bytes) {
  Result<telemetry::Enrolment> enrolment = decode(message_in(bytes));
  if (!enrolment) throw StoreFailure(fmt::format("{}: {}", kUnreadable, enrolment.error().text));
  return std::move(*enrolment);
}

rules::Documentation documentation_in(std::string_view bytes) {
  Findings findings;
  const rules::Documentation documentation = decode(message_in(bytes).documentation(), findings);
  if (!findings.conclude(documentation)) throw StoreFailure(kUnreadable);
  return documentation;
}

// One of the tables that share the count of arrivals, read in that order. Column 0 is the arrival.
class ArrivalCursor {
 public:
  ArrivalCursor(Database& database, RunKey run, std::string_view sql)
      : row_(database.prepare(sql)) {
    row_.bind(key(run));
    next();
  }
  std::int64_t arrival() const { return arrival_; }  // the greatest number at the end
  const Statement& row() const { return row_; }
  void next() {
    arrival_ = row_.step() ? row_.integer(0) : std::numeric_limits<std::int64_t>::max();
  }

 private:
  Statement row_;
  std::int64_t arrival_ = 0;
};

}  // namespace

void replay(Database& database, RunKey run, const ReplayVisitor& visitor) {
  ArrivalCursor readings(database, run,
                         "SELECT arrival, patient, device, sequence, taken_at_us, received_at_us, "
                         "kind, value1, value2, "
                         "value3 FROM reading WHERE run = ? ORDER BY arrival");
  ArrivalCursor enrolments(database, run,
                           "SELECT arrival, message FROM enrolment WHERE run = ? ORDER BY arrival");
  ArrivalCursor withdrawals(
      database, run,
      "SELECT arrival, patient, at_us FROM withdrawal WHERE run = ? ORDER BY arrival");
  Statement windows = database.prepare(std::string(kSelectWindows) + " ORDER BY number");

  for (windows.bind(key(run)); windows.step();) {
    const StoredWindow window = window_in(windows);
    for (;;) {
      const std::int64_t next =
          std::min({readings.arrival(), enrolments.arrival(), withdrawals.arrival()});
      if (next > window.last_arrival) break;
      if (next == readings.arrival()) {
        visitor.reading(reading_in(readings.row(), 1));
        readings.next();
      } else if (next == enrolments.arrival()) {
        visitor.enrolment(enrolment_in(enrolments.row().bytes(1)));
        enrolments.next();
      } else {
        visitor.withdrawal(
            {.patient = PatientId{static_cast<std::uint32_t>(withdrawals.row().integer(1))},
             .at = instant(withdrawals.row().integer(2))});
        withdrawals.next();
      }
    }
    visitor.window(window);
  }
}

std::vector<Episode> episodes_before(Database& database, RunKey run, SimTime end) {
  std::map<std::uint32_t, std::vector<Episode>> all;  // none is empty
  ArrivalCursor enrolments(database, run,
                           "SELECT arrival, patient, monitoring_from_us, message FROM enrolment "
                           "WHERE run = ? ORDER BY arrival");
  ArrivalCursor withdrawals(
      database, run,
      "SELECT arrival, patient, at_us FROM withdrawal WHERE run = ? ORDER BY arrival");
  constexpr std::int64_t kEnd = std::numeric_limits<std::int64_t>::max();
  while (enrolments.arrival() != kEnd || withdrawals.arrival() != kEnd) {
    if (enrolments.arrival() < withdrawals.arrival()) {
      const auto patient = static_cast<std::uint32_t>(enrolments.row().integer(1));
      const SimTime from = instant(enrolments.row().integer(2));
      const auto known = all.find(patient);
      // Enrolling an enrolled patient changes limits, devices and papers, not the clock of the
      // device periods.
      const bool begins = known == all.end() || known->second.back().withdrawn_at;
      if (begins && from < end)
        all[patient].push_back({PatientId{patient}, from, std::nullopt, {}});
      if (const auto mine = all.find(patient);
          mine != all.end() && !mine->second.back().withdrawn_at)
        mine->second.back().documentation = documentation_in(enrolments.row().bytes(3));
      enrolments.next();
    } else {
      const auto patient = static_cast<std::uint32_t>(withdrawals.row().integer(1));
      const auto known = all.find(patient);
      if (known != all.end() && !known->second.back().withdrawn_at) {
        known->second.back().withdrawn_at = instant(withdrawals.row().integer(2));
      }
      withdrawals.next();
    }
  }
  std::vector<Episode> episodes;
  for (const auto& [patient, mine] : all) episodes.insert(episodes.end(), mine.begin(), mine.end());
  return episodes;
}

}  // namespace caseload::wire
