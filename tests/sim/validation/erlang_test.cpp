// Poisson arrivals, exponential services: lines that wait for ever, lose, or give up.

#include <gtest/gtest.h>

#include <string>

#include "tests/sim/validation/replications.hpp"
#include "tests/sim/validation/theory.hpp"
#include "tests/sim/validation/verdict.hpp"

namespace caseload::validation {
namespace {

using namespace std::chrono_literals;

constexpr double kSlow = 1.02;  // a fault on purpose: servers two per cent slower than claimed

LineModel markovian(int servers, double load_per_server) {
  return {.servers = servers,
          .streams = {{.gap = Draw::exponential(1 / (load_per_server * servers)),
                       .service = Draw::exponential(1)}}};
}

LineModel slower(LineModel model) {
  for (Stream& stream : model.streams) stream.service = stream.service.times(kSlow);
  return model;
}

TEST(Validation, MM1) {
  const LineModel model = markovian(1, 0.7);
  const RunLength length{.warm_up = 500min, .window = 160'000min};

  expect_agreement({.model = "M/M/1, load 0.7",
                    .quantity = "mean wait, min",
                    .theory = theory::erlang_c_wait(1, 0.7),
                    .simulated = tally_of(replicate(model, length), &StreamFigures::mean_wait),
                    .fault = "server 2 % slower",
                    .with_fault = tally_of(replicate(slower(model), {500min, 30'000min}),
                                           &StreamFigures::mean_wait)});
}

class ErlangC : public testing::TestWithParam<int> {};

TEST_P(ErlangC, MeanWait) {
  const int servers = GetParam();
  const LineModel model = markovian(servers, 0.8);
  LineModel loses_some = model;
  loses_some.streams[0].loses_one_in = 50;
  const RunLength length{.warm_up = 500min, .window = 110'000min};

  expect_agreement({.model = "M/M/" + std::to_string(servers) + ", load 0.8 each",
                    .quantity = "mean wait, min",
                    .theory = theory::erlang_c_wait(servers, 0.8 * servers),
                    .simulated = tally_of(replicate(model, length), &StreamFigures::mean_wait),
                    .fault = "one customer in 50 lost",
                    .with_fault = tally_of(replicate(loses_some, {500min, 30'000min}),
                                           &StreamFigures::mean_wait)});
}

INSTANTIATE_TEST_SUITE_P(Validation, ErlangC, testing::Values(2, 5),
                         testing::PrintToStringParamName());

TEST(Validation, ErlangB) {
  LineModel model = markovian(5, 0.8);
  model.streams[0].lost_if_busy = true;
  const RunLength length{.warm_up = 100min, .window = 5'000min};

  expect_agreement(
      {.model = "M/M/5/5, load 4",
       .quantity = "share lost",
       .theory = theory::erlang_b(5, 4),
       .simulated = tally_of(replicate(model, length), &StreamFigures::share_lost),
       .fault = "servers 2 % slower",
       .with_fault = tally_of(replicate(slower(model), length), &StreamFigures::share_lost)});
}

// Overloaded, so that the deadline decides as often as the grant.
TEST(Validation, ErlangA) {
  LineModel model = markovian(3, 1.1);
  model.streams[0].patience = Draw::exponential(2);
  const RunLength length{.warm_up = 100min, .window = 6'000min};
  const theory::ErlangA theory = theory::erlang_a(3, 3.3, 1, 0.5);
  const Runs runs = replicate(model, length);
  const Runs with_fault = replicate(slower(model), length);

  expect_agreement({.model = "M/M/3+M, load 3.3, patience 2 min",
                    .quantity = "share giving up",
                    .theory = theory.share_giving_up,
                    .simulated = tally_of(runs, &StreamFigures::share_giving_up),
                    .fault = "servers 2 % slower",
                    .with_fault = tally_of(with_fault, &StreamFigures::share_giving_up)});
  expect_agreement({.model = "M/M/3+M, load 3.3, patience 2 min",
                    .quantity = "mean wait, min",
                    .theory = theory.mean_in_line / 3.3,  // Little
                    .simulated = tally_of(runs, &StreamFigures::mean_wait),
                    .fault = "servers 2 % slower",
                    .with_fault = tally_of(with_fault, &StreamFigures::mean_wait)});
}

}  // namespace
}  // namespace caseload::validation
