#pragma once

// What a practice's records support, as tables: made in records/, written out in reports/.
//
// Small rows, since a large practice has millions: words stand in them by number. Rows are in the
// order of the patients' ids, then of time, then of code.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/string_pool.hpp"
#include "sim/base/calendar.hpp"
#include "sim/base/money.hpp"
#include "sim/rules/ledger.hpp"

namespace caseload::records {

// Why logged time of a month was not credited to its own programme: the reasons of the ledger that
// concern one programme's month, and the one that only enrolments can tell.
enum class Lost : std::uint8_t { Role, Activity, MarkedNotCountable, Visit, Overlap, NotEnrolled };
inline constexpr int kLost = 6;
std::string_view name(Lost reason);  // "not_enrolled", as files spell it
std::string_view why(Lost reason);   // "on a day on which the patient was not enrolled"

// One programme's logged time of a patient and a month. logged = credited + the sum of lost.
struct BilledMinutes {
  std::uint32_t patient = 0;  // in the words of the practice's patients
  CalendarMonth month{};
  rules::Program program = rules::Program::Rpm;
  bool live_contact = false;
  std::uint32_t entries = 0;       // that lie in the month, whole or in part
  std::uint32_t live_unknown = 0;  // of them: would count, and nobody said whether they were live
  std::uint32_t clockless = 0;     // of them: known by the day only
  SimDuration credited{};
  std::array<SimDuration, kLost> lost{};

  SimDuration logged() const;
};

// One code of one patient's month or device period: supported by the log, or not, and why.
struct BilledCode {
  std::uint32_t patient = 0;
  std::uint32_t code = 0;     // in Bill::words
  std::uint32_t reason = 0;   // in Bill::words
  LocalDay from;              // first day of the month or period
  LocalDay to;                // last day, inclusive
  std::uint8_t units = 0;     // 0: not supported
  bool of_period = false;     // a device period; otherwise a calendar month
  bool held = false;          // supported, and waits for a signature
  std::uint16_t unknown = 0;  // a set of facts the rules ask for and nobody said: Bill::facts
  std::int64_t cents = 0;     // of all units, at the national rate
  bool priced = true;         // false: priced by contractors, no national rate exists
};

// A device period that is not decided, and why: "unfinished: …".
struct OpenPeriod {
  std::uint32_t patient = 0;
  LocalDay from;
  LocalDay to;
  rules::Program program = rules::Program::Rpm;  // whose
  int reading_days = 0;                          // so far
  std::uint32_t reason = 0;                      // in Bill::words
};

// A sentence for people, and to how much it applies.
struct Remark {
  std::string about;  // "overlap", a word for programs
  std::int64_t count = 0;
  std::string text;
  std::vector<std::string> examples;  // a few, in order
};

struct Bill {
  StringPool words;
  std::vector<std::string> facts;  // by bit of BilledCode::unknown
  std::vector<BilledMinutes> minutes;
  std::vector<BilledCode> codes;
  std::vector<OpenPeriod> open;
  std::vector<Remark> unknown;
  std::vector<Remark> questions;  // what an auditor would ask
};

}  // namespace caseload::records
