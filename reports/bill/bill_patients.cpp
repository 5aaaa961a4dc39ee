#include "reports/bill/bill_patients.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "reports/render/words.hpp"
#include "sim/base/visible.hpp"
#include "sim/base/wording.hpp"

namespace caseload::reports {
namespace {

constexpr std::size_t kWidth = 100;

// Facts that no supported code knows of: they are said once.
unsigned unknown_everywhere(const records::Bill& bill) {
  unsigned all = ~0U;
  for (const records::BilledCode& code : bill.codes)
    if (code.units > 0) all &= code.unknown;
  return all;
}

// "order, consent": without the words that say they are unknown.
std::string fact_names(const records::Bill& bill, unsigned unknown) {
  std::string list;
  for (std::size_t bit = 0; bit < bill.facts.size(); ++bit) {
    if ((unknown >> bit & 1U) == 0) continue;
    const std::string& fact = bill.facts[bit];
    list += (list.empty() ? "" : ", ") + fact.substr(0, fact.rfind(": unknown"));
  }
  return list;
}

// The lines of one patient after the other: the three tables are in the same order.
class PatientLines {
 public:
  PatientLines(const BillInput& input, const Sink& sink)
      : input_(input), sink_(sink), said_once_(unknown_everywhere(input.bill)) {}

  void write() {
    const records::Bill& bill = input_.bill;
    if (bill.codes.empty() && bill.minutes.empty() && bill.open.empty()) return;
    sink_("\nPATIENT BY PATIENT\n");
    const std::string everywhere = fact_names(bill, said_once_);
    if (!everywhere.empty())
      sink_(wrapped("Unknown for every code that the log supports, and not said again: " +
                        everywhere + ".",
                    kWidth, 0) +
            "\n");
    for (std::uint32_t patient = 0; patient < input_.patients.size(); ++patient) {
      if (!has(bill.minutes, minutes_, patient) && !has(bill.codes, codes_, patient) &&
          !has(bill.open, open_, patient))
        continue;
      sink_(visible(input_.patients[patient]) + "\n");
      while (has(bill.minutes, minutes_, patient) || has(bill.codes, codes_, patient))
        next_month(patient);
      for (; has(bill.open, open_, patient); ++open_) open_period(bill.open[open_]);
    }
  }

 private:
  template <class Rows>
  static bool has(const Rows& rows, std::size_t at, std::uint32_t patient) {
    return at < rows.size() && rows[at].patient == patient;
  }

  void next_month(std::uint32_t patient) {
    const records::Bill& bill = input_.bill;
    std::optional<CalendarMonth> month;
    if (has(bill.minutes, minutes_, patient)) month = bill.minutes[minutes_].month;
    if (has(bill.codes, codes_, patient)) {
      const CalendarMonth of_code = month_of(bill.codes[codes_].to);
      month = month ? std::min(*month, of_code) : of_code;
    }
    std::string heading = "  " + month->spoken();
    for (; has(bill.minutes, minutes_, patient) && bill.minutes[minutes_].month == *month;
         ++minutes_)
      heading += minutes_line(bill.minutes[minutes_]);
    sink_(heading + "\n");
    for (; has(bill.codes, codes_, patient) && month_of(bill.codes[codes_].to) == *month; ++codes_)
      code_line(bill.codes[codes_]);
  }

  static std::string minutes_line(const records::BilledMinutes& minutes) {
    std::string line = fmt::format("; {}: {} of {} credited{}", rules::name(minutes.program),
                                   spoken(minutes.credited), spoken(minutes.logged()),
                                   minutes.live_contact       ? ", live contact"
                                   : minutes.live_unknown > 0 ? ", live contact unknown"
                                                              : ", no live contact");
    std::string lost;
    for (std::size_t reason = 0; reason < minutes.lost.size(); ++reason)
      if (minutes.lost[reason] > SimDuration::zero())
        lost += fmt::format("{}{} ({})", lost.empty() ? "" : ", ", spoken(minutes.lost[reason]),
                            why(static_cast<records::Lost>(reason)));
    if (!lost.empty()) line += "; not credited: " + lost;
    return line;
  }

  void code_line(const records::BilledCode& code) {
    const std::string& name = input_.bill.words[code.code];
    const std::string& reason = input_.bill.words[code.reason];
    const std::string of =
        code.of_period ? fmt::format(", {}", span_words(code.from, code.to)) : "";
    if (code.units == 0) {
      sink_(fmt::format("    not {}{}: {}\n", name, of, reason));
      return;
    }
    std::string line =
        fmt::format("    the log supports {}{}{}: {}", name,
                    code.units > 1 ? fmt::format(" × {}", code.units) : "", of, reason);
    if (code.held) line += "; held: not signed";
    const std::string unknown = fact_names(input_.bill, code.unknown & ~said_once_);
    if (!unknown.empty()) line += "; unknown: " + unknown;
    sink_(line + "\n");
  }

  void open_period(const records::OpenPeriod& period) {
    sink_(fmt::format("  30 days{} {}: not decided, {}; {} with readings so far\n",
                      period.program == rules::Program::Rtm ? " of rtm" : "",
                      span_words(period.from, period.to), input_.bill.words[period.reason],
                      spoken_days(period.reading_days)));
  }

  const BillInput& input_;
  const Sink& sink_;
  unsigned said_once_;
  std::size_t minutes_ = 0, codes_ = 0, open_ = 0;
};

}  // namespace

void patients_text(const BillInput& input, const Sink& sink) { PatientLines(input, sink).write(); }

}  // namespace caseload::reports
