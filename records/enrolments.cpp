#include "records/enrolments.hpp"

#include <algorithm>
#include <tuple>

namespace caseload::records {
namespace {

enum : std::size_t { kPatient, kStart, kEnd, kEstablished, kConsent, kOrder, kElsewhere };
constexpr std::array kColumns{Column{"patient", true},
                              Column{"start", true, false, Holds::Time},
                              Column{"end", false, false, Holds::Time},
                              Column{"established", false, false, Holds::YesNo},
                              Column{"consent", false, false, Holds::YesNo},
                              Column{"order", false, false, Holds::YesNo},
                              Column{"billed_elsewhere", false, false, Holds::YesNo}};
constexpr std::array kVisitColumns{Column{"patient", true},
                                   Column{"start", true, false, Holds::Time},
                                   Column{"end", true, false, Holds::Time}};

YesNoUnknown as_known(std::optional<bool> fact) {
  return fact ? rules::yes_or_no(*fact) : YesNoUnknown::Unknown;
}

void drop_overlapping(std::vector<Enrolment>& enrolments, std::string_view name,
                      std::vector<Rejection>& rejections) {
  std::ranges::sort(enrolments, {}, [](const Enrolment& e) {
    return std::tuple(e.patient, e.start, e.end.value_or(LocalDay::max()), e.line);
  });
  std::vector<Enrolment> kept;
  for (const Enrolment& enrolment : enrolments) {
    const bool overlaps = !kept.empty() && kept.back().patient == enrolment.patient &&
                          (!kept.back().end || enrolment.start <= *kept.back().end);
    if (overlaps)
      rejections.push_back({std::string(name), enrolment.line,
                            "it overlaps an earlier enrolment of the same patient"});
    else kept.push_back(enrolment);
  }
  enrolments = std::move(kept);
}

}  // namespace

std::span<const Column> enrolments_columns() { return kColumns; }
std::span<const Column> visits_columns() { return kVisitColumns; }

Result<void> read_enrolments(std::istream& in, std::string_view name, const ZoneTable& zone,
                             Practice& practice, const TableMap* map) {
  const std::size_t rejected_before = practice.rejections.size();
  const auto facts = read_table(in, name, kColumns, map, practice.rejections, [&](Row& row) {
    Enrolment enrolment;
    const std::string_view patient = row.text(kPatient);
    const auto start = row.day(kStart, zone);
    enrolment.end = row.day(kEnd, zone);
    enrolment.established = as_known(row.yes_no(kEstablished));
    enrolment.consent = as_known(row.yes_no(kConsent));
    enrolment.order = as_known(row.yes_no(kOrder));
    enrolment.billed_elsewhere = as_known(row.yes_no(kElsewhere));
    enrolment.line = row.line();
    if (start && enrolment.end && *enrolment.end < *start) row.reject("it ends before it starts");
    if (row.rejected()) return;
    enrolment.patient = practice.patients.number(patient);
    enrolment.start = *start;
    practice.enrolments.push_back(enrolment);
  });
  if (!facts) return std::unexpected(facts.error());
  practice.enrolments_given = true;
  drop_overlapping(practice.enrolments, name, practice.rejections);
  practice.files.push_back({"enrolments", std::string(name), facts->rows,
                            practice.rejections.size() - rejected_before, facts->ignored,
                            notes_of(map)});
  return {};
}

Result<void> read_visits(std::istream& in, std::string_view name, const ZoneTable& zone,
                         Practice& practice, const TableMap* map) {
  const std::size_t rejected_before = practice.rejections.size();
  const auto facts = read_table(in, name, kVisitColumns, map, practice.rejections, [&](Row& row) {
    const std::string_view patient = row.text(kPatient);
    const auto start = row.moment(kStart, zone);
    const auto end = row.moment(kEnd, zone);
    if (row.rejected()) return;
    // A visit known by its day only takes the whole day: no minute of it is counted twice.
    const SimTime from = start->at.value_or(zone.midnight(start->day));
    const SimTime to = end->at.value_or(zone.midnight(end->day + days{1}));
    if (to <= from) row.reject("it does not end after it starts");
    else if (to - from > hours{25}) row.reject("it is longer than a day");
    else practice.visits.push_back({PatientId{practice.patients.number(patient)}, from, to});
  });
  if (!facts) return std::unexpected(facts.error());
  std::ranges::sort(practice.visits, {}, [](const rules::Visit& visit) {
    return std::tuple(visit.patient, visit.start, visit.end);
  });
  practice.visits_given = true;
  practice.files.push_back({"visits", std::string(name), facts->rows,
                            practice.rejections.size() - rejected_before, facts->ignored,
                            notes_of(map)});
  return {};
}

}  // namespace caseload::records
