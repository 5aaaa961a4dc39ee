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
  if (std::string trouble = watch.trouble(); !trouble.empty()) return refuse(std::move(trouble));
  return watch;
}

void StoreWatch::unlink() {
  named_ = false;
  for (const File& file : files_) ::unlink(file.path.c_str());
}

std::string StoreWatch::trouble() {
  for (File& file : files_)
    if (std::string trouble = trouble_with(file); !trouble.empty()) return trouble;
  return trouble_with_log();
}

std::string StoreWatch::trouble_with(File& file) const {
  struct stat opened{};
  if (::fstat(file.descriptor.number(), &opened) != 0)
    return fmt::format("{}: {}", file.path, std::generic_category().message(errno));
  if (opened.st_size < file.greatest_size) {
    return fmt::format("{}: truncated from {} to {} bytes while in use", file.path,
                       file.greatest_size, opened.st_size);
  }
  file.greatest_size = opened.st_size;
  if (!named_) return {};
  struct stat now{};
  if (::stat(file.path.c_str(), &now) != 0) {
    return fmt::format("{}: gone while in use ({})", file.path,
                       std::generic_category().message(errno));
  }
  if (now.st_dev != file.device || now.st_ino != file.inode)
    return fmt::format("{}: replaced by another file while in use", file.path);
  return {};
}

std::string StoreWatch::trouble_with_log() {
  const File& log = files_[1];
  // Fewer than before: the log began anew, since all of it had reached the database.
  std::int64_t frame = frames_ < checked_ ? 1 : std::max<std::int64_t>(checked_, 1);
  const Salt salt = salt_at(log.descriptor, kSaltInLogHeader);
  for (; frame <= frames_; ++frame) {
    const off_t place = kLogHeader + (frame - 1) * (kFrameHeader + page_size_);
    if (salt_at(log.descriptor, place + kSaltInFrame) != salt || salt == Salt{})
      return fmt::format("{}: what was written to it is no longer there", log.path);
  }
  checked_ = frames_;
  return {};
}

}  // namespace caseload::wire
