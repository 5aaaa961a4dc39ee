#include "scenarios/text/node.hpp"

#include <algorithm>

#include "scenarios/text/utf8.hpp"

namespace caseload::scenarios {
namespace {

void write(const Node& node, std::string& out) {
  switch (node.kind) {
    case Node::Kind::Empty:
      out += "~";
      break;
    case Node::Kind::Scalar:
      out += node.text;
      break;
    case Node::Kind::List:
      out += '[';
      for (const Node& item : node.items) {
        if (&item != &node.items.front()) out += ", ";
        write(item, out);
      }
      out += ']';
      break;
    case Node::Kind::Map:
      out += '{';
      for (const Entry& entry : node.entries) {
        if (&entry != &node.entries.front()) out += ", ";
        out += entry.key + ": ";
        write(entry.value, out);
      }
      out += '}';
      break;
  }
}

}  // namespace

std::string_view Document::line(std::size_t number) const {
  std::string_view rest = text;
  for (; number > 1; --number) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return {};
    rest.remove_prefix(end + 1);
  }
  rest = rest.substr(0, rest.find('\n'));
  if (rest.ends_with('\r')) rest.remove_suffix(1);
  return rest;
}

std::size_t Place::character() const {
  return 1 + count_characters(document->line(line).substr(0, column - 1));
}

const Node* Node::find(std::string_view key) const {
  const auto found = std::ranges::find(entries, key, &Entry::key);
  return found == entries.end() ? nullptr : &found->value;
}

std::string one_line(const Node& node) {
  constexpr std::size_t kLongest = 60;
  std::string out;
  write(node, out);
  std::ranges::replace(out, '\n', ' ');
  if (out.size() > kLongest) {
    std::size_t end = kLongest;
    while (first_invalid_utf8(std::string_view(out).substr(0, end))) --end;
    out = out.substr(0, end) + "…";
  }
  return out;
}

std::string_view comment_beside(const Place& place) {
  const std::string_view line = place.document->line(place.line);
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '"' || c == '\'') {
      quote = c;
    } else if (c == '#' && (i == 0 || line[i - 1] == ' ')) {
      const auto from = line.find_first_not_of("# ", i);
      return from == std::string_view::npos ? std::string_view{} : line.substr(from);
    }
  }
  return {};
}

}  // namespace caseload::scenarios
