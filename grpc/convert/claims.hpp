#pragma once

// What a month's log of one patient supports, between the backend that judges and whoever asks.

#include <vector>

#include "caseload/v1/claims.pb.h"
#include "sim/base/ids.hpp"
#include "sim/base/result.hpp"
#include "sim/rules/claims.hpp"
#include "sim/rules/ledger.hpp"

namespace caseload::wire {

struct PatientClaims {
  PatientId patient{};
  rules::Credit credit;  // of RPM time
  std::vector<rules::Claim>
      claims;  // time codes of the month, device codes of periods that ended in it
  std::vector<rules::NotClaimed> not_claimed;
};

void encode(const PatientClaims& month, v1::PatientMonth& out);
Result<PatientClaims> decode(const v1::PatientMonth& message);

}  // namespace caseload::wire
