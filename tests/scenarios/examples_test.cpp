// Every example that the reference page, the schema and the error messages show, loaded where it
// belongs: whoever copies one has a valid scenario.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <regex>
#include <set>

#include "scenarios/fields/scenario_fields.hpp"
#include "scenarios/load.hpp"
#include "tests/scenarios/golden.hpp"

namespace caseload::scenarios {
namespace {

using Json = nlohmann::json;

struct Example {
  std::string path;  // "staff[].hours": the first of a list; "<name>": any word of the map
  std::string yaml;
  bool operator<(const Example& other) const {
    return std::tie(path, yaml) < std::tie(other.path, other.yaml);
  }
};

// What stands between braces, the outermost ones; taken out of the text.
std::vector<std::string> take_braced(std::string& text) {
  std::vector<std::string> found;
  for (auto open = text.find('{'); open != text.npos; open = text.find('{')) {
    std::size_t end = open;
    for (int depth = 0; end < text.size(); ++end) {
      depth += text[end] == '{' ? 1 : text[end] == '}' ? -1 : 0;
      if (depth == 0) break;
    }
    found.push_back(text.substr(open, end + 1 - open));
    text.erase(open, end + 1 - open);
  }
  return found;
}

// "…, such as 30s, 20min or 2d; \"08:00-08:00\" lasts a day": what is quoted, and of the words
// after "such as" those that hold a digit.
std::vector<std::string> told_examples(std::string text) {
  std::vector<std::string> found = take_braced(text);
  static const std::regex quoted("\"[^\"]*\"");
  for (std::sregex_iterator one(text.begin(), text.end(), quoted), end; one != end; ++one)
    found.push_back(one->str());
  for (auto at = text.find("such as "); at != text.npos; at = text.find("such as ", at + 1)) {
    std::string list = text.substr(at + 8, text.find(';', at) - at - 8);
    list = std::regex_replace(list, std::regex(" or "), ", ");
    for (std::size_t from = 0; from < list.size();) {
      const std::size_t end = std::min(list.find(", ", from), list.size());
      std::string word = list.substr(from, end - from);
      while (word.ends_with(',')) word.pop_back();
      if (word.find_first_of("0123456789") != word.npos && word.find(' ') == word.npos &&
          !word.starts_with('"'))
        found.push_back(word);
      from = end + 2;
    }
  }
  return found;
}

void collect(const Shape& shape, const std::string& path, std::set<Example>& out) {
  const bool told_by_its_item = shape.expected.starts_with("a list of: ");
  if (!told_by_its_item)
    for (const std::string& one : told_examples(shape.expected)) out.insert({path, one});
  if (!shape.example.empty()) out.insert({path, shape.example});
  if (shape.kind == Shape::Kind::List) collect(*shape.item, path + "[]", out);
  if (shape.kind == Shape::Kind::Map) collect(*shape.item, path + ".<name>", out);
  if (!shape.object) return;
  for (const Member& member : shape.object->members) {
    const std::string inner = path.empty() ? member.key : path + '.' + member.key;
    std::string described = member.description;
    for (const std::string& one : take_braced(described)) out.insert({inner, one});
    collect(member.shape, inner, out);
  }
}

std::set<Example> all_examples() {
  std::set<Example> examples;
  collect(scenario_fields().shape, "", examples);
  return examples;
}

// A scenario with everything in it that an example may speak of.
Json base() {
  return Json::parse(R"({
    "schema_version": 1, "timezone": "America/New_York", "months": ["2026-03"],
    "panel": {"patients": 320, "conditions": {"hypertension": {"share": 0.5}, "heart_failure": {"share": 0.5}},
              "payers": {"medicare": {"share": 1}}, "languages": {"spanish": 0.15},
              "adherence": {"beta": {"mean": 0.65, "sd": 0.25}}},
    "staff": [{"name": "Ana", "role": "rn", "rpm_share": 1}, {"name": "Ben", "role": "rn", "rpm_share": 1},
              {"name": "Nora", "role": "np", "rpm_share": 0.1}, {"name": "Fay", "role": "rn", "rpm_share": 1},
              {"name": "Vera", "role": "ma", "rpm_share": 1, "vendor": true, "supervised": true, "may": ["check_in"]}],
    "on_call": [{"name": "Olga", "role": "rn", "responds_in": "15min"}],
    "plans": [{"name": "1 RN", "staff": ["Ana", "Ben", "Nora", "Vera", "Olga"]}],
    "require": [{"reach": "min20", "share": 0.55, "in_months_of_100": 95}]})");
}

// Words for a map's `<name>`.
const std::map<std::string, std::string> kNames{{"conditions", "hypertension"},
                                                {"payers", "medicare"},
                                                {"languages", "spanish"},
                                                {"out", "Ana"},
                                                {"hours", "sat"},
                                                {"rpm_share_on", "fri"},
                                                {"offers_in", "2026-05"}};

Json& at(Json& root, const std::string& path) {
  Json* here = &root;
  std::string last;
  static const std::regex steps(R"(\[\]|<name>|[^.\[\]]+)");
  for (std::sregex_iterator one(path.begin(), path.end(), steps), end; one != end; ++one) {
    const std::string step = one->str();
    if (step == "[]") here = &(*here)[0];
    else here = &(*here)[step == "<name>" ? kNames.at(last) : step];
    last = step;
  }
  return *here;
}

// What a key needs beside it: where the path begins so, this stands there first.
struct PairedRun {
  std::string prefix, path, value;
};
const std::vector<PairedRun> kBeside{
    {"panel.enrolment.grow", "panel.enrolment",
     R"({"since": "2026-01", "grow": {"to": 450, "by": "2026-09"}})"},
    {"panel.reach.better[]", "panel.reach.better", R"([{"hours": "08:00-10:00", "factor": 1}])"},
    {"panel.payers.<name>.limit", "panel.payers.<name>.limit",
     R"({"from": "2027-01-01", "of_patients": 0.1, "conditions": ["heart_failure"]})"},
    {"panel.conditions.<name>.physiology", "panel.conditions.<name>.physiology", "{}"},
    {"alerts.weight_gain[]", "alerts.weight_gain", R"([{"kg": 2, "within": "3d"}])"},
    {"staff[].vendor", "staff[].may", R"(["offer"])"},
    {"staff[].vendor", "staff[].supervised", "true"},
    {"staff[].ramp_up", "staff[].from", R"("2026-01")"},
    {"staff[].cover", "staff[].cover", R"({"by": "Fay", "for": "leave"})"},
    {"plans[].out", "plans[].out", R"({"Ana": {"from": "2026-02-02", "weeks": 6}})"},
    {"plans[].fee", "plans[].kind", R"("vendor_calls")"},
    {"on_call[].fee", "on_call[].line", R"("vendor")"},
    {"on_call[].supervised", "on_call[].line", R"("vendor")"},
    {"on_call[].supervised", "on_call[].fee_usd_per_patient_month", "2"},
    {"alerts.known_for", "alerts.handled_per_patient_month", "0.9"},
    {"require[].urgent", "require",
     R"([{"urgent_late_over": "60min", "at_most": 2, "in_months_of_100": 95}])"},
    {"require[].clock", "require",
     R"([{"urgent_late_over": "60min", "at_most": 2, "in_months_of_100": 95}])"}};

Result<LoadedScenario> load_with(const Example& example) {
  constexpr const char* kHere = "example goes here";
  Json file = base();
  for (const PairedRun& beside : kBeside)
    if (example.path.starts_with(beside.prefix)) at(file, beside.path) = Json::parse(beside.value);
  if (example.path == "require[].urgent_late_over") file["urgent_target"] = example.yaml;
  if (example.path == "require[]" && example.yaml.contains("urgent"))
    file["urgent_target"] = "60min";
  at(file, example.path) = kHere;
  std::string text;
  for (const auto& [key, value] : file.items()) text += fmt::format("{}: {}\n", key, value.dump());
  const std::string quoted = fmt::format("\"{}\"", kHere);
  text.replace(text.find(quoted), quoted.size(), example.yaml);
  return parse_scenario(text, "example.yaml");
}

TEST(Examples, AreEachLoadedAtTheirKey) {
  const std::set<Example> examples = all_examples();

  EXPECT_GT(examples.size(), 150U);
  for (const Example& example : examples) {
    const auto loaded = load_with(example);
    EXPECT_TRUE(loaded) << example.path << ": " << example.yaml << "\n" << loaded.error().text;
  }
}

// What was broken once, so that the walk above is known to see it.
TEST(Examples, OfDaysAreAmongThem) {
  const std::set<Example> examples = all_examples();

  EXPECT_TRUE(examples.contains(
      {"on_call[].hours", R"({mon-fri: "16:30-08:00", sat+sun: "08:00-08:00"})"}));
  EXPECT_TRUE(examples.contains({"logging.round_down_to", "30s"}));
  EXPECT_FALSE(examples.contains({"logging.round_down_to", "2d"}));
  EXPECT_TRUE(examples.contains({"staff[].from", "2026-03-16"}));
  EXPECT_FALSE(load_with({"staff[].hours", R"({mon,wed,fri: "08:00-16:30"})"}));
}

// Blocks of YAML in the pages for users: parts of a scenario, completed by what they leave out.
std::vector<std::string> yaml_blocks(const std::string& page) {
  std::vector<std::string> blocks;
  for (auto open = page.find("```yaml\n"); open != page.npos; open = page.find("```yaml\n", open)) {
    open += 8;
    const auto end = page.find("```", open);
    blocks.push_back(page.substr(open, end - open));
  }
  return blocks;
}

std::string completed(std::string block) {
  const auto has = [&](const std::string& key) {
    return block.starts_with(key + ":") || block.contains("\n" + key + ":");
  };
  // A block with people ends with their list: the people who are missing follow.
  block += has("staff") ? "" : "staff:\n";
  block +=
      "  - {name: a nurse of ours, role: rn, rpm_share: 1.0}\n"
      "  - {name: a provider of ours, role: np, rpm_share: 0.1}\n";
  for (const auto& [key, value] :
       {std::pair{"schema_version", "1"},
        {"timezone", "America/New_York"},
        {"months", "2026-03"},
        {"panel", "{patients: 320}"},
        {"plans", "[{name: all, staff: [a nurse of ours, a provider of ours]}]"}})
    if (!has(key)) block += fmt::format("{}: {}\n", key, value);
  return block;
}

TEST(Examples, InThePagesForUsersAreLoaded) {
  int seen = 0;
  std::vector<std::filesystem::path> pages{source_dir() / "README.md"};
  for (const auto& entry : std::filesystem::directory_iterator(source_dir() / "docs"))
    if (entry.path().extension() == ".md") pages.push_back(entry.path());
  for (const auto& page : pages)
    for (const std::string& block : yaml_blocks(file_text(page))) {
      if (block.contains("time_log:")) continue;  // a map of columns: tests/records
      ++seen;
      const auto loaded = parse_scenario(completed(block), "block.yaml");
      EXPECT_TRUE(loaded) << page << "\n" << block << loaded.error().text;
    }
  EXPECT_GE(seen, 2);
}

}  // namespace
}  // namespace caseload::scenarios
