#include "records/csv/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "records/csv/csv_stream.hpp"
#include "scenarios/text/diagnostics.hpp"
#include "scenarios/text/utf8.hpp"

namespace caseload::records {
namespace {

std::unexpected<sim::Error> refused(std::string text) {
  return std::unexpected(sim::Error{sim::Error::Kind::BadInput, std::move(text)});
}

// "Taken At", "taken-at" and "taken_at" are one name.
std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if ('A' <= c && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    else out += c == ' ' || c == '-' ? '_' : c;
  }
  return out;
}

bool is_utf8(std::span<const std::string_view> fields) {
  return std::ranges::none_of(fields, [](std::string_view field) {
    const bool ascii = std::ranges::all_of(field, [](char c) { return c > 0; });
    return !ascii && (field.contains('\0') || scenarios::first_invalid_utf8(field).has_value());
  });
}

}  // namespace

class TableReader {
 public:
  TableReader(std::istream& in, std::string_view name, std::span<const Column> columns)
      : in_(in), csv_(in), name_(name) {
    row_.columns_ = columns;
  }

  sim::Result<TableFacts> read(std::vector<Rejection>& rejections,
                               const std::function<void(Row&)>& each) {
    if (const sim::Result<void> header = read_header(); !header)
      return std::unexpected(header.error());
    while (csv_.next()) {
      ++facts_.rows;
      row_.line_ = csv_.line();
      row_.fields_ = csv_.fields();
      row_.why_.clear();
      if (!csv_.problem().empty()) row_.reject(csv_.problem());
      else if (row_.fields_.size() != width_) row_.reject(wrong_width());
      else if (!is_utf8(row_.fields_)) row_.reject("not UTF-8 text");
      else each(row_);
      if (row_.rejected()) rejections.push_back({std::string(name_), row_.line_, row_.why_});
    }
    if (in_.bad()) return refused(fmt::format("{}: {}", name_, std::strerror(errno)));
    return std::move(facts_);
  }

 private:
  sim::Result<void> read_header() {
    const bool any = csv_.next();
    if (in_.bad()) return refused(fmt::format("{}: {}", name_, std::strerror(errno)));
    if (!any)
      return refused(
          fmt::format("{}: is empty; expected a header line that names the "
                      "columns: {}",
                      name_, asked_for()));
    if (!csv_.problem().empty())
      return refused(fmt::format("{}:{}: {}", name_, csv_.line(), csv_.problem()));
    if (!is_utf8(csv_.fields()))
      return refused(fmt::format("{}: not UTF-8 text; save it as \"CSV UTF-8\"", name_));
    width_ = csv_.fields().size();
    std::vector<std::string> names;
    for (const std::string_view field : csv_.fields()) names.push_back(plain(field));
    return place(names);
  }

  sim::Result<void> place(const std::vector<std::string>& names) {
    std::string wrong;
    const auto say = [&](std::string_view what) {
      wrong += fmt::format("{}{}:{}: {}", wrong.empty() ? "" : "\n", name_, csv_.line(), what);
    };
    std::vector<std::string> unasked;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (std::ranges::find(row_.columns_, names[i], &Column::name) == row_.columns_.end()) {
        facts_.ignored.emplace_back(csv_.fields()[i]);
        unasked.push_back(names[i]);
      } else if (std::ranges::find(names, names[i]) !=
                 names.begin() + static_cast<std::ptrdiff_t>(i)) {
        say(fmt::format("the column {} stands there twice", names[i]));
      }
    }
    for (const Column& column : row_.columns_) {
      const auto found = std::ranges::find(names, column.name);
      facts_.has.push_back(found != names.end());
      row_.place_.push_back(found == names.end() ? Row::kAbsent
                                                 : static_cast<std::size_t>(found - names.begin()));
      if (found == names.end() && column.required)
        say(fmt::format("the column {} is missing{}", column.name, nearest_of(column, unasked)));
    }
    if (!wrong.empty()) return refused(std::move(wrong));
    return {};
  }

  static std::string nearest_of(const Column& column, const std::vector<std::string>& unasked) {
    const std::string near = scenarios::nearest(column.name, unasked);
    if (!near.empty())
      return fmt::format("; did you mean \"{}\"? Rename it in the header line", near);
    return unasked.empty() ? ""
                           : fmt::format("; the header has, besides those that are known, {}",
                                         fmt::join(unasked, ", "));
  }

  std::string asked_for() const {
    std::string list;
    for (const Column& column : row_.columns_) {
      if (!column.required) continue;
      list += fmt::format("{}{}", list.empty() ? "" : ", ", column.name);
    }
    return list;
  }

  std::string wrong_width() const {
    return fmt::format("{} {} here and {} in the header", row_.fields_.size(),
                       row_.fields_.size() == 1 ? "field" : "fields", width_);
  }

  std::istream& in_;
  CsvStream csv_;
  std::string_view name_;
  Row row_;
  std::size_t width_ = 0;
  TableFacts facts_;
};

sim::Result<TableFacts> read_table(std::istream& in, std::string_view name,
                                   std::span<const Column> columns,
                                   std::vector<Rejection>& rejections,
                                   const std::function<void(Row&)>& each) {
  return TableReader(in, name, columns).read(rejections, each);
}

sim::Result<std::ifstream> open_csv(const std::filesystem::path& file) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(file, error);
  const std::string name = file.string();
  if (status.type() == std::filesystem::file_type::not_found)
    return refused(name + ": no such file");
  if (status.type() == std::filesystem::file_type::directory)
    return refused(name + ": is a directory, not a file");
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  if (!in) return refused(fmt::format("{}: {}", name, std::strerror(errno)));
  return in;
}

}  // namespace caseload::records
