#pragma once

// Of the patients of whom the platform just said that they are silent: who has been heard since the
// alert was raised. All that came in since the platform was last asked is in `arrived`.
//
// Many readings and few silences: each reading is looked up among the silences.

#include <algorithm>
#include <bitset>
#include <vector>

#include "sim/base/ids.hpp"
#include "sim/base/time.hpp"
#include "sim/care/panel/in_transit.hpp"
#include "sim/telemetry/alert.hpp"

namespace caseload::care {

class SilenceEnded {
  struct Silence {
    PatientId patient;
    SimTime raised_at;
    bool over = false;
  };

  auto about(PatientId patient) {
    return std::ranges::equal_range(silences_, patient, {}, &Silence::patient);
  }

 public:
  SilenceEnded(const std::vector<telemetry::Alert>& alerts, const std::vector<Delivery>& arrived) {
    std::bitset<4096> silent;  // patients' numbers, modulo its size: most readings are of others
    for (const telemetry::Alert& alert : alerts) {
      if (alert.kind != telemetry::AlertKind::Silence) continue;
      silences_.push_back({alert.patient, alert.raised_at});
      silent.set(number(alert.patient) % silent.size());
    }
    if (silences_.empty()) return;
    std::ranges::sort(silences_, {}, &Silence::patient);
    for (const auto& [reading, copy] : arrived) {
      if (copy || !silent.test(number(reading.patient) % silent.size())) continue;
      for (Silence& silence : about(reading.patient))
        silence.over = silence.over || reading.received_at > silence.raised_at;
    }
  }

  // Requires: an alert about silence among those given.
  bool operator()(const telemetry::Alert& alert) {
    return std::ranges::any_of(about(alert.patient), [&](const Silence& silence) {
      return silence.raised_at == alert.raised_at && silence.over;
    });
  }

 private:
  std::vector<Silence> silences_;  // by patient
};

}  // namespace caseload::care
