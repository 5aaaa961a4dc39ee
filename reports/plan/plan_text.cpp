#include "reports/plan/plan_text.hpp"

#include <fmt/format.h>

#include "reports/plan/cover_tables.hpp"
#include "reports/plan/month_tables.hpp"
#include "reports/plan/operations_tables.hpp"
#include "reports/plan/plan_answer.hpp"
#include "reports/plan/plan_notes.hpp"
#include "reports/plan/plan_tables.hpp"
#include "reports/plan/policy.hpp"
#include "reports/plan/who_calls.hpp"
#include "reports/render/carried_rules.hpp"
#include "reports/render/words.hpp"
#include "sim/base/visible.hpp"
#include "sim/experiment/in_question.hpp"

namespace caseload::reports {
namespace {

constexpr std::size_t kWidth = 100;

std::string section(std::string_view title, const std::string& body) {
  return fmt::format("\n{}\n{}", title, body);
}

std::string paragraphs(const std::vector<std::string>& texts, std::string_view mark) {
  std::string out;
  for (const std::string& text : texts)
    out += fmt::format("{}{}\n", mark, wrapped(text, kWidth, mark.size()));
  return out;
}

std::string opening(const PlanReport& report) {
  std::string out = fmt::format("{}, {} of every plan and month\n", visible(report.scenario.name),
                                counted(report.experiment.replications, "replication"));
  out += fmt::format("caseload {}, seed {}, scenario {}, fingerprint {:016x}\n", report.version,
                     report.experiment.seed, report.scenario.hash, report.experiment.fingerprint);
  if (!report.scenario.purpose.empty())
    out += fmt::format("\n{}\n", wrapped(report.scenario.purpose, kWidth, 0));
  out += carried_rules_text(report.scenario.rules, report.scenario.months);
  return out;
}

}  // namespace

std::string plan_text(const PlanReport& report) {
  const PlanTables tables(report, kWidth);
  const OperationsTables days(report, kWidth);
  const std::string& asked = experiment::plan_in_question(report.summary).name;
  const std::string month = tables.month().spoken();
  const int minutes = experiment::kMinuteTiers[experiment::tier_in_question(report.scenario)];

  std::string out = opening(report);
  out += section("ANSWER", paragraphs(answer_paragraphs(report), ""));
  if (const std::string verdicts = tables.verdicts(); !verdicts.empty())
    out += section("PLANS, EACH BY ITS HARDEST MONTH", verdicts);
  out += section(fmt::format("PLANS, {}", month), tables.decision());
  if (const std::vector<std::string> teams = tables.teams_of_others(); !teams.empty())
    out += "\n" + paragraphs(teams, "- ");
  if (const std::vector<std::string> vendors = vendor_sentences(report); !vendors.empty())
    out += "\n" + paragraphs(vendors, "- ");
  out += section(fmt::format("PATIENTS WHO WOULD REACH EACH STEP, WITH A LIVE CONTACT, {}", month),
                 tables.steps_of_minutes());
  out += section(fmt::format("WHY PATIENTS WOULD MISS 20 MINUTES, {}", month), days.missed());
  out += section(fmt::format("PATIENTS OF HIGH ACUITY, {}", month), days.high_acuity());
  if (const std::string policy = against_fifo_text(report, kWidth); !policy.empty())
    out += section(fmt::format("THRESHOLD-DRIVEN, FOR COMPARISON ONLY, {}", month), policy);
  if (const std::string languages = languages_text(report, kWidth); !languages.empty())
    out += section(fmt::format("PATIENTS OF OTHER LANGUAGES, {}", month), languages);
  if (const std::string primary = against_pool_text(report, kWidth); !primary.empty())
    out += section(fmt::format("PRIMARY NURSES AGAINST A POOL, {}", month), primary);
  out += section(fmt::format("CONTACT AND DEVICES, {}", month), tables.contact_and_devices());
  out += section(fmt::format("URGENT ALERTS AND STAFF, {}", month), tables.alerts_and_staff());
  out += section(fmt::format("HOW SOON ALERTS WOULD BE TOUCHED, {}", month), days.waits());
  if (const std::string cover = on_call_table(report, kWidth); !cover.empty())
    out += section(fmt::format("NIGHTS, WEEKENDS AND WHO WOULD BE ON CALL, {}", month), cover);
  out += section(fmt::format("BY THE HOUR THEY WERE RAISED, {}, {}", asked, month),
                 days.waits_by_hour());
  out += section(fmt::format("HOW SOON PATIENTS WHO CALL WOULD BE ANSWERED, {}", month),
                 days.inbound());
  out += section(fmt::format("WHO WOULD BE BUSY WHEN, {}, {}", asked, month), days.busy());
  out += section(fmt::format("WHERE THE HOURS WOULD GO, {}", month), days.hours());
  out += section(fmt::format("WORK LEFT OPEN, {}, {}", asked, month), days.open_work());
  if (const std::string signing = sign_off_table(report, kWidth); !signing.empty())
    out += section(fmt::format("THE PROVIDER'S SIGN-OFF, {}", month), signing);
  if (const std::string second = second_programmes_table(report, kWidth); !second.empty())
    out += section(fmt::format("SECOND PROGRAMMES BESIDE RPM, {}", month), second);
  out += section(fmt::format("WHAT IT WOULD COST, {}", month), days.costs());
  out +=
      section(fmt::format("MONEY, AND THE CODES THE LOG WOULD SUPPORT, {}", month), tables.money());
  out += section(fmt::format("FROM ALL PAID TO EXPECTED, {}", month), tables.payments());
  out += section(fmt::format("AS AN AUDITOR WOULD LOOK AT IT, {}", month), tables.integrity());
  if (report.experiment.months.size() > 1) {
    out += section(fmt::format("SHARE REACHING {} MINUTES, BY MONTH", minutes),
                   months_of_all_plans(report, kWidth));
    out += section(fmt::format("MONTH BY MONTH, {}", asked), months_of_plan_asked(report, kWidth));
  }
  if (const std::vector<std::string> steps = step_sentences(report); !steps.empty())
    out +=
        section(fmt::format("WHAT EACH STEP WOULD CHANGE, {} (95 % interval of the mean)", month),
                paragraphs(steps, "- "));
  out += section("HOW TO READ THIS", paragraphs(reading_notes(report), "- "));
  return out;
}

}  // namespace caseload::reports
