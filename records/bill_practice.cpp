#include "records/bill_practice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>

#include "records/bill_patient.hpp"
#include "records/questions.hpp"
#include "records/unknowns.hpp"

namespace caseload::records {
namespace {

// The same words, numbered in their order; and each one's new number by its old.
std::pair<StringPool, std::vector<std::uint32_t>> by_order(const StringPool& words) {
  std::vector<std::uint32_t> order(words.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) -> const std::string& { return words[i]; });
  std::pair<StringPool, std::vector<std::uint32_t>> out;
  out.second.resize(words.size());
  for (const std::uint32_t old : order) out.second[old] = out.first.number(words[old]);
  return out;
}

// Everything a row says, so that rows alike in all of it are the only ones without an order.
auto content(const LoggedRow& row) {
  return std::tuple(
      row.patient, row.start, static_cast<std::uint64_t>(row.clockless),
      static_cast<std::uint64_t>(row.length_us), static_cast<std::uint64_t>(row.program),
      static_cast<std::uint64_t>(row.role), static_cast<std::uint64_t>(row.activity),
      static_cast<std::uint64_t>(row.live), row.staff, static_cast<std::uint64_t>(row.countable),
      static_cast<std::uint64_t>(row.manual), static_cast<std::uint64_t>(row.is_signed),
      static_cast<std::uint64_t>(row.shortened), row.practitioner);
}

bool in_order(const LoggedRow& a, const LoggedRow& b) {
  if (a.patient != b.patient) return a.patient < b.patient;
  if (a.start != b.start) return a.start < b.start;
  return content(a) < content(b);
}

// The part of `rows` that is one patient's, which begins at `from`.
template <class Rows, class PatientOf>
auto part_of(const Rows& rows, std::size_t& from, std::uint32_t patient, PatientOf patient_of) {
  const std::size_t begin = from;
  while (from < rows.size() && patient_of(rows[from]) == patient) ++from;
  return std::span(rows).subspan(begin, from - begin);
}

BillingFrame frame_of(const Practice& practice, const ZoneTable& zone, const rules::RuleBook& rules,
                      const std::vector<CalendarMonth>& asked) {
  BillingFrame frame{.zone = zone,
                     .rules = rules,
                     .owners = {practice.sorts, rules},
                     .months = {},
                     .asked = asked,
                     .files_from = {},
                     .files_to = {}};
  std::ranges::sort(frame.asked);
  if (!practice.first_day) return frame;
  // Exports are cut at the ends of months.
  frame.files_from = month_of(*practice.first_day).first_day();
  frame.files_to = *practice.last_day;
  for (CalendarMonth month = month_of(*practice.first_day); month <= month_of(*practice.last_day);
       month = month.plus(1))
    if (rules.find(month.end_day() - days{1}) != nullptr) frame.months.push_back(month);
  return frame;
}

// Of the highest time code: 20 minutes, by Medicare's rules.
SimDuration highest_tier(const BillingFrame& frame) {
  SimDuration highest{};
  if (frame.months.empty()) return highest;
  const rules::RuleSet& rules = frame.rules.for_day(frame.months.back().end_day() - days{1});
  for (const rules::TimeTier& tier : rules.time_tiers) highest = std::max(highest, tier.at_least);
  return highest;
}

}  // namespace

void put_in_order(Practice& practice) {
  auto [patients, patient_now] = by_order(practice.patients);
  auto [staff, staff_now] = by_order(practice.staff);
  auto [practitioners, practitioner_now] = by_order(practice.practitioners);
  practice.patients = std::move(patients);
  practice.staff = std::move(staff);
  practice.practitioners = std::move(practitioners);
  for (LoggedRow& row : practice.log) {
    row.patient = patient_now[row.patient];
    row.staff = staff_now[row.staff];
    row.practitioner = practitioner_now[row.practitioner];
  }
  for (ReadingDay& day : practice.readings) day.patient = patient_now[day.patient];
  for (Enrolment& enrolment : practice.enrolments)
    enrolment.patient = patient_now[enrolment.patient];
  for (rules::Visit& visit : practice.visits)
    visit.patient = PatientId{patient_now[number(visit.patient)]};
  std::ranges::sort(practice.log, in_order);
  std::ranges::sort(practice.readings);
  std::ranges::sort(practice.enrolments, {}, [](const Enrolment& enrolment) {
    return std::pair(enrolment.patient, enrolment.start);
  });
  std::ranges::sort(practice.visits, {}, [](const rules::Visit& visit) {
    return std::tuple(visit.patient, visit.start, visit.end);
  });
}

Bill bill(const Practice& practice, const ZoneTable& zone, const rules::RuleBook& rules,
          const std::vector<CalendarMonth>& months) {
  Bill bill;
  const BillingFrame frame = frame_of(practice, zone, rules, months);
  Noticed seen;
  std::size_t row = 0, day = 0, enrolment = 0, visit = 0;
  const auto patient_of = [](const auto& record) { return record.patient; };
  for (std::uint32_t patient = 0; patient < practice.patients.size(); ++patient) {
    const PatientRecords records{
        patient, part_of(practice.log, row, patient, patient_of),
        part_of(practice.readings, day, patient, patient_of),
        part_of(practice.enrolments, enrolment, patient, patient_of),
        part_of(practice.visits, visit, patient,
                [](const rules::Visit& each) { return number(each.patient); })};
    const PatientRemarks remarks = bill_patient(frame, records, bill);
    seen.live_would_matter += remarks.live_would_matter;
    for (const std::string& where : remarks.both_programmes)
      seen.both_programmes.push_back(
          fmt::format("patient {}, {}", practice.patients[patient], where));
    const bool any = !records.rows.empty() || !records.readings.empty();
    if (practice.enrolments_given && records.enrolments.empty() && any) ++seen.without_enrolment;
    if (records.enrolments.empty() && !records.readings.empty()) ++seen.first_reading_taken;
  }
  bill.unknown = unknowns(practice, bill, frame, seen);
  bill.questions = questions(practice, bill, frame, highest_tier(frame));
  if (auto asked = both_programmes(seen)) bill.questions.push_back(std::move(*asked));
  return bill;
}

}  // namespace caseload::records
