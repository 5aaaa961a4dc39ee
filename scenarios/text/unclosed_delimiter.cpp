#include "scenarios/text/unclosed_delimiter.hpp"

namespace caseload::scenarios {
namespace {

constexpr std::size_t kNever = std::string_view::npos;

// The offset behind the closing quote of the one at `at`. "\"" is escaped by a backslash, "'" by
// doubling.
std::size_t after_quoted(std::string_view text, std::size_t at) {
  const char quote = text[at];
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') ++i;
    else if (text[i] == quote && quote == '\'' && i + 1 < text.size() && text[i + 1] == '\'') ++i;
    else if (text[i] == quote) return i + 1;
  }
  return kNever;
}

bool begins_word(std::string_view text, std::size_t at) {
  return at == 0 || std::string_view(" \n\t[{,:").find(text[at - 1]) != kNever;
}

bool brackets_close(std::string_view text, std::size_t at) {
  std::size_t open = 0;
  for (std::size_t i = at; i < text.size();) {
    const char c = text[i];
    if ((c == '"' || c == '\'') && begins_word(text, i)) {
      i = after_quoted(text, i);
      if (i == kNever) return false;
      continue;
    }
    if (c == '#' && begins_word(text, i)) {
      i = text.find('\n', i);
      if (i == kNever) return false;
    }
    if (c == '[' || c == '{') ++open;
    if ((c == ']' || c == '}') && --open == 0) return true;
    ++i;
  }
  return false;
}

}  // namespace

bool is_closed(std::string_view text, std::size_t at) {
  if (at >= text.size()) return true;
  switch (text[at]) {
    case '"':
    case '\'':
      return after_quoted(text, at) != kNever;
    case '[':
    case '{':
      return brackets_close(text, at);
    default:
      return true;
  }
}

}  // namespace caseload::scenarios
