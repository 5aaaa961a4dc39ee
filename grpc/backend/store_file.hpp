#pragma once

// The backend's file: one owner at a time, checked before it is used.

#include <string>
#include <utility>

#include "grpc/backend/database.hpp"
#include "grpc/transport/descriptor.hpp"
#include "sim/base/result.hpp"

namespace caseload::wire {

struct StoreOptions {
  std::string path;  // created where it does not exist, for its owner alone
  // On: a commit is on the disk before it is acknowledged (PRAGMA synchronous = FULL). Off: it is
  // with the operating system, and survives a crash of this process but not of the machine.
  bool synchronous_full = true;
};

// Keeps other backends off the file for as long as it lives; a killed process lets go by itself.
class FileLock {
 public:
  // Creates the file, for its owner alone, where it does not exist. BadInput: a name that SQLite
  // would not take for a file (":memory:", "file:…", none), one that it gives to what it keeps
  // beside a database, anything but a regular file, and a file that another backend has open.
  static Result<FileLock> take(const std::string& path);

 private:
  explicit FileLock(Descriptor descriptor) : descriptor_(std::move(descriptor)) {}
  Descriptor descriptor_;
};

// A connection to a file that is ours. BadInput: not a file, not a database, another program's,
// corrupt, of another version,
// or with a log (-wal) that is damaged among what was acknowledged.
Result<Database> open_database(const StoreOptions& options);

}  // namespace caseload::wire
