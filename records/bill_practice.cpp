#include "records/bill_practice.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <tuple>

#include "records/bill_patient.hpp"
#include "records/questions.hpp"
#include "sim/rules/wording.hpp"

namespace caseload::records {
namespace {

using sim::CalendarMonth;

// The same words, numbered in their order; and each one's new number by its old.
std::pair<sim::Words, std::vector<std::uint32_t>> by_order(const sim::Words& words) {
  std::vector<std::uint32_t> order(words.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&](std::uint32_t i) -> const std::string& { return words[i]; });
  std::pair<sim::Words, std::vector<std::uint32_t>> out;
  out.second.resize(words.size());
  for (const std::uint32_t old : order) out.second[old] = out.first.number(words[old]);
  return out;
}

// Everything a row says, so that rows alike in all of it are the only ones without an order.
auto content(const LoggedRow& row) {
  return std::tuple(
      row.patient, row.start, static_cast<std::uint64_t>(row.clockless),
      static_cast<std::uint64_t>(row.length_us), static_cast<std::uint64_t>(row.program),
      static_cast<std::uint64_t>(row.role), static_cast<std::uint64_t>(row.activity),
      static_cast<std::uint64_t>(row.live), row.staff, static_cast<std::uint64_t>(row.countable),
      static_cast<std::uint64_t>(row.manual), static_cast<std::uint64_t>(row.is_signed),
      static_cast<std::uint64_t>(row.shortened), row.practitioner);
}

bool in_order(const LoggedRow& a, const LoggedRow& b) {
  if (a.patient != b.patient) return a.patient < b.patient;
  if (a.start != b.start) return a.start < b.start;
  return content(a) < content(b);
}

// The part of `rows` that is one patient's, which begins at `from`.
template <class Rows, class PatientOf>
auto part_of(const Rows& rows, std::size_t& from, std::uint32_t patient, PatientOf patient_of) {
  const std::size_t begin = from;
  while (from < rows.size() && patient_of(rows[from]) == patient) ++from;
  return std::span(rows).subspan(begin, from - begin);
}

class Summary {
 public:
  Summary(const Practice& practice, sim::Bill& bill) : practice_(practice), bill_(bill) {}

  void unknowns(const BillingFrame& frame, std::int64_t live_would_matter,
                std::int64_t without_enrolment, std::int64_t first_reading_taken) {
    for (std::size_t bit = 0; bit < bill_.facts.size(); ++bit) {
      const auto claims = std::ranges::count_if(bill_.codes, [bit](const sim::BilledCode& code) {
        return code.units > 0 && (code.unknown >> bit & 1U) != 0;
      });
      say("fact", claims,
          fmt::format("supported code needs what the files do not say; {}", bill_.facts[bit]),
          fmt::format("supported codes need what the files do not say; {}", bill_.facts[bit]));
    }
    say("live_contact", live_would_matter,
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
          return static_cast<sim::Activity>(row.activity) == sim::Activity::DeviceHelp &&
                 static_cast<Known>(row.countable) == Known::Unknown;
        }),
        "entry of device_help does not say how much of it is care (column countable); none of its "
        "minutes was counted",
        "entries of device_help do not say how much of them is care (column countable); none of "
        "their minutes was counted");
    say("enrolment", without_enrolment,
        "patient has no row among the enrolments; the minutes were counted all the same",
        "patients have no row among the enrolments; their minutes were counted all the same");
    say("monitoring_start", first_reading_taken,
        "patient has readings and no known enrolment: the 30-day periods are counted from the "
        "first reading of the file",
        "patients have readings and no known enrolment: their 30-day periods are counted from the "
        "first reading of the file");
    say("way_of_readings", static_cast<std::int64_t>(practice_.readings_of_unknown_way),
        "reading does not say whether a device sent it (column manual); it was taken as sent",
        "readings do not say whether a device sent them (column manual); they were taken as sent");
    if (!practice_.visits_given)
      say("visits", static_cast<std::int64_t>(practice_.log.size()),
          "entry could not be held against office visits (--visits): no minute was taken off for "
          "one",
          "entries could not be held against office visits (--visits): no minute was taken off "
          "for one");
    whose_readings(frame.owners);
  }

  void both_programmes(const std::vector<std::string>& where) {
    constexpr std::size_t kExamples = 5;
    sim::Remark remark{
        "both_programmes", static_cast<std::int64_t>(where.size()),
        fmt::format("{} of a patient {} codes of RPM and of RTM, of which one may be "
                    "claimed: those of RPM are listed, which is this program's "
                    "choice and no rule",
                    where.size() == 1 ? "month or device period" : "months or device periods",
                    where.size() == 1 ? "supports" : "support"),
        where};
    if (where.size() > kExamples) remark.examples.resize(kExamples);
    if (remark.count > 0) bill_.questions.push_back(std::move(remark));
  }

 private:
  void whose_readings(const ReadingOwners& owners) {
    std::int64_t unsaid = 0, without_system = 0;
    for (const ReadingDay& day : practice_.readings) {
      const ReadingOwner& owner = owners.of(day);
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
    return std::ranges::count_if(practice_.log, is);
  }
  // `one` and `many`: the sentence behind the count.
  void say(std::string about, std::int64_t count, std::string_view one, std::string_view many) {
    if (count > 0)
      bill_.unknown.push_back(
          {std::move(about), count, std::string(sim::by_count(count, one, many)), {}});
  }

  const Practice& practice_;
  sim::Bill& bill_;
};

BillingFrame frame_of(const Practice& practice, const sim::ZoneTable& zone,
                      const sim::RuleBook& rules, const std::vector<CalendarMonth>& asked) {
  BillingFrame frame{.zone = zone,
                     .rules = rules,
                     .owners = {practice.sorts, rules},
                     .months = {},
                     .asked = asked,
                     .files_from = {},
                     .files_to = {}};
  std::ranges::sort(frame.asked);
  if (!practice.first_day) return frame;
  // Exports are cut at the ends of months.
  frame.files_from = sim::month_of(*practice.first_day).first_day();
  frame.files_to = *practice.last_day;
  for (CalendarMonth month = sim::month_of(*practice.first_day);
       month <= sim::month_of(*practice.last_day); month = month.plus(1))
    if (rules.find(month.end_day() - sim::days{1}) != nullptr) frame.months.push_back(month);
  return frame;
}

// Of the highest time code: 20 minutes, by Medicare's rules.
sim::SimDuration highest_tier(const BillingFrame& frame) {
  sim::SimDuration highest{};
  if (frame.months.empty()) return highest;
  const sim::RuleSet& rules = frame.rules.for_day(frame.months.back().end_day() - sim::days{1});
  for (const sim::TimeTier& tier : rules.time_tiers) highest = std::max(highest, tier.at_least);
  return highest;
}

}  // namespace

void put_in_order(Practice& practice) {
  auto [patients, patient_now] = by_order(practice.patients);
  auto [staff, staff_now] = by_order(practice.staff);
  auto [practitioners, practitioner_now] = by_order(practice.practitioners);
  practice.patients = std::move(patients);
  practice.staff = std::move(staff);
  practice.practitioners = std::move(practitioners);
  for (LoggedRow& row : practice.log) {
    row.patient = patient_now[row.patient];
    row.staff = staff_now[row.staff];
    row.practitioner = practitioner_now[row.practitioner];
  }
  for (ReadingDay& day : practice.readings) day.patient = patient_now[day.patient];
  for (Enrolment& enrolment : practice.enrolments)
    enrolment.patient = patient_now[enrolment.patient];
  for (sim::Visit& visit : practice.visits)
    visit.patient = sim::PatientId{patient_now[sim::number(visit.patient)]};
  std::ranges::sort(practice.log, in_order);
  std::ranges::sort(practice.readings);
  std::ranges::sort(practice.enrolments, {}, [](const Enrolment& enrolment) {
    return std::pair(enrolment.patient, enrolment.start);
  });
  std::ranges::sort(practice.visits, {}, [](const sim::Visit& visit) {
    return std::tuple(visit.patient, visit.start, visit.end);
  });
}

sim::Bill bill(const Practice& practice, const sim::ZoneTable& zone, const sim::RuleBook& rules,
               const std::vector<CalendarMonth>& months) {
  sim::Bill bill;
  const BillingFrame frame = frame_of(practice, zone, rules, months);
  std::int64_t live_would_matter = 0, without_enrolment = 0, first_reading_taken = 0;
  std::vector<std::string> both_programmes;
  std::size_t row = 0, day = 0, enrolment = 0, visit = 0;
  const auto patient_of = [](const auto& record) { return record.patient; };
  for (std::uint32_t patient = 0; patient < practice.patients.size(); ++patient) {
    const PatientRecords records{
        patient, part_of(practice.log, row, patient, patient_of),
        part_of(practice.readings, day, patient, patient_of),
        part_of(practice.enrolments, enrolment, patient, patient_of),
        part_of(practice.visits, visit, patient,
                [](const sim::Visit& each) { return sim::number(each.patient); })};
    const PatientRemarks remarks = bill_patient(frame, records, bill);
    live_would_matter += remarks.live_would_matter;
    for (const std::string& where : remarks.both_programmes)
      both_programmes.push_back(fmt::format("patient {}, {}", practice.patients[patient], where));
    const bool seen = !records.rows.empty() || !records.readings.empty();
    if (practice.enrolments_given && records.enrolments.empty() && seen) ++without_enrolment;
    if (records.enrolments.empty() && !records.readings.empty()) ++first_reading_taken;
  }
  Summary summary(practice, bill);
  summary.unknowns(frame, live_would_matter, without_enrolment, first_reading_taken);
  bill.questions = questions(practice, bill, zone, highest_tier(frame));
  summary.both_programmes(both_programmes);
  return bill;
}

}  // namespace caseload::records
