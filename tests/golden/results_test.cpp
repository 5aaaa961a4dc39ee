// What the scenarios of the library come to, figure by figure, kept beside this file.
//
// A change of the model moves these numbers. That is no failure if it was meant: run this test with
// CASELOAD_UPDATE=1, read what moved, and say in the commit why the new numbers are right.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <numeric>
#include <string>

#include "scenarios/load.hpp"
#include "sim/experiment/ceiling.hpp"
#include "sim/experiment/runner.hpp"
#include "sim/experiment/trial.hpp"
#include "tests/scenarios/golden.hpp"

namespace caseload {
namespace {

class Results : public testing::TestWithParam<std::string> {};

// Sums over the replications: whole patients, whole units, whole cents.
std::string figures(const std::vector<experiment::MonthOutcome>& rows) {
  const auto sum = [&](auto value) {
    return std::accumulate(rows.begin(), rows.end(), std::int64_t{0},
                           [&](std::int64_t total, const experiment::MonthOutcome& row) {
                             return total + static_cast<std::int64_t>(value(row));
                           });
  };
  using Row = const experiment::MonthOutcome&;
  std::string text =
      fmt::format("    enrolled {}, eligible {}, joined {}, left {}\n",
                  sum([](Row r) { return r.patients.everyone; }),
                  sum([](Row r) { return r.patients.eligible; }),
                  sum([](Row r) { return r.joined; }), sum([](Row r) { return r.left; }));
  text += fmt::format("    at 10, 20, 40, 60 minutes {}, {}, {}, {}; live contact {}\n",
                      sum([](Row r) { return r.reached[0].everyone; }),
                      sum([](Row r) { return r.reached[1].everyone; }),
                      sum([](Row r) { return r.reached[2].everyone; }),
                      sum([](Row r) { return r.reached[3].everyone; }),
                      sum([](Row r) { return r.live_contact.everyone; }));
  text += fmt::format("    device periods {}, of 2 days {}, of 16 days {}\n",
                      sum([](Row r) { return r.periods_ended; }),
                      sum([](Row r) { return r.days2; }), sum([](Row r) { return r.days16; }));
  text += fmt::format(
      "    readings {}, alerts {}, of silence {}; urgent {}, late {}, late on the wall clock {}\n",
      sum([](Row r) { return r.readings; }), sum([](Row r) { return r.alerts; }),
      sum([](Row r) { return r.silence_alerts; }), sum([](Row r) { return r.urgent.raised; }),
      sum([](Row r) { return r.urgent.late_staffed(); }),
      sum([](Row r) { return r.urgent.late_wall(); }));
  text +=
      fmt::format("    calls placed {}, conversations {}; minutes worked {}, credited {}\n",
                  sum([](Row r) { return r.attempts; }), sum([](Row r) { return r.live_contacts; }),
                  sum([](Row r) { return r.countable_worked / minutes{1}; }),
                  sum([](Row r) { return r.credited / minutes{1}; }));
  text += "    units";
  std::map<std::string, std::int64_t> codes;
  for (const experiment::MonthOutcome& row : rows)
    for (const auto& [code, units] : row.codes) codes[code] += units;
  for (const auto& [code, units] : codes) text += fmt::format(" {} {}", code, units);
  text +=
      fmt::format("\n    cents earned {}, spent {}\n", sum([](Row r) { return r.revenue.value; }),
                  sum([](Row r) { return r.cost.total().value; }));
  return text;
}

TEST_P(Results, AreThoseThatWereReviewed) {
  const auto loaded = scenarios::load_library_scenario(GetParam());
  ASSERT_TRUE(loaded) << loaded.error().text;
  const experiment::Scenario& scenario = loaded->scenario;
  std::vector<experiment::Plan> plans = scenario.plans;
  plans.push_back(experiment::unlimited_plan(scenario));
  // A patient-month takes some 40 microseconds: a large panel is simulated once.
  const int replications = scenario.population.patients > 2000 ? 1 : 2;

  const experiment::Experiment experiment =
      experiment::run_experiment(scenario, plans, {.seed = 1, .replications = replications});

  std::string text = fmt::format("{}, seed 1, sums over {}\nfingerprint {:016x}\n", GetParam(),
                                 replications == 1 ? "one replication" : "two replications",
                                 experiment.fingerprint);
  for (std::size_t plan = 0; plan < plans.size(); ++plan)
    for (std::size_t month = 0; month < scenario.months.size(); ++month)
      text += fmt::format("\n{}, {}\n{}", plans[plan].name, scenario.months[month].name(),
                          figures(experiment.outcomes[plan][month]));
  scenarios::expect_golden(text, "tests/golden/" + GetParam() + ".txt");
}

INSTANTIATE_TEST_SUITE_P(Library, Results, testing::ValuesIn(scenarios::library_scenarios()),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace caseload
