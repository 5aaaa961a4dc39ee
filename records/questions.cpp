#include "records/questions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "sim/base/wording.hpp"

namespace caseload::records {
namespace {

constexpr std::size_t kExamples = 5;
constexpr SimDuration kLongEntry = minutes{60};  // longer looks like a timer left running

class Asking {
 public:
  Asking(const Practice& practice, const Bill& bill, const BillingFrame& frame)
      : practice_(practice), bill_(bill), frame_(frame), zone_(frame.zone) {}

  std::vector<Remark> ask(SimDuration threshold) {
    overlaps();
    rows(
        "long_entries", [](const LoggedRow& row) { return row.length() > kLongEntry; },
        "entry is longer than 60 minutes: a timer left running?",
        "entries are longer than 60 minutes: a timer left running?");
    rows(
        "manual_entries",
        [](const LoggedRow& row) {
          return static_cast<YesNoUnknown>(row.manual) == YesNoUnknown::Yes;
        },
        "entry was typed by hand and not timed: is there a note of it?",
        "entries were typed by hand and not timed: is there a note of each?");
    rows(
        "shortened", [](const LoggedRow& row) { return row.shortened != 0; },
        "entry has fewer minutes than lie between its start and end; the fewer were taken",
        "entries have fewer minutes than lie between their start and end; the fewer were taken");
    rows(
        "contact_without_length",
        [](const LoggedRow& row) { return row.length() == SimDuration::zero(); },
        "entry begins and ends at the same moment: its contact counts, and no minute",
        "entries begin and end at the same moment: their contacts count, and no minute");
    repeated();
    practitioners();
    gathering(threshold);
    return std::move(asked_);
  }

 private:
  // "patient 17, staff Ana, 2026-03-02 08:15, 12 min"
  std::string words(const LoggedRow& row) const {
    const std::string clock = row.clockless ? "" : " " + clock_face(zone_.local(row.start));
    return fmt::format("patient {}, staff {}, {}{}, {}", practice_.patients[row.patient],
                       practice_.staff[row.staff], iso(zone_.local_day(row.start)), clock,
                       spoken(row.length()));
  }

  // `one` and `many`: the sentence behind the count.
  void add(Remark remark, std::string_view one, std::string_view many) {
    if (remark.count == 0) return;
    remark.text = by_count(remark.count, one, many);
    asked_.push_back(std::move(remark));
  }

  template <class Is>
  void rows(std::string about, Is is, std::string_view one, std::string_view many) {
    Remark remark{std::move(about), 0, {}, {}};
    for (const LoggedRow& row : practice_.log) {
      if (!is(row) || !frame_.asks_for(row)) continue;
      if (++remark.count <= static_cast<std::int64_t>(kExamples))
        remark.examples.push_back(words(row));
    }
    add(std::move(remark), one, many);
  }

  // One person at two patients at once. Each patient's credit stays the union of his own entries.
  void overlaps() {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < practice_.log.size(); ++i)
      if (!practice_.log[i].clockless && practice_.log[i].length() > SimDuration::zero())
        order.push_back(i);
    std::ranges::sort(order, {}, [this](std::uint32_t i) {
      return std::tuple(practice_.log[i].staff, practice_.log[i].start, i);
    });
    Remark remark{"two_patients_at_once", 0, {}, {}};
    // Of the entries so far: the one that ends last, and the last end among those for others.
    const LoggedRow* latest = nullptr;
    const LoggedRow* of_others = nullptr;
    for (const std::uint32_t i : order) {
      const LoggedRow& row = practice_.log[i];
      if (latest != nullptr && latest->staff != row.staff) latest = of_others = nullptr;
      const LoggedRow* other =
          latest == nullptr || latest->patient != row.patient ? latest : of_others;
      if (other != nullptr && other->end() > row.start && frame_.asks_for(row)) {
        if (++remark.count <= static_cast<std::int64_t>(kExamples))
          remark.examples.push_back(
              fmt::format("{}; and patient {}", words(row), practice_.patients[other->patient]));
      }
      if (latest == nullptr || row.end() > latest->end()) {
        if (latest != nullptr && latest->patient != row.patient) of_others = latest;
        latest = &row;
      } else if (row.patient != latest->patient &&
                 (of_others == nullptr || row.end() > of_others->end())) {
        of_others = &row;
      }
    }
    add(std::move(remark),
        "entry lies at the same time as another entry of the same person for another patient: "
        "whose were those minutes?",
        "entries lie at the same time as another entry of the same person for another patient: "
        "whose were those minutes?");
  }

  // The log is in order: what is the same in everything lies side by side.
  void repeated() {
    Remark remark{"repeated", 0, {}, {}};
    for (std::size_t i = 1; i < practice_.log.size(); ++i) {
      const LoggedRow& row = practice_.log[i];
      const LoggedRow& before = practice_.log[i - 1];
      if (row.clockless || row.patient != before.patient || row.staff != before.staff ||
          row.start != before.start || row.length_us != before.length_us ||
          row.activity != before.activity || row.program != before.program || !frame_.asks_for(row))
        continue;
      if (++remark.count <= static_cast<std::int64_t>(kExamples))
        remark.examples.push_back(words(row));
    }
    add(std::move(remark),
        "entry stands in the log before, alike in patient, staff, time and work; its minutes were "
        "counted once",
        "entries stand in the log before, alike in patient, staff, time and work; their minutes "
        "were counted once");
  }

  void practitioners() {
    Remark remark{"two_practitioners", 0, {}, {}};
    std::set<std::uint32_t> named;
    std::uint32_t patient = 0;
    std::optional<CalendarMonth> month;
    const auto close = [&] {
      if (named.size() > 1 && ++remark.count <= static_cast<std::int64_t>(kExamples))
        remark.examples.push_back(
            fmt::format("patient {}, {}", practice_.patients[patient], month->spoken()));
      named.clear();
    };
    for (const LoggedRow& row : practice_.log) {
      if (row.practitioner == 0 || !frame_.asks_for(row)) continue;
      const CalendarMonth mine = month_of(zone_.local_day(row.start));
      if (!month || row.patient != patient || mine != *month) close();
      patient = row.patient;
      month = mine;
      named.insert(row.practitioner);
    }
    close();
    add(std::move(remark),
        "month of a patient names more than one practitioner; one may claim a period",
        "months of a patient name more than one practitioner; one may claim a period");
  }

  void gathering(SimDuration threshold) {
    std::vector<SimDuration> totals;
    for (const BilledMinutes& minutes : bill_.minutes)
      if (minutes.program == rules::Program::Rpm) totals.push_back(minutes.credited);
    const Bunching found = bunching(totals, threshold);
    if (!found.notable()) return;
    const auto whole = std::chrono::floor<minutes>(threshold).count();
    asked_.push_back(
        {"gathering_above_threshold",
         found.observed,
         fmt::format("patient-months have from {} to {} credited minutes, where the totals around "
                     "would lead to expect about {:.0f}: why do they gather there?",
                     whole, whole + 2, found.expected),
         {}});
  }

  const Practice& practice_;
  const Bill& bill_;
  const BillingFrame& frame_;
  const ZoneTable& zone_;
  std::vector<Remark> asked_;
};

// Least squares of y = a + b x + c x², solved by its normal equations; the parabola at `x`.
class Parabola {
 public:
  void add(double x, double y) {
    const std::array<double, 3> powers{1, x, x * x};
    for (std::size_t i = 0; i < 3; ++i) {
      for (std::size_t j = 0; j < 3; ++j) matrix_[i][j] += powers[i] * powers[j];
      matrix_[i][3] += powers[i] * y;
    }
  }
  double at(double x) const {
    auto m = matrix_;
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t row = 0; row < 3; ++row) {
        if (row == i) continue;
        const double factor = m[row][i] / m[i][i];
        for (std::size_t column = 0; column < 4; ++column) m[row][column] -= factor * m[i][column];
      }
    return m[0][3] / m[0][0] + m[1][3] / m[1][1] * x + m[2][3] / m[2][2] * x * x;
  }

 private:
  std::array<std::array<double, 4>, 3> matrix_{};
};

}  // namespace

bool Bunching::notable() const {
  return observed > 1.5 * expected && observed > expected + 3 * std::sqrt(std::max(expected, 1.0));
}

Bunching bunching(const std::vector<SimDuration>& monthly_totals, SimDuration threshold) {
  std::map<std::int64_t, int> by_minute;  // counted from the threshold
  for (const SimDuration total : monthly_totals)
    ++by_minute[std::chrono::floor<minutes>(total - threshold).count()];
  const auto count = [&](std::int64_t minute) {
    const auto found = by_minute.find(minute);
    return found == by_minute.end() ? 0 : found->second;
  };
  Parabola around;
  for (std::int64_t minute = -10; minute <= 14; ++minute)
    if (minute < -3 || minute >= 4) around.add(static_cast<double>(minute), count(minute));
  return {count(0) + count(1), std::max(0.0, around.at(0)) + std::max(0.0, around.at(1))};
}

std::vector<Remark> questions(const Practice& practice, const Bill& bill, const BillingFrame& frame,
                              SimDuration threshold) {
  return Asking(practice, bill, frame).ask(threshold);
}

}  // namespace caseload::records
