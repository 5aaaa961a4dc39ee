#include "sim/care/panel/silence_ended.hpp"

#include <gtest/gtest.h>

namespace caseload::care {
namespace {

using namespace std::chrono_literals;

telemetry::Alert silence(std::uint32_t patient, SimDuration raised) {
  return {.raised_at = SimTime{raised},
          .patient = PatientId{patient},
          .kind = telemetry::AlertKind::Silence};
}

Delivery reading(std::uint32_t patient, SimDuration received, bool copy = false) {
  Delivery delivery;
  delivery.copy = copy;
  delivery.reading.patient = PatientId{patient};
  delivery.reading.received_at = SimTime{received};
  return delivery;
}

TEST(SilenceEnded, ASilenceIsOverOnceTheSamePatientIsHeardAfterTheAlert) {
  const std::vector<telemetry::Alert> alerts = {silence(7, 10min), silence(3, 12min),
                                                silence(9, 13min)};

  SilenceEnded heard(
      alerts, {reading(3, 11min), reading(9, 13min), reading(7 + 4096, 13min), reading(7, 14min)});

  EXPECT_TRUE(heard(alerts[0]));
  EXPECT_FALSE(heard(alerts[1])) << "that was before";
  EXPECT_FALSE(heard(alerts[2])) << "and that at the same moment";
}

TEST(SilenceEnded, ACopyOfAReadingSaysNothing) {
  const std::vector<telemetry::Alert> alerts = {silence(7, 10min)};
  EXPECT_FALSE(SilenceEnded(alerts, {reading(7, 14min, true)})(alerts[0]));
}

TEST(SilenceEnded, EachSilenceOfOnePatientIsJudgedByItself) {
  const std::vector<telemetry::Alert> alerts = {silence(7, 10min), silence(7, 40min)};

  SilenceEnded heard(alerts, {reading(7, 20min)});

  EXPECT_TRUE(heard(alerts[0]));
  EXPECT_FALSE(heard(alerts[1]));
}

}  // namespace
}  // namespace caseload::care
