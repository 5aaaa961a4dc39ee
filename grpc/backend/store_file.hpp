#pragma once

// The backend's file: one owner at a time, checked before it is used.

#include <string>

#include "grpc/backend/database.hpp"
#include "sim/base/result.hpp"

namespace caseload::wire {

struct StoreOptions {
  std::string path;  // created where it does not exist
  // On: a commit is on the disk before it is acknowledged (PRAGMA synchronous = FULL). Off: it is
  // with the operating system, and survives a crash of this process but not of the machine.
  bool synchronous_full = true;
};

// Keeps other backends off the file for as long as it lives; a killed process lets go by itself.
class FileLock {
 public:
  static Result<FileLock> take(const std::string& path);
  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

// A connection to a file that is ours. BadInput: not a file, not a database, another program's,
// corrupt, or of a newer version.
Result<Database> open_database(const StoreOptions& options);

}  // namespace caseload::wire
