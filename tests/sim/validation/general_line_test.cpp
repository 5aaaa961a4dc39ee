// One server whose services, or arrivals, are more or less variable than exponential.

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/sim/validation/replications.hpp"
#include "tests/sim/validation/theory.hpp"
#include "tests/sim/validation/verdict.hpp"

namespace caseload::validation {
namespace {

using namespace std::chrono_literals;

constexpr double kSlow = 1.02;

LineModel single_server(Draw gap, Draw service) {
  return {.servers = 1, .streams = {{.gap = gap, .service = service}}};
}

// Mean waits, less what is owed to the luck of the draws: how far the arrivals, the services and
// their squares of one run lie from their known means, each times the slope of the mean wait there.
// The three differences have mean zero whatever the line does, so they shift nothing and take out
// noise (control variates; Law 2015, §11.4). What is left is the luck of the order.
stats::Tally controlled_waits(const Runs& runs, const Stream& stream, RunLength length) {
  const double rate = 1 / stream.gap.mean(), mean = stream.service.mean(),
               square = stream.service.second_moment(), idle = 1 - rate * mean;
  stats::Tally tally;
  for (const std::vector<StreamFigures>& run : runs) {
    const StreamFigures& figures = run[0];
    const double expected = rate * to_minutes(length.window);  // arrivals
    const double arrived = static_cast<double>(figures.arrived);
    tally.add(figures.mean_wait() - (arrived / expected - 1) * rate * square / (2 * idle * idle) -
              (figures.services - arrived * mean) / expected * rate * rate * square /
                  (2 * idle * idle) -
              (figures.squared_services - arrived * square) / expected * rate / (2 * idle));
  }
  return tally;
}

struct Shape {
  const char* test;
  const char* model;
  Draw service;
  double load;
  RunLength length;
};

class PollaczekKhinchine : public testing::TestWithParam<Shape> {};

TEST_P(PollaczekKhinchine, MeanWait) {
  const Shape& shape = GetParam();
  const auto waits = [&](const Draw& service) {
    const LineModel model = single_server(Draw::exponential(1 / shape.load), service);
    return controlled_waits(replicate(model, shape.length), model.streams[0], shape.length);
  };

  expect_agreement({.model = shape.model,
                    .quantity = "mean wait, min",
                    .theory = theory::pollaczek_khinchine_wait(shape.load, 1, shape.service.cv()),
                    .simulated = waits(shape.service),
                    .fault = "server 2 % slower",
                    .with_fault = waits(shape.service.times(kSlow))});
}

INSTANTIATE_TEST_SUITE_P(
    Validation, PollaczekKhinchine,
    testing::Values(
        Shape{"Constant", "M/D/1, load 0.7", Draw::constant(1), 0.7, {500min, 30'000min}},
        Shape{"Gamma",
              "M/G/1, gamma, cv 0.25, load 0.7",
              Draw::gamma(1, 0.25),
              0.7,
              {500min, 30'000min}},
        Shape{"Lognormal",
              "M/G/1, lognormal, cv 0.55, load 0.7",
              Draw::lognormal(1, 0.55),
              0.7,
              {500min, 40'000min}},
        Shape{"Exponential",
              "M/G/1, exponential, load 0.7",
              Draw::exponential(1),
              0.7,
              {500min, 60'000min}},
        Shape{"WideLognormal",
              "M/G/1, lognormal, cv 2, load 0.5",
              Draw::lognormal(1, 2),
              0.5,
              {1000min, 130'000min}},
        Shape{"Hyperexponential",
              "M/G/1, hyperexponential, cv 4, load 0.5",
              Draw::hyperexponential(1, 4),
              0.5,
              {2000min, 200'000min}}),
    [](const testing::TestParamInfo<Shape>& info) { return info.param.test; });

TEST(Validation, GM1WithRegularArrivals) {
  const Draw gap = Draw::gamma(1 / 0.7, std::sqrt(0.5));  // two exponential stages of 1 / 1.4
  const auto transform = [](double s) { return std::pow(1.4 / (1.4 + s), 2); };

  expect_agreement({.model = "E2/M/1, load 0.7",
                    .quantity = "mean wait, min",
                    .theory = theory::gm1_wait(transform, 1),
                    .simulated = tally_of(
                        replicate(single_server(gap, Draw::exponential(1)), {500min, 80'000min}),
                        &StreamFigures::mean_wait),
                    .fault = "gaps exponential",
                    .with_fault = tally_of(
                        replicate(single_server(Draw::exponential(1 / 0.7), Draw::exponential(1)),
                                  {500min, 20'000min}),
                        &StreamFigures::mean_wait)});
}

TEST(Validation, GM1WithBurstyArrivals) {
  const Draw gap = Draw::hyperexponential(2, 2);
  const double p = gap.quick(), fast = 2 * p / 2, slow = 2 * (1 - p) / 2;  // rates of the two
  const auto transform = [&](double s) {
    return p * fast / (fast + s) + (1 - p) * slow / (slow + s);
  };

  expect_agreement(
      {.model = "H2/M/1, cv 2, load 0.5",
       .quantity = "mean wait, min",
       .theory = theory::gm1_wait(transform, 1),
       .simulated =
           tally_of(replicate(single_server(gap, Draw::exponential(1)), {500min, 120'000min}),
                    &StreamFigures::mean_wait),
       .fault = "server 2 % slower",
       .with_fault = tally_of(
           replicate(single_server(gap, Draw::exponential(1).times(kSlow)), {500min, 120'000min}),
           &StreamFigures::mean_wait)});
}

}  // namespace
}  // namespace caseload::validation
