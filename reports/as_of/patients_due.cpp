#include "reports/as_of/patients_due.hpp"

#include <fmt/format.h>

#include "reports/render/csv.hpp"
#include "reports/render/table.hpp"
#include "reports/render/words.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/experiment/work_due.hpp"

namespace caseload::reports {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::array<std::size_t, 3> kTiersShown{0, 1, 2};  // 10, 20 and 40 minutes

double chance_of_missing(const PatientsDue& list, std::size_t patient, std::size_t tier) {
  const std::int32_t reached = list.as_of.plans[list.plan].reached[patient][tier];
  return 1 - static_cast<double>(reached) / list.as_of.replications;
}

std::string acuity(const population::KnownPatient& known) {
  if (!known.high_acuity) return "unknown";
  return *known.high_acuity ? "high" : "low";
}

std::string words(const experiment::WorkDue& due) {
  std::vector<std::string> parts;
  const auto several = [&](int count, std::string_view what) {
    if (count > 0) parts.push_back(counted(count, what));
  };
  several(due.urgent_alerts, "urgent alert");
  several(due.alerts, "alert");
  if (due.silent) parts.emplace_back("no reading");
  if (due.review) parts.emplace_back("review");
  several(due.contacts, "planned contact");
  return parts.empty() ? "nothing" : fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace

std::string pseudonym(std::string_view id) {
  Fingerprint digest;
  for (const char c : id) digest.add(static_cast<unsigned char>(c));
  digest.add(id.size());
  return fmt::format("p{:012x}", digest.value() >> 16);
}

std::string patients_due_csv(const PatientsDue& list) {
  Csv csv({"patient", "state_line", "acuity", "urgent_alerts_open", "alerts_open",
           "no_reading_for_hours", "silent", "review_due", "planned_contacts_not_made",
           "live_contact", "chance_of_missing_10", "chance_of_missing_20", "chance_of_missing_40",
           "plan", "contains_patient_data"});
  const SimTime morning = list.scenario.zone.midnight(list.state.day);
  for (const std::size_t i : experiment::by_work_due(list.scenario, list.state)) {
    const care::PatientState& now = list.state.initial_state[i];
    const experiment::WorkDue due = experiment::work_due(list.scenario, list.state, i);
    csv.field(list.ids[i]).field(static_cast<std::int64_t>(list.lines[i]));
    csv.field(acuity(list.state.known[i])).field(due.urgent_alerts).field(due.alerts);
    if (now.last_reading) csv.field(to_minutes(morning - *now.last_reading) / 60, 1);
    else csv.field("");
    csv.field(due.silent ? "yes" : "no").field(due.review ? "yes" : "no");
    csv.field(due.contacts).field(now.live_contact ? "yes" : "no");
    for (const std::size_t tier : kTiersShown) csv.field(chance_of_missing(list, i, tier), 3);
    csv.field(list.as_of.plans[list.plan].plan.name).field("yes").end_row();
  }
  return csv.text();
}

std::string patients_due_text(const PatientsDue& list) {
  const std::vector<std::size_t> order = experiment::by_work_due(list.scenario, list.state);
  std::vector<std::string> names;
  Column line{.heading = "line", .cells = {}}, level{.heading = "acuity", .cells = {}},
      due{.heading = "due", .cells = {}};
  std::array<Column, kTiersShown.size()> missing;
  for (const std::size_t tier : kTiersShown)
    missing[tier].heading = fmt::format("{} min", experiment::kMinuteTiers[tier]);
  for (const std::size_t i : order) {
    names.push_back(list.ids[i]);
    line.cells.push_back(fmt::format("{}", list.lines[i]));
    level.cells.push_back(acuity(list.state.known[i]));
    due.cells.push_back(words(experiment::work_due(list.scenario, list.state, i)));
    for (const std::size_t tier : kTiersShown)
      missing[tier].cells.push_back(percent_words(chance_of_missing(list, i, tier)));
  }
  Table table("patient", names);
  table.add("", {line, level, due});
  table.add("chance of missing", {missing.begin(), missing.end()});

  std::string out = "CONTAINS PATIENT DATA: keep it where patient data may be kept.\n\n";
  out += fmt::format("Work that is due on the morning of {}\n", day_words(list.state.day));
  const auto note = [&](const std::string& text) {
    out += fmt::format("- {}\n", wrapped(text, kWidth, 2));
  };
  out += fmt::format("\n{}\n", table.text(kWidth));
  note(list.own_ids ? "\"line\" is the patient's line in the state file."
                    : "Names are pseudonyms made from the ids; whoever has the ids can find them "
                      "out. \"line\" is the patient's line in the state file.");
  note(fmt::format(
      "The chance of missing is that the month ends with fewer minutes, or without a "
      "live contact, if {} goes on as before ({}).",
      list.as_of.plans[list.plan].plan.name, counted(list.as_of.replications, "replication")));
  note(
      "Most urgent work first: urgent alerts, alerts, no reading, reviews, planned contacts; then "
      "acuity, then the order of the file. Work is done because it is due, not for its minutes.");
  return out;
}

}  // namespace caseload::reports
