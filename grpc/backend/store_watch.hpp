#pragma once

// The files of an open database, watched: whether those at its path are still those that SQLite has
// open, and whole.
//
// SQLite goes on writing to a file that was deleted or replaced, and past the end of one that was
// truncated, and says that all is well. So that nobody is told "stored" then, the database, its log
// (-wal) and the index of the log (-shm) are looked at after each commit: device and inode of the
// path against the open descriptor, and the size against the greatest seen. The sizes are looked at
// before each transaction as well, since what is cut off and then written beyond is as long as it
// was; where that happens between the two looks it leaves a hole, and the frame of the log before
// the commit's own is no longer there.

#include <sys/types.h>

#include <array>
#include <cstdint>
#include <string>

#include "grpc/backend/database.hpp"
#include "grpc/backend/store_state.hpp"
#include "grpc/transport/descriptor.hpp"
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

  // What is wrong, or nothing; before a transaction, and after its commit.
  std::string trouble(Look look);

 private:
  struct File {
    std::string path;
    Descriptor descriptor;
    dev_t device{};
    ino_t inode{};
    off_t greatest_size = 0;
  };
  using Salt = std::array<unsigned char, 8>;
  StoreWatch() = default;
  static std::string trouble_with_size(File& file, off_t size);
  std::string trouble_with(File& file, Look look) const;
  std::string trouble_with_log();

  std::array<File, 3> files_;  // the database, its log, the log's index
  bool named_ = true;
  std::int64_t page_size_ = 0;
  std::int64_t frames_ = 0;   // of the log after the last commit
  std::int64_t checked_ = 0;  // likewise, as of the last look
  Salt salt_{};               // that all frames of the log bear until it begins anew
};

}  // namespace caseload::wire
