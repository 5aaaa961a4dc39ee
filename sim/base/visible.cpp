#include "sim/base/visible.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "sim/base/utf8.hpp"

namespace caseload {
namespace {

bool is_control(char32_t c) { return c < 0x20 || (0x7F <= c && c <= 0x9F); }

// Marks of direction, embeddings, overrides and isolates, and Unicode's own ends of a line.
bool moves_text(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (0x2028 <= c && c <= 0x202E) ||
         (0x2066 <= c && c <= 0x2069);
}

std::string shown(char32_t c) {
  if (c == '\n') return "\\n";
  if (c == '\r') return "\\r";
  if (c == '\t') return "\\t";
  return c < 0x20 ? fmt::format("\\x{:02x}", static_cast<unsigned>(c))
                  : fmt::format("\\u{:04x}", static_cast<unsigned>(c));
}

bool plain(char c) { return 0x20 <= c && c < 0x7F; }

template <class Hidden>
std::string show(std::string_view text, Hidden hidden) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    // Nearly everything, and at once.
    const auto plain_end = std::ranges::find_if_not(text, plain);
    const auto plain_size = static_cast<std::size_t>(plain_end - text.begin());
    out += text.substr(0, plain_size);
    text.remove_prefix(plain_size);
    if (text.empty()) break;
    const std::size_t length = utf8_sequence(text);
    if (length == 0) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(text.front()));
      text.remove_prefix(1);
      continue;
    }
    const char32_t character = utf8_character(text.substr(0, length));
    if (hidden(character)) out += shown(character);
    else out += text.substr(0, length);
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace

std::string visible(std::string_view text) {
  return show(text, [](char32_t c) { return is_control(c) || moves_text(c); });
}

std::string visible_text(std::string_view text) {
  return show(
      text, [](char32_t c) { return c != '\n' && c != '\t' && (is_control(c) || moves_text(c)); });
}

std::string visible_cell(std::string_view text) {
  return show(text,
              [](char32_t c) { return c != '\n' && c != '\r' && c != '\t' && is_control(c); });
}

}  // namespace caseload
