#pragma once

// A CSV file with a header as typed rows.
//
//   constexpr std::array kColumns{Column{"patient", true}, Column{"start"}, Column{"live"}};
//   read_table(in, "log.csv", kColumns, nullptr, rejections, [&](Row& row) {
//     const std::string_view patient = row.text(0);
//     const std::optional<bool> live = row.yes_no(2);
//     if (row.rejected()) return;
//     …
//   });
//
// Columns are found by their names in the header, in any order; names are compared without regard
// to case, and "_", "-" and spaces are alike. A TableMap says how a file speaks that was not
// written for us. A row in which every field is empty is none. A row that cannot be read is
// rejected with its line and every reason, and the others are read.

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <istream>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "records/csv/table_map.hpp"
#include "records/moment.hpp"
#include "records/source_file.hpp"
#include "sim/base/result.hpp"

namespace caseload::records {

// What a column holds, and so what a map of words may say about it.
enum class Holds : std::uint8_t { Text, Time, Number, YesNo, Role, Activity, Program, Kind };

struct Column {
  std::string_view name;
  bool required = false;      // a file without it is refused; a row without a value is rejected
  bool may_be_empty = false;  // a required column whose values may be missing
  Holds holds = Holds::Text;
};

using Rejection = RejectedRow;

// One row under its header. What a field holds that cannot be read is noted; rejected() tells.
class Row {
 public:
  std::size_t line() const { return line_; }
  // Whether the file has the column at all.
  bool has(std::size_t column) const { return place_[column] != kAbsent || mapped(column); }

  // Empty where the field is empty or the file has no such column. Of a required column, an empty
  // field is a reason to reject the row.
  std::string_view text(std::size_t column);
  // Nothing where the field is empty or absent; so for all below.
  std::optional<bool> yes_no(std::size_t column);  // yes no true false 1 0, in any case
  std::optional<Moment> moment(std::size_t column, const ZoneTable& zone);
  std::optional<LocalDay> day(std::size_t column, const ZoneTable& zone);
  // As a name in lower case with "_" for spaces and dashes, "Blood Pressure" as blood_pressure;
  // empty where it is too long to be one. Valid until the next call.
  std::string_view name(std::size_t column);
  // A length in minutes, in the map's unit.
  std::optional<double> minutes(std::size_t column);
  std::optional<double> number(std::size_t column);  // JSON's grammar: no sign +, no inf
  std::optional<std::int64_t> integer(std::size_t column);
  // By a function from the word, in lower case, to std::optional; `expected` lists its words.
  template <class Parse>
  auto word(std::size_t column, Parse parse, std::string_view expected)
      -> decltype(parse(std::string_view{})) {
    const std::string_view written = text(column);
    if (written.empty()) return std::nullopt;
    const auto value = parse(lower_case(translated(column, written)));
    if (!value) complain(column, written, expected);
    return value;
  }

  // "start 2026-02-30: expected a time such as …"
  void complain(std::size_t column, std::string_view written, std::string_view what);
  void reject(std::string_view why);
  bool rejected() const { return !why_.empty(); }

 private:
  friend class TableReader;
  static constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
  // Valid until the next call; words are short, and a longer one is none.
  std::string_view lower_case(std::string_view word);
  // By the map's words, where it has this one.
  std::string_view translated(std::size_t column, std::string_view written);
  std::string_view from_map(std::size_t column);
  bool mapped(std::size_t column) const {
    return !mapped_.empty() && mapped_[column].source != nullptr;
  }
  std::optional<Moment> by_formats(std::size_t column, std::string_view written,
                                   const ZoneTable& zone);

  // A column that the map speaks of.
  struct Mapped {
    const ColumnSource* source = nullptr;
    std::vector<std::size_t> places;  // among the fields
    std::string joined;               // of several, for the row at hand
  };

  std::span<const Column> columns_;
  const TableMap* map_ = nullptr;   // nothing: the file is as documented
  std::vector<std::size_t> place_;  // of each column among the fields
  std::vector<Mapped> mapped_;      // by column; empty: without a map
  std::span<const std::string_view> fields_;
  std::size_t line_ = 0;
  std::array<char, 32> word_{};
  std::string phrase_;  // a word of theirs, in lower case, which may be longer
  std::string why_;
};

// What there is to say about the file as a whole.
struct TableFacts {
  std::size_t rows = 0;              // with the rejected ones
  std::vector<bool> has;             // by column
  std::vector<std::string> ignored;  // columns of the file that nobody asked for, as written
};

// Error (BadInput): there is no such file, it is a directory, the system's words.
Result<std::ifstream> open_csv(const std::filesystem::path& file);

// Every row once, in the order of the file; `rejections` receives those that were not used.
// Messages call the file `name`. Error (BadInput): no header, a required column is missing (all of
// them are named, with the nearest of the header), a column stands there twice, a column of the
// map is not there (with the place in the map), the disk failed. `map`: may be null.
Result<TableFacts> read_table(std::istream& in, std::string_view name,
                              std::span<const Column> columns, const TableMap* map,
                              std::vector<Rejection>& rejections,
                              const std::function<void(Row&)>& each);

}  // namespace caseload::records
