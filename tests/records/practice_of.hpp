#pragma once

// A practice from CSV text, billed as the program does.

#include <sstream>
#include <string>
#include <vector>

#include "records/bill_practice.hpp"
#include "records/enrolments.hpp"
#include "records/readings.hpp"
#include "records/rule_choice.hpp"
#include "records/time_log.hpp"
#include "scenarios/assemble/zone.hpp"
#include "sim/base/wording.hpp"

namespace caseload::records {

inline const std::string kLogHeader =
    "patient,staff,role,start,end,activity,live,program,minutes\n";

struct Exports {
  std::string log{}, readings{}, enrolments{}, visits{};
  std::string timezone = "America/New_York";
  std::string rules = "medicare";
  std::vector<CalendarMonth> months{};
  std::string readings_header = "patient,device,taken_at,manual";
};

struct Billed {
  Practice practice;
  Bill bill;

  // "Ann 99457 × 1 2026-03-01: 23 min credited …", of the supported ones, or of all ("- …").
  std::vector<std::string> supported() const { return lines(true); }
  std::vector<std::string> refused() const { return lines(false); }
  // "Ann 2026-03 rpm 23 min of 31 min": with live contact a "!" behind it.
  std::vector<std::string> minutes() const {
    std::vector<std::string> out;
    for (const BilledMinutes& each : bill.minutes)
      out.push_back(practice.patients[each.patient] + " " + each.month.name() + " " +
                    std::string(rules::name(each.program)) + " " + spoken(each.credited) + " of " +
                    spoken(each.logged()) + (each.live_contact ? " !" : ""));
    return out;
  }
  std::vector<std::string> rejected() const {
    std::vector<std::string> out;
    for (const Rejection& each : practice.rejections)
      out.push_back(each.file + ":" + std::to_string(each.line) + ": " + each.why);
    return out;
  }

 private:
  std::vector<std::string> lines(bool wanted) const {
    std::vector<std::string> out;
    for (const BilledCode& code : bill.codes)
      if ((code.units > 0) == wanted)
        out.push_back(practice.patients[code.patient] + " " + bill.words[code.code] +
                      (code.units > 1 ? " × " + std::to_string(code.units) : "") + " " +
                      iso(code.from) + ": " + bill.words[code.reason]);
    return out;
  }
};

inline Billed billed(const Exports& exports) {
  const ZoneTable zone = *scenarios::zone_table(exports.timezone);
  const RuleChoice rules = *choose_rules(exports.rules);
  Billed out;
  const auto must = [](const Result<void>& read) {
    if (!read) throw std::runtime_error(read.error().text);
  };
  std::istringstream log(kLogHeader + exports.log);
  must(read_time_log(log, "log", zone, rules.book, out.practice));
  std::istringstream readings(exports.readings_header + "\n" + exports.readings);
  must(read_readings(readings, "readings", zone, out.practice));
  if (!exports.enrolments.empty()) {
    std::istringstream in("patient,start,end,established,consent,order\n" + exports.enrolments);
    must(read_enrolments(in, "enrolments", zone, out.practice));
  }
  if (!exports.visits.empty()) {
    std::istringstream in("patient,start,end\n" + exports.visits);
    must(read_visits(in, "visits", zone, out.practice));
  }
  put_in_order(out.practice);
  out.bill = bill(out.practice, zone, rules.book, exports.months);
  return out;
}

// Readings of a patient at 07:00 on days of a month; `rest`: what stands behind the time.
inline std::string readings_on(const std::string& patient, const std::string& month, int from,
                               int to, const std::string& rest = "no") {
  std::string text;
  for (int day = from; day <= to; ++day)
    text += patient + ",cuff," + month + (day < 10 ? "-0" : "-") + std::to_string(day) + "T07:00," +
            rest + "\n";
  return text;
}

}  // namespace caseload::records
