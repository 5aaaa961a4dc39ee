#include "records/csv/table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <set>

#include "records/csv/csv_stream.hpp"
#include "records/csv/windows_1252.hpp"
#include "scenarios/text/diagnostics.hpp"
#include "scenarios/text/utf8.hpp"
#include "sim/base/visible.hpp"
#include "sim/base/wording.hpp"

namespace caseload::records {
namespace {

std::unexpected<Error> refused(std::string text) {
  return std::unexpected(Error{Error::Kind::BadInput, std::move(text)});
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
  TableReader(std::istream& in, std::string_view name, std::span<const Column> columns,
              const TableMap* map)
      : in_(in), csv_(in, map == nullptr ? 1 : map->header_line), name_(name), map_(map) {
    row_.columns_ = columns;
    row_.map_ = map;
  }

  Result<TableFacts> read(std::vector<Rejection>& rejections,
                          const std::function<void(Row&)>& each) {
    if (const Result<void> header = read_header(); !header) return std::unexpected(header.error());
    while (csv_.next()) {
      row_.fields_ = fields();
      // Spreadsheets leave rows of separators at the end.
      if (csv_.problem().empty() && std::ranges::all_of(row_.fields_, &std::string_view::empty))
        continue;
      ++facts_.rows;
      row_.line_ = csv_.line();
      row_.why_.clear();
      if (!csv_.problem().empty()) row_.reject(csv_.problem());
      else if (row_.fields_.size() != width_) row_.reject(wrong_width());
      else if (!is_utf8(row_.fields_))
        row_.reject("not UTF-8 text; --columns can say that a file is windows-1252");
      else each(row_);
      if (row_.rejected()) rejections.push_back({std::string(name_), row_.line_, row_.why_});
    }
    if (in_.bad()) return refused(fmt::format("{}: {}", name_, std::strerror(errno)));
    return std::move(facts_);
  }

 private:
  Result<void> read_header() {
    const bool any = csv_.next();
    if (in_.bad()) return refused(fmt::format("{}: {}", name_, std::strerror(errno)));
    if (!any)
      return refused(
          fmt::format("{}: is empty; expected a header line that names the "
                      "columns: {}",
                      name_, asked_for()));
    if (!csv_.problem().empty())
      return refused(fmt::format("{}:{}: {}", name_, csv_.line(), csv_.problem()));
    header_ = fields();
    if (!is_utf8(header_))
      return refused(
          fmt::format("{}: not UTF-8 text; save it as \"CSV UTF-8\", or say in --columns that it "
                      "is windows-1252",
                      name_));
    width_ = header_.size();
    std::vector<std::string> names;
    for (const std::string_view field : header_) names.push_back(plain(field));
    return place(names);
  }

  // Of the record at hand, as UTF-8 where the map says that they are in another encoding.
  std::span<const std::string_view> fields() {
    if (map_ == nullptr || !map_->windows_1252) return csv_.fields();
    text_.clear();
    std::vector<std::size_t> ends;
    for (const std::string_view field : csv_.fields()) {
      append_windows_1252(field, text_);
      ends.push_back(text_.size());
    }
    decoded_.clear();
    std::size_t from = 0;
    for (const std::size_t end : ends) {
      decoded_.push_back(std::string_view(text_).substr(from, end - from));
      from = end;
    }
    return decoded_;
  }

  Result<void> place(const std::vector<std::string>& names) {
    std::string wrong;
    const auto say = [&](const std::string& at, std::string_view what) {
      wrong += fmt::format("{}{}: {}", wrong.empty() ? "" : "\n", at, visible(what));
    };
    const std::string here = fmt::format("{}:{}", name_, csv_.line());
    std::set<std::string> asked;
    if (map_ != nullptr) row_.mapped_.resize(row_.columns_.size());
    for (std::size_t c = 0; c < row_.columns_.size(); ++c) {
      const Column& column = row_.columns_[c];
      const ColumnSource* source = map_ == nullptr ? nullptr : map_->find(column.name);
      row_.place_.push_back(Row::kAbsent);
      if (source != nullptr && (source->always || !source->from.empty())) {
        row_.mapped_[c].source = source;
        for (const ColumnSource::Named& theirs : source->from) {
          asked.insert(plain(theirs.name));
          const auto found = std::ranges::find(names, plain(theirs.name));
          if (found == names.end())
            say(theirs.place, fmt::format("{} has no column \"{}\"{}", name_, theirs.name,
                                          scenarios::suggestion(theirs.name, as_written())));
          else row_.mapped_[c].places.push_back(static_cast<std::size_t>(found - names.begin()));
        }
      } else {
        asked.emplace(column.name);
        const auto found = std::ranges::find(names, column.name);
        if (found != names.end()) row_.place_[c] = static_cast<std::size_t>(found - names.begin());
      }
      facts_.has.push_back(row_.has(c));
    }
    std::vector<std::string> unasked;
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!asked.contains(names[i])) {
        facts_.ignored.emplace_back(header_[i]);
        unasked.push_back(names[i]);
      } else if (std::ranges::find(names, names[i]) !=
                 names.begin() + static_cast<std::ptrdiff_t>(i)) {
        say(here, fmt::format("the column {} stands there twice", header_[i]));
      }
    }
    const auto missing = [&](std::size_t c) { return row_.columns_[c].required && !row_.has(c); };
    bool near = false;
    for (std::size_t c = 0; c < row_.columns_.size(); ++c)
      near |= missing(c) && !scenarios::nearest(row_.columns_[c].name, unasked).empty();
    if (unasked.size() == names.size() && wrong.empty() && !near)
      return refused(
          fmt::format("{}: is this the header line? It names none of the columns; "
                      "expected {}",
                      here, asked_for()));
    for (std::size_t c = 0; c < row_.columns_.size(); ++c)
      if (missing(c))
        say(here, fmt::format("the column {} is missing{}", row_.columns_[c].name,
                              nearest_of(row_.columns_[c], unasked)));
    if (!wrong.empty()) return refused(std::move(wrong));
    return {};
  }

  std::vector<std::string> as_written() const { return {header_.begin(), header_.end()}; }

  static std::string nearest_of(const Column& column, const std::vector<std::string>& unasked) {
    const std::string near = scenarios::nearest(column.name, unasked);
    if (!near.empty())
      return fmt::format(
          "; did you mean \"{}\"? Rename it in the header line, or say so in --columns", near);
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
    return fmt::format("{} here and {} in the header",
                       counted(static_cast<std::int64_t>(row_.fields_.size()), "field"), width_);
  }

  std::istream& in_;
  CsvStream csv_;
  std::string_view name_;
  const TableMap* map_;
  std::span<const std::string_view> header_;  // valid while the header is read
  std::string text_;                          // of a record in another encoding
  std::vector<std::string_view> decoded_;
  Row row_;
  std::size_t width_ = 0;
  TableFacts facts_;
};

Result<TableFacts> read_table(std::istream& in, std::string_view name,
                              std::span<const Column> columns, const TableMap* map,
                              std::vector<Rejection>& rejections,
                              const std::function<void(Row&)>& each) {
  return TableReader(in, name, columns, map).read(rejections, each);
}

Result<std::ifstream> open_csv(const std::filesystem::path& file) {
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
