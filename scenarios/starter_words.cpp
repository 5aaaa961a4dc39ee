#include "scenarios/starter_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>
#include <vector>

#include "scenarios/text/diagnostics.hpp"
#include "scenarios/text/utf8.hpp"

namespace caseload::scenarios {
namespace {

using rules::Role;

constexpr const char* kPersonForms =
    "expected people such as \"2 rn mon-fri 08:00-16:30 100%\": how many (or a name), the role, "
    "the hours, and the share of each working hour that is for RPM";

std::vector<std::string> roles() {
  std::vector<std::string> words;
  for (int i = 0; i < rules::kRoles; ++i) words.emplace_back(rules::name(static_cast<Role>(i)));
  return words;
}

std::optional<Role> role_named(std::string_view word) {
  const std::vector<std::string> words = roles();
  const auto found = std::ranges::find(words, lower(word));
  if (found == words.end()) return std::nullopt;
  return static_cast<Role>(found - words.begin());
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \t", at), text.size());
    if (end > at) words.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

std::optional<int> whole(std::string_view text) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::pair<std::string, care::ClockSpan> usual_hours() {
  return {"mon-fri", {8 * 60, 16 * 60 + 30}};
}

Parsed<double> parse_percent(std::string_view text) {
  std::string number{text};
  std::erase(number, ' ');
  const bool percent = number.ends_with('%');
  if (percent) number.pop_back();
  const Parsed<double> value = parse_number(number);
  if (!value || *value < 0 || *value > (percent ? 100 : 1))
    return std::unexpected("expected a share such as 55% or 0.55");
  return percent ? *value / 100 : *value;
}

Parsed<std::pair<Role, Cents>> parse_wage(std::string_view text) {
  const auto end = text.find_first_of("= ");
  const auto role = role_named(text.substr(0, end));
  if (!role || end == text.npos)
    return std::unexpected(
        fmt::format("expected a role and dollars an hour, such as rn=45.00; roles are {}",
                    fmt::join(roles(), ", ")));
  const auto from = text.find_first_not_of("= $", end);
  const Parsed<Cents> wage = parse_dollars(from == text.npos ? "" : text.substr(from));
  if (!wage) return std::unexpected(wage.error());
  return std::pair{*role, *wage};
}

Parsed<StarterPerson> parse_person(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  StarterPerson person;
  std::size_t at = 0;
  std::vector<std::string> before;
  for (; at < words.size() && !role_named(words[at]); ++at) before.push_back(words[at]);
  if (at == words.size()) {
    for (const std::string& word : words)
      if (const std::string near = suggestion(word, roles()); word.size() > 1 && !near.empty())
        return std::unexpected(fmt::format("\"{}\" is no role{}", word, near));
    return std::unexpected(fmt::format("{}; roles are {}", kPersonForms, fmt::join(roles(), ", ")));
  }
  person.role = *role_named(words[at++]);
  if (before.size() == 1 && whole(before[0])) {
    person.count = *whole(before[0]);
    if (person.count < 1 || person.count > 1000)
      return std::unexpected("expected from 1 to 1000 people");
  } else {
    person.name = fmt::format("{}", fmt::join(before, " "));
  }
  std::string days = "mon-fri";
  bool shared = false;
  for (; at < words.size(); ++at) {
    if (const Parsed<care::ClockSpan> hours = parse_shift(words[at])) {
      person.hours.emplace_back(std::exchange(days, "mon-fri"), *hours);
    } else if (parse_weekdays(words[at])) {
      days = lower(words[at]);
      std::ranges::replace(days, ',', '+');
    } else if (words[at] == "%" && shared) {
      continue;
    } else {
      const bool apart = at + 1 < words.size() && words[at + 1] == "%";
      const Parsed<double> share = parse_percent(words[at] + (apart ? "%" : ""));
      if (!share) return std::unexpected(fmt::format("\"{}\": {}", words[at], kPersonForms));
      person.rpm_share = *share;
      shared = true;
    }
  }
  if (person.hours.empty()) person.hours.push_back({days, usual_hours().second});
  if (!shared)
    return std::unexpected(
        "the share of each working hour that is for RPM is missing; expected it at the end, such "
        "as 100%");
  return person;
}

}  // namespace caseload::scenarios
