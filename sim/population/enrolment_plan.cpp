#include "sim/population/enrolment_plan.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/base/check.hpp"
#include "sim/population/drop_out.hpp"

namespace caseload::population {
namespace {

// By days of tenure, up to twice the longest that a panel has when it is first counted.
std::vector<double> survival_by_day(const EnrolmentModel& model) {
  std::vector<double> stay;
  for (int day = 0; day <= 2 * kLongestTenureDays; ++day) stay.push_back(survival(model, day));
  return stay;
}

// A steady panel's tenures have a density in proportion to survival, up to the longest: so many of
// it are still there after each number of days.
std::vector<double> survival_of_a_steady_panel(const std::vector<double>& stay) {
  constexpr auto kLongest = static_cast<std::size_t>(kLongestTenureDays);
  std::vector<double> still_there(kLongest + 1);
  double sum = std::accumulate(stay.begin(), stay.begin() + kLongestTenureDays, 0.0);
  for (std::size_t day = 0; day <= kLongest; ++day) {
    still_there[day] = sum;
    if (day < kLongest) sum += stay[day + kLongest] - stay[day];
  }
  const double whole = still_there.front();
  for (double& share : still_there) share /= whole;
  return still_there;
}

double at(const std::vector<double>& by_day, std::size_t day) {
  return by_day[std::min(day, by_day.size() - 1)];
}

void set_offers(EnrolmentModel& model, CalendarMonth month, double offers) {
  const auto found = std::ranges::find(model.offers_in, month, &MonthlyOffers::month);
  if (found != model.offers_in.end()) {
    found->offers = offers;
  } else {
    model.offers_in.push_back({month, offers});
    std::ranges::sort(model.offers_in, {}, &MonthlyOffers::month);
  }
}

bool names(const EnrolmentModel& model, CalendarMonth month) {
  return std::ranges::find(model.offers_in, month, &MonthlyOffers::month) != model.offers_in.end();
}

}  // namespace

double offers_of(const EnrolmentModel& model, CalendarMonth month) {
  const auto after = std::ranges::upper_bound(model.offers_in, month, {}, &MonthlyOffers::month);
  return after == model.offers_in.begin() ? model.offers_per_month : std::prev(after)->offers;
}

ExpectedPanel::ExpectedPanel(const EnrolmentModel& model, double patients, LocalDay on)
    : model_(model),
      patients_(patients),
      first_(on),
      stay_(survival_by_day(model)),
      older_(survival_of_a_steady_panel(stay_)) {}

double ExpectedPanel::on(LocalDay day) {
  CASELOAD_CHECK(day >= first_, "a panel was asked for before anybody was counted");
  live_until(day);
  return panel_[static_cast<std::size_t>((day - first_).count())];
}

double ExpectedPanel::mean_of(CalendarMonth month) {
  double sum = 0;
  int counted = 0;
  for (LocalDay day = std::max(month.first_day(), first_); day < month.end_day();
       day += days{1}, ++counted)
    sum += on(day);
  return counted > 0 ? sum / counted : 0;
}

void ExpectedPanel::live_until(LocalDay last) {
  for (auto i = panel_.size(); first_ + days{static_cast<int>(i)} <= last; ++i) {
    const LocalDay day = first_ + days{static_cast<int>(i)};
    const LocalDay offered_on = day - days{model_.ship_days};
    const CalendarMonth month = month_of(offered_on);
    double joining = offers_of(model_, month) * model_.accepted_share / month.length_days();
    double panel = patients_ * at(older_, i);
    for (std::size_t earlier = 0; earlier < i; ++earlier)
      panel += joined_[earlier] * at(stay_, i - earlier);
    if (model_.at_most > 0) joining = std::clamp(model_.at_most - panel, 0.0, joining);
    joined_.push_back(joining);
    panel_.push_back(panel + joining);
  }
}

double offers_that_keep_the_size(const EnrolmentModel& model, int patients) {
  if (model.accepted_share <= 0) return 0;
  constexpr double kDaysOfAMonth = 365.25 / 12;
  // Of a panel with tenures in proportion to survival, the share S(0) − S(longest) ÷ ∫ S leaves a
  // day.
  const double area = area_under_survival(model, kLongestTenureDays);
  const double leave_a_day = patients * (1 - survival(model, kLongestTenureDays)) / area;
  return leave_a_day * kDaysOfAMonth / model.accepted_share;
}

EnrolmentModel with_growth_written_out(const EnrolmentModel& model, int patients) {
  CASELOAD_CHECK(model.grow && model.since, "there is no growth to write out");
  const PanelGrowth& grow = *model.grow;
  const LocalDay first = model.since->first_day();
  EnrolmentModel written = model;
  written.grow.reset();
  written.at_most = 0;
  // The panel is a straight line in the offers of some months: two points give it.
  const auto offers_that_lead_there = [&](const std::vector<CalendarMonth>& months, LocalDay when) {
    const auto panel_with = [&](double offers) {
      for (const CalendarMonth month : months) set_offers(written, month, offers);
      return ExpectedPanel(written, patients, first).on(when);
    };
    const double none = panel_with(0);
    const double slope = panel_with(1) - none;
    const double wanted = slope > 0 ? std::max((grow.to - none) / slope, 0.0) : 0;
    panel_with(wanted);
  };

  std::vector<CalendarMonth> growing;
  for (CalendarMonth month = *model.since; month <= grow.by; month = month.plus(1))
    if (!names(model, month)) growing.push_back(month);
  const days later{model.ship_days - 1};  // when a month's last offers have come to something
  offers_that_lead_there(growing, grow.by.end_day() + later);
  constexpr int kMonthsAfter = 24;
  for (int i = 1; i <= kMonthsAfter; ++i) {
    const CalendarMonth month = grow.by.plus(i);
    if (!names(model, month)) offers_that_lead_there({month}, month.end_day() + later);
  }
  written.at_most = model.at_most;
  written.grow = model.grow;
  return written;
}

}  // namespace caseload::population
