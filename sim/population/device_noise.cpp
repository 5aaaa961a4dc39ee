#include "sim/population/device_noise.hpp"

#include "sim/base/distributions.hpp"
#include "sim/population/stream_ids.hpp"

namespace caseload::population {

double device_bias(const RandomKey& random, PatientId patient, telemetry::DeviceKind kind) {
  const RandomStream stream = random.stream(kDeviceBias, number(patient));
  return normal_quantile(stream.at(static_cast<std::uint32_t>(kind)));
}

}  // namespace caseload::population
