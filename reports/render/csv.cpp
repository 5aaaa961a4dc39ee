#include "reports/render/csv.hpp"

#include <fmt/format.h>

#include "sim/base/check.hpp"
#include "sim/base/text_cell.hpp"
#include "sim/base/visible.hpp"

namespace caseload::reports {

Csv::Csv(std::vector<std::string_view> header) : columns_(header.size()) {
  for (const std::string_view name : header) field(name);
  end_row();
}

void Csv::raw(std::string_view text) {
  if (in_row_++ > 0) text_ += ',';
  text_ += text;
}

Csv& Csv::field(std::string_view value) {
  const std::string text = visible_cell(to_text_cell(value));
  // Blanks around a bare field are not part of it, and a program may split at other marks than a
  // comma.
  if (text.find_first_of(",;|\"\t\r\n") == std::string::npos && !text.starts_with(' ') &&
      !text.ends_with(' ')) {
    raw(text);
    return *this;
  }
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  raw(quoted + '"');
  return *this;
}

Csv& Csv::field(std::int64_t number) {
  raw(fmt::format("{}", number));
  return *this;
}

Csv& Csv::field(double number, int decimals) {
  raw(fmt::format("{:.{}f}", number, decimals));
  return *this;
}

Csv& Csv::field(const std::optional<double>& number, int decimals) {
  if (number) return field(*number, decimals);
  raw("");
  return *this;
}

void Csv::end_row() {
  CASELOAD_CHECK(in_row_ == columns_, "a row has other fields than its header");
  in_row_ = 0;
  text_ += '\n';
}

}  // namespace caseload::reports
