#include "scenarios/fields/payment_fields.hpp"

#include <cmath>

#include "scenarios/fields/common_fields.hpp"

namespace caseload::scenarios {
namespace {

Value<rules::CoverageLimit> coverage_limit() {
  using L = rules::CoverageLimit;
  return object<L>("conditions that are still covered from a day on",
                   {field("from", &L::from, date(), "The first day of the limit."),
                    optional(field("of_patients", &L::of_patients, share(),
                                   "Of the payer's patients, those whose plan follows it: all of "
                                   "them, if not said.")),
                    field("conditions", &L::conditions,
                          list_of(text("the name of a condition", "heart_failure"), 0),
                          "Names of conditions; claims for others are not paid.")});
}

// A cost index with three decimals, in thousandths.
Value<std::int32_t> index() {
  return converted<std::int32_t, double>(number(0.5, 2), [](double factor) -> Parsed<std::int32_t> {
    return static_cast<std::int32_t>(std::llround(factor * 1000));
  });
}

}  // namespace

Value<std::vector<Named<PayerFile>>> payer_fields() {
  const auto model = [](PayerFile& file) -> rules::Payer& { return file.model; };
  const auto part = [&](const std::string& key, double rules::Payer::* member,
                        const Value<double>& value, const std::string& about) {
    return field_of<PayerFile>(
        key, [=](PayerFile& file) -> double& { return model(file).*member; }, value, about);
  };
  const auto payer = object<PayerFile>(
      "a payer: its share of the panel, what it covers and how it pays",
      {field("share", &PayerFile::share, located(share()),
             "Of the panel; the shares of all payers sum to 1."),
       part("rate_share", &rules::Payer::rate_share, number(0, 10),
            "Of what Medicare's schedule allows."),
       part("denied", &rules::Payer::denied, share(), "Of claims, in the end."),
       part("sequestration", &rules::Payer::sequestration, share(),
            "Taken from the payer's own part."),
       part("coinsurance", &rules::Payer::coinsurance, share(),
            "The patient's part of what is allowed."),
       part("uncollected", &rules::Payer::uncollected, share(), "Of that part: bad debt."),
       optional(field_of<PayerFile>(
           "limit", [=](PayerFile& file) -> auto& { return model(file).limit; }, coverage_limit(),
           "From a day on, only some conditions are covered."))});
  return with_presets(map_of(payer, "a map from the names of payers to their shares", 1),
                      {"defaults/payers.yaml", ""});
}

Value<experiment::PaymentModel> payment_fields() {
  using M = experiment::PaymentModel;
  const auto cost_index = [](const std::string& key, std::int32_t rules::FeePlace::* member,
                             const std::string& about) {
    return field_of<M>(
        key, [=](M& payment) -> std::int32_t& { return payment.place.*member; }, index(), about);
  };
  return object<M>(
      "where the practice is paid, and what keeps its claims waiting",
      {group<M>("locality",
                "the practice's own geographic practice cost indices, from Medicare's table",
                {cost_index("work", &rules::FeePlace::work, "Of the practitioner's work."),
                 cost_index("practice_expense", &rules::FeePlace::practice_expense,
                            "Of staff, rooms and supplies."),
                 cost_index("malpractice", &rules::FeePlace::malpractice, "Of insurance.")}),
       field_of<M>(
           "alternative_payment_model",
           [](M& payment) -> bool& { return payment.place.alternative_payment_model; }, flag(),
           "Whether the practitioners are in one: its conversion factor is another."),
       field("papers_missing_share", &M::papers_missing_share, share(),
             "Of patients: no order or no consent on file, so that their claims are held."),
       field("rpm_beside_apcm", &M::rpm_beside_apcm, flag(),
             "Whether RPM is paid for a patient in APCM (panel.also) in the same month; false: its "
             "codes give way."),
       field("apcm_usd_per_patient_month", &M::apcm_per_patient_month, dollars(10'000),
             "What APCM pays, in full: told beside RPM's money and no part of it.")});
}

}  // namespace caseload::scenarios
