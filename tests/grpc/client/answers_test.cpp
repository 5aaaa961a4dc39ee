// Lies of every kind, one at a time, told to those who read answers.

#include "grpc/client/answers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>

#include "grpc/client/listed.hpp"
#include "grpc/convert/claims.hpp"
#include "grpc/convert/telemetry.hpp"

namespace caseload::wire {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

constexpr auto kInt32Min = std::numeric_limits<std::int32_t>::min();
constexpr CalendarMonth kMarch{std::chrono::year{2026} / 3};

SimTime at(SimDuration after) {
  return SimTime{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}} + after;
}
std::int64_t us(SimDuration after) { return at(after).time_since_epoch().count(); }

telemetry::Reading reading(std::uint32_t patient, std::uint32_t device, std::uint32_t sequence) {
  return {.patient = PatientId{patient},
          .device = DeviceId{device},
          .sequence = sequence,
          .taken_at = at(50min),
          .received_at = at(50min),
          .measurement = telemetry::BloodPressure{120, 80, 60}};
}

// Two patients, 1 with device 10 and 2 with 20; readings 1 and 2 of the first device were sent.
SentRun sent_run() {
  SentRun sent;
  for (const std::uint32_t patient : {1U, 2U})
    sent.enrol(
        {PatientId{patient}, at(0h), {}, {DeviceId{patient * 10}}, {telemetry::DeviceKind::Cuff}});
  sent.accept(reading(1, 10, 1));
  sent.accept(reading(1, 10, 2));
  sent.accept(reading(1, 10, 2));
  sent.seal(at(1h));
  return sent;
}

v1::Alert alert(std::uint32_t sequence, SimDuration after = 50min) {
  v1::Alert message;
  encode(telemetry::Alert{.raised_at = at(after),
                          .patient = PatientId{1},
                          .device = DeviceId{10},
                          .sequence = sequence},
         message);
  return message;
}

// What would be believed: three readings of which one is a copy, and an alert of each.
v1::StreamResponse acknowledgement() {
  v1::StreamResponse response;
  v1::Acknowledgement& answer = *response.mutable_acknowledgement();
  answer.set_window(7);
  answer.set_readings_new(2);
  answer.set_readings_known(1);
  *answer.add_alerts() = alert(1);
  *answer.add_alerts() = alert(2);
  return response;
}
const SealedWindow kWindow{.number = 7, .readings = 3, .opens = at(45min), .watermark = at(1h)};

// "" where it is believed.
std::string refusal(const v1::StreamResponse& response) {
  const SentRun sent = sent_run();
  AlertsTold told(sent);
  const auto alerts = read_acknowledgement(response, kWindow, told);
  if (alerts) return "";
  EXPECT_EQ(alerts.error().kind, Error::Kind::Incorrect);
  return alerts.error().text;
}

struct Lie {
  const char* name;
  std::function<void(v1::Acknowledgement&)> tell;
  const char* found_out;
};
void PrintTo(const Lie& lie, std::ostream* out) { *out << lie.name; }
const auto named = [](const auto& info) { return std::string{info.param.name}; };

class Acknowledgements : public ::testing::TestWithParam<Lie> {};

TEST_P(Acknowledgements, ThatCannotBeAreFoundOutByName) {
  v1::StreamResponse response = acknowledgement();
  ASSERT_EQ(refusal(response), "");

  GetParam().tell(*response.mutable_acknowledgement());

  EXPECT_THAT(refusal(response), HasSubstr("window 7: "));
  EXPECT_THAT(refusal(response), HasSubstr(GetParam().found_out));
}

using Ack = v1::Acknowledgement;
INSTANTIATE_TEST_SUITE_P(
    Lies, Acknowledgements,
    ::testing::Values(
        Lie{"AnotherWindow", [](Ack& a) { a.set_window(8); },
            "acknowledgement.window is 8; expected 7"},
        Lie{"AWindowBeyondAllNumbers", [](Ack& a) { a.set_window(UINT64_MAX); },
            "acknowledgement.window is 18446744073709551615; expected 7"},
        Lie{"FewerReadings", [](Ack& a) { a.set_readings_known(0); },
            "readings_new + readings_known is 2 + 0; expected the 3 readings"},
        Lie{"SoManyThatTheirSumWouldWrap",
            [](Ack& a) {
              a.set_readings_new(UINT32_MAX);
              a.set_readings_known(4);
            },
            "readings_new + readings_known is 4294967295 + 4; expected the 3 readings"},
        Lie{"APatientBeyondThePanel",
            [](Ack& a) { a.mutable_alerts(1)->set_patient(3'000'000'000U); },
            "acknowledgement.alerts[1].patient is 3000000000; expected one of the 2 who were"},
        Lie{"ANeighbourWhoWasNeverEnrolled", [](Ack& a) { a.mutable_alerts(0)->set_patient(3); },
            "acknowledgement.alerts[0].patient is 3; expected one of the 2"},
        Lie{"AnotherPatientsDevice", [](Ack& a) { a.mutable_alerts(0)->set_device(20); },
            "device is 20; expected a device of patient 1"},
        Lie{"ADeviceNobodyHas", [](Ack& a) { a.mutable_alerts(0)->set_device(UINT32_MAX); },
            "device is 4294967295; expected a device of patient 1"},
        Lie{"AReadingNeverSent", [](Ack& a) { a.mutable_alerts(1)->set_sequence(3); },
            "sequence is 3; expected that of a reading of device 10"},
        Lie{"AReadingWithoutNumber", [](Ack& a) { a.mutable_alerts(0)->set_sequence(0); },
            "sequence is 0; expected that of a reading"},
        Lie{"AReadingAlertedTwice",
            [](Ack& a) {
              *a.mutable_alerts(1) = a.alerts(0);
              a.mutable_alerts(1)->set_raised_at_us(us(51min));
            },
            "sequence is 1; expected a reading that was not alerted before"},
        Lie{"AKindThereIsNot",
            [](Ack& a) { a.mutable_alerts(0)->set_kind(static_cast<v1::AlertKind>(4)); },
            "kind is 4; expected 1 to 3"},
        Lie{"TheLowestOfAllKinds",
            [](Ack& a) { a.mutable_alerts(0)->set_kind(static_cast<v1::AlertKind>(kInt32Min)); },
            "kind is -2147483648; expected 1 to 3"},
        Lie{"NoLevel", [](Ack& a) { a.mutable_alerts(0)->set_level(v1::ALERT_LEVEL_UNSPECIFIED); },
            "level is 0; expected 1 or 2"},
        Lie{"ALevelBeyondUrgent",
            [](Ack& a) { a.mutable_alerts(0)->set_level(static_cast<v1::AlertLevel>(300)); },
            "level is 300; expected 1 or 2"},
        Lie{"RaisedBeforeTheWindow",
            [](Ack& a) { a.mutable_alerts(0)->set_raised_at_us(us(45min) - 1); },
            "alerts[0].raised_at_us is "},
        Lie{"RaisedAfterTheWatermark",
            [](Ack& a) { a.mutable_alerts(1)->set_raised_at_us(us(1h) + 1); },
            "alerts[1].raised_at_us is "},
        Lie{"RaisedBeforeTime",
            [](Ack& a) {
              a.mutable_alerts(0)->set_raised_at_us(std::numeric_limits<std::int64_t>::min());
            },
            "raised_at_us is -9223372036854775808; expected microseconds since 1970"},
        Lie{"RaisedAtTheEndOfTime",
            [](Ack& a) {
              a.mutable_alerts(0)->set_raised_at_us(std::numeric_limits<std::int64_t>::max());
            },
            "raised_at_us is 9223372036854775807; expected microseconds since 1970"},
        Lie{"OutOfOrder", [](Ack& a) { a.mutable_alerts()->SwapElements(0, 1); },
            "alerts[1].raised_at_us, patient, device, sequence: expected to be after"},
        Lie{"MoreSilenceThanThereCanBe",
            [](Ack& a) {
              a.clear_alerts();
              for (int i = 0; i < 5; ++i) {
                *a.add_alerts() = alert(0, 50min + seconds{i});
                a.mutable_alerts(i)->set_kind(v1::ALERT_KIND_SILENCE);
              }
            },
            "alerts[4].kind is silence for the 5. time; expected at most 4"}),
    named);

TEST(Answers, AnythingElseThanAnAcknowledgementIsRefused) {
  v1::StreamResponse position;
  position.mutable_position()->set_last_window(7);

  EXPECT_THAT(refusal(position), HasSubstr("something else than an acknowledgement"));
  EXPECT_THAT(refusal(v1::StreamResponse{}), HasSubstr("something else"));
}

TEST(Answers, AReadingIsAlertedOnceInAllWindows) {
  const SentRun sent = sent_run();
  AlertsTold told(sent);
  v1::StreamResponse response = acknowledgement();
  response.mutable_acknowledgement()->mutable_alerts()->RemoveLast();
  ASSERT_TRUE(read_acknowledgement(response, kWindow, told));
  ASSERT_EQ(told.count(), 1U);

  EXPECT_FALSE(read_acknowledgement(response, kWindow, told));
}

TEST(Answers, APositionIsBetweenWhatIsAcknowledgedAndWhatWasSent) {
  const auto refused = [](std::uint64_t last_window) -> std::string {
    v1::Position position;
    position.set_last_window(last_window);
    const auto outcome = check_position(position, 4, 5);
    return outcome ? "" : outcome.error().text;
  };

  EXPECT_EQ(refused(4), "");
  EXPECT_EQ(refused(5), "");
  EXPECT_THAT(refused(3), HasSubstr("has lost what it acknowledged: window 4 was the last"));
  EXPECT_THAT(refused(6), HasSubstr("position.last_window is 6; expected at most 5"));
  EXPECT_THAT(refused(UINT64_MAX), HasSubstr("expected at most 5"));
}

TEST(Answers, NoMoreIsLoggedThanWasSent) {
  v1::LogTimeRequest request;
  request.add_entries();
  v1::LogTimeResponse response;
  response.set_entries_new(1);
  EXPECT_TRUE(check_logged(response, request));

  response.set_visits_new(1);
  EXPECT_THAT(check_logged(response, request).error().text,
              HasSubstr("visits_new is 1; expected at most the 0"));
  response.set_entries_new(UINT32_MAX);
  EXPECT_THAT(check_logged(response, request).error().text,
              HasSubstr("entries_new is 4294967295; expected at most the 1"));
}

TEST(Answers, TotalsNameTheFirstThatIsNotWhatItMustBe) {
  const BackendTotals expected{.windows = 7, .watermark = at(1h), .readings = 2};
  BackendTotals told = expected;
  EXPECT_TRUE(check_totals(told, expected));

  told.readings = UINT64_MAX;
  EXPECT_THAT(check_totals(told, expected).error().text,
              HasSubstr("readings is 18446744073709551615; expected 2"));

  v1::GetTotalsResponse response;
  response.set_watermark_us(-1);
  EXPECT_THAT(read_totals(response).error().text, HasSubstr("watermark_us is -1"));
}

std::string listed_as(std::uint32_t patient, std::uint32_t device, std::uint32_t sequence) {
  const SentRun sent = sent_run();
  ListedReadings listed(&sent);
  v1::Reading first;
  encode(reading(1, 10, 1), first);
  EXPECT_TRUE(listed.next(first));
  v1::Reading message;
  encode(reading(patient, device, sequence), message);
  const auto outcome = listed.next(message);
  return outcome ? "" : outcome.error().text;
}

TEST(ListedReadings, AreThoseThatWereSentEachOnce) {
  EXPECT_EQ(listed_as(1, 10, 2), "");
  EXPECT_THAT(listed_as(1, 10, 1), HasSubstr("reading 2: sequence is 1; expected a reading that"));
  EXPECT_THAT(listed_as(1, 10, 3), HasSubstr("sequence is 3; expected that of a reading"));
  EXPECT_THAT(listed_as(1, 10, 0), HasSubstr("sequence is 0; expected that of a reading"));
  EXPECT_THAT(listed_as(1, 20, 1), HasSubstr("device is 20; expected a device of patient 1"));
  EXPECT_THAT(listed_as(3'000'000'000U, 10, 1), HasSubstr("a device of patient 3000000000"));
}

TEST(ListedAlerts, AreNoMoreThanWereAcknowledged) {
  const SentRun sent = sent_run();
  ListedAlerts listed(&sent, 1);

  EXPECT_TRUE(listed.next(alert(1)));
  const auto second = listed.next(alert(2));

  ASSERT_FALSE(second);
  EXPECT_THAT(second.error().text, HasSubstr("alert 2: expected no more than the 1"));
}

TEST(ListedAlerts, NeverGoBackInTime) {
  const SentRun sent = sent_run();
  ListedAlerts listed(&sent, 2);

  EXPECT_TRUE(listed.next(alert(1, 51min)));
  EXPECT_THAT(listed.next(alert(2, 50min)).error().text, HasSubstr("alert 2: raised_at_us is "));
}

v1::PatientMonth patient_month(std::uint32_t patient = 1) {
  PatientClaims month{
      .patient = PatientId{patient},
      .credit = {.credited = 30min, .live_contact = true, .practitioner = 10min},
      .claims = {{"99457", 1, kMarch.first_day(), kMarch.end_day() - days{1}, "30"}},
      .not_claimed = {{"99458", kMarch.first_day(), kMarch.end_day() - days{1}, "less than 40"}}};
  v1::PatientMonth message;
  encode(month, message);
  return message;
}

struct ClaimLie {
  const char* name;
  std::function<void(v1::PatientMonth&)> tell;
  const char* found_out;
};
void PrintTo(const ClaimLie& lie, std::ostream* out) { *out << lie.name; }

class Claims : public ::testing::TestWithParam<ClaimLie> {};

TEST_P(Claims, ThatCannotBeAreFoundOutByName) {
  const SentRun sent = sent_run();
  ListedClaims listed(&sent, kMarch);
  ASSERT_TRUE(listed.next(patient_month(1)));
  v1::PatientMonth second = patient_month(2);

  GetParam().tell(second);
  const auto outcome = listed.next(second);

  ASSERT_FALSE(outcome);
  EXPECT_THAT(outcome.error().text, HasSubstr("patient 2: "));
  EXPECT_THAT(outcome.error().text, HasSubstr(GetParam().found_out));
}

using Month = v1::PatientMonth;
INSTANTIATE_TEST_SUITE_P(
    Lies, Claims,
    ::testing::Values(
        ClaimLie{"OfNobody", [](Month& m) { m.set_patient(3'000'000'000U); },
                 "patient is 3000000000; expected one who was enrolled"},
        ClaimLie{"OfTheSamePatientAgain", [](Month& m) { m.set_patient(1); },
                 "patient is 1; expected a higher number"},
        ClaimLie{"ACenturyOfCredit", [](Month& m) { m.set_credited_us(3'155'760'000'000'000); },
                 "credited_us is 3155760000000000; expected no more than 2026-03 has"},
        ClaimLie{"CreditBelowNothing", [](Month& m) { m.set_credited_us(-1); },
                 "credited_us is -1"},
        ClaimLie{"MoreOfThePractitionerThanOfAll",
                 [](Month& m) { m.set_practitioner_us(m.credited_us() + 1); },
                 "practitioner_us is 1800000001; expected no more than credited_us"},
        ClaimLie{"NoUnits", [](Month& m) { m.mutable_claims(0)->set_units(0); },
                 "claims.units is 0; expected 1 or more"},
        ClaimLie{"UnitsBelowNothing", [](Month& m) { m.mutable_claims(0)->set_units(kInt32Min); },
                 "claims.units is -2147483648"},
        ClaimLie{"ADayThatIsNone",
                 [](Month& m) { m.mutable_claims(0)->set_service_to("2026-02-30"); },
                 "expected days such as 2026-03-01"},
        ClaimLie{"AnotherMonth",
                 [](Month& m) { m.mutable_claims(0)->set_service_to("2026-04-01"); },
                 "claims.service_to is 2026-04-01; expected a last day in 2026-03"},
        ClaimLie{"BackwardsDays",
                 [](Month& m) { m.mutable_not_claimed(0)->set_service_from("2026-12-01"); },
                 "2026-12-01..2026-03-31; expected a first day and a last one not before it"}),
    named);

}  // namespace
}  // namespace caseload::wire
