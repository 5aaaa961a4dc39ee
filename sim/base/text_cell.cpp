#include "sim/base/text_cell.hpp"

#include <algorithm>
#include <array>

namespace caseload {
namespace {

constexpr std::string_view kSplitters = ";|\t\r\n";
constexpr std::array<std::string_view, 8> kFormulaSigns{"=",      "+",      "-",      "@",
                                                        "\uFF1D", "\uFF0B", "\uFF0D", "\uFF20"};
constexpr std::string_view kPassedOver = "\t\r\n";  // by a spreadsheet, before a sign

// Blanks and quotes before a sign do not take its meaning from it everywhere.
bool is_formula(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(" '\""), text.size()));
  return std::ranges::any_of(kFormulaSigns,
                             [text](std::string_view sign) { return text.starts_with(sign); });
}

// Of the whole cell: its first character counts too.
bool is_command(std::string_view text, bool at_start) {
  if (is_formula(text)) return true;
  text.remove_prefix(std::min(text.find_first_not_of('\''), text.size()));
  return at_start && !text.empty() && kPassedOver.contains(text.front());
}

// Hands on what could be a cell: each piece ends behind a splitter, or with the text.
template <class Take>
void each_piece(std::string_view text, Take take) {
  for (bool at_start = true; !text.empty(); at_start = false) {
    const std::size_t length = std::min(text.find_first_of(kSplitters), text.size() - 1) + 1;
    take(text.substr(0, length), at_start);
    text.remove_prefix(length);
  }
}

}  // namespace

std::string to_text_cell(std::string_view value) {
  std::string cell;
  each_piece(value, [&](std::string_view piece, bool at_start) {
    if (is_command(piece, at_start)) cell += '\'';
    cell += piece;
  });
  return cell;
}

std::string from_text_cell(std::string_view cell) {
  std::string value;
  each_piece(cell, [&](std::string_view piece, bool at_start) {
    if (piece.starts_with('\'') && is_command(piece.substr(1), at_start)) piece.remove_prefix(1);
    value += piece;
  });
  return value;
}

}  // namespace caseload
