#include "grpc/client/patience.hpp"

#include <algorithm>

namespace caseload::wire {
namespace {

constexpr std::chrono::milliseconds kLastTry{100};
constexpr std::chrono::milliseconds kPerRecord{10};
// A person who presses Ctrl-C is not kept waiting.
constexpr std::chrono::milliseconds kSlice{50};

}  // namespace

Patience::Patience(const LinkOptions& options)
    : options_(options), gives_up_(options.clock->now() + options.retry_for) {}

Clock::Moment Patience::answer_due() const {
  return std::min<Clock::Moment>(options_.clock->now() + options_.answer_within, end());
}

Clock::Moment Patience::end() const {
  return std::max<Clock::Moment>(gives_up_, options_.clock->now() + kLastTry);
}

bool Patience::over() const { return options_.clock->now() >= gives_up_; }

void Patience::received(std::uint64_t records) {
  // More than this many win the whole of it, and their product would not fit.
  const auto enough = static_cast<std::uint64_t>(options_.retry_for / kPerRecord) + 1;
  const auto won = kPerRecord * static_cast<std::int64_t>(std::min(records, enough));
  gives_up_ = std::min<Clock::Moment>(options_.clock->now() + options_.retry_for, gives_up_ + won);
}

void Patience::rest(std::chrono::milliseconds pause) const {
  Clock& clock = *options_.clock;
  const auto until = std::min<Clock::Moment>(gives_up_, clock.now() + pause);
  while (clock.now() < until && !stopped())
    clock.sleep_until(std::min<Clock::Moment>(until, clock.now() + kSlice));
}

}  // namespace caseload::wire
