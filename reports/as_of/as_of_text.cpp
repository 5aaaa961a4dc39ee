#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "reports/as_of/as_of_report.hpp"
#include "reports/plan/ceiling_words.hpp"
#include "reports/render/carried_rules.hpp"
#include "reports/render/left_out.hpp"
#include "reports/render/table.hpp"
#include "reports/render/words.hpp"
#include "sim/base/visible.hpp"
#include "sim/experiment/as_of_spread.hpp"

namespace caseload::reports {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::array<std::size_t, 3> kTiersShown{0, 1, 2};  // 10, 20 and 40 minutes

std::string whole(double value) { return thousands(std::llround(value)); }
std::string range(const experiment::Spread& spread) {
  return fmt::format("{}–{}", whole(spread.p5), whole(spread.p95));
}
std::string share(double part, double of) { return of == 0 ? "no data" : percent_words(part / of); }

std::string paragraph(const std::string& text, std::string_view mark = "") {
  return fmt::format("{}{}\n", mark, wrapped(text, kWidth, mark.size()));
}

std::string opening(const AsOfReport& report) {
  const experiment::AsOf& as_of = report.as_of;
  std::string out =
      fmt::format("{}, as of the morning of {}, {} of every plan\n", visible(report.scenario.name),
                  day_words(as_of.day), counted(as_of.replications, "replication"));
  out += fmt::format("caseload {}, seed {}, scenario {}, fingerprint {:016x}\n", report.version,
                     as_of.seed, report.scenario.hash, as_of.fingerprint);
  out += carried_rules_text(report.scenario.rules, std::array{month_of(as_of.day)});
  return out;
}

std::string month(const AsOfReport& report) { return month_of(report.as_of.day).spoken(); }

// What the practice has today: the first plan that is not a test.
const experiment::PlanEnds& today_of(const experiment::AsOf& as_of) {
  const auto found = std::ranges::find_if(
      as_of.plans, [](const experiment::PlanEnds& ends) { return ends.plan.out.empty(); });
  return found == as_of.plans.end() || found->plan.unlimited ? as_of.plans.front() : *found;
}

// The last plan has no limit of staff.
std::vector<std::string> answer(const AsOfReport& report) {
  const experiment::AsOf& as_of = report.as_of;
  const auto of = static_cast<double>(as_of.patients);
  std::vector<std::string> paragraphs;
  if (as_of.partial)
    paragraphs.push_back(fmt::format("PARTIAL: stopped early, after {} of every plan.",
                                     counted(as_of.replications, "replication")));
  const experiment::PlanEnds& today = today_of(as_of);
  const experiment::Spread reached = experiment::patients_reaching(today, 1);
  paragraphs.push_back(fmt::format(
      "{}with {}, on average {} of the {} ({}) would end {} with 20 minutes and a live contact, in "
      "9 cases of 10 between {} and {}. {} of them {} there already.",
      report.moving_defaults > 0 ? "If these assumptions hold, " : "As the practice stands, ",
      today.plan.name, mean_words(reached.mean, of),
      counted(static_cast<std::int64_t>(as_of.patients), "patient"), share(reached.mean, of),
      month(report), whole(reached.p5), whole(reached.p95),
      thousands(as_of.reached_already[experiment::kBillingTier]),
      by_count(as_of.reached_already[experiment::kBillingTier], "is", "are")));
  if (!report.rejected.empty())
    paragraphs.push_back(
        fmt::format("Left out: {} of {}, which could not be used. Who would get there among their "
                    "patients is not "
                    "counted.",
                    left_out_words(report.rejected, report.rows), report.state_file));
  std::vector<ByLonger> by_longer;
  for (const experiment::PlanEnds& plan : as_of.plans) {
    double patients = 0;
    for (const experiment::MonthEnd& end : plan.ends)
      patients += end.by_longer_minutes[experiment::kBillingTier];
    by_longer.push_back({plan.plan.name, patients / static_cast<double>(plan.ends.size())});
  }
  if (std::string words =
          by_longer_sentence(by_longer, experiment::kMinuteTiers[experiment::kBillingTier]);
      !words.empty())
    paragraphs.push_back(std::move(words));
  if (as_of.plans.back().plan.unlimited) {
    const experiment::Spread most = experiment::patients_reaching(as_of.plans.back(), 1);
    paragraphs.push_back(fmt::format(
        "With unlimited staff from now on it would be {} ({}): the rest is the care plan, who can "
        "be reached, and the days that are left.",
        mean_words(most.mean, of), share(most.mean, of)));
  }
  return paragraphs;
}

std::vector<std::string> names(const AsOfReport& report, bool so_far) {
  std::vector<std::string> all;
  if (so_far) all.push_back("so far");
  for (const experiment::PlanEnds& plan : report.as_of.plans) all.push_back(plan.plan.name);
  return all;
}

std::string minutes_table(const AsOfReport& report) {
  const experiment::AsOf& as_of = report.as_of;
  const auto of = static_cast<double>(as_of.patients);
  Table table("plan", names(report, true));
  for (const std::size_t tier : kTiersShown) {
    Column patients{.heading = "patients", .cells = {thousands(as_of.reached_already[tier])}};
    Column part{.heading = "share", .cells = {share(as_of.reached_already[tier], of)}};
    Column spread{.heading = "9 in 10", .cells = {""}};
    for (const experiment::PlanEnds& plan : as_of.plans) {
      const experiment::Spread reached = experiment::patients_reaching(plan, tier);
      patients.cells.push_back(mean_words(reached.mean, of));
      part.cells.push_back(share(reached.mean, of));
      spread.cells.push_back(range(reached));
    }
    table.add(fmt::format("{} minutes", experiment::kMinuteTiers[tier]), {patients, part, spread});
  }
  return table.text(kWidth);
}

std::string days_table(const AsOfReport& report) {
  const experiment::AsOf& as_of = report.as_of;
  Table table("plan", names(report, false));
  for (const int days : {2, 16}) {
    Column periods{.heading = "periods", .cells = {}};
    Column part{.heading = "share", .cells = {}};
    Column spread{.heading = "9 in 10", .cells = {}};
    for (const experiment::PlanEnds& plan : as_of.plans) {
      const experiment::Spread with = experiment::periods_with(plan, days);
      periods.cells.push_back(mean_words(with.mean, as_of.periods_ending));
      part.cells.push_back(share(with.mean, as_of.periods_ending));
      spread.cells.push_back(range(with));
    }
    table.add(fmt::format("{} days or more", days), {periods, part, spread});
  }
  return table.text(kWidth);
}

std::vector<std::string> notes(const AsOfReport& report) {
  std::vector<std::string> notes;
  if (!report.rejected.empty())
    notes.push_back(fmt::format(
        "stderr names the lines of {} that could not be used, each with why.", report.state_file));
  for (const std::string& sentence : report.assumed) notes.push_back(sentence + ".");
  if (!report.ignored.empty())
    notes.push_back(fmt::format("Columns of {} that are not used: {}.", report.state_file,
                                fmt::join(report.ignored, ", ")));
  notes.push_back(
      "How often a patient will measure, answer and raise alerts is drawn anew in each "
      "replication, "
      "given the days, calls and alerts the file tells.");
  if (report.defaults_used > 0)
    notes.push_back(
        fmt::format("{} not this practice's own: `caseload check {}` lists "
                    "them with their basis.",
                    defaults_words(report.defaults_used), report.file));
  return notes;
}

std::vector<std::string> reading(const AsOfReport& report) {
  return {
      fmt::format("Counted are the patients of {}, also those who leave before the month ends; who "
                  "joins until then costs work and is not counted. Minutes count only together "
                  "with a live contact.",
                  report.state_file),
      "\"9 in 10\" is how much the rest of the month can differ, from the 5th to the 95th "
      "percentile, under the same plan. All plans meet the same luck.",
      "Device periods that ended before that morning, or end after the month, are not judged here.",
      "This looks ahead to work that patients need. It never advises adding minutes, and a code "
      "the "
      "log supports is not yet a claim."};
}

std::string section(const std::string& title, const std::string& body) {
  return fmt::format("\n{}\n{}", title, body);
}

std::string list(const std::vector<std::string>& texts, std::string_view mark) {
  std::string out;
  for (const std::string& text : texts) out += paragraph(text, mark);
  return out;
}

}  // namespace

std::string as_of_text(const AsOfReport& report) {
  std::string out = opening(report);
  out += section("ANSWER", list(answer(report), ""));
  out += section(fmt::format("PATIENTS WHO WOULD END {} WITH, AND A LIVE CONTACT", month(report)),
                 minutes_table(report));
  if (report.as_of.periods_ending > 0)
    out += section(fmt::format("OF {} DEVICE PERIODS THAT END FROM {} ON, WITH READINGS ON",
                               thousands(report.as_of.periods_ending), iso(report.as_of.day)),
                   days_table(report));
  out += section("WHAT IS TAKEN FOR GRANTED", list(notes(report), "- "));
  out += section("HOW TO READ THIS", list(reading(report), "- "));
  return out;
}

}  // namespace caseload::reports
