#include "reports/run/trace_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "reports/render/carried_rules.hpp"
#include "reports/render/clinical_words.hpp"
#include "reports/render/words.hpp"
#include "sim/base/visible.hpp"
#include "sim/base/wording.hpp"

namespace caseload::reports {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kTextColumn = 33;    // mark 2, space, clock 5, two spaces, what 22, space
constexpr std::size_t kCreditColumn = 82;  // then what was added, then the total

std::string opening(const Trace& trace, const RunFacts& facts) {
  std::string out = fmt::format("Patient {}, {}, plan {}\n", number(trace.told.patient),
                                trace.told.month.spoken(), visible(facts.plan));
  out += fmt::format("{} ({}), seed {}, replication {}, {}, caseload {}\n", visible(facts.scenario),
                     facts.scenario_hash, facts.seed, facts.replication, facts.wire, facts.version);
  return out;
}

std::string limits(const Trace& trace) {
  std::string devices;
  for (std::size_t index = 0; index < trace.told.enrolment.devices.size(); ++index)
    devices += fmt::format("{}{} (device {})", index == 0 ? "" : ", ",
                           device_words(trace.told.enrolment.device_kinds[index]),
                           number(trace.told.enrolment.devices[index]));
  std::string out = fmt::format("\nMonitored since {} with: {}\n\n",
                                day_words(trace.told.outcome.monitoring_from), devices);
  out += "  " + left("limits", 14) + left("review", 32) + "urgent\n";
  std::vector<std::string_view> shown;
  for (const telemetry::DeviceKind kind : trace.told.enrolment.device_kinds) {
    for (const Signal& signal : signals(kind, {}, trace.told.enrolment.limits)) {
      if (std::ranges::find(shown, signal.name) != shown.end())
        continue;  // pulse: cuff and oximeter
      shown.push_back(signal.name);
      out += "  " + left(signal.name, 14) + left(band_words(signal, signal.limits.review), 32) +
             band_words(signal, signal.limits.urgent) + "\n";
    }
  }
  return out;
}

// Why not, or not all of it. A piece lost as a whole to one reason needs no numbers.
std::string credit_reason(const TraceLine& line) {
  const bool nothing_counts = line.event.credit->credited == SimDuration{};
  if (nothing_counts && line.event.credit->losses.size() == 1)
    return fmt::format("; not counted: {}", rules::why(line.event.credit->losses.front().reason));
  std::string text;
  for (const rules::CreditLine::Loss& loss : line.event.credit->losses)
    text +=
        fmt::format("; not counted {}: {}", duration_clock(loss.duration), rules::why(loss.reason));
  return text;
}

std::string_view mark(telemetry::AlertLevel level) {
  if (level == telemetry::AlertLevel::Urgent) return "!!";
  return level == telemetry::AlertLevel::Review ? " !" : "  ";
}

std::string timeline_row(const TraceLine& line, const ZoneTable& zone) {
  std::string text = line.who;
  if (!line.text.empty()) text += (text.empty() ? "" : ": ") + line.text;
  if (line.event.credit) text += credit_reason(line);

  const bool counts = line.event.credit && line.event.credit->credited > SimDuration{};
  const std::string body = wrapped(text, counts ? kCreditColumn - 1 : kWidth, kTextColumn);
  const std::size_t first_end = std::min(body.find('\n'), body.size());
  std::string row =
      fmt::format("{} {}  {}", mark(line.event.level), clock_face(zone.local(line.event.at)),
                  text.empty() ? line.what : left(line.what, 22) + " ") +
      body.substr(0, first_end);
  if (counts)
    row = left(row, kCreditColumn) + right("+" + duration_clock(line.event.credit->credited), 8) +
          right(duration_clock(line.event.total), 9);
  return row + body.substr(first_end) + '\n';
}

// One day of the month: what is said about it as a whole, then what happened, in order.
struct Day {
  LocalDay day;
  std::string about;
  std::string rows;
};

std::vector<Day> days_of(const Trace& trace, const ZoneTable& zone) {
  std::vector<Day> days;
  for (LocalDay day = trace.told.month.first_day(); day < trace.told.month.end_day();
       day += caseload::days{1})
    days.push_back({day, "", ""});
  for (const TraceLine& line : trace.lines) {
    // Work of the night before stands on the first day.
    const auto index = std::max<std::ptrdiff_t>(
        0, (zone.local_day(line.event.at) - trace.told.month.first_day()).count());
    Day& day = days[static_cast<std::size_t>(index)];
    if (line.of_the_day)
      day.about += fmt::format("{}{}: {}", day.about.empty() ? "" : "; ", line.what, line.text);
    else day.rows += timeline_row(line, zone);
  }
  return days;
}

std::string timeline(const Trace& trace, const ZoneTable& zone) {
  std::string out =
      "\n" + left("", kCreditColumn) + right("credited", 8) + right("total", 9) + "\n";
  const std::vector<Day> days = days_of(trace, zone);
  for (std::size_t first = 0; first < days.size();) {
    // Days on which nothing happened, for the same reason, share a line.
    std::size_t next = first + 1;
    const auto eventless = [&](std::size_t at) {
      return days[at].rows.empty() && days[at].about == days[first].about;
    };
    while (eventless(first) && next < days.size() && eventless(next)) ++next;
    out += next - first == 1 ? day_words(days[first].day)
                             : span_words(days[first].day, days[next - 1].day);
    const bool quiet = days[first].about.empty() && days[first].rows.empty();
    if (quiet) out += "  nothing";
    if (!days[first].about.empty()) out += "  " + days[first].about;
    out += "\n" + days[first].rows;
    first = next;
  }
  return out;
}

std::string sum(const Trace& trace, const ZoneTable& zone) {
  if (!trace.told.outcome.enrolled)
    return fmt::format("\nLeft on {}, before {}: only a device period was still under way.\n",
                       day_words(zone.local_day(trace.told.outcome.left_at)),
                       trace.told.month.spoken());
  std::string out = fmt::format(
      "\n{}: {} credited, {}. Readings on {}.\n", trace.told.month.spoken(),
      spoken(trace.told.outcome.credit.credited),
      trace.told.outcome.credit.live_contact ? "with a live contact" : "no live contact",
      spoken_days(trace.told.reading_days));
  for (const experiment::TraceLoss& loss : trace.told.losses)
    out += fmt::format("  {} logged but not credited: {}\n",
                       right(duration_clock(loss.duration), 7), rules::why(loss.reason));
  if (trace.told.unlogged > SimDuration{})
    out += fmt::format("  {} worked and never logged\n",
                       right(duration_clock(trace.told.unlogged), 7));
  return out;
}

std::string code_row(const std::string& code, const std::string& amount, LocalDay from, LocalDay to,
                     const std::string& reason) {
  return "  " + left(code, 11) + right(amount, 9) + "  " + left(span_words(from, to), 35) + " " +
         wrapped(reason, kWidth, 60) + "\n";
}

std::string claims(const Trace& trace, const rules::RuleBook& rules) {
  std::string out = "\nThe log supports\n";
  Cents total;
  for (const rules::Claim& claim : trace.told.outcome.claims) {
    const std::optional<Cents> amount = rules::price(claim, rules.for_day(claim.service_to));
    total += amount.value_or(Cents{});
    out += code_row(claim.units == 1 ? claim.code : fmt::format("{} × {}", claim.code, claim.units),
                    amount ? money_words(*amount) : "no rate", claim.service_from, claim.service_to,
                    claim.held ? claim.reason + "; held: not signed by the day" : claim.reason);
  }
  if (trace.told.outcome.claims.empty()) out += "  no code\n";
  else out += "  " + left("together", 11) + right(money_words(total), 9) + "\n";
  if (trace.told.outcome.not_claimed.empty()) return out;
  out += "\nIt does not support\n";
  for (const rules::NotClaimed& code : trace.told.outcome.not_claimed)
    out += code_row(code.code, "", code.service_from, code.service_to, code.reason);
  return out;
}

}  // namespace

std::string trace_text(const Trace& trace, const RunFacts& facts, const ZoneTable& zone,
                       const rules::RuleBook& rules) {
  std::string out = opening(trace, facts);
  out += carried_rules_text(rules, std::array{facts.month});
  out += limits(trace);
  out += fmt::format("\nTimes in {}. ! outside the review limits, !! outside the urgent ones.\n",
                     facts.zone);
  if (trace.told.events_before > 0)
    out += fmt::format("{} of the months before {} not shown.\n",
                       counted(static_cast<std::int64_t>(trace.told.events_before), "line"),
                       by_count(static_cast<std::int64_t>(trace.told.events_before), "is", "are"));
  return out + timeline(trace, zone) + sum(trace, zone) + claims(trace, rules);
}

}  // namespace caseload::reports
