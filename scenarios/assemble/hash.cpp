#include "scenarios/assemble/hash.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <boost/pfr.hpp>
#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "sim/base/fingerprint.hpp"

namespace caseload::scenarios {
namespace {

class Hasher {
 public:
  std::uint64_t value() const { return digest_.value(); }

  template <class... T>
  void all(const T&... values) {
    (add(values), ...);
  }

  void add(bool value) { digest_.add(value ? 1 : 0); }
  template <class T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool>)
  void add(T value) {
    digest_.add(static_cast<std::uint64_t>(value));
  }
  template <class T>
    requires std::is_enum_v<T>
  void add(T value) {
    digest_.add(static_cast<std::uint64_t>(value));
  }
  void add(double value) {
    digest_.add(std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value));
  }  // one zero
  void add(std::string_view text) {
    digest_.add(text.size());
    for (const char c : text) digest_.add(static_cast<unsigned char>(c));
  }
  void add(const std::string& text) { add(std::string_view(text)); }
  template <class Rep, class Period>
  void add(std::chrono::duration<Rep, Period> value) {
    digest_.add(static_cast<std::uint64_t>(value.count()));
  }
  template <class Clock, class Duration>
  void add(std::chrono::time_point<Clock, Duration> value) {
    add(value.time_since_epoch());
  }
  void add(Cents value) { add(value.value); }
  void add(CalendarMonth value) { add(value.first_day()); }

  template <class T>
  void add(const std::vector<T>& values) {
    digest_.add(values.size());
    for (const T& value : values) add(value);
  }
  template <class T>
  void add(const std::set<T>& values) {
    digest_.add(values.size());
    for (const T& value : values) add(value);
  }
  template <class T, std::size_t N>
  void add(const std::array<T, N>& values) {
    for (const T& value : values) add(value);
  }
  template <class T>
  void add(const std::optional<T>& value) {
    digest_.add(value ? 1 : 0);
    if (value) add(*value);
  }
  template <class K, class V>
  void add(const std::map<K, V>& values) {
    digest_.add(values.size());
    for (const auto& [key, value] : values) all(key, value);
  }
  template <class... T>
  void add(const std::variant<T...>& value) {
    digest_.add(value.index());
    std::visit([this](const auto& held) { this->add(held); }, value);
  }

  // Any other struct, member by member: one that gains a member is digested with it.
  template <class T>
    requires(std::is_aggregate_v<T> && std::is_class_v<T>)
  void add(const T& value) {
    boost::pfr::for_each_field(value, [this](const auto& member) { this->add(member); });
  }

  void add(const DurationLaw& v) { all(v.kind(), v.mean_minutes(), v.cv(), v.points()); }
  void add(const ZoneTable& v) { all(v.name(), v.periods()); }
  void add(const Holidays& v) { add(v.days()); }
  void add(const population::PopulationModel& v) {
    const auto& [patients, fixed, conditions, languages, adherence, reach, enrolment, frailty,
                 device_noise, also] = v;  // device_noise follows from the devices' settings
    all(patients, fixed, conditions, languages, adherence, reach, enrolment, frailty, also);
  }
  void add(const rules::RuleBook& v) { add(v.sets); }  // a carried set says so in its name
  void add(const experiment::Scenario& v) {
    // Not: its name, its purpose, the digest itself, the factory (its settings stand for it).
    const auto& [name, purpose, hash, zone, holidays, months, warmup, rules, population, care,
                 economics, payment, staff, plans, require, make_device] = v;
    all(zone, holidays, months, warmup, rules, population, care, economics, payment, staff, plans,
        require);
  }

 private:
  Fingerprint digest_;
};

}  // namespace

std::string scenario_hash(const experiment::Scenario& scenario,
                          const devices::DeviceSettings& devices) {
  Hasher hasher;
  hasher.all(scenario, devices);
  return fmt::format("{:016x}", hasher.value());
}

}  // namespace caseload::scenarios
