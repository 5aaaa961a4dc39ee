#include "grpc/convert/work.hpp"

#include "grpc/convert/enums.hpp"

namespace caseload::wire {
namespace {

// Of an entry and of a visit alike: forwards, and of a length that somebody can have worked.
void expect_worked(SimTime start, SimTime end, Findings& findings) {
  findings.expect(start <= end, "end_us", end.time_since_epoch().count(),
                  "a moment not before start_us");
  findings.expect(end - start <= rules::kLongestEntry, "end_us", end.time_since_epoch().count(),
                  "at most 24 hours after start_us");
}

}  // namespace

static_assert(v1::ROLE_CLERK == static_cast<int>(rules::Role::Clerk) + 1 &&
              v1::ROLE_CLERK == rules::kRoles);
static_assert(v1::PROGRAM_OTHER == static_cast<int>(rules::Program::Other) + 1);
static_assert(v1::ACTIVITY_CARE_MANAGEMENT ==
                  static_cast<int>(rules::Activity::CareManagement) + 1 &&
              v1::ACTIVITY_CARE_MANAGEMENT == rules::kActivities);

void encode(const rules::TimeEntry& entry, v1::TimeEntry& out) {
  out.set_patient(number(entry.patient));
  out.set_staff(number(entry.staff));
  out.set_role(encode_enum<v1::Role>(entry.role));
  out.set_activity(encode_enum<v1::Activity>(entry.activity));
  out.set_program(encode_enum<v1::Program>(entry.program));
  out.set_live(entry.live);
  out.set_countable(entry.countable);
  out.set_flagged(entry.flagged);
  out.set_start_us(entry.start.time_since_epoch().count());
  out.set_end_us(entry.end.time_since_epoch().count());
}

Result<rules::TimeEntry> decode(const v1::TimeEntry& message) {
  Findings findings;
  const rules::TimeEntry entry{
      .patient = PatientId{message.patient()},
      .staff = StaffId{message.staff()},
      .role = decode_enum<rules::Role>(message.role(), rules::kRoles, "role", findings),
      .activity = decode_enum<rules::Activity>(message.activity(), rules::kActivities, "activity",
                                               findings),
      .program = decode_enum<rules::Program>(message.program(), 4, "program", findings),
      .live = message.live(),
      .countable = message.countable(),
      .flagged = message.flagged(),
      .start = findings.time(message.start_us(), "start_us"),
      .end = findings.time(message.end_us(), "end_us")};
  expect_worked(entry.start, entry.end, findings);
  return findings.conclude(entry);
}

void encode(const rules::Visit& visit, v1::Visit& out) {
  out.set_patient(number(visit.patient));
  out.set_start_us(visit.start.time_since_epoch().count());
  out.set_end_us(visit.end.time_since_epoch().count());
}

Result<rules::Visit> decode(const v1::Visit& message) {
  Findings findings;
  const rules::Visit visit{.patient = PatientId{message.patient()},
                           .start = findings.time(message.start_us(), "start_us"),
                           .end = findings.time(message.end_us(), "end_us")};
  expect_worked(visit.start, visit.end, findings);
  return findings.conclude(visit);
}

}  // namespace caseload::wire
