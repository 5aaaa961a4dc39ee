#pragma once

// The draws of successive entities, sixteen at a time.
//
// Draws have addresses, so they can be had before they are needed: customers 0, 1, 2, … of an
// arrival process get the very numbers that luck.stream(purpose, customer).at(0) would give them,
// at half the cost. The rounds of two blocks are done side by side in vector registers, and nobody
// waits for a quantile function at the moment a customer appears.
//
//   DrawsAhead gaps(luck, StreamId{"gap"}, Exponential(5));
//   co_await simulation.after(gaps.next());

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

#include "sim/base/random.hpp"

namespace caseload {

inline constexpr std::size_t kDrawsAhead = 16;

// luck.stream(purpose, entity).at(0) for this entity and the fifteen after it.
std::array<double, kDrawsAhead> draws_of_successive(const RandomKey& random, StreamId stream_id,
                                                    std::uint32_t entity);

// `Quantile` makes of a number in (0, 1) what next() gives. One that takes all of them at once, as
// Exponential does, is asked so.
template <class Quantile>
class DrawsAhead {
 public:
  using Draw = std::invoke_result_t<const Quantile&, double>;

  DrawsAhead(const RandomKey& random, StreamId stream_id, Quantile quantile,
             std::uint32_t first_entity = 0)
      : random_(random),
        stream_id_(stream_id),
        quantile_(std::move(quantile)),
        entity_(first_entity) {}

  // The next entity's.
  Draw next() {
    if (next_ == kDrawsAhead) [[unlikely]]
      draw();
    return draws_[next_++];
  }

 private:
  [[gnu::noinline]] void draw() {
    const std::array<double, kDrawsAhead> uniforms =
        draws_of_successive(random_, stream_id_, entity_);
    if constexpr (requires { draws_ = quantile_(uniforms); }) {
      draws_ = quantile_(uniforms);
    } else {
      for (std::size_t i = 0; i < kDrawsAhead; ++i) draws_[i] = quantile_(uniforms[i]);
    }
    entity_ += kDrawsAhead;
    next_ = 0;
  }

  RandomKey random_;
  StreamId stream_id_;
  Quantile quantile_;
  std::uint32_t entity_;  // the first that has not been drawn
  std::size_t next_ = kDrawsAhead;
  std::array<Draw, kDrawsAhead> draws_{};
};

}  // namespace caseload
