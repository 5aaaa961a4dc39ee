#include "grpc/backend/store_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

#include "grpc/backend/schema.hpp"

namespace caseload::wire {

Result<FileLock> FileLock::take(const std::string& path) {
  const auto refuse = [&path](std::string_view why) {
    return std::unexpected(Error{Error::Kind::BadInput, fmt::format("{}: {}", path, why)});
  };
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (descriptor < 0) return refuse(std::generic_category().message(errno));
  // flock and not fcntl: SQLite uses the latter, and closing any descriptor of the file would drop
  // its locks.
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    ::close(descriptor);
    return refuse("another backend has this file open");
  }
  return FileLock{descriptor};
}

FileLock::FileLock(FileLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

FileLock::~FileLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<Database> open_database(const StoreOptions& options) {
  try {
    Database database(options.path);
    if (Result<void> adopted = adopt_schema(database, options.path); !adopted) {
      return std::unexpected(adopted.error());
    }
    database.run(options.synchronous_full ? "PRAGMA synchronous = FULL"
                                          : "PRAGMA synchronous = NORMAL");
    database.run(
        "PRAGMA cache_size = -16000");  // 16 MB: the upper levels of every index of a large run
    return database;
  } catch (const StoreFailure& failure) {
    return std::unexpected(Error{Error::Kind::BadInput, failure.what()});
  }
}

}  // namespace caseload::wire
