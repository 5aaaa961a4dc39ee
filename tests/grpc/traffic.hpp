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
  sim::SimTime watermark(int window) const;
  // Hands in what arrives in this window (from 0), in order.
  void hand_in(int window, sim::ReadingSink& sink) const;
  // All windows, from `first` on; the alerts in the order in which they came.
  std::vector<sim::Alert> play(sim::ReadingSink& sink, sim::AlertSource& source,
                               int first = 0) const;
  // Every reading once, in the order of first arrival.
  std::vector<sim::Reading> distinct_readings() const;
  std::uint64_t copies() const;  // handed in beyond those

 private:
  struct Item {
    enum class Kind { Enrol, Withdraw, Read } kind = Kind::Read;
    sim::Enrolment enrolment{};
    Withdrawal withdrawal{};
    sim::Reading reading{};
    bool copy = false;
  };
  TrafficSettings settings_;
  std::vector<std::vector<Item>> items_;  // by window
};

// A registration with the real world's shape: a zone with daylight saving, two years of rules.
Registration registration(const std::string& run);

}  // namespace caseload::wire::testing
