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

bool Progress::due() {
  const auto now = Clock::now();
  if (!visible_ || now - shown_ < kBetween) return false;
  shown_ = now;
  return true;
}

void Progress::say(std::string_view words) {
  if (!due()) return;
  fmt::print(stderr, "{}{}", kWipe, words);
  std::fflush(stderr);
}

void Progress::show(std::size_t done, std::size_t total) {
  if (done == 0 || !due()) return;
  const double elapsed = std::chrono::duration<double>(shown_ - begun_).count();
  const double left = elapsed / static_cast<double>(done) * static_cast<double>(total - done);
  fmt::print(stderr, "{}simulated {} of {}, about {:.0f} s left", kWipe, done,
             counted(static_cast<std::int64_t>(total), "month"), left);
  std::fflush(stderr);
}

}  // namespace caseload::cli
