#pragma once

// Who and what, by number. Each is dense from 0 within one run, and doubles as the entity of a
// random address: see random.hpp.

#include <cstdint>

namespace caseload {

enum class PatientId : std::uint32_t {};
enum class DeviceId : std::uint32_t {};  // unique within a run, not per patient
enum class StaffId : std::uint32_t {};

template <class Id>
constexpr std::uint32_t number(Id id) {
  return static_cast<std::uint32_t>(id);
}

}  // namespace caseload
