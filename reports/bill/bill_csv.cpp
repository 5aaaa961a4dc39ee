#include <fmt/format.h>

#include "reports/bill/bill_input.hpp"
#include "reports/render/csv.hpp"

namespace caseload::reports {
namespace {

// Rows leave as they are written.
class Rows {
 public:
  Rows(std::vector<std::string_view> header, const Sink& sink)
      : csv_(std::move(header)), sink_(sink) {
    flush();
  }
  Csv& csv() { return csv_; }
  void end() {
    csv_.end_row();
    flush();
  }

 private:
  void flush() { sink_(csv_.take()); }
  Csv csv_;
  const Sink& sink_;
};

std::string unknown_facts(const records::Bill& bill, const records::BilledCode& code) {
  std::string list;
  for (std::size_t bit = 0; bit < bill.facts.size(); ++bit)
    if ((code.unknown >> bit & 1U) != 0) list += (list.empty() ? "" : "; ") + bill.facts[bit];
  return list;
}

// month, period_start, period_end: one of the two is empty.
void when(const records::BilledCode& code, Csv& csv) {
  csv.field(code.of_period ? "" : month_of(code.from).name());
  csv.field(code.of_period ? iso(code.from) : "");
  csv.field(code.of_period ? iso(code.to) : "");
}

double minutes_of(SimDuration duration) { return to_minutes(duration); }

}  // namespace

void claims_csv(const BillInput& input, const Sink& sink) {
  Rows rows({"patient", "code", "units", "month", "period_start", "period_end", "reason", "unknown",
             "held", "national_rate_usd"},
            sink);
  for (const records::BilledCode& code : input.bill.codes) {
    if (code.units == 0) continue;
    rows.csv().field(input.patients[code.patient]).field(input.bill.words[code.code]);
    rows.csv().field(std::int64_t{code.units});
    when(code, rows.csv());
    rows.csv().field(input.bill.words[code.reason]).field(unknown_facts(input.bill, code));
    rows.csv().field(code.held ? "yes" : "no");
    rows.csv().field(
        code.priced ? std::optional(static_cast<double>(code.cents) / 100) : std::nullopt, 2);
    rows.end();
  }
}

void not_claimed_csv(const BillInput& input, const Sink& sink) {
  Rows rows({"patient", "code", "month", "period_start", "period_end", "reason"}, sink);
  for (const records::BilledCode& code : input.bill.codes) {
    if (code.units > 0) continue;
    rows.csv().field(input.patients[code.patient]).field(input.bill.words[code.code]);
    when(code, rows.csv());
    rows.csv().field(input.bill.words[code.reason]);
    rows.end();
  }
}

void minutes_csv(const BillInput& input, const Sink& sink) {
  Rows rows({"patient", "month", "program", "entries", "logged_minutes", "credited_minutes",
             "lost_role_minutes", "lost_activity_minutes", "lost_marked_not_countable_minutes",
             "lost_visit_minutes", "lost_overlap_minutes", "lost_not_enrolled_minutes",
             "live_contact", "entries_live_unknown"},
            sink);
  for (const records::BilledMinutes& minutes : input.bill.minutes) {
    Csv& csv = rows.csv();
    csv.field(input.patients[minutes.patient]).field(minutes.month.name());
    csv.field(rules::name(minutes.program)).field(std::int64_t{minutes.entries});
    csv.field(minutes_of(minutes.logged()), 4).field(minutes_of(minutes.credited), 4);
    for (const SimDuration lost : minutes.lost) csv.field(minutes_of(lost), 4);
    csv.field(minutes.live_contact ? "yes" : minutes.live_unknown > 0 ? "unknown" : "no");
    csv.field(std::int64_t{minutes.live_unknown});
    rows.end();
  }
}

void rejected_csv(const BillInput& input, const Sink& sink) {
  Rows rows({"file", "line", "why"}, sink);
  for (const records::RejectedRow& row : input.rejected) {
    rows.csv().field(row.file).field(static_cast<std::int64_t>(row.line)).field(row.why);
    rows.end();
  }
}

}  // namespace caseload::reports
