#include "reports/plan/cover_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/plan/plan_columns.hpp"
#include "reports/render/table.hpp"
#include "reports/render/words.hpp"
#include "sim/experiment/in_question.hpp"

namespace caseload::reports {
namespace {

using experiment::metric;

// Rows are plans, `unlimited` last; cells are of the month in question.
PlanColumns columns_of(const PlanReport& report) {
  return {report, experiment::month_in_question(report.summary)};
}

constexpr As kTenths{.decimals = 1};
constexpr As kHours{.decimals = 1, .divided_by = 60};

std::string fee_words(Cents fee) { return money_words(fee) + " a patient-month"; }

std::string counting_words(bool supervised) {
  return supervised ? "their minutes are counted, since the scenario says that they work in the "
                      "country and under the practice's general supervision"
                    : "none of their minutes are counted: the scenario does not say that they work "
                      "in the country and under the practice's general supervision";
}

std::string names_of(const std::vector<const care::StaffMember*>& people) {
  constexpr std::size_t kNamed = 3;
  std::string names;
  for (std::size_t i = 0; i < std::min(people.size(), kNamed); ++i)
    names += (i == 0 ? "" : ", ") + people[i]->name;
  if (people.size() > kNamed) names += fmt::format(" and {} more", people.size() - kNamed);
  return names;
}

void add_vendor(const PlanReport& report, const experiment::Plan& plan,
                std::vector<std::string>& sentences) {
  std::vector<const care::StaffMember*> callers, lines;
  for (const std::size_t person : plan.staff) {
    const care::StaffMember& member = report.scenario.staff[person];
    if (member.on_call && member.on_call->vendor_line) lines.push_back(&member);
    else if (member.vendor) callers.push_back(&member);
  }
  if (!callers.empty()) {
    const bool all = std::ranges::all_of(callers, &care::StaffMember::supervised);
    const bool none = std::ranges::none_of(callers, &care::StaffMember::supervised);
    sentences.push_back(fmt::format(
        "{}: calls by a vendor's people ({}) for {} instead of wages; {}. The practice's own "
        "people in the plan are paid as everywhere.",
        plan.name, names_of(callers),
        fee_words(plan.vendor_fee.value_or(report.scenario.economics.vendor_per_patient_month)),
        all || none ? counting_words(all)
                    : "minutes are counted of those who work in the country and under the "
                      "practice's general supervision"));
  }
  for (const care::StaffMember* line : lines)
    sentences.push_back(fmt::format("{}: {} answers urgent alerts for {}; {}.", plan.name,
                                    line->name, fee_words(line->on_call->fee_per_patient_month),
                                    counting_words(line->supervised)));
}

}  // namespace

std::string sign_off_table(const PlanReport& report, std::size_t width) {
  if (!report.scenario.care.sign_off.wanted) return "";
  const PlanColumns of = columns_of(report);
  Table table = of.rows();
  const int day = report.scenario.care.sign_off.by_day;
  table.add("work", {of.of_metric("hours", metric("operations/sign_off/minutes_mean"), kHours)});
  table.add("patient-months of the month before",
            {of.of_metric("to sign", metric("operations/sign_off/month_before/owed_mean"), kTenths),
             of.of_metric(fmt::format("by day {}", day),
                          metric("operations/sign_off/month_before/in_time_mean"), kTenths),
             of.of_metric("later", metric("operations/sign_off/month_before/late_mean"), kTenths),
             of.of_metric("days late", metric("operations/sign_off/month_before/late_days_mean"),
                          kTenths),
             of.of_metric("at its end open", metric("operations/sign_off/month_before/open_mean"),
                          kTenths)});
  table.add("of this month",
            {of.of_metric("to sign", metric("operations/sign_off/this_month/owed_mean"), kTenths),
             of.of_metric("held", metric("operations/sign_off/this_month/held_mean"), kTenths),
             of.of_metric("held, usd", metric("expected_revenue/unsigned_held_usd"))});
  return table.text(width) +
         wrapped(
             fmt::format("held: not signed by the end of day {} of the next month. What is held "
                         "is not lost: it is claimed when it is signed, and not expected in "
                         "this month's money.",
                         day),
             width, 0) +
         "\n";
}

bool anybody_on_call(const experiment::Scenario& scenario) {
  return std::ranges::any_of(scenario.plans, [&](const experiment::Plan& plan) {
    return std::ranges::any_of(
        plan.staff, [&](std::size_t person) { return scenario.staff[person].on_call.has_value(); });
  });
}

std::string on_call_table(const PlanReport& report, std::size_t width) {
  if (!anybody_on_call(report.scenario)) return "";
  const PlanColumns of = columns_of(report);
  Table table = of.rows();
  constexpr As kWorked{.decimals = 1, .with_wages = true};
  table.add("on call, a month",
            {of.of_metric("hours", metric("operations/on_call/hours_mean"), kWorked),
             of.of_metric("called", metric("operations/on_call/calls_mean"), kWorked),
             of.of_metric("minutes", metric("operations/on_call/minutes_mean"), kWorked),
             of.of_metric("cost", metric("operations/cost_usd/on_call"), kWorked)});
  const auto within = [&](std::string heading, std::size_t limit) {
    return of.of_month(std::move(heading), [limit](const experiment::MonthSummary& month) {
      const auto& share = month.operations.urgent.within_wall[limit];
      return share ? percent_words(*share) : std::string{kNone};
    });
  };
  static_assert(care::kWaitLimits[2] == 30 && care::kWaitLimits[3] == 60 &&
                care::kWaitLimits[5] == 240 && care::kWaitLimits[7] == 1440);
  table.add("urgent within, wall clock",
            {within("30 min", 2), within("1 h", 3), within("4 h", 5), within("1 d", 7)});
  return table.text(width);
}

std::string second_programmes_table(const PlanReport& report, std::size_t width) {
  const population::SecondProgrammes& also = report.scenario.population.also;
  if (also.ccm + also.apcm <= 0) return "";
  const PlanColumns of = columns_of(report);
  Table table = of.rows();
  if (also.ccm > 0)
    table.add(
        "chronic care management",
        {of.of_metric("patients", metric("operations/second_programmes/ccm/patients_mean"),
                      kTenths),
         of.of_metric("20 minutes", metric("operations/second_programmes/ccm/min20_mean"), kTenths),
         of.of_metric("hours", metric("operations/second_programmes/ccm/worked_minutes_mean"),
                      kHours),
         of.of_metric("credited", metric("operations/second_programmes/ccm/credited_minutes_mean"),
                      kHours),
         of.of_metric("all paid", metric("operations/second_programmes/ccm/revenue_usd")),
         of.of_metric("expected",
                      metric("operations/second_programmes/ccm/expected_revenue_usd"))});
  if (also.apcm > 0)
    table.add("APCM",
              {of.of_metric("patients", metric("operations/second_programmes/apcm/patients_mean"),
                            kTenths),
               of.of_metric("in full", metric("operations/second_programmes/apcm/revenue_usd"))});
  std::string text = table.text(width);
  if (also.ccm > 0)
    text += wrapped(
                "Minutes of CCM are its own and never RPM's; its codes and money are part of "
                "the tables of money, as its hours are of the same people's wages.",
                width, 0) +
            "\n";
  if (also.apcm > 0)
    text +=
        wrapped(fmt::format(
                    "APCM is not paid by time: no work of its own is simulated, and its "
                    "money stands here alone. RPM's codes {} beside it "
                    "(payment.rpm_beside_apcm).",
                    report.scenario.payment.rpm_beside_apcm ? "are claimed" : "are not claimed"),
                width, 0) +
        "\n";
  return text;
}

std::vector<std::string> vendor_sentences(const PlanReport& report) {
  std::vector<std::string> sentences;
  for (const experiment::Plan& plan : report.scenario.plans) add_vendor(report, plan, sentences);
  return sentences;
}

}  // namespace caseload::reports
