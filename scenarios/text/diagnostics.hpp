#pragma once

// Everything that is wrong with a file, told at once; and what is valid but hardly meant.
//
//   clinic.yaml:14:11: panel.adherence.beta.mean: 1.20 is out of range; expected a share, 0 … 1
//      14 |     mean: 1.20
//         |           ^^^^

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/text/node.hpp"
#include "sim/base/result.hpp"

namespace caseload::scenarios {

class Diagnostics {
 public:
  // `path` may be empty (a syntax error); `message` says what is wrong and what would have been
  // right.
  void error(const Place& place, std::string_view path, std::string_view message);

  // The file is used as it stands; whoever reads the results should know.
  void warning(const Place& place, std::string_view path, std::string_view message);

  // Errors, each of them; warnings are told apart.
  bool empty() const { return found_.empty(); }
  std::size_t count() const { return found_.size(); }
  // Whether something at this path or below it is already known to be wrong.
  bool any_under(std::string_view path) const;

  // All of them in the order of the file; at most 50 are printed, the rest is counted.
  Error as_error() const;
  // One by one, in the order of the file, each with its place and excerpt.
  std::vector<std::string> warnings() const;

 private:
  struct Found {
    Place place;
    std::string path;
    std::string message;
  };
  static std::vector<const Found*> in_order(const std::vector<Found>& found);
  static std::string told(const Found& found);

  std::vector<Found> found_;
  std::vector<Found> warnings_;
};

// The candidate a mistyped word most likely meant (Damerau-Levenshtein distance of at most a third
// of its length, case ignored); empty: none is near.
std::string nearest(std::string_view word, std::span<const std::string> candidates);

// "; did you mean \"patients\"?", or nothing.
std::string suggestion(std::string_view word, std::span<const std::string> candidates);

}  // namespace caseload::scenarios
