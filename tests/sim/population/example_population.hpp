#pragma once

// A hypertension panel as the tests of this room use it. Pressures and pulse: HIBA-Home (Int J
// Hypertens 2014:569259) and Ohasama (Kato et al.); saturation: Buekers et al. 2019, COPD at rest;
// the rest is assumed.

#include "sim/population/parameters.hpp"

namespace caseload::population {

inline PhysiologyModel example_physiology() {
  return {
      .systolic_mmhg = {131.5, 14.1, 8.6, 3.1, 0.4, 0.5},
      .diastolic_mmhg = {73.8, 7.6, 5.8, 2.0, 0.4, 0.5},
      .pulse_bpm = {71.3, 10.9, 4.5, 0, 0.4, 0.5},
      .weight_kg = {84, 20, 0.6, 0.15, 0.8, 0.7},
      .glucose_mg_per_dl = {160, 40, 38, 12, 0.3, 0.4},
      .spo2_percent = {92.1, 2.9, 1.8, 0.5, 0.5, 0.5},
      .pressure_correlation = 0.6,
      .evening_systolic_mmhg = -1.1,
  };
}

inline Condition example_condition(std::vector<telemetry::DeviceKind> devices,
                                   double sessions_per_day = 1) {
  return {.name = "example",
          .share = 1,
          .devices = std::move(devices),
          .sessions_per_day = sessions_per_day,
          .physiology = example_physiology()};
}

inline PopulationModel example_population() {
  return {
      .patients = 320,
      .panel_fixed = false,
      .conditions = {example_condition({telemetry::DeviceKind::Cuff})},
      .languages = {},
      .adherence = {.daily = BetaShape::from_mean_sd(0.8, 0.2),
                    .gaps_per_month = 0.5,
                    .gap_mean_days = 3,
                    .drift_per_month = 0.014},
      .reach = {.never_share = 0.08,
                .answers = {1.6, 2.4},  // mean 0.40, concentration 4
                .better = {{10, 12, 1.25}, {14, 16, 1.25}},
                .caregiver_share = 0.10,
                .voicemail_share = 0.4,
                .call_back_share = 0.2,
                .call_back_mean_hours = 3},
      .enrolment = {.offers_per_month = 47,
                    .accepted_share = 0.45,
                    .ship_days = 5,
                    .drop_out_bands = {{2, 0.13}},
                    .drop_out_later = 0.065},
      .alert_frailty_shape = 1,
      .device_noise = {},
  };
}

inline LocalDay example_day() {
  using namespace std::chrono;
  return LocalDay{year{2026} / March / 1};
}

}  // namespace caseload::population
