#include "grpc/backend/store_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "grpc/backend/history.hpp"
#include "grpc/backend/row_checksums.hpp"
#include "grpc/backend/stored_log.hpp"
#include "sim/telemetry/digest.hpp"

namespace caseload::wire {
namespace {

constexpr std::int64_t kBehindEverything = std::numeric_limits<std::int64_t>::max();

// Of the last of `count` rows. No store has as many rows as a stranger may say.
std::int64_t rows_before(std::uint64_t count) {
  return static_cast<std::int64_t>(std::min(count, static_cast<std::uint64_t>(kBehindEverything))) -
         1;
}

}  // namespace

StoreReader::StoreReader(Database& database)
    : database_(database),
      find_run_(database.prepare(
          "SELECT run, registration, checksum FROM run WHERE name = ? AND owner = ?")),
      find_run_slowly_(
          database.prepare("SELECT run FROM run NOT INDEXED WHERE name = ? AND owner = ?")),
      windows_(database.prepare(std::string(kSelectWindows) +
                                " AND number BETWEEN ?2 - 1 AND ?2 ORDER BY number")),
      alerts_of_window_(
          database.prepare("SELECT ordinal, raised_at_us, patient, device, sequence, kind, level, "
                           "closed FROM alert WHERE run = ? AND window = ? ORDER BY ordinal")),
      reading_(database.prepare(
          "SELECT patient, device, sequence, taken_at_us, received_at_us, kind, value1, value2, "
          "value3 FROM reading WHERE run = ? AND device = ? AND sequence = ?")) {}

std::optional<StoredRun> StoreReader::find_run(const RunName& name) {
  std::optional<StoredRun> found;
  for (find_run_.bind(name.name, name.owner); find_run_.step();) {
    found = StoredRun{.key = RunKey{find_run_.integer(0)},
                      .name = name,
                      .registration = std::string(find_run_.bytes(1)),
                      .checksum = static_cast<std::uint64_t>(find_run_.integer(2))};
  }
  if (!found) {
    // A damaged index must not make a run unknown, to be registered anew and empty.
    bool hidden = false;
    for (find_run_slowly_.bind(name.name, name.owner); find_run_slowly_.step();) hidden = true;
    if (!hidden) return std::nullopt;
    throw damage_of(database_, {.key = {}, .name = name, .registration = {}},
                    "the index of runs does not lead to it");
  }
  if (checksum_of_run(found->key, name, found->registration) != found->checksum)
    throw damage_of(database_, *found, "its registration is not as it was stored");
  return found;
}

AcknowledgedWindow StoreReader::window(const StoredRun& run, std::uint64_t number) {
  const auto damaged = [&](std::string_view what) {
    throw damage_of(database_, run, fmt::format("window {} {}", number, what));
  };
  AcknowledgedWindow found;
  std::uint64_t before = run.checksum;
  for (windows_.bind(key(run.key), static_cast<std::int64_t>(number)); windows_.step();) {
    const StoredWindow row = window_in(windows_);
    if (row.number == number) {
      found.window = row;
    } else {
      before = row.checksum;
    }
  }
  if (found.window.number != number) damaged("is not there");
  if (checksum_of(found.window, before) != found.window.checksum)
    damaged("is not as it was stored");
  Checksum sum;
  alerts_of_window_.bind(key(run.key), static_cast<std::int64_t>(number));
  while (alerts_of_window_.step()) {
    found.alerts.push_back(alert_in(alerts_of_window_, 1));
    add(sum, alerts_of_window_.integer(0), found.alerts.back());
  }
  if (sum.value() != found.window.alerts_checksum) damaged("has other alerts than it had");
  return found;
}

std::optional<telemetry::Reading> StoreReader::reading(RunKey run, DeviceId device,
                                                       std::uint32_t sequence) {
  std::optional<telemetry::Reading> found;
  reading_.bind(key(run), std::int64_t{number(device)}, std::int64_t{sequence});
  while (reading_.step()) found = reading_in(reading_, 0);
  return found;
}

std::vector<telemetry::Reading> StoreReader::readings_between(RunKey run, std::int64_t& after,
                                                              std::int64_t last, int limit) {
  Statement row = database_.prepare(
      "SELECT arrival, patient, device, sequence, taken_at_us, received_at_us, kind, value1, "
      "value2, value3 FROM reading WHERE run = ? AND arrival > ? AND arrival <= ? "
      "ORDER BY arrival LIMIT ?");
  std::vector<telemetry::Reading> readings;
  for (row.bind(key(run), after, last, std::int64_t{limit}); row.step();) {
    after = row.integer(0);
    readings.push_back(reading_in(row, 1));
  }
  return readings;
}

std::vector<telemetry::Alert> StoreReader::alerts_between(RunKey run, AlertPlace& after,
                                                          std::uint64_t last_window, int limit) {
  Statement row = database_.prepare(
      "SELECT window, ordinal, raised_at_us, patient, device, sequence, kind, level, closed "
      "FROM alert WHERE run = ? AND (window, ordinal) > (?, ?) AND window <= ? "
      "ORDER BY window, ordinal LIMIT ?");
  std::vector<telemetry::Alert> alerts;
  row.bind(key(run), after.window, after.ordinal, static_cast<std::int64_t>(last_window),
           std::int64_t{limit});
  while (row.step()) {
    after = {.window = row.integer(0), .ordinal = row.integer(1)};
    alerts.push_back(alert_in(row, 2));
  }
  return alerts;
}

std::int64_t StoreReader::last_of_readings(RunKey run, std::uint64_t count) {
  if (count == 0) return 0;
  Statement row = database_.prepare(
      "SELECT arrival FROM reading WHERE run = ? ORDER BY arrival LIMIT 1 OFFSET ?");
  return row.bind(key(run), rows_before(count)).step() ? row.integer(0) : kBehindEverything;
}

AlertPlace StoreReader::last_of_alerts(RunKey run, std::uint64_t count) {
  if (count == 0) return {};
  Statement row = database_.prepare(
      "SELECT window, ordinal FROM alert WHERE run = ? ORDER BY window, ordinal LIMIT 1 OFFSET ?");
  if (row.bind(key(run), rows_before(count)).step())
    return {.window = row.integer(0), .ordinal = row.integer(1)};
  return {.window = kBehindEverything};
}

StoredTotals StoreReader::totals(const StoredRun& run) {
  const Snapshot snapshot(database_);
  StoredTotals totals;
  std::unordered_set<std::uint32_t> patients;
  History history(database_, run, History::Part::Both);
  while (history.next()) {
    for (const StoredArrival& arrival : history.arrivals()) {
      if (const auto* reading = std::get_if<telemetry::Reading>(&arrival)) {
        ++totals.readings;
        totals.readings_digest += telemetry::reading_digest(*reading);
      } else if (const auto* enrolment = std::get_if<StoredEnrolment>(&arrival)) {
        patients.insert(number(enrolment->patient));
      }
    }
    totals.alerts += history.alerts().size();
  }
  totals.last_window = history.window();
  totals.patients = patients.size();
  each_entry(database_, run, [&totals](const rules::TimeEntry&) { ++totals.entries; });
  each_visit(database_, run, [&totals](const rules::Visit&) { ++totals.visits; });
  return totals;
}

}  // namespace caseload::wire
