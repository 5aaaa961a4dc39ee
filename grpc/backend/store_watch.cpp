#include "grpc/backend/store_watch.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

namespace caseload::wire {
namespace {

// The log's layout: https://www.sqlite.org/fileformat2.html#walformat.
constexpr off_t kLogHeader = 32;
constexpr off_t kFrameHeader = 24;
constexpr off_t kSaltInLogHeader = 16;
constexpr off_t kSaltInFrame = 8;

using Salt = std::array<unsigned char, 8>;

// The salt at this place; zeros where there is nothing.
Salt salt_at(const Descriptor& file, off_t place) {
  Salt salt{};
  if (::pread(file.number(), salt.data(), salt.size(), place) != static_cast<ssize_t>(salt.size()))
    salt = {};
  return salt;
}

}  // namespace

Result<StoreWatch> StoreWatch::over(Database& database, const std::string& path) {
  const auto refuse = [](std::string text) {
    return std::unexpected(Error{Error::Kind::BadInput, std::move(text)});
  };
  // SQLite follows symbolic links; the log stands beside what they lead to.
  const std::string resolved = database.file();
  if (resolved.empty()) return refuse(fmt::format("{}: SQLite keeps this in no file", path));
  StoreWatch watch;
  const std::array<std::string, 3> paths{path, resolved + "-wal", resolved + "-shm"};
  for (std::size_t i = 0; i < paths.size(); ++i) {
    File& file = watch.files_[i];
    file.path = paths[i];
    file.descriptor = Descriptor{::open(file.path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat opened{};
    if (!file.descriptor.open() || ::fstat(file.descriptor.number(), &opened) != 0)
      return refuse(fmt::format("{}: {}", file.path, std::generic_category().message(errno)));
    file.device = opened.st_dev;
    file.inode = opened.st_ino;
  }
  if (database.has_moved()) return refuse(fmt::format("{}: replaced as it was opened", path));
  watch.page_size_ = database.number("PRAGMA page_size");
  if (std::string trouble = watch.trouble(Look::Everything); !trouble.empty())
    return refuse(std::move(trouble));
  return watch;
}

void StoreWatch::unlink() {
  named_ = false;
  for (const File& file : files_) ::unlink(file.path.c_str());
}

std::string StoreWatch::trouble(Look look) {
  for (File& file : files_)
    if (std::string trouble = trouble_with(file, look); !trouble.empty()) return trouble;
  return look == Look::Everything ? trouble_with_log() : std::string{};
}

std::string StoreWatch::trouble_with(File& file, Look look) const {
  struct stat now{};
  const bool by_name = named_ && look == Look::Everything;
  if (by_name ? ::stat(file.path.c_str(), &now) != 0
              : ::fstat(file.descriptor.number(), &now) != 0) {
    return fmt::format("{}: gone while in use ({})", file.path,
                       std::generic_category().message(errno));
  }
  if (now.st_dev != file.device || now.st_ino != file.inode)
    return fmt::format("{}: replaced by another file while in use", file.path);
  return trouble_with_size(file, now.st_size);
}

std::string StoreWatch::trouble_with_size(File& file, off_t size) {
  if (size < file.greatest_size) {
    return fmt::format("{}: truncated from {} to {} bytes while in use", file.path,
                       file.greatest_size, size);
  }
  file.greatest_size = size;
  return {};
}

std::string StoreWatch::trouble_with_log() {
  if (frames_ == 0) return {};
  const File& log = files_[1];
  // Fewer than before, or the first: the log began anew, since all of it had reached the database.
  const bool anew = frames_ < checked_ || checked_ == 0;
  if (anew) salt_ = salt_at(log.descriptor, kSaltInLogHeader);
  const std::int64_t before = anew ? 1 : checked_;
  checked_ = frames_;
  const off_t place = kLogHeader + (before - 1) * (kFrameHeader + page_size_);
  if (salt_ != Salt{} && salt_at(log.descriptor, place + kSaltInFrame) == salt_) return {};
  // It may have begun anew and be as long as it was.
  salt_ = salt_at(log.descriptor, kSaltInLogHeader);
  if (salt_ != Salt{} && salt_at(log.descriptor, place + kSaltInFrame) == salt_) return {};
  return fmt::format("{}: what was written to it is no longer there", log.path);
}

}  // namespace caseload::wire
