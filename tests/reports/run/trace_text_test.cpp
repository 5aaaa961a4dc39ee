#include "reports/run/trace_text.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "reports/render/words.hpp"
#include "sim/base/check.hpp"
#include "tests/sim/experiment/hand_made.hpp"

namespace caseload::reports {
namespace {

namespace testing = experiment::testing;

using namespace std::chrono_literals;
using ::testing::HasSubstr;
using testing::kMarch2026;
using testing::march;
using ::testing::Not;
using Kind = care::JournalLine::Kind;

constexpr PatientId kPatient{17};
constexpr DeviceId kCuff{34};

// One patient's March as the simulation would leave it behind.
class TraceText : public ::testing::Test {
 protected:
  TraceText() {
    enrolment_.patient = kPatient;
    enrolment_.limits.systolic_mmhg = {.review = {.low = 95, .high = 162}, .urgent = {.high = 180}};
    enrolment_.devices = {kCuff};
    enrolment_.device_kinds = {telemetry::DeviceKind::Cuff};
    outcome_.patient = kPatient;
    outcome_.monitoring_from = LocalDay{std::chrono::year{2025} / 10 / 3};
  }

  telemetry::Reading reading(unsigned day, SimDuration at, int systolic, std::uint32_t sequence) {
    const SimTime taken = march(day, at);
    return {kPatient, kCuff,        sequence,
            taken,    taken + 1min, telemetry::BloodPressure{systolic, 88, 71}};
  }
  void write(SimTime at, Kind kind, std::string note = {}) {
    care::JournalLine line;
    line.at = at;
    line.kind = kind;
    line.note = std::move(note);
    journal_.write(std::move(line));
  }
  void hear(const telemetry::Reading& reading) {
    care::JournalLine line;
    line.at = reading.received_at;
    line.kind = Kind::ReadingReceived;
    line.reading = reading;
    journal_.write(std::move(line));
  }
  rules::TimeEntry piece(unsigned day, SimDuration at, SimDuration length, rules::Activity activity,
                         bool live = false) {
    rules::TimeEntry entry;
    entry.patient = kPatient;
    entry.activity = activity;
    entry.live = live;
    entry.start = march(day, at);
    entry.end = entry.start + length;
    return entry;
  }
  void work(const rules::TimeEntry& entry, bool logged = true) {
    if (logged) log_.push_back(entry);
    care::JournalLine line;
    line.at = entry.end;
    line.kind = Kind::Worked;
    line.entry = entry;
    line.staff = "Ana";
    journal_.write(std::move(line));
  }

  Trace made() {
    outcome_.credit = rules::credit(log_, visits_, rules::Program::Rpm, kMarch2026, scenario_.zone,
                                    scenario_.rules.sets.front());
    return trace({scenario_, kMarch2026, enrolment_, outcome_, journal_, log_, visits_});
  }
  std::string text() {
    const RunFacts facts{.version = "0.1.0",
                         .scenario = "hand_made.yaml",
                         .scenario_hash = scenario_.hash,
                         .zone = "America/New_York",
                         .plan = "1 RN",
                         .month = kMarch2026,
                         .begun = kMarch2026.plus(-2).first_day(),
                         .wire = "in process"};
    return trace_text(made(), facts, scenario_.zone, scenario_.rules);
  }

  experiment::Scenario scenario_ = testing::practice();
  telemetry::Enrolment enrolment_;
  experiment::PatientMonth outcome_;
  care::Journal journal_{kPatient};
  std::vector<rules::TimeEntry> log_;
  std::vector<rules::Visit> visits_;
};

TEST_F(TraceText, LimitsStandAtTheTop) {
  EXPECT_THAT(text(), HasSubstr("systolic      ≤ 95 or ≥ 162 mmHg              ≥ 180 mmHg"));
}

TEST_F(TraceText, AReadingOutsideItsLimitsSaysWhichLimit) {
  hear(reading(3, 7h + 42min, 171, 1));

  const std::string shown = text();

  EXPECT_THAT(shown, HasSubstr("Tue 3 March 2026\n ! 07:42  reading                171/88 mmHg, "
                               "pulse 71; systolic ≥ 162 mmHg: review"));
}

TEST_F(TraceText, AnUrgentAlertShowsTheReadingThatRaisedIt) {
  const telemetry::Reading high = reading(3, 7h + 42min, 186, 5);
  hear(high);
  care::JournalLine line;
  line.at = march(3, 8h);
  line.kind = Kind::AlertShown;
  line.alert = telemetry::Alert{high.received_at,
                                kPatient,
                                kCuff,
                                5,
                                telemetry::AlertKind::Reading,
                                telemetry::AlertLevel::Urgent};
  journal_.write(line);

  EXPECT_THAT(text(), HasSubstr("!! 08:00  alert                  urgent: 186/88 mmHg, pulse 71"));
}

TEST_F(TraceText, TheCreditedTotalRunsAlongTheRight) {
  work(piece(3, 9h, 3min + 10s, rules::Activity::Triage));
  work(piece(3, 9h + 5min, 12min + 4s, rules::Activity::CheckIn, true));

  const std::string shown = text();

  EXPECT_THAT(shown, HasSubstr("+3:10     3:10\n"));
  EXPECT_THAT(shown, HasSubstr("+12:04    15:14\n"));
  EXPECT_THAT(shown, HasSubstr("March 2026: 15 min 14 s credited, with a live contact."));
}

TEST_F(TraceText, WhoHadLeftBeforeTheMonthIsSaidToHaveLeft) {
  outcome_.enrolled = false;
  outcome_.left_at = march(1, 0h) - 5 * 24h;

  EXPECT_THAT(text(), HasSubstr("Left on Tue 24 February 2026, before March 2026: only a device "
                                "period was still under way."));
}

TEST_F(TraceText, WorkThatDoesNotCountSaysWhy) {
  work(piece(4, 10h, 90s, rules::Activity::Attempt));

  const Trace made_trace = made();
  const std::string shown = text();

  ASSERT_EQ(made_trace.told.losses.size(), 1U);
  EXPECT_EQ(made_trace.told.losses[0].reason, rules::NotCounted::Activity);
  EXPECT_EQ(made_trace.told.losses[0].duration, 90s);
  EXPECT_THAT(shown, HasSubstr("Ana: 1 min 30 s; not counted: " +
                               std::string{rules::why(rules::NotCounted::Activity)} + "\n"));
}

TEST_F(TraceText, WorkThatCountsInPartSaysHowMuch) {
  work(piece(4, 10h, 10min, rules::Activity::CheckIn, true));
  work(piece(4, 10h + 6min, 10min, rules::Activity::Review));

  const std::string shown = text();

  EXPECT_THAT(shown, HasSubstr("not counted 4:00"));
  EXPECT_THAT(shown, HasSubstr("+6:00    16:00\n"));
}

TEST_F(TraceText, WorkNobodyWroteDownIsShownAndNotCredited) {
  work(piece(4, 10h, 8min, rules::Activity::AlertCall, true), false);

  const Trace made_trace = made();

  EXPECT_EQ(made_trace.told.unlogged, 8min);
  EXPECT_EQ(made_trace.lines.back().event.total, 0s);
  EXPECT_THAT(text(), HasSubstr("8 min, live, never logged"));
}

TEST_F(TraceText, TheOtherMonthsAreNotShownAndNotCredited) {
  work(piece(1, -2h, 30min, rules::Activity::CheckIn, true));  // the last evening of February
  work(piece(2, 9h, 5min, rules::Activity::Review));

  const Trace made_trace = made();

  EXPECT_EQ(made_trace.told.events_before, 1U);
  ASSERT_EQ(made_trace.lines.size(), 1U);
  EXPECT_EQ(made_trace.lines[0].event.total, 5min);
}

TEST_F(TraceText, ClockTimesAreThePracticesOnBothSidesOfDaylightSaving) {
  hear(reading(7, 7h, 130, 1));  // EST
  hear(reading(9, 7h, 131, 2));  // EDT

  const std::string shown = text();

  EXPECT_THAT(shown, HasSubstr("Sat 7 March 2026\n   07:00  reading                130/88"));
  EXPECT_THAT(shown, HasSubstr("Sun 8 March 2026  nothing\nMon 9 March 2026\n   07:00"));
}

TEST_F(TraceText, DaysWithoutAnythingShareALine) {
  hear(reading(1, 7h, 130, 1));
  for (unsigned day = 2; day <= 4; ++day)
    write(march(day, 12h), Kind::NoReading, "did not measure");

  const std::string shown = text();

  EXPECT_THAT(shown, HasSubstr("2 – 4 March 2026  no reading: did not measure\n"
                               "5 – 31 March 2026  nothing\n"));
}

TEST_F(TraceText, ReadingDaysAreCountedOnceADay) {
  hear(reading(3, 7h, 130, 1));
  hear(reading(3, 19h, 131, 2));
  hear(reading(4, 7h, 131, 3));

  EXPECT_EQ(made().told.reading_days, 2);
}

TEST_F(TraceText, ClaimsCarryTheirReasonAndPrice) {
  const LocalDay last = kMarch2026.end_day() - days{1};
  outcome_.claims = {{"99457", 1, kMarch2026.first_day(), last, "23 min 10 s credited"}};
  outcome_.not_claimed = {{"99458", kMarch2026.first_day(), last, "23 min 10 s is below 40 min"}};

  const std::string shown = text();

  EXPECT_THAT(shown, HasSubstr("The log supports\n  99457         $51.77  1 – 31 March 2026"));
  EXPECT_THAT(shown, HasSubstr("It does not support\n  99458"));
  EXPECT_THAT(shown, HasSubstr("23 min 10 s is below 40 min"));
}

TEST_F(TraceText, ATraceThatDoesNotAddUpIsRefused) {
  work(piece(3, 9h, 3min, rules::Activity::Triage));
  outcome_.credit.credited = 4min;

  EXPECT_THROW(trace({scenario_, kMarch2026, enrolment_, outcome_, journal_, log_, visits_}),
               CheckFailed);
}

TEST_F(TraceText, CreditedWorkMissingFromTheJournalIsRefused) {
  work(piece(2, 9h, 5min, rules::Activity::Review));
  log_.push_back(piece(3, 9h, 3min, rules::Activity::Triage));

  EXPECT_THROW(made(), CheckFailed);
}

TEST_F(TraceText, NoLineEndsInASpace) {
  write(march(5, 10h), Kind::VisitTookPlace);
  hear(reading(3, 7h + 42min, 186, 1));

  EXPECT_THAT(text(), Not(HasSubstr(" \n")));
}

TEST_F(TraceText, NoLineIsWiderThanAHundredColumns) {
  hear(reading(3, 7h + 42min, 186, 1));
  work(piece(3, 9h, 12min + 4s, rules::Activity::InboundCall, true));
  work(piece(3, 9h + 2min, 12min + 4s, rules::Activity::CheckIn, true));
  work(piece(4, 9h, 12min + 4s, rules::Activity::Offer, true));
  write(march(5, 10h), Kind::TaskDropped,
        "the sixth attempt of the month was not answered, and the care plan allows no more of them "
        "before the first of April");
  outcome_.not_claimed = {{"99458", kMarch2026.first_day(), kMarch2026.first_day(),
                           "a reason that is as long as the reasons of the rules become when they "
                           "name every number they depend on"}};

  const std::string shown = text();

  for (std::size_t at = 0; at < shown.size();) {
    const std::size_t end = shown.find('\n', at);
    EXPECT_LE(width_of(shown.substr(at, end - at)), 100U) << shown.substr(at, end - at);
    at = end + 1;
  }
}

}  // namespace
}  // namespace caseload::reports
