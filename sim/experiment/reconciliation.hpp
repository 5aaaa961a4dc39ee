#pragma once

// A run over a wire, as told by everyone who took part: what travelled, and whether all tell the
// same. Plain data: made where the wire is (grpc/closed_loop), printed where results are (reports),
// and neither of the two knows the other.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace caseload::experiment {

// What the wire carried. sent = distinct + duplicates + resent; all of them were acknowledged.
struct WireCounts {
  std::uint64_t sent = 0;
  std::uint64_t distinct = 0;
  std::uint64_t duplicates = 0;  // second copies, made by the devices
  std::uint64_t resent = 0;      // after a lost connection
};

struct Reconciliation {
  // What is sent and raised is told of the whole run, warm-up too: all of it travelled. Minutes and
  // codes are of the month.
  enum class Span { Run, Month };
  struct Line {
    std::string what;  // readings, alerts, credited minutes, …
    Span span = Span::Run;
    std::vector<std::string> told;  // by teller; "–" where absent
    bool equal = true;
  };
  std::vector<std::string> tellers;
  std::vector<Line> lines;               // those of the run first
  std::vector<std::string> differences;  // the first of each kind, in words, at most kShown

  static constexpr std::size_t kShown = 10;
  // Every line is equal. Otherwise something was lost or altered on the way: exit code 11.
  bool complete() const { return std::ranges::all_of(lines, &Line::equal); }
};

}  // namespace caseload::experiment
