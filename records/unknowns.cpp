#include "records/unknowns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "sim/base/wording.hpp"

namespace caseload::records {
namespace {

class Account {
 public:
  Account(const Practice& practice, const Bill& bill, const BillingFrame& frame)
      : practice_(practice), bill_(bill), frame_(frame) {}

  std::vector<Remark> tell(const Noticed& seen) {
    for (std::size_t bit = 0; bit < bill_.facts.size(); ++bit) {
      const auto claims = std::ranges::count_if(bill_.codes, [bit](const BilledCode& code) {
        return code.units > 0 && (code.unknown >> bit & 1U) != 0;
      });
      // "consent: unknown" is a list's word; here it ends a sentence.
      const std::string& fact = bill_.facts[bit];
      const std::string what = fact.substr(0, fact.rfind(": unknown")) + " unknown";
      say("fact", claims, "supported code: " + what, "supported codes: " + what);
    }
    say("live_contact", seen.live_would_matter,
        "month of a patient would have had another code, had a contact been live: the log does not "
        "say whether it was",
        "months of a patient would have had another code, had a contact been live: the log does "
        "not say whether it was");
    say("clock", rows([](const LoggedRow& row) { return row.clockless != 0; }),
        "entry is known by its day only; it is credited as if it did not lie at the same time as "
        "another",
        "entries are known by their day only; they are credited as if none of them lay at the same "
        "time as another");
    say("device_help", rows([](const LoggedRow& row) {
          return static_cast<rules::Activity>(row.activity) == rules::Activity::DeviceHelp &&
                 static_cast<YesNoUnknown>(row.countable) == YesNoUnknown::Unknown;
        }),
        "entry of device_help does not say how much of it is care (column countable); none of its "
        "minutes was counted",
        "entries of device_help do not say how much of them is care (column countable); none of "
        "their minutes was counted");
    say("enrolment", seen.without_enrolment,
        "patient has no row among the enrolments; the minutes were counted all the same",
        "patients have no row among the enrolments; their minutes were counted all the same");
    say("monitoring_start", seen.first_reading_taken,
        "patient has readings and no known enrolment: the 30-day periods are counted from the "
        "first reading of the file",
        "patients have readings and no known enrolment: their 30-day periods are counted from the "
        "first reading of the file");
    say("way_of_readings", static_cast<std::int64_t>(practice_.readings_of_unknown_way),
        "reading does not say whether a device sent it (column manual); it was taken as sent",
        "readings do not say whether a device sent them (column manual); they were taken as sent");
    if (!practice_.visits_given)
      say("visits", rows([](const LoggedRow&) { return true; }),
          "entry could not be held against office visits (--visits): no minute was taken off for "
          "one",
          "entries could not be held against office visits (--visits): no minute was taken off "
          "for one");
    whose_readings();
    return std::move(told_);
  }

 private:
  void whose_readings() {
    std::int64_t unsaid = 0, without_system = 0;
    for (const ReadingDay& day : practice_.readings) {
      if (!frame_.asks_for(day)) continue;
      const ReadingOwner& owner = frame_.owners.of(day);
      unsaid += owner.who == ReadingOwner::Who::Unsaid ? 1 : 0;
      without_system += owner.who == ReadingOwner::Who::Rtm && !owner.system ? 1 : 0;
    }
    say("programme_of_readings", unsaid,
        "day with readings does not say whether those are RPM's or RTM's (columns program, kind); "
        "it counts for RPM, except of a patient whose log has RTM time only",
        "days with readings do not say whether those are RPM's or RTM's (columns program, kind); "
        "they count for RPM, except of patients whose log has RTM time only");
    say("system_of_readings", without_system,
        "day with readings of RTM does not say what the device watches over (column kind); it "
        "makes no device code",
        "days with readings of RTM do not say what the device watches over (column kind); they "
        "make no device code");
  }

  template <class Is>
  std::int64_t rows(Is is) const {
    return std::ranges::count_if(
        practice_.log, [&](const LoggedRow& row) { return is(row) && frame_.asks_for(row); });
  }
  // `one` and `many`: the sentence behind the count.
  void say(std::string about, std::int64_t count, std::string_view one, std::string_view many) {
    if (count > 0)
      told_.push_back({std::move(about), count, std::string(by_count(count, one, many)), {}});
  }

  const Practice& practice_;
  const Bill& bill_;
  const BillingFrame& frame_;
  std::vector<Remark> told_;
};

}  // namespace

std::vector<Remark> unknowns(const Practice& practice, const Bill& bill, const BillingFrame& frame,
                             const Noticed& seen) {
  return Account(practice, bill, frame).tell(seen);
}

std::optional<Remark> both_programmes(const Noticed& seen) {
  constexpr std::size_t kExamples = 5;
  const std::vector<std::string>& where = seen.both_programmes;
  if (where.empty()) return std::nullopt;
  const auto count = static_cast<std::int64_t>(where.size());
  Remark remark{"both_programmes", count,
                fmt::format("{} codes of RPM and of RTM, of which one may be claimed: those "
                            "of RPM are listed, which is this program's choice and no rule",
                            by_count(count, "month or device period of a patient supports",
                                     "months or device periods of a patient support")),
                where};
  if (where.size() > kExamples) remark.examples.resize(kExamples);
  return remark;
}

}  // namespace caseload::records
