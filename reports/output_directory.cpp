#include "reports/output_directory.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>

#include "sim/base/check.hpp"

namespace caseload::reports {
namespace {

namespace fs = std::filesystem;

std::unexpected<sim::Error> refused(std::string text) {
  return std::unexpected(sim::Error{sim::Error::Kind::BadInput, std::move(text)});
}

// Files under their temporary names. Those not renamed when it dies are removed, and so are the
// directories it made, where they are empty.
class Staged {
 public:
  std::error_code make_directories(const fs::path& directory) {
    std::error_code error;
    if (directory.empty() || fs::is_directory(directory, error)) return {};
    if (const std::error_code above = make_directories(directory.parent_path())) return above;
    if (fs::create_directory(directory, error)) made_.push_back(directory);
    return error;
  }

  std::error_code add(const fs::path& place, const OutputFile& file) {
    const fs::path beside =
        place.parent_path() / fmt::format(".{}.partial-{}", place.filename().string(), ::getpid());
    files_.push_back({beside, place});
    errno = 0;
    std::ofstream out(beside, std::ios::binary | std::ios::trunc);
    if (out && file.owner_only) {
      std::error_code error;
      fs::permissions(beside, fs::perms::owner_read | fs::perms::owner_write, error);
      if (error) return error;
    }
    if (file.writer) file.writer(out);
    else out.write(file.content.data(), static_cast<std::streamsize>(file.content.size()));
    out.close();
    if (!out) return {errno != 0 ? errno : EIO, std::generic_category()};
    return {};
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
  struct File {
    fs::path beside, place;
  };
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

sim::Result<void> OutputDirectory::admits(const Identity& identity) const {
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

sim::Result<void> OutputDirectory::write(const Identity& identity,
                                         const std::vector<OutputFile>& files) const {
  if (sim::Result<void> admitted = admits(identity); !admitted) return admitted;
  const auto main = std::ranges::find(files, main_file_,
                                      [](const OutputFile& file) { return file.path.string(); });
  CASELOAD_CHECK(main != files.end(), "results were to be written without their main file");

  Staged staged;
  const auto failed = [&](const fs::path& place, const std::error_code& error) {
    return refused(fmt::format("--out {}: {} cannot be written: {}", directory_.string(),
                               place.string(), error.message()));
  };
  const auto stage = [&](const OutputFile& file) -> sim::Result<void> {
    const fs::path place = directory_ / file.path;
    if (const std::error_code error = staged.make_directories(place.parent_path()))
      return failed(place.parent_path(), error);
    if (const std::error_code error = staged.add(place, file)) return failed(place, error);
    return {};
  };
  for (auto file = files.begin(); file != files.end(); ++file)
    if (file != main)
      if (sim::Result<void> done = stage(*file); !done) return done;
  if (sim::Result<void> done = stage(*main); !done) return done;

  std::error_code error;
  fs::remove(directory_ / main_file_, error);
  if (error) return failed(directory_ / main_file_, error);
  if (const std::error_code renaming = staged.rename_all()) return failed(directory_, renaming);
  return {};
}

}  // namespace caseload::reports
