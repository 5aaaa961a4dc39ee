#pragma once

// The practice's time zone as a table of offsets, resolved once when the scenario is loaded.
//
// The system's zone files are read outside sim/ (they differ between machines); a run only ever
// sees this table, which is hashed into the scenario.

#include <string>
#include <vector>

#include "sim/base/time.hpp"

namespace caseload {

class ZoneTable {
 public:
  struct Period {
    SimTime from;           // in force from this instant on
    seconds offset;         // local = UTC + offset
    std::string shortened;  // EST, EDT, …

    bool operator==(const Period&) const = default;
  };

  // Requires: at least one period, in strictly increasing order of `from`. Instants before the
  // first period use the first period's offset.
  ZoneTable(std::string name, std::vector<Period> periods);
  static ZoneTable utc();

  const std::string& name() const { return name_; }
  const std::vector<Period>& periods() const { return periods_; }

  LocalTime local(SimTime at) const {
    return LocalTime{(at + period_at(at).offset).time_since_epoch()};
  }
  LocalDay local_day(SimTime at) const { return std::chrono::floor<days>(local(at)); }

  // An ambiguous local time means the earlier instant; one that does not exist (the hour skipped in
  // spring) means the instant of the transition.
  SimTime utc(LocalTime at) const;
  SimTime midnight(LocalDay day) const { return utc(LocalTime{day}); }
  bool exists(LocalTime at) const;

 private:
  const Period& period_at(SimTime at) const;

  std::string name_;
  std::vector<Period> periods_;
};

}  // namespace caseload
