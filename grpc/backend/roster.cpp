#include "grpc/backend/roster.hpp"

#include <fmt/format.h>

#include <array>
#include <string_view>
#include <utility>

#include "sim/rules/alert_rules.hpp"
#include "sim/telemetry/signals.hpp"

namespace caseload::wire {
namespace {

// The alert rules keep tables by number: a stranger's number may not make them huge.
constexpr std::uint32_t kNumbers = rules::AlertRules::kIdLimit;

}  // namespace

const Roster::Owner* Roster::owner_of(DeviceId device) const {
  if (const auto found = devices_.find(number(device)); found != devices_.end())
    return &found->second;
  return beneath_ ? beneath_->owner_of(device) : nullptr;
}

std::optional<bool> Roster::monitored(PatientId patient) const {
  if (const auto found = patients_.find(number(patient)); found != patients_.end())
    return found->second;
  return beneath_ ? beneath_->monitored(patient) : std::nullopt;
}

std::string Roster::enrol(const telemetry::Enrolment& enrolment) {
  const std::uint32_t patient = number(enrolment.patient);
  if (patient >= kNumbers) return fmt::format("patients are numbered from 0 to {}", kNumbers - 1);
  for (std::size_t i = 0; i < enrolment.devices.size(); ++i) {
    const DeviceId device = enrolment.devices[i];
    const Owner owner{.patient = enrolment.patient, .kind = enrolment.device_kinds[i], .seen = {}};
    if (number(device) >= kNumbers)
      return fmt::format("devices are numbered from 0 to {}", kNumbers - 1);
    if (const Owner* known = owner_of(device)) {
      if (known->patient != owner.patient) {
        return fmt::format("device {} is registered to patient {}", number(device),
                           number(known->patient));
      }
      if (known->kind != owner.kind) {
        return fmt::format("device {} is registered as a {}", number(device),
                           telemetry::name(known->kind));
      }
    }
    devices_.try_emplace(number(device), owner);
  }
  patients_.insert_or_assign(patient, true);
  return {};
}

std::string Roster::withdraw(const Withdrawal& withdrawal) {
  if (!monitored(withdrawal.patient).value_or(false)) {
    return fmt::format("patient {} is not monitored", number(withdrawal.patient));
  }
  patients_.insert_or_assign(number(withdrawal.patient), false);
  return {};
}

std::string Roster::refusal(const telemetry::Reading& reading) const {
  const Owner* owner = owner_of(reading.device);
  if (owner == nullptr) return fmt::format("device {} is not registered", number(reading.device));
  if (owner->patient != reading.patient) {
    return fmt::format("device {} is registered to patient {}, not {}", number(reading.device),
                       number(owner->patient), number(reading.patient));
  }
  if (owner->kind != reading.kind()) {
    return fmt::format("device {} is registered as a {}; the reading is of a {}",
                       number(reading.device), telemetry::name(owner->kind),
                       telemetry::name(reading.kind()));
  }
  return {};
}

bool Roster::note(const telemetry::Reading& reading) {
  const auto device = devices_.find(number(reading.device));
  return device != devices_.end() && device->second.seen.insert(reading.sequence);
}

void Roster::merge(Roster&& above) {
  // Whose a device is does not change, but what was seen of it does.
  devices_.merge(above.devices_);
  for (const auto& [patient, monitored] : above.patients_)
    patients_.insert_or_assign(patient, monitored);
}

}  // namespace caseload::wire
