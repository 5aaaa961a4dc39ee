#pragma once

// Where `--out DIR` puts its files: whole or not at all, and never over other results.
//
// Every file is written beside its place and renamed into it; the main file (plan.json) comes last,
// and an old one goes first, so a directory that has its main file has all of them. Files in the
// directory that are not ours to write are never touched.

#include <filesystem>
#include <functional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/result.hpp"

namespace caseload::reports {

struct OutputFile {
  std::filesystem::path path;  // relative: csv/runs.csv
  std::string content{};       // what is no CSV is made visible (sim/base/visible.hpp)
  // Where given, writes the file in place of `content`: for what is too large to be held.
  std::function<void(std::ostream&)> writer{};
  // Patient data: nobody else may read it, nor look into a directory that is made for it, at any
  // moment.
  bool owner_only = false;
};

// What makes results the same ones: members at the top of the main file, each with its value as
// JSON text ({"seed", "1"}).
using Identity = std::vector<std::pair<std::string, std::string>>;

class OutputDirectory {
 public:
  // With `force`, what lies there may be replaced.
  OutputDirectory(std::filesystem::path directory, std::string main_file, bool force);

  // Whether results of this identity may go there; writes nothing. To be asked before the work,
  // too: nobody waits a minute to be refused. Error (BadInput): the path is a file; the directory
  // holds other results, or files but no results.
  Result<void> admits(const Identity& identity) const;

  // Requires: one of the files is the main file. Error: as above, or the system's words where it
  // cannot be written; then none of the files has been replaced, unless the disk itself failed
  // between renames.
  Result<void> write(const Identity& identity, const std::vector<OutputFile>& files) const;

 private:
  std::filesystem::path directory_;
  std::string main_file_;
  bool force_;
};

}  // namespace caseload::reports
