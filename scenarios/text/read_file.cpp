#include "scenarios/text/read_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <utility>

#include "scenarios/text/utf8.hpp"

namespace caseload::scenarios {
namespace {

std::unexpected<Error> refuse(std::string_view name, std::string_view why) {
  return std::unexpected(Error{Error::Kind::BadInput, fmt::format("{}: {}", name, why)});
}

std::unexpected<Error> too_large(std::string_view name) {
  return refuse(name, "larger than 1 MB; scenarios, rules and profiles are small text files");
}

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

Result<std::string> accept_text(std::string text, std::string_view name) {
  if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
  if (text.size() > kMaxFileBytes) return too_large(name);
  if (text.find('\0') != std::string::npos) return refuse(name, "holds NUL bytes: not a text file");
  if (const auto bad = first_invalid_utf8(text)) {
    const auto line =
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*bad), '\n');
    return refuse(name, fmt::format("line {} is not UTF-8 text (byte 0x{:02X})", line,
                                    static_cast<unsigned char>(text[*bad])));
  }
  return text;
}

Result<std::string> read_file(const std::filesystem::path& file) {
  const std::string name = file.string();
  std::error_code error;
  const auto status = std::filesystem::status(file, error);
  if (status.type() == std::filesystem::file_type::not_found) return refuse(name, "no such file");
  if (error) return refuse(name, error.message());
  if (std::filesystem::is_directory(status)) return refuse(name, "is a directory, not a file");
  if (std::filesystem::is_regular_file(status)) {
    const auto size = std::filesystem::file_size(file, error);
    if (!error && size > kMaxFileBytes) return too_large(name);
  }

  const std::unique_ptr<std::FILE, CloseFile> open(std::fopen(name.c_str(), "rb"));
  if (!open) return refuse(name, std::strerror(errno));
  std::string text(kMaxFileBytes + 4,
                   '\0');  // room for a byte order mark and for one byte too many
  text.resize(std::fread(text.data(), 1, text.size(), open.get()));
  if (std::ferror(open.get()) != 0) return refuse(name, std::strerror(errno));
  return accept_text(std::move(text), name);
}

}  // namespace caseload::scenarios
