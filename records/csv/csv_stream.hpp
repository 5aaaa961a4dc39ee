#pragma once

// A CSV file (RFC 4180) as one record after the other, with the line on which each begins.
//
// Fields may be quoted and then hold separators, doubled quotes and line ends. Lines end in LF or
// CRLF; a byte order mark is skipped, blank lines are; spaces around an unquoted field are not part
// of it. The separator is the one of comma, semicolon, tab and bar that the header line uses most
// outside of quotes. An apostrophe that keeps a spreadsheet from taking a cell for a formula is not
// part of the value (sim/base/text_cell.hpp). What breaks these rules costs its own line only:
// reading goes on at the next one.

#include <csv.h>

#include <cstddef>
#include <istream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace caseload::records {

// A record is at most this long: a quote that is opened and never closed must not swallow a file.
inline constexpr std::size_t kMostLinesInARecord = 100;
inline constexpr std::size_t kMostBytesInARecord = std::size_t{1} << 16;

class CsvStream {
 public:
  // Requires: `in` outlives this, and is opened as binary. `header_line`: from 1; what stands above
  // it, a report's title or its date, is passed over.
  explicit CsvStream(std::istream& in, std::size_t header_line = 1);
  ~CsvStream();
  CsvStream(const CsvStream&) = delete;
  CsvStream& operator=(const CsvStream&) = delete;

  // The next record, or what stands where one should; false at the end of the file.
  bool next();

  // Of the last next(): the line it begins on, from 1; its fields, valid until the next; why it is
  // no record (then there are no fields), or nothing.
  std::size_t line() const { return line_; }
  std::span<const std::string_view> fields() const { return fields_; }
  std::string_view problem() const { return problem_; }

 private:
  bool fill();
  std::size_t line_end(std::size_t from);
  void parse_record();
  void give_up(std::string_view why);
  void pass_over_line();
  void choose_separator();
  void restart();

  static void on_field(void* text, std::size_t length, void* self);
  static void on_record(int terminator, void* self);

  std::istream& in_;
  csv_parser parser_{};
  std::string buffer_;  // from the record's first byte on, at `begin_`
  std::size_t begin_ = 0;
  bool ended_ = false;         // the file; the buffer may hold more
  std::size_t next_line_ = 1;  // the line at `begin_`

  std::size_t line_ = 0;
  bool complete_ = false;          // the parser has seen the record's end
  std::string text_;               // of the fields, one after the other
  std::vector<std::size_t> ends_;  // of each, in `text_`
  std::vector<std::string_view> fields_;
  std::string_view problem_;
};

}  // namespace caseload::records
