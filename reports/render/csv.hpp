#pragma once

// Rows for other programs: RFC 4180 with a header line, UTF-8, lines ending in \n, a point as the
// decimal mark, and an empty field where there is no data. Text is text in a spreadsheet too, and
// no command to a terminal: see sim/base/text_cell.hpp and visible.hpp. Numbers are numbers.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace caseload::reports {

class Csv {
 public:
  explicit Csv(std::vector<std::string_view> header);

  // One field after the other; `end_row` closes the row. Requires at that point: as many fields as
  // the header has.
  Csv& field(std::string_view value);
  Csv& field(std::int64_t number);
  Csv& field(double number, int decimals);
  Csv& field(const std::optional<double>& number, int decimals);
  void end_row();

  const std::string& text() const { return text_; }
  // What was written since it was last taken.
  std::string take() { return std::exchange(text_, {}); }

 private:
  void raw(std::string_view text);

  std::size_t columns_;
  std::size_t in_row_ = 0;
  std::string text_;
};

}  // namespace caseload::reports
