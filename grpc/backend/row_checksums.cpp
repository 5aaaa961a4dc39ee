#include "grpc/backend/row_checksums.hpp"

#include <array>

namespace caseload::wire {
namespace {

// Part of the file's format, and never renumbered.
enum class Row : std::int64_t {
  Run = 1,
  Window,
  Reading,
  Enrolment,
  Withdrawal,
  Alert,
  TimeEntry,
  Visit
};

constexpr std::int64_t word(Row row) { return static_cast<std::int64_t>(row); }
constexpr std::int64_t word(std::uint64_t bits) { return static_cast<std::int64_t>(bits); }
template <class Id>
constexpr std::int64_t word(Id id)
  requires requires { number(id); }
{
  return std::int64_t{number(id)};
}

}  // namespace

void add(Checksum& sum, std::int64_t arrival, const telemetry::Reading& reading) {
  const MeasurementColumns columns = to_columns(reading.measurement);
  sum.add({word(Row::Reading), arrival, word(reading.patient), word(reading.device),
           std::int64_t{reading.sequence}, microseconds(reading.taken_at),
           microseconds(reading.received_at), columns.kind, columns.values[0], columns.values[1],
           columns.values[2]});
}

void add(Checksum& sum, std::int64_t arrival, const StoredEnrolment& enrolment) {
  sum.add({word(Row::Enrolment), arrival, word(enrolment.patient),
           microseconds(enrolment.monitoring_from)});
  sum.add(enrolment.message);
}

void add(Checksum& sum, std::int64_t arrival, const Withdrawal& withdrawal) {
  sum.add({word(Row::Withdrawal), arrival, word(withdrawal.patient), microseconds(withdrawal.at)});
}

void add(Checksum& sum, std::int64_t ordinal, const telemetry::Alert& alert) {
  sum.add({word(Row::Alert), ordinal, microseconds(alert.raised_at), word(alert.patient),
           word(alert.device), std::int64_t{alert.sequence}, static_cast<std::int64_t>(alert.kind),
           static_cast<std::int64_t>(alert.level), std::int64_t{alert.suppressed}});
}

std::uint64_t checksum_of_run(RunKey run, const RunName& name, std::string_view registration) {
  Checksum sum;
  sum.add({word(Row::Run), key(run)});
  sum.add(name.name);
  sum.add(registration);
  if (!name.owner.empty()) sum.add(name.owner);
  return sum.value();
}

std::uint64_t checksum_of(const StoredWindow& window, std::uint64_t before) {
  return checksum_of(
      std::array{word(Row::Window), word(window.number), microseconds(window.watermark),
                 window.last_arrival, microseconds(window.last_received), word(window.digest),
                 std::int64_t{window.readings_new}, std::int64_t{window.readings_known},
                 word(window.arrivals_checksum), word(window.alerts_checksum)},
      before);
}

std::uint64_t checksum_of(std::uint64_t number, const rules::TimeEntry& entry,
                          std::uint64_t before) {
  return checksum_of(
      std::array{word(Row::TimeEntry), word(number), word(entry.patient), word(entry.staff),
                 static_cast<std::int64_t>(entry.role), static_cast<std::int64_t>(entry.activity),
                 static_cast<std::int64_t>(entry.program), std::int64_t{entry.live},
                 std::int64_t{entry.countable}, std::int64_t{entry.flagged},
                 microseconds(entry.start), microseconds(entry.end)},
      before);
}

std::uint64_t checksum_of(std::uint64_t number, const rules::Visit& visit, std::uint64_t before) {
  return checksum_of(std::array{word(Row::Visit), word(number), word(visit.patient),
                                microseconds(visit.start), microseconds(visit.end)},
                     before);
}

}  // namespace caseload::wire
