#pragma once

// Who the patients are: every number here is filled from a scenario file, which carries its source.

#include <optional>
#include <string>
#include <vector>

#include "sim/base/calendar.hpp"
#include "sim/base/distributions.hpp"
#include "sim/population/language.hpp"
#include "sim/population/second_programme.hpp"
#include "sim/telemetry/reading.hpp"

namespace caseload::population {

// One vital sign across a population: each patient has an own mean and an own variability around
// it. Model: value = own mean + slow drift + day effect (AR(1) with `day_correlation`) + white
// noise, where the day effect carries `day_share` of the within-patient variance.
struct SignalModel {
  double mean = 0;             // of patients' own means, in the signal's unit
  double between_sd = 0;       // of patients' own means
  double within_sd_mean = 0;   // of patients' own SDs (gamma distributed)
  double within_sd_sd = 0;     // 0: everybody has the same
  double day_correlation = 0;  // 0 ≤ φ < 1, from one day to the next
  double day_share = 0;        // 0 … 1 of the within variance
};

struct PhysiologyModel {
  SignalModel systolic_mmhg;
  SignalModel diastolic_mmhg;
  SignalModel pulse_bpm;
  SignalModel weight_kg;
  SignalModel glucose_mg_per_dl;
  SignalModel spo2_percent;
  double pressure_correlation = 0.6;  // of systolic with diastolic, within a patient
  double evening_systolic_mmhg = 0;   // added after 15:00 local
};

struct Condition {
  std::string name;                            // "hypertension"
  double share = 0;                            // of the panel; shares sum to 1
  std::vector<telemetry::DeviceKind> devices;  // at least one
  double sessions_per_day = 1;  // mean on a day with readings, 1 … 4; each uses every device
  PhysiologyModel physiology;
};

// Whether a patient measures on a day. A patient's own probability p is Beta distributed; gaps
// (travel, a flat battery, a hospital stay) come in runs during which nothing is sent; p falls with
// tenure. A day with readings needs: no gap, and luck below p.
struct AdherenceModel {
  BetaShape daily;             // of p at tenure 0
  double gaps_per_month = 0;   // runs begun per 30 days outside a run
  double gap_mean_days = 1;    // geometric, ≥ 1
  double drift_per_month = 0;  // p's absolute fall per 30 days of tenure (0.014: Medly)
  // A reminder that reaches the patient gives each of the next days a second chance, this much as
  // good as the first (0.83: Texas); 0: reminders change nothing.
  double second_chance = 0;
  int reminder_lasts_days = 3;  // 1 … 63
};

// Who answers the telephone. Whether a patient can be reached is a property of (patient, day, hour
// block), not of the attempt: two nurses who call in the same hour get the same answer.
struct HourFactor {
  int from_hour = 0;  // local, inclusive
  int to_hour = 24;   // exclusive
  double factor = 1;  // multiplies the chance to be reached
};
struct ReachModel {
  double never_share = 0;           // patients who never answer
  BetaShape answers;                // the others' own chance per attempt
  std::vector<HourFactor> better;   // hours not named have factor 1
  double caregiver_share = 0;       // patients for whom an authorised caregiver may answer instead
  double voicemail_share = 0;       // of failed attempts, a message is left
  double call_back_share = 0;       // of messages left, the patient calls back
  double call_back_mean_hours = 3;  // exponential
};

// The hazard of leaving, per 30 days, over a stretch of tenure; a month is 30 days.
struct DropOutBand {
  double months = 0;
  double per_month = 0;
};

// From some month on, until another is named.
struct MonthlyOffers {
  CalendarMonth month{};
  double offers = 0;
};
// So many patients are to be expected at the end of a month.
struct PanelGrowth {
  double to = 0;
  CalendarMonth by{};
};

// Joining and leaving.
struct EnrolmentModel {
  double offers_per_month = 0;  // practice-wide, Poisson over the days it is open
  double accepted_share = 0;
  int ship_days = 5;                        // from set-up to the first day of monitoring
  std::vector<DropOutBand> drop_out_bands;  // from the first day of monitoring, one after another
  double drop_out_later = 0;                // after the last of them, per 30 days
  // When the panel had its `patients`: on the first day of this month. Absent: whenever a
  // simulation starts.
  std::optional<CalendarMonth> since{};
  std::vector<MonthlyOffers>
      offers_in{};                    // instead of offers_per_month, by month; growth among them
  std::optional<PanelGrowth> grow{};  // for reports: it has been written out as offers_in
  int at_most =
      0;  // patients, those on the way included; nobody is offered a full programme; 0: no limit
};

// How far a device's readings of one signal lie from the truth, in the unit of the reading. The
// care team sets limits on what the device shows, so the population has to know; devices/ fills it
// from the same settings as its hardware.
struct SignalNoise {
  double bias_sd = 0;   // persistent, of this patient's device (cuff size, arm, floor)
  double noise_sd = 0;  // per reading; or, if that is more, noise_share of the value
  double noise_share = 0;
  double artefact_share = 0;  // of readings: their error has artefact_sd instead
  double artefact_sd = 0;
  double resolution = 1;  // readings are whole multiples of it; a whole number > 0
  double lowest = 0;      // the least the device shows
};
struct DeviceNoise {
  SignalNoise systolic_mmhg;
  SignalNoise weight_grams;
  SignalNoise glucose_mg_per_dl;
  SignalNoise spo2_percent;
  double usable_share = 1;    // of measurements: arrive at all, and soon enough to be judged
  double arriving_share = 1;  // arrive at all
};

struct PopulationModel {
  int patients = 0;          // enrolled when the simulation starts, > 0
  bool panel_fixed = false;  // true: the same panel in every replication
  std::vector<Condition> conditions;
  std::vector<Language>
      languages;  // besides the practice's first, in order of name; at most kMostLanguages
  AdherenceModel adherence;
  ReachModel reach;
  EnrolmentModel enrolment;
  double alert_frailty_shape = 1;  // gamma, mean 1: alerts concentrate in few patients
  DeviceNoise device_noise;
  SecondProgrammes also{};
};

}  // namespace caseload::population
