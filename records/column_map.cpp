#include "records/column_map.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "records/column_map_fields.hpp"
#include "records/enrolments.hpp"
#include "records/readings.hpp"
#include "records/time_log.hpp"
#include "scenarios/text/parse_yaml.hpp"
#include "scenarios/text/read_file.hpp"

namespace caseload::records {
namespace {

using Section = ColumnMapSection;
using Text = ColumnMapSection::Text;

std::string lower(std::string text) {
  for (char& c : text)
    if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

// What a column may be told to hold, as a word; nothing: anything.
std::optional<std::vector<std::string>> choices(Holds holds) {
  std::vector<std::string> words;
  const auto all = [&]<class Enum>(int count, Enum) {
    for (int i = 0; i < count; ++i) words.emplace_back(rules::name(static_cast<Enum>(i)));
  };
  switch (holds) {
    case Holds::Role:
      all(rules::kRoles, rules::Role{});
      return words;
    case Holds::Activity:
      all(rules::kActivities, rules::Activity{});
      return words;
    case Holds::Program:
      all(rules::kPrograms, rules::Program{});
      return words;
    case Holds::YesNo:
      return std::vector<std::string>{"yes", "no"};
    case Holds::Text:
    case Holds::Time:
    case Holds::Number:
    case Holds::Kind:
      return std::nullopt;
  }
  return std::nullopt;
}

// From what was written to what a table is read by.
class Translation {
 public:
  Translation(std::span<const Column> columns, scenarios::Diagnostics& diagnostics)
      : columns_(columns), diagnostics_(diagnostics) {}

  TableMap translate(const Section& section, const std::string& file) {
    TableMap map;
    map.file = file;
    for (const auto& [ours, theirs] : section.columns)
      if (known(ours) != nullptr)
        for (const Text& name : theirs)
          map.columns[ours.value].from.push_back({name.value, place_of(name.place)});
    for (const auto& [ours, value] : section.always) {
      const Column* column = known(ours);
      if (column == nullptr) continue;
      if (!map.columns[ours.value].from.empty())
        error(ours, fmt::format("{} is one of the file's columns above", ours.value));
      if (column->holds == Holds::Time || column->holds == Holds::Number)
        error(ours, fmt::format("{} is not the same in every row", ours.value));
      check(*column, value);
      map.columns[ours.value].always = value.value;
    }
    for (const auto& [ours, words] : section.words) {
      const Column* column = known(ours);
      if (column == nullptr) continue;
      if (column->holds != Holds::Kind && !choices(column->holds))
        error(ours, fmt::format("{} has no words of ours", ours.value));
      for (const auto& [theirs, value] : words) {
        check(*column, value);
        map.columns[ours.value].words[lower(theirs.value)] = value.value;
      }
    }
    for (const auto& format : section.dates) map.dates.push_back(format.value);
    for (const std::string& yes : section.yes) map.yes.push_back(lower(yes));
    for (const std::string& no : section.no) map.no.push_back(lower(no));
    map.duration = section.duration;
    map.windows_1252 = section.windows_1252;
    map.header_line = static_cast<std::size_t>(section.header_line);
    return map;
  }

 private:
  static std::string place_of(const scenarios::Place& place) {
    return fmt::format("{}:{}:{}", place.document->name, place.line, place.character());
  }
  void error(const Text& at, const std::string& message) {
    diagnostics_.error(at.place, at.path, message);
  }
  const Column* known(const Text& ours) {
    const auto found = std::ranges::find(columns_, ours.value, &Column::name);
    if (found != columns_.end()) return &*found;
    std::vector<std::string> all;
    for (const Column& column : columns_) all.emplace_back(column.name);
    error(ours, fmt::format("\"{}\" is none of our columns{}; they are {}", ours.value,
                            scenarios::suggestion(ours.value, all), fmt::join(all, ", ")));
    return nullptr;
  }
  void check(const Column& column, const Text& value) {
    const auto expected = choices(column.holds);
    if (!expected || std::ranges::find(*expected, value.value) != expected->end()) return;
    error(value,
          fmt::format("\"{}\": expected one of {}{}", value.value, fmt::join(*expected, ", "),
                      scenarios::suggestion(value.value, *expected)));
  }

  std::span<const Column> columns_;
  scenarios::Diagnostics& diagnostics_;
};

}  // namespace

Result<ColumnMaps> parse_column_maps(std::string text, const std::string& name) {
  const Result<scenarios::Node> root = scenarios::parse_yaml(std::move(text), name);
  if (!root) return std::unexpected(root.error());
  scenarios::Diagnostics diagnostics;
  scenarios::Reader reader(diagnostics);
  ColumnMapFile file;
  column_map_fields().read(*root, reader, file);
  ColumnMaps maps;
  const auto translate = [&](const std::optional<Section>& section, std::span<const Column> columns,
                             std::optional<TableMap>& out) {
    if (section) out = Translation(columns, diagnostics).translate(*section, name);
  };
  translate(file.time_log, time_log_columns(), maps.time_log);
  translate(file.readings, readings_columns(), maps.readings);
  translate(file.enrolments, enrolments_columns(), maps.enrolments);
  translate(file.visits, visits_columns(), maps.visits);
  if (!diagnostics.empty()) return std::unexpected(diagnostics.as_error());
  return maps;
}

Result<ColumnMaps> load_column_maps(const std::filesystem::path& file) {
  Result<std::string> text = scenarios::read_file(file);
  if (!text) return std::unexpected(text.error());
  return parse_column_maps(std::move(*text), file.string());
}

}  // namespace caseload::records
