#include "reports/render/table.hpp"

#include <algorithm>

#include "reports/render/words.hpp"
#include "sim/base/check.hpp"
#include "sim/base/visible.hpp"

namespace caseload::reports {
namespace {

constexpr std::size_t kBetweenColumns = 2;
constexpr std::size_t kBetweenGroups = 3;

std::string without_trailing_space(std::string line) {
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

std::string centred(const std::string& text, std::size_t width) {
  const std::size_t spare = width - std::min(width, width_of(text));
  return left(std::string(spare / 2, ' ') + text, width);
}

}  // namespace

std::size_t Table::Group::width() const {
  std::size_t sum = kBetweenColumns * (widths.size() - 1);
  for (const std::size_t width : widths) sum += width;
  return sum;
}

// Here and not only when a line is put together: widths are those of what is shown.
Table::Table(std::string heading, std::vector<std::string> names)
    : heading_(visible(heading)), names_(std::move(names)) {
  for (std::string& name : names_) name = visible(name);
}

void Table::add(std::string title, std::vector<Column> columns) {
  Group group{.title = visible(title), .columns = std::move(columns), .widths = {}};
  for (Column& column : group.columns) {
    CASELOAD_CHECK(column.cells.size() == names_.size(), "a column has other rows than its table");
    column.heading = visible(column.heading);
    std::size_t width = width_of(column.heading);
    for (std::string& cell : column.cells) {
      cell = visible(cell);
      width = std::max(width, width_of(cell));
    }
    group.widths.push_back(width);
  }
  const std::size_t title_width = width_of(group.title);
  if (group.width() < title_width) group.widths.front() += title_width - group.width();
  groups_.push_back(std::move(group));
}

std::string Table::text(std::size_t width) const {
  std::size_t names_width = width_of(heading_);
  for (const std::string& name : names_) names_width = std::max(names_width, width_of(name));

  std::string out;
  for (std::size_t from = 0; from < groups_.size();) {
    std::size_t used = names_width;
    std::size_t to = from;
    while (to < groups_.size() &&
           (to == from || used + kBetweenGroups + groups_[to].width() <= width)) {
      used += kBetweenGroups + groups_[to].width();
      ++to;
    }
    if (!out.empty()) out += "\n";
    out += block(from, to, names_width);
    from = to;
  }
  return out;
}

std::string Table::block(std::size_t from, std::size_t to, std::size_t names_width) const {
  // One line, from the names' column and a cell for each (group, column).
  const auto line = [&](const std::string& name, auto cell) {
    std::string out = left(name, names_width);
    for (std::size_t g = from; g < to; ++g)
      for (std::size_t c = 0; c < groups_[g].columns.size(); ++c) {
        out.append(c == 0 ? kBetweenGroups : kBetweenColumns, ' ');
        out += right(cell(groups_[g].columns[c]), groups_[g].widths[c]);
      }
    return without_trailing_space(std::move(out)) + "\n";
  };

  std::string out;
  if (std::any_of(groups_.begin() + static_cast<std::ptrdiff_t>(from),
                  groups_.begin() + static_cast<std::ptrdiff_t>(to),
                  [](const Group& group) { return !group.title.empty(); })) {
    std::string titles(names_width, ' ');
    for (std::size_t g = from; g < to; ++g)
      titles += std::string(kBetweenGroups, ' ') + centred(groups_[g].title, groups_[g].width());
    out += without_trailing_space(std::move(titles)) + "\n";
  }
  out += line(heading_, [](const Column& column) { return column.heading; });
  for (std::size_t row = 0; row < names_.size(); ++row)
    out += line(names_[row], [row](const Column& column) { return column.cells[row]; });
  return out;
}

}  // namespace caseload::reports
