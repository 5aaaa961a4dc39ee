#include "grpc/closed_loop/account.hpp"

#include <utility>

#include "sim/base/fingerprint.hpp"
#include "sim/telemetry/digest.hpp"

namespace caseload::wire {

Account account_of(std::string teller, const experiment::DetailedTrial& trial) {
  const experiment::TrialRecord& record = trial.record;
  Account told{.teller = std::move(teller),
               .readings = record.readings_distinct,
               .readings_digest = record.readings_digest,
               .readings_order = trial.readings_order,
               .alerts = record.alerts,
               .patients = record.patients,
               .fingerprint = trial.outcome.fingerprint};
  for (experiment::PatientMonth& patient : *told.patients)
    for (rules::Claim& claim : patient.claims) claim.held = false;
  return told;
}

Account account_of_wire(const LinkCounts& counts) {
  Account told;
  told.teller = "wire";
  told.readings = counts.distinct;
  told.readings_digest = counts.digest;
  told.readings_order = counts.order.value();
  return told;
}

Result<Account> account_of_backend(BackendAudit& audit, CalendarMonth month) {
  Account told;
  told.teller = "backend";
  told.readings = 0;
  told.readings_digest = 0;
  Fingerprint order;
  const auto listed = audit.each_reading([&](const telemetry::Reading& reading) {
    const std::uint64_t digest = telemetry::reading_digest(reading);
    ++*told.readings;
    *told.readings_digest += digest;
    order.add(digest);
  });
  if (!listed) return std::unexpected(listed.error());
  told.readings_order = order.value();

  auto alerts = audit.alerts();
  if (!alerts) return std::unexpected(alerts.error());
  told.alerts = std::move(*alerts);

  auto claims = audit.claims(month);
  if (!claims) return std::unexpected(claims.error());
  std::vector<experiment::PatientMonth>& patients = told.patients.emplace();
  for (PatientClaims& each : *claims) {
    experiment::PatientMonth& patient = patients.emplace_back();
    patient.patient = each.patient;
    patient.credit = each.credit;
    patient.claims = std::move(each.claims);
    patient.not_claimed = std::move(each.not_claimed);
  }
  return told;
}

}  // namespace caseload::wire
