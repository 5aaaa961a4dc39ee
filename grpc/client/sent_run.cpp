#include "grpc/client/sent_run.hpp"

namespace caseload::wire {

void SentRun::enrol(const telemetry::Enrolment& enrolment) {
  ++enrolments_;
  patients_.insert(number(enrolment.patient));
  for (const DeviceId device : enrolment.devices)
    devices_.try_emplace(number(device), Device{.patient = enrolment.patient});
}

bool SentRun::accept(const telemetry::Reading& reading) {
  Device& device = devices_.try_emplace(number(reading.device), Device{.patient = reading.patient})
                       .first->second;
  const bool first = device.sequences.insert(reading.sequence);
  readings_ += first ? 1 : 0;
  return first;
}

bool SentRun::owns(PatientId patient, DeviceId device) const {
  const auto found = devices_.find(number(device));
  return found != devices_.end() && found->second.patient == patient;
}

bool SentRun::sent(DeviceId device, std::uint32_t sequence) const {
  const auto found = devices_.find(number(device));
  return found != devices_.end() && found->second.sequences.has(sequence);
}

}  // namespace caseload::wire
