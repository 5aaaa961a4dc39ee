#include "records/patient_time.hpp"

#include <algorithm>
#include <numeric>

#include "sim/rules/spans.hpp"

namespace caseload::records {
namespace {

using rules::Span;

rules::TimeEntry as_entry(const LoggedRow& row) {
  rules::TimeEntry entry;
  entry.patient = PatientId{row.patient};
  entry.staff = StaffId{row.staff};
  entry.role = static_cast<rules::Role>(row.role);
  entry.activity = static_cast<rules::Activity>(row.activity);
  entry.program = static_cast<rules::Program>(row.program);
  entry.live = static_cast<YesNoUnknown>(row.live) == YesNoUnknown::Yes;
  // Of a call about a device only what an entry marks as countable is.
  const auto countable = static_cast<YesNoUnknown>(row.countable);
  entry.countable =
      countable == YesNoUnknown::Yes ||
      (countable == YesNoUnknown::Unknown && entry.activity != rules::Activity::DeviceHelp);
  entry.start = row.start;
  entry.end = row.end();
  return entry;
}

class Builder {
 public:
  Builder(const PatientRecords& records, const ZoneTable& zone) : records_(records), zone_(zone) {
    for (const Enrolment& enrolment : records.enrolments)
      enrolled_.push_back(
          {zone.midnight(enrolment.start),
           enrolment.end ? zone.midnight(*enrolment.end + days{1}) : SimTime::max()});
  }

  PatientTime build() {
    for (std::uint32_t i = 0; i < records_.rows.size(); ++i) {
      const LoggedRow& row = records_.rows[i];
      if (!row.clockless) place(i, {row.start, row.end()}, true);
    }
    if (std::ranges::any_of(records_.rows, [](const LoggedRow& row) { return row.clockless != 0; }))
      lay_clockless();
    sort();
    return std::move(time_);
  }

 private:
  // As one entry, or where enrolments begin and end inside it, as several.
  void place(std::uint32_t row, Span span, bool first) {
    rules::TimeEntry entry = as_entry(records_.rows[row]);
    const auto add = [&](Span part, bool inside) {
      if (part.length() == SimDuration::zero() && span.length() > SimDuration::zero()) return;
      entry.start = part.from;
      entry.end = part.to;
      // The contact belongs to the beginning.
      entry.live = entry.live && first && part.from == span.from;
      if (inside) {
        time_.entries.push_back(entry);
        time_.row_of.push_back(row);
      } else {
        time_.not_enrolled.push_back(entry);
      }
    };
    if (enrolled_.empty()) return add(span, true);
    if (span.length() == SimDuration::zero()) {
      const bool inside = std::ranges::any_of(enrolled_, [&](const Span& enrolled) {
        return enrolled.from <= span.from && span.from < enrolled.to;
      });
      return add(span, inside);
    }
    SimTime done = span.from;
    for (const Span& enrolled : enrolled_) {
      const Span inside = Span{done, span.to}.clipped_to(enrolled);
      if (inside.length() == SimDuration::zero()) continue;
      add({done, inside.from}, false);
      add(inside, true);
      done = inside.to;
    }
    add({done, span.to}, false);
  }

  void lay_clockless() {
    for (std::uint32_t i = 0; i < records_.rows.size();) {
      if (!records_.rows[i].clockless) {
        ++i;
        continue;
      }
      const Span day{records_.rows[i].start,
                     zone_.midnight(zone_.local_day(records_.rows[i].start) + days{1})};
      rules::Spans busy = known_of(day);
      for (; i < records_.rows.size() && records_.rows[i].start == day.from; ++i)
        if (records_.rows[i].clockless) lay(i, day, busy);
    }
  }

  // What of the day is spoken for by entries with a clock and by visits.
  rules::Spans known_of(const Span& day) const {
    rules::Spans busy;
    // No row is longer than a day.
    const auto first =
        std::ranges::lower_bound(records_.rows, day.from - hours{24}, {}, &LoggedRow::start);
    for (auto row = first; row != records_.rows.end() && row->start < day.to; ++row)
      if (!row->clockless) busy.add(Span{row->start, row->end()}.clipped_to(day));
    for (const rules::Visit& visit : records_.visits)
      busy.add(Span{visit.start, visit.end}.clipped_to(day));
    return busy;
  }

  void lay(std::uint32_t row, const Span& day, rules::Spans& busy) {
    SimDuration left = records_.rows[row].length();
    std::vector<Span> parts;
    SimTime from = day.from;
    const auto use_until = [&](SimTime to) {
      const Span part{from, std::min(to, from + left)};
      if (part.length() == SimDuration::zero()) return;
      parts.push_back(part);
      left -= part.length();
    };
    for (const Span& taken : busy.in_order()) {
      use_until(taken.from);
      from = taken.to;
    }
    use_until(day.to);
    if (left > SimDuration::zero()) parts.push_back({day.from, day.from + left});
    for (const Span& part : parts) {
      place(row, part, part == parts.front());
      busy.add(part);
    }
  }

  void sort() {
    std::vector<std::uint32_t> order(time_.entries.size());
    std::iota(order.begin(), order.end(), 0U);
    const auto key = [&](std::uint32_t i) {
      return std::pair(time_.entries[i].start, time_.row_of[i]);
    };
    if (std::ranges::is_sorted(order, {}, key)) return;
    std::ranges::sort(order, {}, key);
    PatientTime sorted;
    for (const std::uint32_t i : order) {
      sorted.entries.push_back(time_.entries[i]);
      sorted.row_of.push_back(time_.row_of[i]);
    }
    sorted.not_enrolled = std::move(time_.not_enrolled);
    time_ = std::move(sorted);
  }

  const PatientRecords& records_;
  const ZoneTable& zone_;
  std::vector<Span> enrolled_;
  PatientTime time_;
};

}  // namespace

PatientTime patient_time(const PatientRecords& records, const ZoneTable& zone) {
  return Builder(records, zone).build();
}

}  // namespace caseload::records
