#pragma once

// Who is registered with which devices: what a window is checked against before anything of it is
// stored. A second roster on top of the first takes what the window itself registers, so that a
// refused window leaves no trace.

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "grpc/convert/telemetry.hpp"
#include "sim/rules/seen_sequences.hpp"
#include "sim/telemetry/ports.hpp"

namespace caseload::wire {

class Roster {
 public:
  // An empty one on top of another, which outlives it and does not change meanwhile.
  static Roster on_top_of(const Roster& beneath) {
    Roster above;
    above.beneath_ = &beneath;
    return above;
  }

  // Each returns why it cannot be, or nothing after having taken note of it.
  std::string enrol(const telemetry::Enrolment& enrolment);
  std::string withdraw(const Withdrawal& withdrawal);
  // Why this reading cannot come from this device, or nothing.
  std::string refusal(const telemetry::Reading& reading) const;

  // Takes note of a reading that was stored, or was known already. True: the first of its identity.
  // Requires: refusal() has nothing against it.
  bool note(const telemetry::Reading& reading);

  std::size_t patients() const { return patients_.size(); }
  std::size_t devices() const { return devices_.size(); }

  // Takes over what was registered on top.
  void merge(Roster&& above);

 private:
  struct Owner {
    PatientId patient{};
    telemetry::DeviceKind kind{};
    rules::SeenSequences seen{};
  };
  const Owner* owner_of(DeviceId device) const;
  std::optional<bool> monitored(PatientId patient) const;  // nothing: never enrolled

  const Roster* beneath_ = nullptr;
  std::unordered_map<std::uint32_t, Owner> devices_;
  std::unordered_map<std::uint32_t, bool> patients_;  // false: withdrawn
};

}  // namespace caseload::wire
