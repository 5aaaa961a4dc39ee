#include "sim/population/cohort.hpp"

#include <algorithm>
#include <cmath>

#include "sim/base/check.hpp"
#include "sim/population/adherence.hpp"
#include "sim/population/alert_suppression.hpp"
#include "sim/population/drop_out.hpp"
#include "sim/population/physiology.hpp"
#include "sim/population/stream_ids.hpp"

namespace caseload::population {
namespace {

std::uint16_t pick_condition(const std::vector<Condition>& conditions, double u) {
  std::uint16_t picked = 0;
  double below = conditions[0].share;
  while (u >= below && picked + 1U < conditions.size()) below += conditions[++picked].share;
  return picked;
}

LocalTime leaves_at(LocalDay from, double days_left) {
  constexpr double kBeyondAnyRun = 365.0 * 100;
  if (!(days_left < kBeyondAnyRun)) return LocalTime::max();
  return LocalTime{from} + minutes{static_cast<std::int64_t>(days_left * 24 * 60)};
}

}  // namespace

Cohort::Cohort(const PopulationModel& model, const ClinicTraits& clinic)
    : model_(&model),
      clinic_(clinic),
      measuring_days_(kDaysPerMonth * measuring_share(model.adherence, model.enrolment)),
      raised_alerts_(raised_alerts(model, measuring_days_, clinic.alerts.reading_alerts_per_month,
                                   clinic.alerts.known_for)
                         .raised),
      urgent_share_raised_(raised_alerts_ > 0
                               ? clinic.alerts.urgent_share *
                                     clinic.alerts.reading_alerts_per_month / raised_alerts_
                               : 0) {
  CASELOAD_CHECK(!model.conditions.empty(), "a population needs a condition");
}

RandomKey Cohort::panel_random(const RandomKey& random) const {
  return {.seed = random.seed, .replication = model_->panel_fixed ? 0 : random.replication};
}

Patient Cohort::person(const RandomKey& random, PatientId id, const KnownPatient* known) const {
  const RandomKey fixed = panel_random(random);
  const RandomStream traits = fixed.stream(kTraits, number(id));
  const auto [condition_random, acuity_random, adherence_random, frailty_random] =
      traits.four_at(0);
  const auto [never_random, answers_random, caregiver_random, caregiver_answers_random] =
      traits.four_at(1);

  Patient patient;
  patient.id = id;
  patient.condition = pick_condition(model_->conditions, condition_random);
  if (known != nullptr) patient.condition = known->condition.value_or(patient.condition);
  patient.high_acuity = acuity_random < clinic_.high_acuity_share;
  if (known != nullptr) {
    const double chance = known->high_acuity_chance.value_or(clinic_.high_acuity_share);
    patient.high_acuity = known->high_acuity.value_or(acuity_random < chance);
  }
  patient.adherence =
      beta_quantile(adherence_random, model_->adherence.daily.alpha, model_->adherence.daily.beta);
  const double frailty_shape = model_->alert_frailty_shape;
  patient.alert_frailty = frailty_shape == 1
                              ? exponential_quantile(frailty_random, 1)
                              : gamma_quantile(frailty_random, frailty_shape, 1 / frailty_shape);

  const ReachModel& reach = model_->reach;
  const KnownReach own = known != nullptr ? reach_given(reach, *known) : reach_of_anybody(reach);
  patient.never_answers = never_random < own.never_share;
  if (!patient.never_answers) {
    patient.answers = beta_quantile(answers_random, own.answers.alpha, own.answers.beta);
  }
  patient.has_caregiver = caregiver_random < own.caregiver_share;
  if (patient.has_caregiver) {
    patient.caregiver_answers = beta_quantile(caregiver_answers_random, own.caregiver_answers.alpha,
                                              own.caregiver_answers.beta);
  }
  const double sd = clinic_.talk_time_sd;
  patient.talk_time = std::exp(sd * normal_quantile(traits.at(2)) - sd * sd / 2);

  patient.language = language_of(random, id);

  const Condition& condition = condition_of(patient);
  patient.signs = signs_of(condition);
  patient.own = draw_own_signs(condition.physiology, patient.signs, fixed, id);
  return patient;
}

LanguageId Cohort::language_of(const RandomKey& random, PatientId id) const {
  if (model_->languages.empty()) return kFirstLanguage;
  return pick_language(model_->languages, panel_random(random).stream(kLanguage, number(id)).at(0));
}

LanguageId Cohort::language_of_decliner(const RandomKey& random, std::uint32_t offer) const {
  if (model_->languages.empty()) return kFirstLanguage;
  return pick_language(model_->languages, random.stream(kOfferLanguage, 0).at(offer));
}

telemetry::Limits Cohort::limits(const RandomKey& random, const Patient& patient) const {
  const double alerts_per_measuring_day =
      measuring_days_ > 0 ? raised_alerts_ * patient.alert_frailty / measuring_days_ : 0;
  return limits_for(patient, condition_of(patient), model_->device_noise, alerts_per_measuring_day,
                    urgent_share_raised_, random);
}

Patient Cohort::member(const RandomKey& random, PatientId id, LocalDay start) const {
  Patient patient = person(random, id);
  const double u = panel_random(random).stream(kTraits, number(id)).at(3);
  const double tenure_days = stationary_tenure_days(model_->enrolment, u);
  const double left =
      remaining_days(model_->enrolment, tenure_days, random.stream(kDropOut, number(id)).at(0));
  patient.monitoring_from = start - days{static_cast<int>(tenure_days)};
  patient.withdraws_at = leaves_at(start, left);
  return patient;
}

// Where only the period under way is known, monitoring began a whole number of periods before it:
// as many as the tenure of a stationary panel has.
Patient Cohort::known_member(const RandomKey& random, PatientId id, LocalDay start,
                             const KnownPatient& known) const {
  CASELOAD_CHECK(known.period_from <= start, "a device period begins in the future");
  Patient patient = person(random, id, &known);
  const RandomStream traits = panel_random(random).stream(kTraits, number(id));
  constexpr auto kPeriod = static_cast<int>(kDaysPerMonth);
  const auto periods_before =
      static_cast<int>(stationary_tenure_days(model_->enrolment, traits.at(3))) / kPeriod;
  patient.monitoring_from =
      known.monitoring_from.value_or(known.period_from - days{kPeriod * periods_before});

  const auto observed = static_cast<int>((start - known.period_from).count());
  const int tenure = std::max(patient.tenure_days(start), 0);
  patient.adherence = adherence_given(model_->adherence, known.reading_days, observed, tenure,
                                      traits.four_at(0)[2]);
  if (known.alerts) {
    const std::chrono::year_month_day morning{start};
    const LocalDay month_from{morning.year() / morning.month() / 1};
    const auto lived =
        static_cast<double>((start - std::max(month_from, patient.monitoring_from)).count());
    const auto [shape, scale] =
        frailty_given(model_->alert_frailty_shape, *known.alerts,
                      clinic_.alerts.reading_alerts_per_month * lived / kDaysPerMonth);
    patient.alert_frailty = gamma_quantile(traits.four_at(0)[3], shape, scale);
  }
  patient.withdraws_at = leaves_at(
      start, remaining_days(model_->enrolment, tenure, random.stream(kDropOut, number(id)).at(0)));
  return patient;
}

Patient Cohort::member_since(const RandomKey& random, PatientId id, LocalDay monitoring_from,
                             LocalDay stays_from, double days_left) const {
  Patient patient = person(random, id);
  patient.monitoring_from = monitoring_from;
  patient.withdraws_at = leaves_at(stays_from, days_left);
  return patient;
}

Patient Cohort::joiner(const RandomKey& random, PatientId id, LocalDay monitoring_from) const {
  Patient patient = person(random, id);
  const double left =
      remaining_days(model_->enrolment, 0, random.stream(kDropOut, number(id)).at(0));
  patient.monitoring_from = monitoring_from;
  patient.withdraws_at = leaves_at(monitoring_from, left);
  return patient;
}

}  // namespace caseload::population
