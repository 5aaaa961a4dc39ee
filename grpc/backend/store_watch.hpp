#pragma once

// The files of an open database, watched: whether those at its path are still those that SQLite has
// open, and whole.
//
// SQLite goes on writing to a file that was deleted or replaced, and past the end of one that was
// truncated, and says that all is well. So that nobody is told "stored" then, the database, its log
// (-wal) and the index of the log (-shm) are compared before each transaction and after each
// commit: device and inode of the path against the open descriptor, and the size against the
// greatest seen. What is cut off between the two looks and then written beyond leaves a hole, so
// that each frame of the log that a commit wrote, and the one before it, is looked at too.

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <string>

#include "grpc/backend/database.hpp"
#include "grpc/backend/descriptor.hpp"
#include "sim/base/result.hpp"

namespace caseload::wire {

class StoreWatch {
 public:
  // Of a database in WAL mode that `database` has read from; `path` as it was named. Outlives every
  // connection: to close any descriptor of these files drops SQLite's locks on them. BadInput: the
  // files are no longer those that were opened.
  static Result<StoreWatch> over(Database& database, const std::string& path);

  // The files lose their names, and with the last descriptor their contents: what is left of a
  // database that no name leads to is nothing, however the process ends.
  void unlink();

  // Takes note of a commit after which the log has this many frames (SQLite's wal_hook).
  void committed(std::int64_t frames) { frames_ = frames; }

  // What is wrong, or nothing.
  std::string trouble();

 private:
  struct File {
    std::string path;
    Descriptor descriptor;
    dev_t device{};
    ino_t inode{};
    off_t greatest_size = 0;
  };
  StoreWatch() = default;
  std::string trouble_with(File& file) const;
  std::string trouble_with_log();

  std::array<File, 3> files_;  // the database, its log, the log's index
  bool named_ = true;
  std::int64_t page_size_ = 0;
  std::int64_t frames_ = 0;   // of the log after the last commit
  std::int64_t checked_ = 0;  // of them
};

}  // namespace caseload::wire
