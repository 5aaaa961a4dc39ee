#include "grpc/convert/registration.hpp"

#include <utility>
#include <vector>

#include "grpc/convert/findings.hpp"
#include "grpc/convert/rules.hpp"
#include "grpc/convert/telemetry.hpp"

namespace caseload::wire {
namespace {

void encode(const ZoneTable& zone, v1::TimeZone& out) {
  out.set_name(zone.name());
  for (const ZoneTable::Period& period : zone.periods()) {
    v1::ZonePeriod& theirs = *out.add_periods();
    theirs.set_from_us(period.from.time_since_epoch().count());
    theirs.set_offset_seconds(static_cast<std::int32_t>(period.offset.count()));
    theirs.set_shortened(period.shortened);
  }
}

ZoneTable decode_zone(const v1::TimeZone& message, Findings& findings) {
  std::vector<ZoneTable::Period> periods;
  for (const v1::ZonePeriod& theirs : message.periods()) {
    // The first period may begin at any time in the past: it is in force before its start as well.
    const SimTime from{SimDuration{theirs.from_us()}};
    const bool ordered = periods.empty() || periods.back().from < from;
    findings.expect(ordered, "time_zone.periods.from_us", theirs.from_us(),
                    "a moment after the period before");
    const bool on_earth = -86'400 < theirs.offset_seconds() && theirs.offset_seconds() < 86'400;
    findings.expect(on_earth, "time_zone.periods.offset_seconds", theirs.offset_seconds(),
                    "less than a day");
    if (!ordered || !on_earth) return ZoneTable::utc();
    periods.push_back({.from = from,
                       .offset = seconds{theirs.offset_seconds()},
                       .shortened = theirs.shortened()});
  }
  findings.expect(!periods.empty(), "time_zone.periods", "at least one");
  return periods.empty() ? ZoneTable::utc() : ZoneTable{message.name(), std::move(periods)};
}

rules::RuleBook decode_rules(const google::protobuf::RepeatedPtrField<v1::RuleSet>& messages,
                             Findings& findings) {
  rules::RuleBook book;
  for (const v1::RuleSet& message : messages) {
    rules::RuleSet rules = findings.part("rule_sets", decode(message), rules::RuleSet{});
    const bool follows = book.sets.empty() || book.sets.back().effective_to < rules.effective_from;
    findings.expect(follows, "rule_sets.effective_from", message.effective_from(),
                    "a day after the set before ends");
    book.sets.push_back(std::move(rules));
  }
  findings.expect(!book.sets.empty(), "rule_sets", "at least one");
  return book;
}

}  // namespace

void encode(const Registration& registration, v1::Registration& out) {
  out.Clear();
  out.set_run(registration.run);
  out.set_scenario_name(registration.scenario_name);
  out.set_scenario_hash(registration.scenario_hash);
  encode(registration.zone, *out.mutable_time_zone());
  for (const rules::RuleSet& rules : registration.rules.sets) encode(rules, *out.add_rule_sets());
  encode(registration.alerts, *out.mutable_alert_rules());
}

Result<Registration> decode(const v1::Registration& message) {
  Findings findings;
  findings.expect(!message.run().empty() && message.run().size() <= 200, "run",
                  "a name of 1 to 200 bytes");
  findings.expect(message.has_alert_rules(), "alert_rules", "the settings of the alert rules");
  Registration registration{.run = message.run(),
                            .scenario_name = message.scenario_name(),
                            .scenario_hash = message.scenario_hash(),
                            .zone = decode_zone(message.time_zone(), findings),
                            .rules = decode_rules(message.rule_sets(), findings),
                            .alerts = findings.part("alert_rules", decode(message.alert_rules()),
                                                    rules::AlertRuleSettings{})};
  return findings.conclude(std::move(registration));
}

}  // namespace caseload::wire
