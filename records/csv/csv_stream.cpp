#include "records/csv/csv_stream.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <new>

#include "sim/base/text_cell.hpp"

namespace caseload::records {
namespace {

constexpr std::size_t kChunk = std::size_t{1} << 18;
constexpr std::size_t kNone = std::string_view::npos;

// A carriage return before a line feed is white space at the end of a line, and only a line feed
// ends one: so a line never holds more than one record, and lines can be counted.
int is_space(unsigned char c) { return c == ' ' || c == '\t' || c == '\r' ? 1 : 0; }
int is_space_between_tabs(unsigned char c) { return c == ' ' || c == '\r' ? 1 : 0; }
int is_line_end(unsigned char c) { return c == '\n' ? 1 : 0; }

}  // namespace

CsvStream::CsvStream(std::istream& in, std::size_t header_line) : in_(in) {
  restart();
  fill();
  if (buffer_.starts_with("\xEF\xBB\xBF")) begin_ = 3;
  for (; next_line_ < header_line; ++next_line_) pass_over_line();
  choose_separator();
}

CsvStream::~CsvStream() { csv_free(&parser_); }

void CsvStream::restart() {
  const unsigned char separator = parser_.delim_char;
  csv_free(&parser_);
  // Strict: what follows a closing quote, or a quote inside an unquoted field, is an error and not
  // a guess. It returns an error for options it does not know only.
  csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL);
  csv_set_term_func(&parser_, is_line_end);
  csv_set_space_func(&parser_, separator == '\t' ? is_space_between_tabs : is_space);
  if (separator != 0) csv_set_delim(&parser_, separator);
}

// That of the first line that is not blank.
void CsvStream::choose_separator() {
  std::string_view header;
  for (std::size_t from = begin_; header.empty();) {
    const std::size_t found = line_end(from);
    const std::size_t end = found == kNone ? buffer_.size() : found;
    if (end == from) return;
    header = std::string_view(buffer_).substr(from, end - from);
    if (header.find_first_not_of(" \t\r\n") == std::string_view::npos) header = {};
    from = end;
  }
  constexpr std::string_view kSeparators = ",;\t|";
  std::array<std::size_t, kSeparators.size()> seen{};
  bool quoted = false;
  for (const char c : header) {
    if (c == '"') quoted = !quoted;
    const std::size_t which = kSeparators.find(c);
    if (!quoted && which != std::string_view::npos) ++seen.at(which);
  }
  const auto most = std::ranges::max_element(seen);  // the first of several
  if (*most == 0 || most == seen.begin()) return;
  parser_.delim_char =
      static_cast<unsigned char>(kSeparators[static_cast<std::size_t>(most - seen.begin())]);
  restart();
}

bool CsvStream::fill() {
  if (ended_) return false;
  const std::size_t size = buffer_.size();
  buffer_.resize(size + kChunk);
  in_.read(buffer_.data() + size, static_cast<std::streamsize>(kChunk));
  buffer_.resize(size + static_cast<std::size_t>(in_.gcount()));
  ended_ = !in_;
  return buffer_.size() > size;
}

// The place behind the line feed that ends the line at `from`; that of the last line of a file is
// the end. Of a line longer than a record may be: nothing.
std::size_t CsvStream::line_end(std::size_t from) {
  for (std::size_t looked = from;;) {
    const void* found = std::memchr(buffer_.data() + looked, '\n', buffer_.size() - looked);
    if (found != nullptr)
      return static_cast<std::size_t>(static_cast<const char*>(found) - buffer_.data()) + 1;
    looked = buffer_.size();
    if (looked - from > kMostBytesInARecord) return kNone;
    if (!fill()) return buffer_.size();
  }
}

void CsvStream::on_field(void* text, std::size_t length, void* self) {
  auto& stream = *static_cast<CsvStream*>(self);
  const std::string_view field(static_cast<const char*>(text), length);
  if (field.contains('\'')) stream.text_ += from_text_cell(field);
  else stream.text_ += field;
  stream.ends_.push_back(stream.text_.size());
}

void CsvStream::on_record(int /*terminator*/, void* self) {
  static_cast<CsvStream*>(self)->complete_ = true;
}

bool CsvStream::next() {
  do {
    if (begin_ >= kChunk) {
      buffer_.erase(0, begin_);
      begin_ = 0;
    }
    if (begin_ == buffer_.size() && !fill()) return false;
    parse_record();
  } while (problem_.empty() && ends_.empty());  // a blank line
  fields_.clear();
  std::size_t from = 0;
  for (const std::size_t end : ends_) {
    fields_.push_back(std::string_view(text_).substr(from, end - from));
    from = end;
  }
  return true;
}

void CsvStream::parse_record() {
  line_ = next_line_;
  complete_ = false;
  problem_ = {};
  text_.clear();
  ends_.clear();
  std::size_t at = begin_;
  for (std::size_t lines = 1;; ++lines) {
    const std::size_t end = line_end(at);
    if (end == kNone || end - begin_ > kMostBytesInARecord || lines > kMostLinesInARecord)
      return give_up(lines == 1
                         ? "the line is longer than 64 KB"
                         : "a quote is opened here and not closed within 100 lines or 64 KB");
    const std::size_t length = end - at;
    if (csv_parse(&parser_, buffer_.data() + at, length, on_field, on_record, this) != length) {
      if (csv_error(&parser_) != CSV_EPARSE) throw std::bad_alloc();
      return give_up(
          "a quote in the middle of a field; a field that holds quotes is written in "
          "quotes, and its own are doubled");
    }
    at = end;
    const bool last = ended_ && at == buffer_.size();
    if (!complete_ && last) {
      if (csv_fini(&parser_, on_field, on_record, this) != 0)
        return give_up("a quote is opened here and never closed");
      complete_ = true;
    }
    if (!complete_) continue;
    begin_ = at;
    next_line_ += lines;
    return;
  }
}

// Goes on at the line after the one on which the record began.
void CsvStream::give_up(std::string_view why) {
  restart();
  text_.clear();
  ends_.clear();
  problem_ = why;
  ++next_line_;
  pass_over_line();
}

void CsvStream::pass_over_line() {
  for (;;) {
    const std::size_t end = line_end(begin_);
    if (end != kNone) {
      begin_ = end;
      return;
    }
    // Longer than a record may be: what was looked at is passed over, and the line goes on.
    buffer_.clear();
    begin_ = 0;
    if (!fill()) return;
  }
}

}  // namespace caseload::records
