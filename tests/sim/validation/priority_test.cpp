// One server and several classes: who goes first, and who interrupts whom.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/sim/validation/replications.hpp"
#include "tests/sim/validation/theory.hpp"
#include "tests/sim/validation/verdict.hpp"

namespace caseload::validation {
namespace {

using namespace std::chrono_literals;

std::vector<theory::CustomerClass> classes_of(const LineModel& model) {
  std::vector<theory::CustomerClass> classes;
  for (const Stream& stream : model.streams)
    classes.push_back(
        {1 / stream.gap.mean(), stream.service.mean(), stream.service.second_moment()});
  return classes;
}

LineModel without_classes(LineModel model) {
  for (Stream& stream : model.streams) stream.rank = {};
  return model;
}

TEST(Validation, PriorityWithoutInterruption) {
  const LineModel model{
      .servers = 1,
      .streams = {{Draw::exponential(5), Draw::exponential(1), {}, {.priority = 0}},
                  {Draw::exponential(4), Draw::gamma(1.2, 0.5), {}, {.priority = 1}},
                  {Draw::exponential(4), Draw::exponential(0.8), {}, {.priority = 2}}}};
  const RunLength length{.warm_up = 500min, .window = 200'000min};
  const std::vector<double> theory = theory::cobham_waits(classes_of(model));
  const Runs runs = replicate(model, length);
  const Runs with_fault = replicate(without_classes(model), {500min, 15'000min});

  for (std::size_t i = 0; i < theory.size(); ++i)
    expect_agreement({.model = "M/G/1, three classes, load 0.7",
                      .quantity = "mean wait of class " + std::to_string(i + 1) + ", min",
                      .theory = theory[i],
                      .simulated = tally_of(runs, &StreamFigures::mean_wait, i),
                      .fault = "first come, first served",
                      .with_fault = tally_of(with_fault, &StreamFigures::mean_wait, i)});
}

TEST(Validation, PriorityWithInterruption) {
  const LineModel model{
      .servers = 1,
      .streams = {
          {Draw::exponential(4), Draw::exponential(1), {}, {.priority = 0, .preempts = true}},
          {Draw::exponential(4), Draw::gamma(0.8, 0.5), {}, {.priority = 1, .preempts = true}},
          {Draw::exponential(5), Draw::gamma(1, 0.5), {}, {.priority = 2, .preempts = true}}}};
  LineModel starts_over = model;
  for (Stream& stream : starts_over.streams) stream.starts_over = true;
  LineModel waits = model;
  for (Stream& stream : waits.streams) stream.rank.preempts = false;
  const RunLength length{.warm_up = 500min, .window = 120'000min};
  const std::vector<double> theory = theory::preemptive_resume_stays(classes_of(model));
  const Runs runs = replicate(model, length);
  const Runs interrupted_start_over = replicate(starts_over, {500min, 15'000min});
  const Runs nobody_interrupts = replicate(waits, {500min, 15'000min});

  // Whoever goes first never starts over: for them the fault is that they have to wait.
  for (std::size_t i = 0; i < theory.size(); ++i)
    expect_agreement({.model = "M/G/1, three classes that interrupt, load 0.65",
                      .quantity = "mean stay of class " + std::to_string(i + 1) + ", min",
                      .theory = theory[i],
                      .simulated = tally_of(runs, &StreamFigures::mean_stay, i),
                      .fault = i == 0 ? "nobody interrupts" : "the interrupted start over",
                      .with_fault = tally_of(i == 0 ? nobody_interrupts : interrupted_start_over,
                                             &StreamFigures::mean_stay, i)});
}

}  // namespace
}  // namespace caseload::validation
