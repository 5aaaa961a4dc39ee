#include "reports/render/output_directory.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>

#include "sim/base/check.hpp"
#include "sim/base/visible.hpp"

namespace caseload::reports {
namespace {

namespace fs = std::filesystem;

std::unexpected<Error> refused(std::string text) {
  return std::unexpected(Error{Error::Kind::BadInput, std::move(text)});
}

// Files under their temporary names. Those not renamed when it dies are removed, and so are the
// directories it made, where they are empty.
class Staged {
 public:
  explicit Staged(bool owner_only) : directory_mode_(owner_only ? S_IRWXU : 0777) {}

  std::error_code make_directories(const fs::path& directory) {
    std::error_code error;
    if (directory.empty() || fs::is_directory(directory, error)) return {};
    if (const std::error_code above = make_directories(directory.parent_path())) return above;
    if (::mkdir(directory.c_str(), directory_mode_) != 0) return last_error();
    made_.push_back(directory);
    return {};
  }

  std::error_code add(const fs::path& place, const OutputFile& file) {
    const fs::path beside =
        place.parent_path() / fmt::format(".{}.partial-{}", place.filename().string(), ::getpid());
    files_.push_back({beside, place});
    if (const std::error_code error = create(beside, file.owner_only)) return error;
    errno = 0;
    std::ofstream out(beside, std::ios::binary | std::ios::in);  // as it is, and only if it is
    if (file.writer) file.writer(out);
    else out << (place.extension() == ".csv" ? file.content : visible_text(file.content));
    out.close();
    return out ? std::error_code{} : last_error();
  }

  // In the order in which they were added.
  std::error_code rename_all() {
    while (!files_.empty()) {
      std::error_code error;
      fs::rename(files_.front().beside, files_.front().place, error);
      if (error) return error;
      files_.erase(files_.begin());
    }
    made_.clear();
    return {};
  }

  ~Staged() {
    std::error_code ignored;
    for (const File& file : files_) fs::remove(file.beside, ignored);
    for (auto made = made_.rbegin(); made != made_.rend(); ++made) fs::remove(*made, ignored);
  }

 private:
  // Empty, new and with its mode from the first moment on: what is changed later was open before.
  static std::error_code create(const fs::path& file, bool owner_only) {
    std::error_code ignored;
    fs::remove(file, ignored);  // of a process that had this number and was killed
    const mode_t mode = owner_only ? S_IRUSR | S_IWUSR : 0666;
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (descriptor < 0) return last_error();
    ::close(descriptor);
    return {};
  }
  static std::error_code last_error() {
    return {errno != 0 ? errno : EIO, std::generic_category()};
  }

  struct File {
    fs::path beside, place;
  };
  mode_t directory_mode_;
  std::vector<File> files_;
  std::vector<fs::path> made_;
};

std::optional<nlohmann::json> read_json(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return std::nullopt;
  const std::string text{std::istreambuf_iterator<char>{in}, {}};
  nlohmann::json json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return std::nullopt;
  return json;
}

}  // namespace

OutputDirectory::OutputDirectory(fs::path directory, std::string main_file, bool force)
    : directory_(std::move(directory)), main_file_(std::move(main_file)), force_(force) {}

Result<void> OutputDirectory::admits(const Identity& identity) const {
  const std::string name = directory_.string();
  std::error_code error;
  const fs::file_status status = fs::status(directory_, error);
  if (status.type() == fs::file_type::not_found) return {};
  if (status.type() != fs::file_type::directory)
    return refused(
        fmt::format("--out {}: is not a directory; expected a new or an empty one", name));
  const fs::directory_iterator entries(directory_, error);
  if (error) return refused(fmt::format("--out {}: {}", name, error.message()));
  if (force_ || entries == fs::directory_iterator{}) return {};

  const std::optional<nlohmann::json> existing = read_json(directory_ / main_file_);
  if (!existing)
    return refused(
        fmt::format("--out {}: holds files but no readable {}; choose another directory, or add "
                    "--force to write "
                    "into this one",
                    name, main_file_));
  for (const auto& [member, value] : identity) {
    const std::string there = existing->contains(member) ? existing->at(member).dump() : "absent";
    if (there == value) continue;
    return refused(
        fmt::format("--out {}: holds other results ({} is {} there and {} now); choose another "
                    "directory, or add "
                    "--force to replace them",
                    name, member, there, value));
  }
  return {};
}

Result<void> OutputDirectory::write(const Identity& identity,
                                    const std::vector<OutputFile>& files) const {
  if (Result<void> admitted = admits(identity); !admitted) return admitted;
  const auto main = std::ranges::find(files, main_file_,
                                      [](const OutputFile& file) { return file.path.string(); });
  CASELOAD_CHECK(main != files.end(), "results were to be written without their main file");

  Staged staged(std::ranges::any_of(files, &OutputFile::owner_only));
  const auto failed = [&](const fs::path& place, const std::error_code& error) {
    return refused(fmt::format("--out {}: {} cannot be written: {}", directory_.string(),
                               place.string(), error.message()));
  };
  const auto stage = [&](const OutputFile& file) -> Result<void> {
    const fs::path place = directory_ / file.path;
    if (const std::error_code error = staged.make_directories(place.parent_path()))
      return failed(place.parent_path(), error);
    if (const std::error_code error = staged.add(place, file)) return failed(place, error);
    return {};
  };
  for (auto file = files.begin(); file != files.end(); ++file)
    if (file != main)
      if (Result<void> done = stage(*file); !done) return done;
  if (Result<void> done = stage(*main); !done) return done;

  std::error_code error;
  fs::remove(directory_ / main_file_, error);
  if (error) return failed(directory_ / main_file_, error);
  if (const std::error_code renaming = staged.rename_all()) return failed(directory_, renaming);
  return {};
}

}  // namespace caseload::reports
