#include "reports/run/run_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "reports/render/carried_rules.hpp"
#include "reports/render/scenario_words.hpp"
#include "reports/render/words.hpp"
#include "sim/base/visible.hpp"
#include "sim/care/model/policies.hpp"

namespace caseload::reports {
namespace {

constexpr std::size_t kWidth = 100;

std::string row(std::string_view what, const std::string& text) {
  return "  " + left(what, 30) + wrapped(text, kWidth, 32) + "\n";
}

std::string hours_words(SimDuration duration) {
  return fmt::format("{:.1f} hours", to_minutes(duration) / 60);
}

std::string opening(const RunFacts& facts) {
  return fmt::format(
      "One month in detail: {}, plan {}\n{} ({}), seed {}, replication {}, {}, caseload {}\n",
      facts.month.spoken(), visible(facts.plan), visible(facts.scenario), facts.scenario_hash,
      facts.seed, facts.replication, facts.wire, facts.version);
}

std::string patients(const experiment::MonthOutcome& month) {
  std::string out = "\nPatients\n";
  out += row("enrolled during the month",
             fmt::format("{}: {} joined, {} left", thousands(month.patients.everyone), month.joined,
                         month.left));
  out += row("counted in the shares",
             fmt::format("{}: enrolled on the first day and still there on day 16",
                         thousands(month.patients.eligible)));
  out += row("live contact",
             count_words(month.live_contact.eligible, month.patients.eligible, "patient"));
  for (std::size_t tier = 0; tier < experiment::kMinuteTiers.size(); ++tier)
    out += row(
        fmt::format("{} minutes and more", experiment::kMinuteTiers[tier]),
        fmt::format("{}; {} of everyone enrolled",
                    count_words(month.reached[tier].eligible, month.patients.eligible, "patient"),
                    thousands(month.reached[tier].everyone)));
  return out;
}

std::string work(const experiment::MonthOutcome& month, SimDuration target) {
  std::string out = "\nReadings and alerts\n";
  out += row("readings", thousands(month.readings));
  out += row("readings on 2 days or more",
             count_words(month.days2, month.periods_ended, "device period"));
  out += row("readings on 16 days or more",
             count_words(month.days16, month.periods_ended, "device period"));
  if (month.periods_after_leaving > 0)
    out += row("periods that outlived a stay",
               fmt::format("{} more, of patients who had left before: in the codes below",
                           thousands(month.periods_after_leaving)));
  out += row("alerts",
             fmt::format("{}: {} about silence, {} about a trend, the others about a reading",
                         thousands(month.alerts), thousands(month.silence_alerts),
                         thousands(month.trend_alerts)));
  out += row(
      "alerts for people",
      fmt::format("{}: the platform closed {}, {} {} over when it was somebody's "
                  "turn; the fifth of patients with the most raised {}",
                  thousands(month.alerts_for_people()), thousands(month.suppressed_alerts),
                  counted(month.silences_over, "silence"),
                  by_count(month.silences_over, "was", "were"), thousands(month.alerts_top_fifth)));
  const double within = to_minutes(target);
  out +=
      row(fmt::format("urgent, touched in {:g} min", within),
          month.urgent.raised == 0
              ? std::string{"no urgent alert"}
              : fmt::format("{} in staffed time, {} on the wall clock",
                            count_words(month.urgent.in_time_staffed, month.urgent.raised, "alert"),
                            thousands(month.urgent.in_time_wall)));
  out += "\nCalls and minutes\n";
  out += row(
      "calls placed",
      fmt::format("{}; {}, {} of them begun by the patient", thousands(month.attempts),
                  counted(month.live_contacts, "conversation"), thousands(month.patients_calls)));
  out += row("worked on countable work", hours_words(month.countable_worked));
  out += row("credited to patients", hours_words(month.credited));
  return out;
}

std::string people(const experiment::MonthOutcome& month) {
  if (month.staff.empty())
    return "\nPeople: as many as are needed, at once; nobody's hours are counted.\n";
  // What somebody on call works is beside their hours, and part of what they do for RPM.
  const bool on_call = std::ranges::any_of(month.staff, [](const experiment::StaffMinutes& person) {
    return person.called_out > SimDuration{};
  });
  const std::size_t names = on_call ? 17 : 22;
  std::string out = "\nPeople, hours\n";
  out += "  " + left("name", names) + right("scheduled", 10) + right("absent", 8) +
         right("present", 9) + right("overtime", 10) + right("RPM", 8) + right("other", 8) +
         right("breaks", 8) + right("idle", 8) + (on_call ? right("called out", 12) : "") + "\n";
  const auto hours = [](SimDuration duration, std::size_t width) {
    return right(fmt::format("{:.1f}", to_minutes(duration) / 60), width);
  };
  for (const experiment::StaffMinutes& person : month.staff)
    out += "  " + left(person.name, names) + hours(person.scheduled, 10) + hours(person.absent, 8) +
           hours(person.present, 9) + hours(person.overtime, 10) + hours(person.rpm, 8) +
           hours(person.other, 8) + hours(person.breaks, 8) + hours(person.idle, 8) +
           (on_call ? hours(person.called_out, 12) : "") + "\n";
  return out;
}

// Beside the nurses' day, where there is any.
std::string beside(const experiment::MonthOutcome& month) {
  std::string out;
  const care::SignOffCounts& sign_off = month.sign_off;
  if (sign_off.owed + sign_off.owed_of_month > 0) {
    out += row("signed for the month before",
               fmt::format("{} in time, {} late, {} open at the month's end; {} spent signing",
                           thousands(sign_off.in_time), thousands(sign_off.late),
                           thousands(sign_off.open), hours_words(sign_off.worked)));
    out += row("signatures of this month",
               fmt::format("{} to be given, {} not by the day: held",
                           thousands(sign_off.owed_of_month), thousands(sign_off.held)));
  }
  if (month.on_call.on_call > SimDuration{})
    out +=
        row("on call",
            fmt::format("{}, called {} {}, {} worked", hours_words(month.on_call.on_call),
                        thousands(month.on_call.calls), month.on_call.calls == 1 ? "time" : "times",
                        hours_words(month.on_call.worked)));
  const experiment::SecondProgrammeMonth& second = month.second;
  if (second.ccm_patients > 0)
    out +=
        row("chronic care management",
            fmt::format("{} patients, {} worked, {} credited to it", thousands(second.ccm_patients),
                        hours_words(second.ccm_worked), hours_words(second.ccm_credited)));
  return out.empty() ? out : "\nBeside the day\n" + out;
}

std::string money(const experiment::MonthOutcome& month, const rules::RuleBook& rules,
                  CalendarMonth when) {
  const rules::RuleSet& set = rules.for_day(when.end_day() - days{1});
  std::string out = fmt::format("\nWhat the log supports, at the rates of {}\n", set.name);
  for (const auto& [code, units] : month.codes) {
    const auto rate = set.rates.find(code);
    out += "  " + left(code, 8) + right(thousands(units), 8) +
           right(std::string(by_count(units, "unit", "units")), 6);
    if (rate != set.rates.end()) out += right(money_words(rate->second), 11) + " each";
    out += "\n";
  }
  // Device periods may be priced under the set before: the sum is the outcome's, not the table's.
  out += row("paid in full", money_words(month.revenue));
  out += row("expected", money_words(month.payment.paid));
  if (month.payment.unsigned_held > Cents{})
    out += row("held for a signature", money_words(month.payment.unsigned_held));
  out += row("cost", money_words(month.cost.total()));
  out += row("margin", money_words(month.payment.paid - month.cost.total()));
  return out;
}

std::string wire(const experiment::WireCounts& counts) {
  return "\nOver the wire, in the whole run\n" +
         row("readings sent",
             fmt::format("{} = {} + {} second copies by devices + {} resent; all acknowledged",
                         thousands(static_cast<std::int64_t>(counts.sent)),
                         thousands(static_cast<std::int64_t>(counts.distinct)),
                         thousands(static_cast<std::int64_t>(counts.duplicates)),
                         thousands(static_cast<std::int64_t>(counts.resent))));
}

}  // namespace

std::string reconciliation_text(const experiment::Reconciliation& reconciliation,
                                const RunFacts& facts) {
  using experiment::Reconciliation;
  std::string out = "\nThe same run, told by each\n  " + left("", 23);
  for (const std::string& teller : reconciliation.tellers) out += right(teller, 18);
  out += "\n";
  std::optional<Reconciliation::Span> under;
  for (const Reconciliation::Line& line : reconciliation.lines) {
    if (under != line.span)
      out += line.span == Reconciliation::Span::Run
                 ? fmt::format("  the whole run, from {} on\n", day_words(facts.begun))
                 : fmt::format("  {} alone\n", facts.month.spoken());
    under = line.span;
    out += "    " + left(line.what, 21);
    for (const std::string& told : line.told) out += right(told, 18);
    out += line.equal ? "\n" : "  DIFFER\n";
  }
  if (reconciliation.complete()) return out + "All agree, patient by patient and alert by alert.\n";
  out += "They differ:\n";
  for (const std::string& difference : reconciliation.differences)
    out += "  " + wrapped(difference, kWidth, 2) + "\n";
  return out;
}

std::string run_text(const RunReport& report) {
  const experiment::MonthOutcome& month = report.outcome;
  const care::PolicyChoice& policy = report.scenario.care.policy;
  std::string out = opening(report.facts);
  out += carried_rules_text(report.scenario.rules, std::array{report.facts.month});
  if (care::threshold_driven(policy)) out += fmt::format("Policy: {}\n", policy_words(policy));
  out += patients(month) + work(month, report.scenario.care.urgent_target) + people(month) +
         beside(month) + money(month, report.scenario.rules, report.facts.month);
  if (report.wire) out += wire(*report.wire);
  if (report.reconciliation) out += reconciliation_text(*report.reconciliation, report.facts);
  return out;
}

}  // namespace caseload::reports
