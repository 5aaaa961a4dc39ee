#include "sim/base/money.hpp"

#include <gtest/gtest.h>

namespace caseload {
namespace {

TEST(Cents, AddUpExactly) {
  Cents total;
  for (int i = 0; i < 1'000'000; ++i) total += Cents{10};  // 0.10 dollars: inexact as a double

  EXPECT_EQ(total, Cents{10'000'000});
  EXPECT_EQ(total.dollars(), 100'000.0);
  total -= Cents{1};
  EXPECT_EQ(total, Cents{9'999'999});
}

TEST(Cents, KeepTheirSignAndOrder) {
  EXPECT_EQ(Cents{250} - Cents{1000}, Cents{-750});
  EXPECT_EQ((Cents{-750}).dollars(), -7.5);
  EXPECT_EQ(Cents{4711} * 3, Cents{14133});
  EXPECT_EQ(Cents{4711} + Cents{-4711}, Cents{});
  EXPECT_LT(Cents{-1}, Cents{0});
  EXPECT_GT(Cents{100}, Cents{99});
}

}  // namespace
}  // namespace caseload
