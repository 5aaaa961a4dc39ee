#include "sim/base/random.hpp"

#include <Random123/philox.h>

namespace caseload::sim {

RandomBlock RandomStream::block(std::uint32_t index) const {
  const r123::Philox4x32::key_type key{
      {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32)}};
  const r123::Philox4x32::ctr_type counter{{index, entity_, purpose_, replication_}};
  const auto out = r123::Philox4x32{}(counter, key);
  return {out[0], out[1], out[2], out[3]};
}

double RandomStream::at(std::uint32_t index) const {
  const RandomBlock words = block(index);
  return open_uniform(std::uint64_t{words[1]} << 32 | words[0]);
}

std::array<double, 4> RandomStream::four_at(std::uint32_t index) const {
  const RandomBlock words = block(index);
  return {open_uniform(words[0]), open_uniform(words[1]), open_uniform(words[2]),
          open_uniform(words[3])};
}

}  // namespace caseload::sim
