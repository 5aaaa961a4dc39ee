#pragma once

// Made-up patients, readings and questions, the same for every seed: what the tests send over the
// wire and, beside it, to the rules in this process.

#include <cstdint>
#include <vector>

#include "grpc/convert/registration.hpp"
#include "grpc/convert/telemetry.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::wire::testing {

struct TrafficSettings {
  std::uint64_t seed = 1;
  std::uint32_t patients = 12;
  int windows = 60;
  int readings_per_window = 8;
};

// Every fourth patient has an oximeter beside the cuff, joins late or withdraws; some readings come
// twice, some are late, some windows are empty.
class Traffic {
 public:
  explicit Traffic(const TrafficSettings& settings);

  int windows() const { return settings_.windows; }
  SimTime watermark(int window) const;
  // Hands in what arrives in this window (from 0), in order.
  void hand_in(int window, telemetry::ReadingSink& sink) const;
  // All windows, from `first` on; the alerts in the order in which they came.
  std::vector<telemetry::Alert> play(telemetry::ReadingSink& sink, telemetry::AlertSource& source,
                                     int first = 0) const;
  // Every reading once, in the order of first arrival.
  std::vector<telemetry::Reading> distinct_readings() const;
  std::uint64_t copies() const;  // handed in beyond those

 private:
  struct Item {
    enum class Kind { Enrol, Withdraw, Read } kind = Kind::Read;
    telemetry::Enrolment enrolment{};
    Withdrawal withdrawal{};
    telemetry::Reading reading{};
    bool copy = false;
  };
  TrafficSettings settings_;
  std::vector<std::vector<Item>> items_;  // by window
};

// A registration with the real world's shape: a zone with daylight saving, two years of rules.
Registration registration(const std::string& run);

}  // namespace caseload::wire::testing
