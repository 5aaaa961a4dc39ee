// The claims computed from the store are those computed from the facts directly.

#include "grpc/backend/claims_of_month.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "sim/base/random.hpp"
#include "sim/rules/device_period.hpp"
#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire::testing {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

constexpr StreamId kPractice{"test practice"};
const CalendarMonth kMonth = *parse_month("2026-03");  // clocks change on the 8th

// A practice of some weeks: who is monitored, what was measured, who worked when.
struct Practice {
  struct Member {
    SimTime monitoring_from;
    std::optional<SimTime> left_at;
    std::vector<SimTime> taken_at;
  };
  std::map<std::uint32_t, Member> members;
  std::vector<rules::TimeEntry> log;
  std::vector<rules::Visit> visits;
};

Practice make_practice(const ZoneTable& zone, std::uint32_t members) {
  Practice practice;
  const LocalDay start = kMonth.first_day() - days{40};
  for (std::uint32_t id = 0; id < members; ++id) {
    const RandomStream random(11, 0, kPractice, id);
    std::uint32_t draw = 0;
    const auto below = [&](std::uint32_t limit) { return random.block(draw++)[0] % limit; };
    Practice::Member& member = practice.members[id];
    const LocalDay from = start + days{below(75)};  // some join after the month
    member.monitoring_from = zone.midnight(from);
    if (below(4) == 0) member.left_at = zone.midnight(from + days{5 + below(60)}) + 10h;
    const std::uint32_t adherence = below(5);  // of 4
    for (LocalDay day = from; day < kMonth.end_day(); day += days{1}) {
      if (below(4) >= adherence) continue;
      // Late in the evening as well: the local day is not the day in UTC.
      const SimTime at = zone.midnight(day) + minutes{below(22 * 60)};
      if (member.left_at && at >= *member.left_at) break;
      member.taken_at.push_back(at);
      if (below(3) == 0) member.taken_at.push_back(at + 1min);
    }
    const std::uint32_t entries = below(14);
    for (std::uint32_t i = 0; i < entries; ++i) {
      const SimTime begins = zone.midnight(start) + hours{below(75 * 24)};
      practice.log.push_back({.patient = PatientId{id},
                              .staff = StaffId{below(3)},
                              .role = static_cast<rules::Role>(below(rules::kRoles)),
                              .activity = static_cast<rules::Activity>(below(rules::kActivities)),
                              .program = below(8) == 0 ? rules::Program::Ccm : rules::Program::Rpm,
                              .live = below(2) == 0,
                              .countable = below(10) != 0,
                              .start = begins,
                              .end = begins + minutes{below(25)} + 7s});
    }
    if (below(3) == 0) {
      const SimTime seen = zone.midnight(kMonth.first_day()) + hours{below(30 * 24)};
      practice.visits.push_back({PatientId{id}, seen, seen + 30min});
    }
  }
  return practice;
}

void send(const Practice& practice, BackendLink& link) {
  std::vector<telemetry::Reading> readings;
  std::map<SimTime, std::vector<std::uint32_t>> joins;
  std::map<SimTime, std::vector<std::uint32_t>> leaves;
  for (const auto& [id, member] : practice.members) {
    joins[member.monitoring_from].push_back(id);
    if (member.left_at) leaves[*member.left_at].push_back(id);
    std::uint32_t sequence = 0;
    for (const SimTime at : member.taken_at) {
      readings.push_back(
          {PatientId{id}, DeviceId{id}, ++sequence, at, at + 1min, telemetry::Weight{80'000}});
    }
  }
  std::ranges::sort(readings, {}, &telemetry::Reading::received_at);
  std::size_t next = 0;
  for (SimTime now = joins.begin()->first;
       next < readings.size() || !joins.empty() || !leaves.empty(); now += 24h) {
    const auto due = [now](auto& events, const auto& act) {
      while (!events.empty() && events.begin()->first <= now) {
        for (const std::uint32_t id : events.begin()->second) act(id, events.begin()->first);
        events.erase(events.begin());
      }
    };
    due(joins, [&](std::uint32_t id, SimTime at) {
      link.enrol({PatientId{id}, at, {}, {DeviceId{id}}, {telemetry::DeviceKind::Scale}});
    });
    for (; next < readings.size() && readings[next].received_at <= now; ++next)
      link.accept(readings[next]);
    due(leaves, [&](std::uint32_t id, SimTime at) { link.withdraw(PatientId{id}, at); });
    link.advance(now);
  }
}

void append(PatientClaims& mine, const rules::ClaimDecision& decision) {
  mine.claims.insert(mine.claims.end(), decision.claims.begin(), decision.claims.end());
  mine.not_claimed.insert(mine.not_claimed.end(), decision.not_claimed.begin(),
                          decision.not_claimed.end());
}

std::vector<PatientClaims> judge(const Practice& practice, const Registration& registered,
                                 const rules::Documentation& documentation) {
  const ZoneTable& zone = registered.zone;
  const rules::RuleSet& rules = registered.rules.for_day(kMonth.first_day());
  std::vector<PatientClaims> all;
  for (const auto& [id, member] : practice.members) {
    if (member.monitoring_from >= zone.midnight(kMonth.end_day())) continue;
    std::vector<rules::TimeEntry> log;
    for (const rules::TimeEntry& entry : practice.log) {
      if (number(entry.patient) == id) log.push_back(entry);
    }
    std::vector<rules::Visit> visits;
    for (const rules::Visit& visit : practice.visits) {
      if (number(visit.patient) == id) visits.push_back(visit);
    }
    PatientClaims mine{.patient = PatientId{id}, .credit = {}, .claims = {}, .not_claimed = {}};
    const bool in_month = !member.left_at || *member.left_at > zone.midnight(kMonth.first_day());
    if (in_month) {
      mine.credit = rules::credit(log, visits, rules::Program::Rpm, kMonth, zone, rules);
      append(mine, rules::decide_month(
                       {.month = kMonth,
                        .rpm = {.credited = mine.credit.credited,
                                .live_contact = mine.credit.live_contact,
                                .documentation = documentation},
                        .ccm = {.credited = rules::credit(log, visits, rules::Program::Ccm, kMonth,
                                                          zone, rules)
                                                .credited,
                                .documentation = documentation}},
                       rules));
    }
    bool any_period = false;
    std::vector<std::string> codes;
    for (const rules::Claim& claim : mine.claims) codes.push_back(claim.code);
    for (const rules::DevicePeriod& period : rules::periods_ending_in(
             kMonth, zone.local_day(member.monitoring_from), rules.device_period)) {
      if (member.left_at && *member.left_at <= zone.midnight(period.first_day)) continue;
      any_period = true;
      append(mine, rules::decide_period(
                       {.first_day = period.first_day,
                        .last_day = period.last_day,
                        .reading_days = rules::reading_days(period, member.taken_at, zone),
                        .first_of_episode = rules::yes_or_no(period.ordinal == 0),
                        .set_up_done = rules::YesNoUnknown::Yes,
                        .documentation = documentation},
                       codes, rules));
    }
    if (in_month || any_period) all.push_back(std::move(mine));
  }
  return all;
}

// As text: a difference is then read, not guessed.
std::vector<std::string> words(const std::vector<PatientClaims>& all) {
  std::vector<std::string> lines;
  for (const PatientClaims& mine : all) {
    const std::uint32_t id = number(mine.patient);
    lines.push_back(fmt::format("{} credited {} live {} practitioner {}", id,
                                mine.credit.credited.count(), mine.credit.live_contact,
                                mine.credit.practitioner.count()));
    for (const rules::Claim& claim : mine.claims) {
      lines.push_back(fmt::format("{} {} x{} {} to {}: {} {}{}", id, claim.code, claim.units,
                                  iso(claim.service_from), iso(claim.service_to), claim.reason,
                                  fmt::join(claim.unknown, ", "), claim.held ? " held" : ""));
    }
    for (const rules::NotClaimed& refused : mine.not_claimed) {
      lines.push_back(fmt::format("{} not {} {} to {}: {}", id, refused.code,
                                  iso(refused.service_from), iso(refused.service_to),
                                  refused.reason));
    }
  }
  return lines;
}

using ClaimsOfMonthTest = BackendTest;

TEST_F(ClaimsOfMonthTest, FromTheStoreAreThoseOfTheFacts) {
  start();
  const Registration registered = registration("run 1");
  const Practice practice = make_practice(registered.zone, 230);  // more than two pages
  const auto link = open_link();
  send(practice, *link);
  link->close();
  ASSERT_TRUE(audit().log_time(practice.log, practice.visits));

  const auto claims = audit().claims(kMonth);

  ASSERT_TRUE(claims) << claims.error().text;
  const std::vector<PatientClaims> expected =
      judge(practice, registered, {.enrolled = rules::YesNoUnknown::Yes});
  EXPECT_EQ(words(*claims), words(expected));
  std::map<std::string, int> seen;
  for (const PatientClaims& mine : expected) {
    for (const rules::Claim& claim : mine.claims) ++seen[claim.code];
  }
  for (const char* code : {"99453", "99454", "99445", "99457", "99470"})
    EXPECT_GT(seen[code], 0) << code;
}

// What an enrolment says of the papers, and what it does not, comes back with each claim.
TEST_F(ClaimsOfMonthTest, SayWhatIsUnknownAndWhatIsHeld) {
  start();
  const Registration registered = registration("run 1");
  const Practice practice = make_practice(registered.zone, 40);
  rules::Documentation documentation = rules::kComplete;
  documentation.ordered = rules::YesNoUnknown::Unknown;
  documentation.signed_off = rules::YesNoUnknown::No;
  auto link = BackendLink::open(options(), registered, documentation);
  ASSERT_TRUE(link) << link.error().text;
  send(practice, **link);
  (*link)->close();
  ASSERT_TRUE(audit().log_time(practice.log, practice.visits));

  const auto claims = audit().claims(kMonth);

  ASSERT_TRUE(claims) << claims.error().text;
  EXPECT_EQ(words(*claims), words(judge(practice, registered, documentation)));
  int seen = 0;
  for (const PatientClaims& mine : *claims)
    for (const rules::Claim& claim : mine.claims) {
      ++seen;
      if (!claim.code.starts_with("99490") && !claim.code.starts_with("99439")) {
        EXPECT_EQ(claim.unknown, std::vector<std::string>{"order: unknown"}) << claim.code;
      }
      EXPECT_TRUE(claim.held) << claim.code;
    }
  EXPECT_GT(seen, 20);
}

// Away before March, back in it: the 30 days that began in February end on 11 March and count.
TEST_F(ClaimsOfMonthTest, APeriodOutlivesItsEpisodeAndTheNextOneHasItsOwn) {
  start();
  const Registration registered = registration("run 1");
  const LocalDay first = kMonth.first_day() - days{19};
  const auto link = open_link();
  const auto enrol = [&](LocalDay day) {
    const SimTime at = registered.zone.midnight(day);
    link->enrol({PatientId{7}, at, {}, {DeviceId{7}}, {telemetry::DeviceKind::Scale}});
  };
  std::uint32_t sequence = 0;
  const auto measure = [&](LocalDay from, int days) {
    for (int day = 0; day < days; ++day) {
      const SimTime at = registered.zone.midnight(from + caseload::days{day}) + 8h;
      link->accept(
          {PatientId{7}, DeviceId{7}, ++sequence, at, at + 1min, telemetry::Weight{80'000}});
      link->advance(at + 1h);
    }
  };
  enrol(first);
  measure(first, 16);
  link->withdraw(PatientId{7}, registered.zone.midnight(first + days{16}));
  enrol(first + days{25});
  measure(first + days{25}, 3);
  link->close();

  const auto claims = audit().claims(kMonth);

  ASSERT_TRUE(claims) << claims.error().text;
  ASSERT_EQ(claims->size(), 1U);
  std::vector<std::string> codes;
  for (const rules::Claim& claim : claims->front().claims) {
    codes.push_back(claim.code);
    EXPECT_EQ(claim.service_from, first);
  }
  EXPECT_THAT(codes, ::testing::UnorderedElementsAre("99453", "99454"));
  EXPECT_THAT(words(*claims), ::testing::Contains(HasSubstr("not 99457")))
      << "of March, in which the patient was monitored again";
}

TEST_F(ClaimsOfMonthTest, AMonthWithoutRulesIsAnError) {
  start();
  open_link()->close();

  const auto claims = audit().claims(*parse_month("2031-05"));

  ASSERT_FALSE(claims);
  EXPECT_THAT(claims.error().text,
              ::testing::HasSubstr("no rule set is registered for 2031-05-01"));
}

}  // namespace
}  // namespace caseload::wire::testing
