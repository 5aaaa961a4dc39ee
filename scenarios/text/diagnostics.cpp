#include "scenarios/text/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "scenarios/text/utf8.hpp"
#include "sim/base/visible.hpp"

namespace caseload::scenarios {
namespace {

constexpr std::size_t kMostPrinted = 50;
constexpr std::size_t kWidestLine = 160;

// The source line and the carets below it. Tabs are kept so that both lines align.
std::string excerpt(const Place& place) {
  const std::string_view line = place.document->line(place.line);
  if (line.size() > kWidestLine || place.column > line.size() + 1) return {};
  std::string pad;
  const std::string before = visible_text(line.substr(0, place.column - 1));
  for (const char c : before) {
    if (c == '\t') pad += '\t';
    else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) pad += ' ';
  }
  const std::size_t width =
      count_characters(visible_text(line.substr(place.column - 1, place.length)));
  return fmt::format("\n{:>6} | {}\n       | {}{}", place.line, visible_text(line), pad,
                     std::string(std::max<std::size_t>(width, 1), '^'));
}

// Optimal string alignment: insertions, deletions, substitutions and swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t same = a[i - 1] == b[j - 1] ? 0 : 1;
      cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1, cost[i - 1][j - 1] + same});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

}  // namespace

void Diagnostics::error(const Place& place, std::string_view path, std::string_view message) {
  found_.push_back({place, std::string(path), std::string(message)});
}

void Diagnostics::warning(const Place& place, std::string_view path, std::string_view message) {
  warnings_.push_back({place, std::string(path), "warning: " + std::string(message)});
}

bool Diagnostics::any_under(std::string_view path) const {
  return std::ranges::any_of(found_, [path](const Found& found) {
    const std::string_view there = found.path;
    return there.starts_with(path) &&
           (there.size() == path.size() || there[path.size()] == '.' || there[path.size()] == '[');
  });
}

std::vector<const Diagnostics::Found*> Diagnostics::in_order(const std::vector<Found>& found) {
  std::vector<const Found*> order;
  for (const Found& one : found) order.push_back(&one);
  std::ranges::sort(order, {}, [](const Found* one) {
    return std::tuple(one->place.line, one->place.column, one);  // equal places: as they were found
  });
  return order;
}

std::string Diagnostics::told(const Found& found) {
  const auto& [place, path, message] = found;
  std::string text = fmt::format("{}:{}:{}: ", place.document->name, place.line, place.character());
  if (!path.empty()) text += fmt::format("{}: ", visible(path));
  return text + message + excerpt(place);
}

Error Diagnostics::as_error() const {
  const std::vector<const Found*> order = in_order(found_);
  std::string text;
  for (std::size_t i = 0; i < std::min(order.size(), kMostPrinted); ++i) {
    if (i > 0) text += '\n';
    text += told(*order[i]);
  }
  if (order.size() > kMostPrinted)
    text += fmt::format("\nand {} more", order.size() - kMostPrinted);
  return {Error::Kind::BadInput, std::move(text)};
}

std::vector<std::string> Diagnostics::warnings() const {
  std::vector<std::string> texts;
  for (const Found* found : in_order(warnings_)) texts.push_back(told(*found));
  return texts;
}

std::string nearest(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t kLongestWord =
      64;  // the distance is quadratic, and nobody mistypes a novel
  if (word.size() > kLongestWord) return {};
  const std::string mistyped = lower(word);
  std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
  std::string found;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(mistyped, lower(candidate));
    if (distance < best) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

std::string suggestion(std::string_view word, std::span<const std::string> candidates) {
  const std::string near = nearest(word, candidates);
  return near.empty() ? "" : fmt::format("; did you mean \"{}\"?", near);
}

}  // namespace caseload::scenarios
