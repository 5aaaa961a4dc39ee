#include "scenarios/fields/panel_fields.hpp"

#include "scenarios/fields/common_fields.hpp"
#include "scenarios/fields/payment_fields.hpp"

namespace caseload::scenarios {
namespace {

Value<population::SignalModel> signal(double smallest, double largest, const std::string& unit) {
  using M = population::SignalModel;
  const double span = largest - smallest;
  return told_as_one(object<M>(
      "one vital sign over the patients of a condition",
      {field("mean", &M::mean, number(smallest, largest, unit), "Mean of the patients' own means."),
       field("between_sd", &M::between_sd, number(0, span, unit), "SD of the patients' own means."),
       group<M>("within_sd", "how much one patient varies; each patient has an own SD",
                {field("mean", &M::within_sd_mean, number(0, span, unit),
                       "Mean of the patients' own SDs."),
                 field("sd", &M::within_sd_sd, number(0, span, unit),
                       "SD of the patients' own SDs; 0: all the same.")}),
       field("day_correlation", &M::day_correlation, number(0, 0.99),
             "Of one day's level with the next day's (AR(1))."),
       field("day_share", &M::day_share, share(),
             "Of the variance within a patient, carried by the day's level; the rest is new in "
             "each reading.")}));
}

Value<ConditionFile> condition() {
  using P = population::PhysiologyModel;
  const auto physiology = object<P>(
      "the vital signs",
      {field("systolic", &P::systolic_mmhg, signal(60, 260, "mmHg"), "Systolic pressure."),
       field("diastolic", &P::diastolic_mmhg, signal(30, 150, "mmHg"), "Diastolic pressure."),
       field("pulse", &P::pulse_bpm, signal(30, 220, "beats a minute"), "Pulse."),
       field("weight", &P::weight_kg, signal(30, 300, "kg"), "Body weight."),
       field("glucose", &P::glucose_mg_per_dl, signal(20, 600, "mg/dL"), "Blood glucose."),
       field("spo2", &P::spo2_percent, signal(50, 100, "%"), "Oxygen saturation."),
       field("pressure_correlation", &P::pressure_correlation, number(0, 0.99),
             "Of systolic with diastolic, within a patient."),
       field("evening_systolic", &P::evening_systolic_mmhg, number(-30, 30, "mmHg"),
             "Added to systolic pressure after 15:00.")});
  const auto model = [](ConditionFile& file) -> population::Condition& { return file.model; };
  return object<ConditionFile>(
      "a condition: its share, its devices, its vital signs",
      {field("share", &ConditionFile::share, located(share()),
             "Of the panel; the shares of all conditions sum to 1."),
       field_of<ConditionFile>(
           "devices", [=](ConditionFile& file) -> auto& { return model(file).devices; },
           distinct(list_of(device_kind(), 1)), "What the patient takes home."),
       field_of<ConditionFile>(
           "sessions_per_day",
           [=](ConditionFile& file) -> auto& { return model(file).sessions_per_day; }, number(1, 4),
           "Mean measuring sessions on a day with readings; each uses every device."),
       field_of<ConditionFile>(
           "physiology", [=](ConditionFile& file) -> auto& { return model(file).physiology; },
           told_as_one(physiology), "How the vital signs vary between and within patients.")});
}

Value<AdherenceFile> adherence() {
  using A = AdherenceFile;
  using T = population::AdherenceTargets;
  const auto targets = object<T>(
      "the shares of device periods that are to come out",
      {own_value_wanted(field("days16", &T::days16, share(),
                              "Of periods of 30 days, with readings on at least 16: comes out "
                              "within a point, or is refused."),
                        "what share of 30-day periods has readings on 16 days"),
       own_value_wanted(field("days2", &T::days2, share(),
                              "Of periods of 30 days, with readings on at least 2."),
                        "and what share on 2 days")});
  return object<A>(
      "on which share of days patients measure",
      {field("beta", &A::beta, beta_by_sd(),
             "The chance to measure on a day outside gaps, a patient's own, at the start of "
             "monitoring."),
       field("calibrate", &A::calibrate, targets,
             "Instead of beta: find the one with which these shares come out, gaps and drift "
             "included."),
       group<A>(
           "gaps",
           "runs of days during which nothing is sent: travel, a flat battery, a hospital stay",
           {field_of<A>(
                "per_month", [](A& file) -> auto& { return file.shape.gaps_per_month; },
                number(0, 10), "Runs begun per patient in 30 days outside a run."),
            field_of<A>(
                "mean_days", [](A& file) -> auto& { return file.shape.gap_mean_days; },
                number(1, 60, "days"), "Mean length of a run.")}),
       field_of<A>(
           "drift_per_month", [](A& file) -> auto& { return file.shape.drift_per_month; },
           number(0, 0.2), "By how much the chance falls in 30 days of monitoring."),
       group<A>(
           "reminder", "what a call about silence does that reaches the patient",
           {field_of<A>(
                "second_chance", [](A& file) -> auto& { return file.shape.second_chance; }, share(),
                "Each of the next days gets a second chance, this much as good as the first. "
                "On top of beta or calibrate; gaps are not shortened. 0: nothing."),
            field_of<A>(
                "lasts_days", [](A& file) -> auto& { return file.shape.reminder_lasts_days; },
                whole_number(1, 60, "days"), "For how many days.")})},
      {{"beta", "calibrate"}});
}

Value<population::HourFactor> better_hours() {
  struct HoursFile {
    care::ClockSpan hours;
    double factor = 1;
  };
  const auto file = object<HoursFile>(
      "hours at which patients answer more, or less, often",
      {field("hours", &HoursFile::hours, clock_span("10:00-12:00"), "Full hours of the local day."),
       field("factor", &HoursFile::factor, number(0, 5), "Multiplies the chance to be reached.")});
  return converted<population::HourFactor, HoursFile>(
      file, [](const HoursFile& given) -> Parsed<population::HourFactor> {
        if (given.hours.from_minute % 60 != 0 || given.hours.to_minute % 60 != 0)
          return std::unexpected("expected full hours, such as \"10:00-12:00\"");
        return population::HourFactor{given.hours.from_minute / 60, given.hours.to_minute / 60,
                                      given.factor};
      });
}

Value<population::ReachModel> reach() {
  using M = population::ReachModel;
  return object<M>("who answers the telephone",
                   {own_value_wanted(field("never_share", &M::never_share, share(),
                                           "Patients who never answer."),
                                     "what share of patients never answers the telephone"),
                    field("answers", &M::answers, beta_by_concentration(),
                          "The others' own chance to answer an attempt."),
                    field("better", &M::better, list_of(better_hours(), 0),
                          "Hours with another chance; all others have factor 1."),
                    field("caregiver_share", &M::caregiver_share, share(),
                          "Patients for whom an authorised caregiver may answer instead."),
                    field("voicemail_share", &M::voicemail_share, share(),
                          "Of failed attempts, a message is left."),
                    group<M>("call_back", "patients who ring back after a message",
                             {field("share", &M::call_back_share, share(), "Of messages left."),
                              field("mean_hours", &M::call_back_mean_hours,
                                    number_above(0, 168, "hours"), "Mean time until they do.")})});
}

Value<population::DropOutBand> drop_out_band() {
  using B = population::DropOutBand;
  return object<B>(
      "a stretch of tenure with one hazard to leave",
      {field("months", &B::months, number_above(0, 60, "months"),
             "How long it lasts; a month is 30 days."),
       field("per_month", &B::per_month, number(0, 3), "The hazard to leave, per 30 days.")});
}

constexpr double kMostOffers = 9'000;  // a draw per open day covers means up to 500

// {2026-05: 80, 2026-07: 30}
Value<std::vector<population::MonthlyOffers>> offers_by_month() {
  using Given = std::vector<Named<double>>;
  return converted<std::vector<population::MonthlyOffers>, Given>(
      map_of(number(0, kMostOffers), "offers by month, such as {2026-05: 80, 2026-08: 30}", 1),
      [](const Given& given) -> Parsed<std::vector<population::MonthlyOffers>> {
        std::vector<population::MonthlyOffers> offers;
        for (const Named<double>& one : given) {
          const auto month = parse_month(one.key.value);
          if (!month)
            return std::unexpected(
                fmt::format("\"{}\" is not a month; expected keys such as 2026-05", one.key.value));
          offers.push_back({*month, one.value});
        }
        std::ranges::sort(offers, {}, &population::MonthlyOffers::month);
        return offers;
      });
}

Value<population::PanelGrowth> growth() {
  using G = population::PanelGrowth;
  return object<G>("a size and the month at whose end it is to be reached: {to: 450, by: 2026-09}",
                   {field("to", &G::to, number(1, 1e6, "patients"),
                          "Patients to be expected: the offers are made accordingly."),
                    field("by", &G::by, calendar_month(),
                          "The last month of growth; afterwards offers keep the size.")});
}

Value<EnrolmentFile> enrolment() {
  using F = EnrolmentFile;
  using M = population::EnrolmentModel;
  const auto model = [](auto M::* member) {
    return [member](F& file) -> auto& { return file.model.*member; };
  };
  return object<F>(
      "how patients join and leave",
      {optional(field("offers_per_month", &F::offers_per_month, number(0, kMostOffers),
                      "Offers of the programme, practice-wide. Absent: as many as keep the panel's "
                      "size, at the accepted share and the drop-out stated here.")),
       field_of<F>("accepted_share", model(&M::accepted_share), share(), "Of offers."),
       field_of<F>("ship_days", model(&M::ship_days), whole_number(0, 60, "days"),
                   "From set-up to the first day of monitoring."),
       optional(field_of<F>(
           "since", model(&M::since), calendar_month(),
           "The month on whose first day there are panel.patients; later months begin with what "
           "the "
           "panel has become. Absent: every month's simulation begins with panel.patients.")),
       optional(field_of<F>("offers_in", model(&M::offers_in), offers_by_month(),
                            "Months from which on another number of offers is made.")),
       optional(
           field_of<F>("grow", model(&M::grow), growth(), "Growth to a size; asks for since.")),
       optional(field_of<F>("at_most", model(&M::at_most), whole_number(1, 1'000'000, "patients"),
                            "No offers are made while so many are enrolled or on the way.")),
       group<F>(
           "drop_out", "the hazard to leave, per 30 days",
           {field_of<F>("bands", model(&M::drop_out_bands), list_of(drop_out_band(), 0, 20),
                        "Stretches of tenure, one after another from the first day of monitoring."),
            field_of<F>("later_per_month", model(&M::drop_out_later), number(0, 3),
                        "After the last band.")})});
}

Value<population::SecondProgrammes> second_programmes() {
  using M = population::SecondProgrammes;
  const auto file = object<M>(
      "shares of patients in a second programme; nobody is in two",
      {field("ccm", &M::ccm, share(),
             "Chronic care management: work of its own (care_plan.care_management), whose minutes "
             "are never RPM's."),
       field("apcm", &M::apcm, share(),
             "Advanced primary care management: not paid by time, and no work here; see "
             "payment.rpm_beside_apcm.")});
  return converted<M, M>(file, [](const M& given) -> Parsed<M> {
    if (given.ccm + given.apcm > 1 + 1e-6)
      return std::unexpected(
          fmt::format("ccm and apcm sum to {:.6g}; expected at most 1", given.ccm + given.apcm));
    return given;
  });
}

}  // namespace

Value<PanelFile> panel_fields() {
  using P = PanelFile;
  return object<P>(
      "who the patients are",
      {field("patients", &P::patients, whole_number(1, 1'000'000, "patients"),
             "Enrolled when the simulation starts."),
       field("fixed", &P::fixed, flag(),
             "true: the same patients in every replication; false: drawn anew in each."),
       field("conditions", &P::conditions,
             with_presets(
                 map_of(condition(), "a map from the names of conditions to their shares", 1),
                 {"defaults/conditions.yaml", ""}),
             "By name. Known names bring devices and vital signs along; others take those of "
             "\"any\"."),
       field("payers", &P::payers, payer_fields(),
             "By name. Known names bring along how they pay; others take what \"any\" does."),
       optional(
           field("languages", &P::languages,
                 map_of(located(share()), "shares by language, such as {spanish: 0.15}", 1),
                 "Patients who are not cared for in the practice's first language, by language. "
                 "Whoever of staff speaks it says so (`speaks`); anybody else calls an "
                 "interpreter. Absent: everybody speaks the first.")),
       field("adherence", &P::adherence, located(adherence()), "On which days patients measure."),
       field("reach", &P::reach, reach(), "Who can be reached by telephone."),
       field("enrolment", &P::enrolment, located(enrolment()), "Joining and leaving."),
       field("also", &P::also, second_programmes(), "Second programmes beside RPM."),
       field("alert_frailty_shape", &P::alert_frailty_shape, number_above(0, 1000),
             "Of a gamma with mean 1: the smaller, the fewer patients raise most alerts.")});
}

}  // namespace caseload::scenarios
