#include "grpc/backend/store_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <cerrno>
#include <string_view>
#include <system_error>
#include <utility>

#include "grpc/backend/log_damage.hpp"
#include "grpc/backend/schema.hpp"

namespace caseload::wire {

namespace {

// Why this name stands for no file of ours; empty: it does.
std::string_view no_file_name(std::string_view path) {
  if (path.empty()) return "expected a file; SQLite would keep a database without a name in none";
  if (path == ":memory:") return "SQLite would keep this in memory, and lose it; expected a file";
  if (path.starts_with("file:")) return "expected the name of a file, not a URI";
  for (const std::string_view beside : {"-wal", "-shm", "-journal"}) {
    if (path.ends_with(beside)) return "SQLite gives such names to what it keeps beside a database";
  }
  return {};
}

std::string_view kind_of_file(mode_t mode) {
  if (S_ISDIR(mode)) return "a directory";
  if (S_ISFIFO(mode)) return "a pipe";
  if (S_ISSOCK(mode)) return "a socket";
  return "a device";
}

}  // namespace

Result<FileLock> FileLock::take(const std::string& path) {
  const auto refuse = [&path](std::string_view why) {
    return std::unexpected(Error{Error::Kind::BadInput, fmt::format("{}: {}", path, why)});
  };
  if (const std::string_view why = no_file_name(path); !why.empty()) return refuse(why);
  struct stat there{};
  // Before it is opened: opening a device may already do something.
  if (::stat(path.c_str(), &there) == 0 && !S_ISREG(there.st_mode)) {
    return refuse(fmt::format("this is {}; expected a file", kind_of_file(there.st_mode)));
  }
  Descriptor descriptor{
      ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, S_IRUSR | S_IWUSR)};
  if (!descriptor.open()) return refuse(std::generic_category().message(errno));
  if (::fstat(descriptor.number(), &there) != 0 || !S_ISREG(there.st_mode))
    return refuse("expected a file");
  // flock and not fcntl: SQLite uses the latter, and closing any descriptor of the file would drop
  // its locks.
  if (::flock(descriptor.number(), LOCK_EX | LOCK_NB) != 0)
    return refuse("another backend has this file open");
  return FileLock{std::move(descriptor)};
}

Result<Database> open_database(const StoreOptions& options) {
  // Before SQLite sees it: it would drop what comes after the damage.
  if (options.synchronous_full) {
    if (const std::string damage = damage_in_log(options.path + "-wal"); !damage.empty())
      return std::unexpected(Error{Error::Kind::BadInput, damage});
  }
  try {
    Database database(options.path);
    if (Result<void> adopted = adopt_schema(database, options.path); !adopted) {
      return std::unexpected(adopted.error());
    }
    database.run(options.synchronous_full ? "PRAGMA synchronous = FULL"
                                          : "PRAGMA synchronous = NORMAL");
    database.run(
        "PRAGMA cache_size = -16000");  // 16 MB: the upper levels of every index of a large run
    // What a process left in the log goes into the database, and the log begins anew: damage_in_log
    // takes what follows a torn transaction for its own time's.
    database.number("PRAGMA wal_checkpoint(TRUNCATE)");
    return database;
  } catch (const StoreFailure& failure) {
    return std::unexpected(Error{Error::Kind::BadInput, failure.what()});
  }
}

}  // namespace caseload::wire
