#pragma once

// A plain-text table for a terminal or a mail: one row per name, columns in groups.
//
// Groups that belong together stay together; where they do not all fit the width, the table goes on
// in a further block in which the names stand again. Widths are counted in characters of UTF-8.

#include <cstddef>
#include <string>
#include <vector>

namespace caseload::reports {

struct Column {
  std::string heading;
  std::vector<std::string> cells;  // one per row, in the order of the names
};

class Table {
 public:
  // `heading` stands over the names.
  Table(std::string heading, std::vector<std::string> names);

  // A group under one title; an empty title leaves no line for it where no group of a block has
  // one. Requires: every column has a cell for every name.
  void add(std::string title, std::vector<Column> columns);

  // Every line ends in a newline and has no trailing space. Lines are wider than `width` only where
  // a single group is.
  std::string text(std::size_t width) const;

 private:
  struct Group {
    std::string title;
    std::vector<Column> columns;
    std::vector<std::size_t> widths;
    std::size_t width() const;
  };
  std::string block(std::size_t from, std::size_t to, std::size_t names_width) const;

  std::string heading_;
  std::vector<std::string> names_;
  std::vector<Group> groups_;
};

}  // namespace caseload::reports
