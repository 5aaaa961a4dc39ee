#include "tests/grpc/traffic.hpp"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

#include "sim/base/random.hpp"
#include "tests/sim/rules/medicare_rule_sets.hpp"

namespace caseload::wire::testing {
namespace {

constexpr StreamId kTraffic{"test traffic"};
constexpr SimDuration kWindow = minutes{15};
const SimTime kStart{std::chrono::sys_days{std::chrono::year{2026} / 2 / 20}};
constexpr std::uint32_t kDevicesPerPatient = 2;

// Numbers drawn one after the other; a test wants variety, not addresses.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : stream_(seed, 0, kTraffic, 0) {}
  // From 0 to below - 1.
  std::uint32_t below(std::uint32_t limit) { return stream_.block(next_++)[0] % limit; }
  std::int32_t between(std::int32_t low, std::int32_t high) {
    return low + static_cast<std::int32_t>(below(static_cast<std::uint32_t>(high - low + 1)));
  }
  bool one_in(std::uint32_t n) { return below(n) == 0; }

 private:
  RandomStream stream_;
  std::uint32_t next_ = 0;
};

bool has_oximeter(std::uint32_t patient) { return patient % 8 == 1; }
bool has_scale(std::uint32_t patient) { return patient % 8 == 5; }

telemetry::Enrolment enrolment_of(std::uint32_t patient, SimTime from) {
  telemetry::Enrolment enrolment{.patient = PatientId{patient},
                                 .monitoring_from = from,
                                 .limits = {},
                                 .devices = {DeviceId{patient * kDevicesPerPatient}},
                                 .device_kinds = {telemetry::DeviceKind::Cuff}};
  enrolment.limits.systolic_mmhg = {.review = {.low = 95, .high = 155},
                                    .urgent = {.low = 85, .high = 175}};
  enrolment.limits.spo2_percent.urgent.low = 88;
  if (has_oximeter(patient)) {
    enrolment.devices.push_back(DeviceId{patient * kDevicesPerPatient + 1});
    enrolment.device_kinds.push_back(telemetry::DeviceKind::Oximeter);
  } else if (has_scale(patient)) {
    enrolment.devices.push_back(DeviceId{patient * kDevicesPerPatient + 1});
    enrolment.device_kinds.push_back(telemetry::DeviceKind::Scale);
  }
  return enrolment;
}

}  // namespace

Traffic::Traffic(const TrafficSettings& settings)
    : settings_(settings), items_(static_cast<std::size_t>(settings.windows)) {
  Dice dice(settings.seed);
  std::vector<std::uint32_t> sequences(settings.patients * kDevicesPerPatient);
  std::vector<bool> withdrawn(settings.patients);
  std::vector<telemetry::Reading> late;  // taken, not arrived yet
  for (int window = 0; window < settings.windows; ++window) {
    std::vector<Item>& items = items_[static_cast<std::size_t>(window)];
    const SimTime opens = watermark(window) - kWindow;
    for (std::uint32_t patient = 0; patient < settings.patients; ++patient) {
      const int joins = patient % 4 == 2 ? static_cast<int>(patient) % settings.windows : 0;
      if (window == joins)
        items.push_back({.kind = Item::Kind::Enrol, .enrolment = enrolment_of(patient, opens)});
    }
    std::vector<telemetry::Reading> arriving = std::exchange(late, {});
    const bool quiet = settings.readings_per_window == 0 || dice.one_in(6);
    const int count = quiet ? 0 : dice.between(1, 2 * settings.readings_per_window - 1);
    for (int i = 0; i < count; ++i) {
      const std::uint32_t patient = dice.below(settings.patients);
      if (patient % 4 == 2 && window < static_cast<int>(patient) % settings.windows) continue;
      if (withdrawn[patient]) continue;
      const bool second = (has_oximeter(patient) || has_scale(patient)) && dice.one_in(2);
      const std::uint32_t device = patient * kDevicesPerPatient + (second ? 1 : 0);
      telemetry::Reading reading{.patient = PatientId{patient},
                                 .device = DeviceId{device},
                                 .sequence = ++sequences[device],
                                 .taken_at = opens + seconds{dice.between(0, 600)},
                                 .received_at = {},
                                 .measurement = {}};
      if (second && has_oximeter(patient)) {
        reading.measurement = telemetry::Oximetry{dice.between(85, 99), dice.between(50, 110)};
      } else if (second) {
        reading.measurement = telemetry::Weight{100 * dice.between(800, 825)};
      } else {
        const std::int32_t systolic = dice.between(80, 185);
        reading.measurement = telemetry::BloodPressure{
            systolic, std::min(dice.between(50, 110), systolic - 10), dice.between(50, 110)};
      }
      if (dice.one_in(10)) {
        late.push_back(reading);
      } else {
        arriving.push_back(reading);
      }
      if (dice.one_in(12)) arriving.push_back(reading);  // so that some copies even come first
    }
    for (telemetry::Reading& reading : arriving)
      reading.received_at = opens + seconds{dice.between(600, 900)};
    std::ranges::sort(arriving, {}, [](const telemetry::Reading& reading) {
      return std::tuple{reading.received_at, reading.device, reading.sequence};
    });
    for (const telemetry::Reading& reading : arriving) items.push_back({.reading = reading});
    if (dice.one_in(10)) {
      const std::uint32_t patient = dice.below(settings.patients);
      const bool monitored = patient % 4 == 3 && !withdrawn[patient];
      if (monitored) {
        withdrawn[patient] = true;
        items.push_back(
            {.kind = Item::Kind::Withdraw, .withdrawal = {PatientId{patient}, watermark(window)}});
      }
    }
  }
  std::vector<std::pair<DeviceId, std::uint32_t>> seen;
  for (std::vector<Item>& items : items_) {
    for (Item& item : items) {
      if (item.kind != Item::Kind::Read) continue;
      const std::pair identity{item.reading.device, item.reading.sequence};
      item.copy = std::ranges::find(seen, identity) != seen.end();
      seen.push_back(identity);
    }
    if (seen.size() > 1000)
      seen.erase(seen.begin(), seen.end() - 500);  // copies come soon or not at all
  }
}

SimTime Traffic::watermark(int window) const { return kStart + kWindow * (window + 1); }

void Traffic::hand_in(int window, telemetry::ReadingSink& sink) const {
  for (const Item& item : items_[static_cast<std::size_t>(window)]) {
    switch (item.kind) {
      case Item::Kind::Enrol:
        sink.enrol(item.enrolment);
        break;
      case Item::Kind::Withdraw:
        sink.withdraw(item.withdrawal.patient, item.withdrawal.at);
        break;
      case Item::Kind::Read:
        sink.accept(item.reading);
        break;
    }
  }
}

std::vector<telemetry::Alert> Traffic::play(telemetry::ReadingSink& sink,
                                            telemetry::AlertSource& source, int first) const {
  std::vector<telemetry::Alert> alerts;
  for (int window = first; window < windows(); ++window) {
    hand_in(window, sink);
    std::ranges::copy(source.advance(watermark(window)), std::back_inserter(alerts));
  }
  return alerts;
}

std::vector<telemetry::Reading> Traffic::distinct_readings() const {
  std::vector<telemetry::Reading> readings;
  for (const std::vector<Item>& items : items_) {
    for (const Item& item : items) {
      if (item.kind == Item::Kind::Read && !item.copy) readings.push_back(item.reading);
    }
  }
  return readings;
}

std::uint64_t Traffic::copies() const {
  std::uint64_t count = 0;
  for (const std::vector<Item>& items : items_) {
    count += static_cast<std::uint64_t>(std::ranges::count_if(items, &Item::copy));
  }
  return count;
}

Registration registration(const std::string& run) {
  using std::chrono::sys_days;
  using std::chrono::year;
  const auto at = [](sys_days day, int hour) { return SimTime{day} + hours{hour}; };
  // New York, 2025 to 2026: the first Sunday of November, the second of March.
  ZoneTable zone("America/New_York", {{at(sys_days{year{2025} / 3 / 9}, 7), hours{-4}, "EDT"},
                                      {at(sys_days{year{2025} / 11 / 2}, 6), hours{-5}, "EST"},
                                      {at(sys_days{year{2026} / 3 / 8}, 7), hours{-4}, "EDT"},
                                      {at(sys_days{year{2026} / 11 / 1}, 6), hours{-5}, "EST"}});
  return {.run = run,
          .scenario_name = "test",
          .scenario_hash = "0123456789abcdef",
          .zone = std::move(zone),
          .rules = {.sets = {rules::testing::medicare_2025(), rules::testing::medicare_2026()}},
          .alerts = {.join_within = hours{2},
                     .silence_after = hours{2},
                     .silence_repeat = hours{5},
                     .known_for = hours{4},
                     .weight_gains = {{1500, hours{3}}, {2000, hours{9}}}}};
}

}  // namespace caseload::wire::testing
