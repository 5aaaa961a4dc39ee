#pragma once

// The files a bill was made from, as its reports name them.

#include <cstddef>
#include <string>
#include <vector>

namespace caseload::records {

struct SourceFile {
  std::string what;  // "time log"
  std::string name;
  std::size_t rows = 0;  // with the rejected ones
  std::size_t rejected = 0;
  std::vector<std::string> ignored;  // columns that nobody asked for
  std::vector<std::string> notes;    // "3 typed by hand"
};

// A row that was not used, and why.
struct RejectedRow {
  std::string file;
  std::size_t line = 0;  // on which the row begins; the header's is 1
  std::string why;
};

}  // namespace caseload::records
