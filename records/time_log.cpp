#include "records/time_log.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace caseload::records {
namespace {

enum : std::size_t {
  kPatient,
  kStaff,
  kRole,
  kStart,
  kEnd,
  kActivity,
  kLive,
  kProgram,
  kMinutes,
  kManual,
  kPractitioner,
  kSigned,
  kCountable
};
constexpr std::array kColumns{Column{"patient", true},
                              Column{"staff", true},
                              Column{"role", true, false, Holds::Role},
                              Column{"start", true, true, Holds::Time},
                              Column{"end", false, false, Holds::Time},
                              Column{"activity", true, false, Holds::Activity},
                              Column{"live", true, true, Holds::YesNo},
                              Column{"program", true, false, Holds::Program},
                              Column{"minutes", false, false, Holds::Number},
                              Column{"manual", false, false, Holds::YesNo},
                              Column{"practitioner"},
                              Column{"signed", false, false, Holds::YesNo},
                              Column{"countable", false, false, Holds::YesNo}};

YesNoUnknown as_known(std::optional<bool> fact) {
  return fact ? rules::yes_or_no(*fact) : YesNoUnknown::Unknown;
}

// "expected rn, lpn, …": every word there is.
template <class Enum>
std::string words_of(int count) {
  std::string list = "expected ";
  for (int i = 0; i < count; ++i)
    list += fmt::format("{}{}",
                        i == 0           ? ""
                        : i + 1 == count ? " or "
                                         : ", ",
                        rules::name(static_cast<Enum>(i)));
  return list;
}

struct When {
  SimTime start;
  SimDuration length{};
  bool clockless = false;
  bool shortened = false;
  LocalDay first_day;
};

// From whatever of start, end and minutes is there; nothing: the row is rejected.
std::optional<When> when(Row& row, const ZoneTable& zone) {
  const std::optional<Moment> start = row.moment(kStart, zone);
  const std::optional<Moment> end = row.moment(kEnd, zone);
  const std::optional<double> minutes = row.minutes(kMinutes);
  if (row.rejected()) return std::nullopt;
  constexpr double kLongestMinutes =
      std::chrono::duration<double, std::ratio<60>>{rules::kLongestEntry}.count();
  if (minutes && *minutes < 0) row.reject("its minutes are negative");
  else if (minutes && *minutes > kLongestMinutes) row.reject("it is longer than 24 hours");
  if (row.rejected()) return std::nullopt;

  When when;
  if (start && start->at && end && end->at) {
    when = {*start->at, *end->at - *start->at, false, false, start->day};
    if (when.length < SimDuration::zero()) row.reject("it ends before it starts");
    else if (when.length > rules::kLongestEntry) row.reject("it is longer than 24 hours");
    else if (minutes && from_minutes(*minutes) < when.length) {
      // A clock without seconds differs from a stopwatch by less than a minute, and nobody would
      // ask.
      when.shortened = when.length - from_minutes(*minutes) >= caseload::minutes{1};
      when.length = from_minutes(*minutes);
    }
  } else if (!minutes) {
    row.reject("it has no length: neither a clock time for start and end, nor minutes");
  } else {
    const SimDuration length = from_minutes(*minutes);
    if (start && start->at) {
      when = {*start->at, length, false, false, start->day};
    } else if (end && end->at) {
      const SimTime from = *end->at - length;
      when = {from, length, false, false, zone.local_day(from)};
    } else if (start || end) {
      const LocalDay day = start ? start->day : end->day;
      when = {zone.midnight(day), length, true, false, day};
    } else {
      row.reject("it has no day: start is empty");
    }
  }
  if (row.rejected()) return std::nullopt;
  return when;
}

class Reader {
 public:
  Reader(const ZoneTable& zone, const rules::RuleBook& rules, Practice& practice)
      : zone_(zone), rules_(rules), practice_(practice) {}

  void take(Row& row) {
    const std::string_view patient = row.text(kPatient);
    const std::string_view staff = row.text(kStaff);
    const auto role = row.word(kRole, rules::parse_role, roles_);
    const auto activity = row.word(kActivity, rules::parse_activity, activities_);
    const auto program = row.word(kProgram, rules::parse_program, programs_);
    const auto live = row.yes_no(kLive);
    const auto manual = row.yes_no(kManual);
    const auto is_signed = row.yes_no(kSigned);
    const auto countable = row.yes_no(kCountable);
    const std::optional<When> time = when(row, zone_);
    if (!time || row.rejected()) return;
    // A call of less than a minute may begin and end at one: it brings no minute, and was a
    // contact.
    const bool contact = live.value_or(false) && !time->clockless;
    if (time->length == SimDuration::zero() && !contact) return row.reject("it has no length");
    const LocalDay last_day =
        time->clockless
            ? time->first_day
            : zone_.local_day(std::max(time->start, time->start + time->length - SimDuration{1}));
    if (!ruled(time->first_day) && !ruled(last_day)) {
      row.reject(
          fmt::format("no rule set is installed for {}; --rules-carry-forward or "
                      "--rules NAME applies one anyway",
                      month_of(time->first_day).spoken()));
      return;
    }
    practice_.saw(time->first_day);
    practice_.saw(last_day);

    LoggedRow logged;
    logged.start = time->start;
    logged.length_us = static_cast<std::uint64_t>(time->length.count());
    logged.role = static_cast<std::uint64_t>(*role);
    logged.activity = static_cast<std::uint64_t>(*activity);
    logged.program = static_cast<std::uint64_t>(*program);
    logged.live = static_cast<std::uint64_t>(as_known(live));
    logged.countable = static_cast<std::uint64_t>(as_known(countable));
    logged.manual = static_cast<std::uint64_t>(as_known(manual));
    logged.is_signed = static_cast<std::uint64_t>(as_known(is_signed));
    logged.clockless = time->clockless;
    logged.shortened = time->shortened;
    logged.patient = practice_.patients.number(patient);
    logged.staff = practice_.staff.number(staff);
    logged.practitioner = practice_.practitioners.number(row.text(kPractitioner));
    practice_.log.push_back(logged);
  }

 private:
  // Rows lie close to one another in time: the month asked for last is asked for again.
  bool ruled(LocalDay day) {
    if (!asked_ || !asked_->contains(day)) {
      asked_ = month_of(day);
      answer_ = rules_.find(asked_->end_day() - days{1}) != nullptr;
    }
    return answer_;
  }

  const ZoneTable& zone_;
  const rules::RuleBook& rules_;
  Practice& practice_;
  std::string roles_ = words_of<rules::Role>(rules::kRoles);
  std::string activities_ = words_of<rules::Activity>(rules::kActivities);
  std::string programs_ = words_of<rules::Program>(rules::kPrograms);
  std::optional<CalendarMonth> asked_;
  bool answer_ = false;
};

}  // namespace

std::span<const Column> time_log_columns() { return kColumns; }

Result<void> read_time_log(std::istream& in, std::string_view name, const ZoneTable& zone,
                           const rules::RuleBook& rules, Practice& practice, const TableMap* map) {
  practice.practitioners.number("");
  Reader reader(zone, rules, practice);
  const std::size_t rejected_before = practice.rejections.size();
  const auto facts =
      read_table(in, name, kColumns, map, practice.rejections, [&](Row& row) { reader.take(row); });
  if (!facts) return std::unexpected(facts.error());
  if (!facts->has[kEnd] && !facts->has[kMinutes])
    return std::unexpected(
        Error{Error::Kind::BadInput,
              fmt::format("{}:1: the column end is missing; without it, minutes would do", name)});
  practice.files.push_back({"time log", std::string(name), facts->rows,
                            practice.rejections.size() - rejected_before, facts->ignored,
                            notes_of(map)});
  return {};
}

}  // namespace caseload::records
