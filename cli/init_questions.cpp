#include "cli/init_questions.hpp"

#include <fmt/format.h>

#include <functional>
#include <utility>

#include "cli/console.hpp"
#include "scenarios/assemble/rule_sets.hpp"
#include "scenarios/starter_words.hpp"

namespace caseload::cli {
namespace {

using scenarios::Parsed;

class Questions {
 public:
  Questions(std::istream& in, std::ostream& out) : in_(in), out_(out) {}

  // Until `wrong` finds nothing to say. An empty line is `standard`.
  bool ask(std::string_view question, const std::string& standard, std::string& answer,
           const std::function<std::string(const std::string&)>& wrong) {
    if (!answer.empty()) return true;
    for (;;) {
      out_ << question << (standard.empty() ? " " : " [" + standard + "] ") << std::flush;
      std::string line;
      if (!std::getline(in_, line)) return false;
      line = trimmed(line);
      if (line.empty()) line = standard;
      const std::string problem = wrong(line);
      if (problem.empty()) {
        answer = line;
        return true;
      }
      out_ << "  " << problem << "\n";
    }
  }

  bool ask_several(std::string_view question, bool at_least_one, std::vector<std::string>& answers,
                   const std::function<std::string(const std::string&)>& wrong) {
    if (!answers.empty()) return true;
    out_ << question << "\n";
    for (;;) {
      out_ << "  " << std::flush;
      std::string line;
      if (!std::getline(in_, line)) return false;
      line = trimmed(line);
      if (line.empty() && (!at_least_one || !answers.empty())) return true;
      const std::string problem = line.empty() ? "at least one is needed" : wrong(line);
      if (problem.empty()) answers.push_back(line);
      else out_ << "  " << problem << "\n";
    }
  }

 private:
  static std::string trimmed(const std::string& line) {
    const auto from = line.find_first_not_of(" \t\r");
    return from == line.npos ? "" : line.substr(from, line.find_last_not_of(" \t\r") + 1 - from);
  }
  std::istream& in_;
  std::ostream& out_;
};

template <class T>
std::string problem_of(const Parsed<T>& value) {
  return value ? "" : value.error();
}

}  // namespace

Result<InitAnswers> ask(InitAnswers given, std::istream& in, std::ostream& out) {
  Questions questions(in, out);
  const auto a_person = [](const std::string& line) {
    return problem_of(scenarios::parse_person(line));
  };
  const auto a_wage = [](const std::string& line) {
    return problem_of(scenarios::parse_wage(line));
  };
  const auto some_months = [](const std::string& line) { return problem_of(last_year_of(line)); };
  const auto a_share = [](const std::string& line) {
    return line == "none" ? "" : problem_of(scenarios::parse_percent(line));
  };
  const auto some_alerts = [](const std::string& line) {
    return line == "none" ? "" : problem_of(parse_count(line, 0, 1'000'000));
  };
  const auto yes_or_no = [](const std::string& line) {
    return line == "yes" || line == "no" ? "" : "expected yes or no";
  };
  const auto some_patients = [](const std::string& line) {
    return problem_of(parse_count(line, 1, 1'000'000));
  };
  out << "Five questions; an empty line takes what stands in brackets.\n\n";
  bool answered =
      questions.ask("1. How many patients are enrolled?", "", given.patients, some_patients) &&
      questions.ask_several(
          "2. Who works on it? One line for each kind of person: how many or a name, the role (rn, "
          "lpn,\n   ma, pharmacist, np, md, clerk), the hours, and the share of each working hour "
          "that is for RPM:\n   2 rn mon-fri 08:00-16:30 100%. An empty line ends.",
          true, given.people, a_person) &&
      questions.ask("3. Which months? A list, or a year:", suggested_months(), given.months,
                    some_months);
  if (answered && given.rules_carry_forward.empty()) {
    const int year = *last_year_of(given.months);
    std::string carry = year > newest_year() ? "" : "no";
    answered = questions.ask(
        fmt::format("   No rules are installed for {} (only {}). Plan it under the last of them?",
                    year, scenarios::installed_rules_text()),
        "yes", carry, yes_or_no);
    if (carry == "yes") given.rules_carry_forward = std::to_string(year);
  }
  answered =
      answered &&
      questions.ask("4. What is required? Share of patients who reach 20 minutes, or none:", kReach,
                    given.reach, a_share) &&
      questions.ask("   Urgent alerts a month that may wait longer than an hour, or none:",
                    kUrgentLate, given.urgent_late, some_alerts) &&
      questions.ask_several(
          "5. What are they paid an hour? One line for each role: rn 45.00. An empty line "
          "ends; for a\n   role that is not named, the nation's median is taken.",
          false, given.wages, a_wage);
  if (!answered) return bad_input("the input ended before every question was answered");
  return given;
}

}  // namespace caseload::cli
