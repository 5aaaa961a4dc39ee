#include "reports/plan/cover_tables.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "reports/render/table.hpp"
#include "reports/render/words.hpp"
#include "sim/experiment/in_question.hpp"

namespace caseload::reports {
namespace {

using experiment::OnCallSummary;
using experiment::PlanSummary;
using experiment::SignOffSummary;

constexpr std::string_view kNone = "–";

std::string tenths(double value) { return fmt::format("{:.1f}", value); }

// Rows are plans, `unlimited` last; cells are of the month that governs the answer.
class Rows {
 public:
  explicit Rows(const PlanReport& report)
      : report_(report), month_(experiment::month_in_question(report.summary)) {}

  Table table() const {
    std::vector<std::string> names;
    for (const PlanSummary& plan : report_.summary.plans) names.push_back(plan.name);
    return {"plan", std::move(names)};
  }
  template <class Cell>
  Column column(std::string heading, Cell cell) const {
    Column made{.heading = std::move(heading), .cells = {}};
    for (const PlanSummary& plan : report_.summary.plans)
      made.cells.push_back(cell(plan, experiment::month_named(plan, month_)));
    return made;
  }

 private:
  const PlanReport& report_;
  CalendarMonth month_;
};

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
  const Rows rows(report);
  Table table = rows.table();
  const auto part = [&](std::string heading, double SignOffSummary::* member) {
    return rows.column(std::move(heading), [member](const PlanSummary&, const auto& month) {
      return tenths(month.operations.sign_off.*member);
    });
  };
  const int day = report.scenario.care.sign_off.by_day;
  table.add("work", {rows.column("hours", [](const PlanSummary&, const auto& month) {
              return tenths(month.operations.sign_off.minutes / 60);
            })});
  table.add("patient-months of the month before",
            {part("to sign", &SignOffSummary::owed),
             part(fmt::format("by day {}", day), &SignOffSummary::in_time),
             part("later", &SignOffSummary::late),
             rows.column("days late",
                         [](const PlanSummary&, const auto& month) {
                           const auto& late_days = month.operations.sign_off.late_days;
                           return late_days ? tenths(*late_days) : std::string{kNone};
                         }),
             part("at its end open", &SignOffSummary::open)});
  table.add("of this month",
            {part("to sign", &SignOffSummary::owed_of_month), part("held", &SignOffSummary::held),
             rows.column("held, usd", [](const PlanSummary&, const auto& month) {
               return whole_dollars(month.money.unsigned_held);
             })});
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
  const Rows rows(report);
  Table table = rows.table();
  const auto part = [&](std::string heading, double OnCallSummary::* member) {
    return rows.column(std::move(heading), [member](const PlanSummary& plan, const auto& month) {
      return plan.unlimited ? std::string{kNone} : tenths(month.operations.on_call.*member);
    });
  };
  table.add("on call, a month",
            {part("hours", &OnCallSummary::hours), part("called", &OnCallSummary::calls),
             part("minutes", &OnCallSummary::minutes),
             rows.column("cost", [](const PlanSummary& plan, const auto& month) {
               return plan.unlimited ? std::string{kNone}
                                     : whole_dollars(month.operations.cost.on_call);
             })});
  const auto within = [&](std::string heading, std::size_t limit) {
    return rows.column(std::move(heading), [limit](const PlanSummary&, const auto& month) {
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
  const Rows rows(report);
  Table table = rows.table();
  const auto part = [&](std::string heading, double experiment::SecondSummary::* member) {
    return rows.column(std::move(heading), [member](const PlanSummary&, const auto& month) {
      return tenths(month.operations.second.*member);
    });
  };
  const auto usd = [&](std::string heading, double experiment::SecondSummary::* member) {
    return rows.column(std::move(heading), [member](const PlanSummary&, const auto& month) {
      return whole_dollars(month.operations.second.*member);
    });
  };
  const auto hours = [&](std::string heading, double experiment::SecondSummary::* member) {
    return rows.column(std::move(heading), [member](const PlanSummary&, const auto& month) {
      return tenths(month.operations.second.*member / 60);
    });
  };
  if (also.ccm > 0)
    table.add("chronic care management",
              {part("patients", &experiment::SecondSummary::ccm_patients),
               part("20 minutes", &experiment::SecondSummary::ccm_reached20),
               hours("hours", &experiment::SecondSummary::ccm_worked_minutes),
               hours("credited", &experiment::SecondSummary::ccm_credited_minutes),
               usd("all paid", &experiment::SecondSummary::ccm_in_full),
               usd("expected", &experiment::SecondSummary::ccm_paid)});
  if (also.apcm > 0)
    table.add("APCM", {part("patients", &experiment::SecondSummary::apcm_patients),
                       usd("in full", &experiment::SecondSummary::apcm_in_full)});
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
