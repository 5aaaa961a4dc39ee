// The people of a scenario, one by one; which of them work together is in assemble_staff.cpp.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>

#include "scenarios/assemble/assemble.hpp"
#include "sim/base/random.hpp"
#include "sim/base/weekday.hpp"

namespace caseload::scenarios {
namespace {

using care::ClockSpan;

bool overlap(ClockSpan a, ClockSpan b) {
  return a.from_minute < b.to_minute && b.from_minute < a.to_minute;
}
bool within(ClockSpan inner, ClockSpan outer) {
  return outer.from_minute <= inner.from_minute && inner.to_minute <= outer.to_minute;
}

// The same clock times a day later: where a shift ends on the next day.
ClockSpan a_day_later(ClockSpan span) {
  constexpr int kDay = 24 * 60;
  return {span.from_minute + kDay, span.to_minute + kDay};
}
bool lies_in(ClockSpan pause, ClockSpan shift) {
  return within(pause, shift) || within(a_day_later(pause), shift);
}
bool cut_by(ClockSpan pause, ClockSpan shift) {
  return !lies_in(pause, shift) && (overlap(pause, shift) || overlap(a_day_later(pause), shift));
}

class PeopleAssembly {
 public:
  PeopleAssembly(const ScenarioFile& file, Diagnostics& diagnostics, experiment::Scenario& scenario)
      : file_(file), diagnostics_(diagnostics), scenario_(scenario) {}

  People assemble() {
    constexpr std::size_t kMostPeople = 10'000;
    std::size_t total = 0;
    for (const StaffFile& entry : file_.staff) total += static_cast<std::size_t>(entry.count);
    total += file_.on_call.size();
    if (total > kMostPeople) {
      error(file_.staff.back().name,
            fmt::format("staff are {} people; expected at most {}", total, kMostPeople));
      return {};
    }
    for (const StaffFile& entry : file_.staff) {
      care::StaffMember person = entry.model;
      fill_hours(entry, person);
      fill_breaks(entry, person);
      fill_rpm_shares(entry, person);
      fill_employment(entry, person);
      fill_languages(entry, person);
      check_shift_has_room(entry, person);
      std::vector<std::size_t> all;
      for (int i = 0; i < entry.count; ++i) {
        person.name =
            entry.count == 1 ? entry.name.value : fmt::format("{} {}", entry.name.value, i + 1);
        person.random_id = random_id_of(person);
        all.push_back(scenario_.staff.size());
        if (entry.count > 1) add_name(entry, person.name, {scenario_.staff.size()});
        scenario_.staff.push_back(person);
      }
      add_name(entry, entry.name.value, std::move(all));
    }
    fill_cover();
    if (!diagnostics_.any_under("on_call"))
      for (const OnCallFile& entry : file_.on_call) add_on_call(entry);
    return std::move(people_);
  }

 private:
  template <class T>
  void error(const Located<T>& at, const std::string& message) {
    diagnostics_.error(at.place, at.path, message);
  }

  void add_name(const StaffFile& entry, const std::string& name, std::vector<std::size_t> who) {
    if (!people_.add(name, std::move(who)))
      error(entry.name, fmt::format("\"{}\" is somebody's name already", name));
  }

  void fill_hours(const StaffFile& entry, care::StaffMember& person) {
    fill_days(entry.hours, person.hours, "; a day has one shift");
    check_nights_end_in_time(entry, person);
  }

  void fill_days(const std::vector<Named<ClockSpan>>& parts,
                 std::array<std::optional<ClockSpan>, 7>& hours, std::string_view why_not) {
    for (const Named<ClockSpan>& part : parts) {
      const Parsed<std::vector<int>> days = parse_weekdays(part.key.value);
      if (!days) {
        error(part.key, fmt::format("\"{}\": {}", part.key.value, days.error()));
        continue;
      }
      for (const int day : *days) {
        const auto place = static_cast<std::size_t>(day);
        if (hours[place])
          error(part.key, fmt::format("{} has hours already, {}{}", kWeekdays[place],
                                      clock_span_text(*hours[place]), why_not));
        hours[place] = part.value;
      }
    }
  }

  void check_nights_end_in_time(const StaffFile& entry, const care::StaffMember& person) {
    for (std::size_t day = 0; day < 7; ++day) {
      const std::size_t next = (day + 1) % 7;
      const auto &night = person.hours[day], &morning = person.hours[next];
      if (night && morning && overlap(*night, a_day_later(*morning)))
        error(entry.name,
              fmt::format("the night of {}, {}, runs into the hours of {}, {}", kWeekdays[day],
                          clock_span_text(*night), kWeekdays[next], clock_span_text(*morning)));
    }
  }

  // A break is taken on each day whose hours hold it. One that was not asked for (a default) is
  // left out where no day holds it: somebody who works mornings has no lunch break.
  void fill_breaks(const StaffFile& entry, care::StaffMember& person) {
    for (const Located<ClockSpan>& given : entry.breaks) {
      const bool by_default = given.place.document != entry.name.place.document;
      bool held = false, cut = false;
      for (const auto& hours : person.hours) {
        if (!hours) continue;
        held = held || lies_in(given.value, *hours);
        cut = cut || cut_by(given.value, *hours);
      }
      if (by_default && (!held || cut)) continue;
      if (cut)
        error(given, fmt::format("{} is cut off by the end or beginning of a shift",
                                 clock_span_text(given.value)));
      else if (!held && person.has_hours())
        error(given, fmt::format("{} lies outside every shift of {}", clock_span_text(given.value),
                                 entry.name.value));
      for (const ClockSpan& earlier : person.breaks)
        if (overlap(earlier, given.value))
          error(given, fmt::format("{} overlaps the break {}", clock_span_text(given.value),
                                   clock_span_text(earlier)));
      person.breaks.push_back(given.value);
    }
    std::ranges::sort(person.breaks, {}, &ClockSpan::from_minute);
  }

  void fill_rpm_shares(const StaffFile& entry, care::StaffMember& person) {
    for (const Named<double>& part : entry.rpm_share_on) {
      const Parsed<std::vector<int>> days = parse_weekdays(part.key.value);
      if (!days) {
        error(part.key, fmt::format("\"{}\": {}", part.key.value, days.error()));
        continue;
      }
      for (const int day : *days) {
        std::optional<double>& share = person.rpm_share_on[static_cast<std::size_t>(day)];
        if (share)
          error(part.key,
                fmt::format("{} has a share already", kWeekdays[static_cast<std::size_t>(day)]));
        share = part.value;
      }
    }
  }

  void fill_languages(const StaffFile& entry, care::StaffMember& person) {
    if (diagnostics_.any_under("panel.languages")) return;
    const std::vector<population::Language>& languages = scenario_.population.languages;
    std::vector<std::string> names;
    for (const population::Language& language : languages) names.push_back(language.name);
    for (const Located<std::string>& spoken_one : entry.speaks) {
      const auto found = std::ranges::find(names, spoken_one.value);
      if (found == names.end()) {
        error(spoken_one, names.empty()
                              ? "no patient speaks it; expected panel.languages to say how many do"
                              : fmt::format("no patient speaks \"{}\"{}; panel.languages names {}",
                                            spoken_one.value, suggestion(spoken_one.value, names),
                                            fmt::join(names, ", ")));
        continue;
      }
      const auto language = static_cast<population::LanguageId>(found - names.begin() + 1);
      if (person.speaks.has(language))
        error(spoken_one, fmt::format("{} stands here twice", spoken_one.value));
      person.speaks.add(language);
    }
  }

  void fill_employment(const StaffFile& entry, care::StaffMember& person) {
    if (entry.from) person.from = entry.from->first;
    if (entry.until) {
      person.until = entry.until->value.last;
      if (person.from && *person.until < *person.from)
        error(*entry.until, fmt::format("{} leaves before the first day, {}", entry.name.value,
                                        iso(*person.from)));
    }
    if (entry.ramp_up) {
      person.ramp_up = entry.ramp_up->value;
      if (!person.from)
        error(*entry.ramp_up, "is counted from the first day; expected `from` beside it");
    }
    if (person.vendor && person.may.empty())
      error(entry.name, fmt::format("{} is a vendor's; expected `may` with the work that is bought",
                                    entry.name.value));
    // What is not known of a vendor's people is not assumed.
    if (person.vendor && !entry.supervised)
      error(entry.name,
            fmt::format("{} is a vendor's; expected `supervised`: true where the vendor's people "
                        "work in the country and under the practice's general supervision, so that "
                        "their minutes count, else false",
                        entry.name.value));
    person.supervised = entry.supervised.value_or(true);
  }

  // Of the name, folded. Should two of a role ever come to the same, the later gets the next.
  std::uint32_t random_id_of(const care::StaffMember& person) {
    const std::uint32_t hash = fnv1a(person.name);
    std::uint32_t id = (hash ^ hash >> 28) % care::kPeopleOfARole;
    while (!random_ids_.emplace(person.role, id).second) id = (id + 1) % care::kPeopleOfARole;
    return id;
  }

  // Known by name and role alone: no hours, no wage, no leave.
  void add_on_call(const OnCallFile& entry) {
    care::StaffMember person;
    person.name = entry.name.value;
    person.role = entry.role.value;
    person.random_id = random_id_of(person);
    person.huddle_minutes = person.in_basket_minutes = 0;
    person.rpm_share = person.leave_weeks = person.sick_share = 0;
    care::OnCall on_call = entry.model;
    on_call.vendor_line = entry.vendor_line;
    person.vendor = entry.vendor_line;
    fill_days(entry.hours, on_call.hours, "");
    const auto cents = [](const std::optional<Located<Cents>>& given) {
      return given ? given->value : Cents{};
    };
    on_call.per_hour = cents(entry.per_hour);
    on_call.per_call = cents(entry.per_call);
    on_call.fee_per_patient_month = cents(entry.fee);
    if (entry.vendor_line && !entry.fee)
      error(entry.name, fmt::format("{} is a vendor's line; expected fee_usd_per_patient_month",
                                    entry.name.value));
    for (const auto* pay : {&entry.per_hour, &entry.per_call})
      if (entry.vendor_line && *pay)
        error(**pay, "is for the practice's people; a vendor's line has a fee");
    if (!entry.vendor_line && entry.fee)
      error(*entry.fee,
            "is for a vendor's line; expected usd_per_hour or usd_per_call, or line: "
            "vendor");
    if (!entry.vendor_line && entry.supervised)
      error(*entry.supervised, "is for a vendor's line; the practice's people are supervised");
    person.supervised = !entry.vendor_line || (entry.supervised && entry.supervised->value);
    check_may_triage(entry);
    person.on_call = on_call;
    if (!people_.add(person.name, {scenario_.staff.size()}))
      error(entry.name, fmt::format("\"{}\" is somebody's name already", person.name));
    scenario_.staff.push_back(std::move(person));
  }

  void check_may_triage(const OnCallFile& entry) {
    const std::vector<rules::Role>& roles =
        scenario_.care.tasks[static_cast<std::size_t>(rules::Activity::Triage)].roles;
    if (diagnostics_.any_under("tasks") ||
        std::ranges::find(roles, entry.role.value) != roles.end())
      return;
    std::vector<std::string_view> words;
    for (const rules::Role role : roles) words.push_back(rules::name(role));
    error(entry.role, fmt::format("{} may not look at an alert; tasks.triage.roles names {}",
                                  rules::name(entry.role.value), fmt::join(words, ", ")));
  }

  // After all people are known: who covers may stand anywhere in the file.
  void fill_cover() {
    std::size_t next = 0;
    for (const StaffFile& entry : file_.staff) {
      const std::size_t first = next;
      next += static_cast<std::size_t>(entry.count);
      if (!entry.cover) continue;
      const Located<std::string>& by = entry.cover->by;
      const std::vector<std::size_t> who = people_.find(by.value);
      if (who.size() != 1) {
        error(by, who.empty()
                      ? fmt::format("nobody of staff is called \"{}\"{}", by.value,
                                    suggestion(by.value, people_.names()))
                      : fmt::format("\"{}\" are {} people; expected one", by.value, who.size()));
        continue;
      }
      if (first <= who[0] && who[0] < next) {
        error(by, fmt::format("{} cannot stand in for {}", by.value, entry.name.value));
        continue;
      }
      for (std::size_t person = first; person < next; ++person)
        scenario_.staff[person].cover = care::Cover{by.value, entry.cover->sickness};
    }
  }

  void check_shift_has_room(const StaffFile& entry, const care::StaffMember& person) {
    for (std::size_t day = 0; day < person.hours.size(); ++day) {
      if (!person.hours[day]) continue;
      const ClockSpan hours = *person.hours[day];
      int taken = person.huddle_minutes + person.in_basket_minutes;
      for (const ClockSpan& pause : person.breaks)
        if (lies_in(pause, hours)) taken += pause.to_minute - pause.from_minute;
      if (taken >= hours.to_minute - hours.from_minute)
        return error(entry.name,
                     fmt::format("breaks, huddle and in_basket take all of {}'s shift, {}",
                                 kWeekdays[day], clock_span_text(hours)));
    }
  }

  const ScenarioFile& file_;
  Diagnostics& diagnostics_;
  experiment::Scenario& scenario_;
  std::set<std::pair<rules::Role, std::uint32_t>> random_ids_;
  People people_;
};

}  // namespace

People assemble_people(const ScenarioFile& file, Diagnostics& diagnostics,
                       experiment::Scenario& scenario) {
  return PeopleAssembly(file, diagnostics, scenario).assemble();
}

}  // namespace caseload::scenarios
