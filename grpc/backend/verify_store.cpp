#include "grpc/backend/verify_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "grpc/backend/history.hpp"
#include "grpc/backend/log_damage.hpp"
#include "grpc/backend/registered.hpp"
#include "grpc/backend/row_checksums.hpp"
#include "grpc/backend/schema.hpp"
#include "grpc/backend/stored_log.hpp"
#include "grpc/transport/descriptor.hpp"

namespace caseload::wire {
namespace {

using Progress = std::function<void(const VerificationProgress&)>;

std::unexpected<Error> refuse(const std::string& path, std::string_view why) {
  return std::unexpected(Error{Error::Kind::BadInput, fmt::format("{}: {}", path, why)});
}

// A file opened for reading, with the backend kept off it where none has it.
struct Guarded {
  Descriptor descriptor;
  bool alone = false;  // no backend has it open, and none will
};

Result<Guarded> guard(const std::string& path) {
  struct stat there{};
  if (::stat(path.c_str(), &there) != 0)
    return refuse(path, std::generic_category().message(errno));
  if (!S_ISREG(there.st_mode)) return refuse(path, "expected a file");
  Guarded guarded{.descriptor = Descriptor{::open(path.c_str(), O_RDONLY | O_CLOEXEC)}};
  if (!guarded.descriptor.open()) return refuse(path, std::generic_category().message(errno));
  guarded.alone = ::flock(guarded.descriptor.number(), LOCK_SH | LOCK_NB) == 0;
  return guarded;
}

bool has_log(const std::string& file) {
  std::error_code none;
  const auto size = std::filesystem::file_size(file + "-wal", none);
  return !none && size > 0;
}

// To read a log SQLite makes an index of it beside the file; one that was not there before goes
// again.
class LogIndex {
 public:
  LogIndex(std::string file, bool alone) : path_(std::move(file) + "-shm") {
    std::error_code ignored;
    others_ = !alone || std::filesystem::exists(path_, ignored);
  }
  ~LogIndex() {
    std::error_code ignored;
    if (!others_) std::filesystem::remove(path_, ignored);
  }
  LogIndex(const LogIndex&) = delete;
  LogIndex& operator=(const LogIndex&) = delete;

 private:
  std::string path_;
  bool others_ = true;
};

class Verification {
 public:
  Verification(Database& database, std::int64_t version, const Progress& progress)
      : database_(database), version_(version), progress_(progress) {}

  // SQLite's own: pages, cells, order, and that each index has the rows of its table and no others.
  void structure() {
    database_.while_working([this] {
      progress_({.what = "pages and indices"});
      return true;
    });
    Statement row = database_.prepare("PRAGMA integrity_check(20)");
    for (row.bind(); row.step();)
      if (const std::string_view line = row.bytes(0); line != "ok")
        found_.damage.emplace_back(line);
    database_.while_working([] { return true; });
  }

  void runs() {
    std::vector<StoredRun> runs;
    Statement row = database_.prepare(
        version_ < kOwnersSince
            ? "SELECT run, name, '', registration, checksum FROM run NOT INDEXED"
            : "SELECT run, name, owner, registration, checksum FROM run NOT INDEXED");
    for (row.bind(); row.step();) {
      runs.push_back(
          {.key = RunKey{row.integer(0)},
           .name = {.name = std::string(row.bytes(1)), .owner = std::string(row.bytes(2))},
           .registration = std::string(row.bytes(3)),
           .checksum = static_cast<std::uint64_t>(row.integer(4))});
    }
    for (const StoredRun& run : runs) {
      found_.runs.push_back({.name = told(run.name), .damage = {}});
      heed([&] { look_through(run, found_.runs.back()); }, &found_.runs.back());
    }
  }

  // What belongs to a run that is not registered, and was once: nothing else would miss the run.
  void orphans() {
    constexpr std::array kTables{"standing",   "window", "reading",    "enrolment",
                                 "withdrawal", "alert",  "time_entry", "visit"};
    for (const char* table : kTables) {
      if (database_.number(fmt::format(
              "SELECT EXISTS (SELECT 1 FROM {} WHERE run NOT IN (SELECT run FROM run))", table)))
        found_.damage.push_back(fmt::format("{}: there are rows of a run that is gone", table));
    }
  }

  // Does a part; damage that ends it is of `run`, or of the file.
  template <class Part>
  void heed(const Part& part, VerifiedRun* run = nullptr) {
    try {
      part();
    } catch (const StoreDamaged& damage) {
      if (run != nullptr) run->damage = damage.what();
      else found_.damage.emplace_back(damage.what());
    }
  }

  StoreVerification take() { return std::move(found_); }

 private:
  void look_through(const StoredRun& run, VerifiedRun& found) {
    if (checksum_of_run(run.key, run.name, run.registration) != run.checksum)
      throw damage_of(database_, run, "its registration is not as it was stored");
    if (registration_of(run).run != run.name.name)
      throw damage_of(database_, run, "its registration is another run's");
    const Standing standing = standing_of(database_, run);
    History history(database_, run, History::Part::Both);
    while (history.next()) {
      ++found.windows;
      found.alerts += history.alerts().size();
      found.readings += static_cast<std::uint64_t>(
          std::ranges::count_if(history.arrivals(), [](const StoredArrival& arrival) {
            return std::holds_alternative<telemetry::Reading>(arrival);
          }));
      progress_({.what = found.name, .done = found.windows, .total = standing.windows});
    }
    each_entry(database_, run, [&found](const rules::TimeEntry&) { ++found.entries; });
    each_visit(database_, run, [&found](const rules::Visit&) { ++found.visits; });
  }

  Database& database_;
  std::int64_t version_;  // of the tables
  const Progress& progress_;
  StoreVerification found_;
};

}  // namespace

bool StoreVerification::whole() const {
  return damage.empty() &&
         std::ranges::all_of(runs, [](const VerifiedRun& run) { return run.damage.empty(); });
}

Result<StoreVerification> verify_store(const std::string& path, const Progress& progress) {
  const Result<Guarded> guarded = guard(path);
  if (!guarded) return std::unexpected(guarded.error());
  std::error_code failed;
  // SQLite keeps a log beside the file that a link leads to.
  const std::string file = std::filesystem::canonical(path, failed).string();
  if (failed) return refuse(path, failed.message());
  if (guarded->alone) {
    // SQLite would drop what comes after it, and the rest would look whole.
    if (const std::string damage = damage_in_log(file + "-wal"); !damage.empty())
      return StoreVerification{.runs = {}, .damage = {damage}};
  }
  const LogIndex index(file, guarded->alone);
  try {
    Database database = Database::read_only(file, guarded->alone && !has_log(file));
    const Result<std::int64_t> version = expect_our_schema(database, path);
    if (!version) return std::unexpected(version.error());
    Verification verification(database, *version, progress);
    const Snapshot snapshot(database);
    verification.heed([&] { verification.structure(); });
    verification.heed([&] { verification.runs(); });
    verification.heed([&] { verification.orphans(); });
    return verification.take();
  } catch (const StoreDamaged& damage) {
    // Not even its header or its tables can be read.
    return StoreVerification{.runs = {}, .damage = {damage.what()}};
  } catch (const StoreFailure& failure) {
    return std::unexpected(Error{Error::Kind::BadInput, failure.what()});
  }
}

}  // namespace caseload::wire
