#include "sim/population/device_noise.hpp"

#include "sim/base/distributions.hpp"
#include "sim/population/stream_ids.hpp"

namespace caseload::sim {

double device_bias(const RandomKey& random, PatientId patient, DeviceKind kind) {
  const RandomStream stream = random.stream(kDeviceBias, number(patient));
  return normal_quantile(stream.at(static_cast<std::uint32_t>(kind)));
}

}  // namespace caseload::sim
