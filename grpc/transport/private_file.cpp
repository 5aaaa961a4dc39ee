#include "grpc/transport/private_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>

#include "grpc/transport/descriptor.hpp"

namespace caseload::wire {
namespace {

std::unexpected<Error> refuse(const std::string& path, std::string_view why) {
  return std::unexpected(Error{Error::Kind::BadInput, fmt::format("{}: {}", path, why)});
}

std::string last_failure() { return std::generic_category().message(errno); }

bool is_private(const struct stat& file) {
  const mode_t others = file.st_uid == 0 ? S_IWGRP | S_IRWXO : S_IRWXG | S_IRWXO;
  return (file.st_mode & others) == 0;
}

Result<std::string> read(const std::string& path, bool secret) {
  // Not to wait for whoever might write into a pipe.
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (!file.open()) return refuse(path, last_failure());
  struct stat there{};
  if (::fstat(file.number(), &there) != 0) return refuse(path, last_failure());
  if (!S_ISREG(there.st_mode)) return refuse(path, "expected a file");
  if (secret && there.st_uid != 0 && there.st_uid != ::geteuid())
    return refuse(path, "it belongs to somebody else, who may change it");
  if (secret && !is_private(there)) {
    return refuse(path, fmt::format("others may read or change it (mode {:04o}); chmod 600 {}",
                                    there.st_mode & 07777U, path));
  }
  std::string text;
  std::array<char, 4096> part{};
  for (;;) {
    const ssize_t bytes = ::read(file.number(), part.data(), part.size());
    if (bytes < 0 && errno == EINTR) continue;
    if (bytes < 0) return refuse(path, last_failure());
    if (bytes == 0) break;
    text.append(part.data(), static_cast<std::size_t>(bytes));
    if (text.size() > kFileBytesMax) return refuse(path, "larger than 1 MB");
  }
  if (text.empty()) return refuse(path, "it is empty");
  return text;
}

}  // namespace

Result<std::string> read_file(const std::string& path) { return read(path, false); }

Result<std::string> read_private_file(const std::string& path) { return read(path, true); }

}  // namespace caseload::wire
