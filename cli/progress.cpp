#include "cli/progress.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "cli/console.hpp"
#include "sim/base/wording.hpp"

namespace caseload::cli {
namespace {

constexpr auto kBetween = std::chrono::milliseconds{200};
constexpr const char* kWipe = "\r\x1b[K";

}  // namespace

Progress::Progress(bool quiet)
    : visible_(!quiet && errors_go_to_a_terminal()), begun_(Clock::now()), shown_(begun_) {}

Progress::~Progress() {
  if (visible_) std::fputs(kWipe, stderr);
}

void Progress::show(std::size_t done, std::size_t total) {
  const auto now = Clock::now();
  if (!visible_ || done == 0 || now - shown_ < kBetween) return;
  shown_ = now;
  const double elapsed = std::chrono::duration<double>(now - begun_).count();
  const double left = elapsed / static_cast<double>(done) * static_cast<double>(total - done);
  fmt::print(stderr, "{}simulated {} of {}, about {:.0f} s left", kWipe, done,
             counted(static_cast<std::int64_t>(total), "month"), left);
  std::fflush(stderr);
}

}  // namespace caseload::cli
