#include "grpc/client/link_counts.hpp"

#include "sim/telemetry/digest.hpp"

namespace caseload::wire {

void LinkTally::handed_in(const telemetry::Reading& reading, bool first) {
  ++counts_.readings;
  if (first) {
    ++counts_.distinct;
    const std::uint64_t digest = telemetry::reading_digest(reading);
    counts_.digest += digest;
    counts_.order.add(digest);
  } else {
    ++counts_.duplicates;
  }
}

// Made anew before any window was acknowledged, it has cost nothing.
void LinkTally::connected() {
  if (counts_.windows > 0) ++counts_.reconnections;
}

void LinkTally::acknowledged(const v1::Acknowledgement& answer) {
  ++counts_.windows;
  counts_.acknowledged += std::uint64_t{answer.readings_new()} + answer.readings_known();
  counts_.stored_new += answer.readings_new();
  counts_.stored_known += answer.readings_known();
}

}  // namespace caseload::wire
