#include "grpc/backend/episodes.hpp"

#include "grpc/convert/documentation.hpp"

namespace caseload::wire {
namespace {

rules::Documentation documentation_in(const StoredEnrolment& stored) {
  v1::Enrolment message;
  Findings findings;
  const bool read = message.ParseFromString(stored.message);
  const rules::Documentation documentation = decode(message.documentation(), findings);
  if (!read || !findings.none())
    throw StoreDamaged("the store holds an enrolment that cannot be read");
  return documentation;
}

}  // namespace

void Episodes::add(const StoredEnrolment& enrolment) {
  const std::uint32_t patient = number(enrolment.patient);
  const auto known = by_patient_.find(patient);
  // Enrolling an enrolled patient changes limits, devices and papers, not the clock of the device
  // periods.
  const bool begins = known == by_patient_.end() || known->second.back().withdrawn_at;
  if (begins && enrolment.monitoring_from < end_) {
    by_patient_[patient].push_back(
        {enrolment.patient, enrolment.monitoring_from, std::nullopt, {}});
  }
  if (const auto mine = by_patient_.find(patient);
      mine != by_patient_.end() && !mine->second.back().withdrawn_at)
    mine->second.back().documentation = documentation_in(enrolment);
}

void Episodes::add(const Withdrawal& withdrawal) {
  const auto known = by_patient_.find(number(withdrawal.patient));
  if (known == by_patient_.end() || known->second.back().withdrawn_at) return;
  known->second.back().withdrawn_at = withdrawal.at;
}

std::vector<Episode> Episodes::all() const {
  std::vector<Episode> episodes;
  for (const auto& [patient, mine] : by_patient_)
    episodes.insert(episodes.end(), mine.begin(), mine.end());
  return episodes;
}

}  // namespace caseload::wire
