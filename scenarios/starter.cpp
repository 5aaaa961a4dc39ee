#include "scenarios/starter.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <utility>

#include "scenarios/load.hpp"
#include "scenarios/starter_words.hpp"

namespace caseload::scenarios {
namespace {

using rules::Role;

std::string capitals(Role role) {
  std::string word{rules::name(role)};
  if (word.size() <= 3)
    std::ranges::transform(word, word.begin(), [](char c) { return static_cast<char>(c - 32); });
  return word;
}

// As a value of a file: in quotes where it could be taken for something else.
std::string written(const std::string& name) {
  const bool plain = !name.empty() && std::ranges::all_of(name, [](unsigned char c) {
    return std::isalnum(c) != 0 || c == ' ' || c == '.' || c >= 0x80;
  });
  if (plain) return name;
  std::string out = "\"";
  for (const char c : name) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

class Writer {
 public:
  Writer(const StarterAnswers& answers, std::string_view called)
      : answers_(answers), called_(called) {}

  std::string write() {
    head();
    text_ +=
        "staff:\n"
        "  # rpm_share: how much of each working hour is for RPM. wage_usd: dollars an hour;\n"
        "  # where it is not said, the nation's median of the role.\n";
    for (const StarterPerson& person : answers_.people) today_.push_back(add(person, ""));
    if (std::ranges::none_of(answers_.people, may_decide))
      today_.push_back(add({"Provider", Role::Np, 1, {usual_hours()}, 0.1},
                           "  # assumed: somebody decides what nurses escalate"));
    text_ += "  # Nobody's yet: what one more would change.\n";
    const std::string nurse = add({"New RN", Role::Rn, 1, {usual_hours()}, 1}, "");
    const std::string assistant = add({"New MA", Role::Ma, 1, {usual_hours()}, 1}, "");
    text_ += "\nplans:\n";
    plan("today", today_);
    plan("today and 1 RN", with(nurse));
    plan("today and 1 MA", with(assistant));
    require();
    return std::move(text_);
  }

 private:
  static bool may_decide(const StarterPerson& person) {
    return person.role == Role::Np || person.role == Role::Md;
  }

  void head() {
    text_ = fmt::format(
        "# A scenario to start from. What is not said here has the value of scenarios/defaults:\n"
        "# `caseload check {0}` names those that move the answer, and what to ask for them.\n"
        "# Every key is described in docs/scenario_reference.md.\n"
        "schema_version: 1\n"
        "purpose: Are today's people enough for {1} patients?\n"
        "timezone: {2}  # where the practice is\n"
        "months: {3}  # each judged by itself; the worst governs\n",
        called_, answers_.patients, answers_.timezone,
        answers_.months.contains('-') ? "[" + spaced(answers_.months) + "]" : answers_.months);
    if (answers_.rules_carry_forward)
      text_ += fmt::format(
          "rules_carry_forward: {}  # no rules are installed for it yet: the last ones are used\n",
          *answers_.rules_carry_forward);
    text_ += fmt::format("\npanel:\n  patients: {}\n\n", answers_.patients);
  }

  static std::string spaced(const std::string& list) {
    std::string out;
    for (const char c : list) out += c == ',' ? ", " : std::string(1, c);
    return out;
  }

  // Returns the name it goes by in plans.
  std::string add(const StarterPerson& person, std::string_view comment) {
    const std::string name = person.name.empty() ? by_role(person.role) : person.name;
    std::string line = fmt::format("{{name: {}, role: {}", written(name), rules::name(person.role));
    if (person.count > 1) line += fmt::format(", count: {}", person.count);
    std::vector<std::string> parts;
    for (const auto& [days, hours] : person.hours)
      parts.push_back(fmt::format("{}: \"{}\"", days, clock_span_text(hours)));
    line += fmt::format(", hours: {{{}}}", fmt::join(parts, ", "));
    line += fmt::format(", rpm_share: {:g}", person.rpm_share);
    if (const auto wage = answers_.wages.find(person.role); wage != answers_.wages.end())
      line += fmt::format(", wage_usd: {:.2f}", wage->second.dollars());
    text_ += fmt::format("  - {}}}{}\n", line, comment);
    return name;
  }

  // RN, then RN B, RN C.
  std::string by_role(Role role) {
    const int earlier = named_[role]++;
    if (earlier == 0) return capitals(role);
    return fmt::format("{} {}", capitals(role), static_cast<char>('A' + earlier % 26));
  }

  std::vector<std::string> with(const std::string& one_more) const {
    std::vector<std::string> names = today_;
    names.push_back(one_more);
    return names;
  }

  void plan(std::string_view name, const std::vector<std::string>& staff) {
    std::vector<std::string> names;
    for (const std::string& one : staff) names.push_back(written(one));
    text_ += fmt::format("  - {{name: {}, staff: [{}]}}\n", name, fmt::join(names, ", "));
  }

  void require() {
    if (!answers_.reach_share && !answers_.urgent_late_at_most) return;
    text_ += "\nrequire:\n";
    if (answers_.reach_share)
      text_ += fmt::format(
          "  - {{reach: min20, share: {:g}, in_months_of_100: 95}}  # with a live contact\n",
          *answers_.reach_share);
    if (answers_.urgent_late_at_most)
      text_ += fmt::format(
          "  - {{urgent_late_over: 60min, at_most: {}, in_months_of_100: 95}}  # in staffed time\n",
          *answers_.urgent_late_at_most);
  }

  const StarterAnswers& answers_;
  std::string_view called_;
  std::string text_;
  std::vector<std::string> today_;
  std::map<Role, int> named_;
};

}  // namespace

Result<std::string> starter_scenario(const StarterAnswers& answers, std::string_view called) {
  std::string text = Writer(answers, called).write();
  if (const auto loaded = parse_scenario(text, std::string(called)); !loaded)
    return std::unexpected(loaded.error());
  return text;
}

}  // namespace caseload::scenarios
