#pragma once

// How long one question to a backend may take, however many calls it is asked in: one deadline and
// one stop for opening a stream, a window, a listing and everything else that waits for an answer.
//
// The patience ends `retry_for` after the question was asked. A listing, which is answered in many
// pieces, wins time with each record, 10 ms, and never more than `retry_for` from now: a backend
// that lists a hundred records a second or more is waited for to the end, and one that lets them
// drip is given up like one that says nothing.

#include <chrono>
#include <cstdint>

#include "grpc/client/link_options.hpp"
#include "sim/base/clock.hpp"

namespace caseload::wire {

class Patience {
 public:
  // The question is asked now. `options` must outlive it.
  explicit Patience(const LinkOptions& options);

  // The moment at which a call that is made now counts as lost: options.answer_within from now, or
  // the end of the patience, where that is sooner. What is tried at the very end has a tenth of a
  // second.
  Clock::Moment answer_due() const;
  // The end itself: for an answer that a backend may have to compute from all it holds, and would
  // only begin anew if it were asked again.
  Clock::Moment end() const;
  bool over() const;
  bool stopped() const { return options_.stop != nullptr && *options_.stop; }

  // So many records more of a listing have come.
  void received(std::uint64_t records);
  // Waits for `pause`, or to the end of the patience; no longer than 50 ms once stopped.
  void rest(std::chrono::milliseconds pause) const;

 private:
  const LinkOptions& options_;
  Clock::Moment gives_up_;
};

}  // namespace caseload::wire
