#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "reports/render/carried_rules.hpp"
#include "reports/render/clinical_words.hpp"
#include "reports/render/json_document.hpp"
#include "reports/run/run_text.hpp"

namespace caseload::reports {
namespace {

using Json = nlohmann::ordered_json;

std::int64_t whole_seconds(SimDuration duration) {
  return std::chrono::duration_cast<seconds>(duration).count();
}

Json counted(const experiment::Count& count) {
  return {{"everyone", count.everyone}, {"eligible", count.eligible}};
}

Json month_json(const experiment::MonthOutcome& month) {
  Json json{{"patients", counted(month.patients)}};
  for (std::size_t tier = 0; tier < experiment::kMinuteTiers.size(); ++tier)
    json[fmt::format("min{}", experiment::kMinuteTiers[tier])] = counted(month.reached[tier]);
  json["live_contact"] = counted(month.live_contact);
  json["device_periods"] = month.periods_ended;
  json["days2"] = month.days2;
  json["days16"] = month.days16;
  json["device_periods_after_leaving"] = month.periods_after_leaving;
  json["codes"] = Json::object();
  for (const auto& [code, units] : month.codes) json["codes"][code] = units;
  json["revenue_usd"] = month.revenue.dollars();
  json["expected_revenue_usd"] = month.payment.paid.dollars();
  json["cost_usd"] = month.cost.total().dollars();
  json["readings"] = month.readings;
  json["alerts"] = month.alerts;
  json["silence_alerts"] = month.silence_alerts;
  json["trend_alerts"] = month.trend_alerts;
  json["closed_alerts"] = month.suppressed_alerts;
  json["silences_over"] = month.silences_over;
  json["urgent"] = month.urgent.raised;
  json["urgent_in_time_staffed"] = month.urgent.in_time_staffed;
  json["urgent_in_time_wall"] = month.urgent.in_time_wall;
  json["calls_placed"] = month.attempts;
  json["conversations"] = month.live_contacts;
  json["patients_calls"] = month.patients_calls;
  json["joined"] = month.joined;
  json["left"] = month.left;
  json["credited_seconds"] = whole_seconds(month.credited);
  json["countable_worked_seconds"] = whole_seconds(month.countable_worked);
  json["staff"] = Json::array();
  for (const experiment::StaffMinutes& person : month.staff)
    json["staff"].push_back({{"name", person.name},
                             {"scheduled_seconds", whole_seconds(person.scheduled)},
                             {"absent_seconds", whole_seconds(person.absent)},
                             {"present_seconds", whole_seconds(person.present)},
                             {"overtime_seconds", whole_seconds(person.overtime)},
                             {"rpm_seconds", whole_seconds(person.rpm)},
                             {"other_seconds", whole_seconds(person.other)},
                             {"breaks_seconds", whole_seconds(person.breaks)},
                             {"idle_seconds", whole_seconds(person.idle)},
                             {"called_out_seconds", whole_seconds(person.called_out)}});
  json["sign_off"] = {{"worked_seconds", whole_seconds(month.sign_off.worked)},
                      {"month_before_owed", month.sign_off.owed},
                      {"month_before_in_time", month.sign_off.in_time},
                      {"month_before_late", month.sign_off.late},
                      {"month_before_open", month.sign_off.open},
                      {"owed", month.sign_off.owed_of_month},
                      {"held", month.sign_off.held}};
  json["on_call"] = {{"seconds", whole_seconds(month.on_call.on_call)},
                     {"calls", month.on_call.calls},
                     {"worked_seconds", whole_seconds(month.on_call.worked)}};
  json["fingerprint"] = fmt::format("{:016x}", month.fingerprint);
  return json;
}

Json reconciliation_json(const experiment::Reconciliation& reconciliation) {
  using experiment::Reconciliation;
  Json lines = Json::array();
  for (const Reconciliation::Line& line : reconciliation.lines) {
    Json told = Json::object();
    for (std::size_t teller = 0; teller < reconciliation.tellers.size(); ++teller)
      told[reconciliation.tellers[teller]] = line.told[teller];
    lines.push_back({{"what", line.what},
                     {"span", line.span == Reconciliation::Span::Run ? "run" : "month"},
                     {"equal", line.equal},
                     {"told", std::move(told)}});
  }
  return {{"complete", reconciliation.complete()},
          {"lines", std::move(lines)},
          {"differences", reconciliation.differences}};
}

std::string level_name(telemetry::AlertLevel level) {
  if (level == telemetry::AlertLevel::Urgent) return "urgent";
  return level == telemetry::AlertLevel::Review ? "review" : "none";
}

Json trace_json(const Trace& trace) {
  Json json{{"patient", number(trace.told.patient)},
            {"monitoring_from", iso(trace.told.outcome.monitoring_from)},
            {"credited_seconds", whole_seconds(trace.told.outcome.credit.credited)},
            {"live_contact", trace.told.outcome.credit.live_contact},
            {"reading_days", trace.told.reading_days}};
  json["lines"] = Json::array();
  for (const TraceLine& line : trace.lines) {
    Json each{{"at", iso(line.event.at)},
              {"what", line.what},
              {"who", line.who},
              {"text", line.text},
              {"level", level_name(line.event.level)}};
    if (line.event.credit) {
      each["credited_seconds"] = whole_seconds(line.event.credit->credited);
      each["not_counted"] = Json::array();
      for (const rules::CreditLine::Loss& loss : line.event.credit->losses)
        each["not_counted"].push_back({{"why", std::string{rules::why(loss.reason)}},
                                       {"seconds", whole_seconds(loss.duration)}});
    }
    each["total_seconds"] = whole_seconds(line.event.total);
    json["lines"].push_back(std::move(each));
  }
  json["claims"] = Json::array();
  for (const rules::Claim& claim : trace.told.outcome.claims)
    json["claims"].push_back({{"code", claim.code},
                              {"units", claim.units},
                              {"from", iso(claim.service_from)},
                              {"to", iso(claim.service_to)},
                              {"reason", claim.reason},
                              {"held", claim.held}});
  json["not_claimed"] = Json::array();
  for (const rules::NotClaimed& code : trace.told.outcome.not_claimed)
    json["not_claimed"].push_back({{"code", code.code},
                                   {"from", iso(code.service_from)},
                                   {"to", iso(code.service_to)},
                                   {"reason", code.reason}});
  return json;
}

}  // namespace

std::string run_json(const RunReport& report, const Trace* trace) {
  const RunFacts& facts = report.facts;
  Json json{{"schema_version", 1},
            {"version", facts.version},
            {"seed", facts.seed},
            {"scenario", facts.scenario},
            {"scenario_hash", facts.scenario_hash},
            {"plan", facts.plan},
            {"month", facts.month.name()},
            {"months_under_carried_rules",
             carried_months(report.scenario.rules, std::array{facts.month})},
            {"replication", facts.replication},
            {"wire", facts.wire}};
  json["outcome"] = month_json(report.outcome);
  if (report.wire)
    json["readings_over_the_wire"] = {{"sent", report.wire->sent},
                                      {"distinct", report.wire->distinct},
                                      {"duplicates", report.wire->duplicates},
                                      {"resent", report.wire->resent}};
  if (report.reconciliation) json["agreement"] = reconciliation_json(*report.reconciliation);
  if (trace != nullptr) json["trace"] = trace_json(*trace);
  return json_document(json);
}

}  // namespace caseload::reports
