#include "grpc/backend/log_time.hpp"

#include <fmt/format.h>

#include "grpc/backend/stored_log.hpp"
#include "grpc/convert/work.hpp"

namespace caseload::wire {
namespace {

// How one kind of record is stored.
struct Entries {
  static constexpr std::string_view kWord = "entry";
  using Wire = v1::TimeEntry;
  static std::uint64_t last(const Standing& standing) { return standing.entries; }
  static rules::TimeEntry stored(Database& database, const StoredRun& run, std::uint64_t number) {
    return stored_entry(database, run, number);
  }
  static void add(StoreWriter& writer, RunKey run, const rules::TimeEntry& entry,
                  Standing& standing) {
    writer.add_time_entry(run, entry, standing);
  }
};
struct Visits {
  static constexpr std::string_view kWord = "visit";
  using Wire = v1::Visit;
  static std::uint64_t last(const Standing& standing) { return standing.visits; }
  static rules::Visit stored(Database& database, const StoredRun& run, std::uint64_t number) {
    return stored_visit(database, run, number);
  }
  static void add(StoreWriter& writer, RunKey run, const rules::Visit& visit, Standing& standing) {
    writer.add_visit(run, visit, standing);
  }
};

// Stores the records numbered from `first` on that are not stored yet, and counts them.
template <class Kind>
grpc::Status add_all(const google::protobuf::RepeatedPtrField<typename Kind::Wire>& messages,
                     std::uint64_t first, const StoredRun& run, Books& books, Standing& standing,
                     std::uint32_t& added) {
  if (messages.empty()) return grpc::Status::OK;
  const std::uint64_t last = Kind::last(standing);
  if (first == 0 || first > last + 1) {
    return {
        grpc::StatusCode::OUT_OF_RANGE,
        fmt::format("{} {} does not follow: the last one stored is {}", Kind::kWord, first, last)};
  }
  std::uint64_t number = first;
  for (const typename Kind::Wire& message : messages) {
    const auto record = decode(message);
    if (!record) {
      return {grpc::StatusCode::INVALID_ARGUMENT,
              fmt::format("{} {}: {}", Kind::kWord, number, record.error().text)};
    }
    if (number > last) {
      Kind::add(books.writer, run.key, *record, standing);
      ++added;
    } else if (Kind::stored(books.database, run, number) != *record) {
      // Values are compared and not bytes: a sender may know fields that we do not.
      return {grpc::StatusCode::ALREADY_EXISTS,
              fmt::format("{} {} is stored with other content", Kind::kWord, number)};
    }
    ++number;
  }
  return grpc::Status::OK;
}

}  // namespace

grpc::Status log_time(const v1::LogTimeRequest& request, const std::string& owner, Books& books,
                      v1::LogTimeResponse& response) {
  const std::optional<StoredRun> run =
      books.reader.find_run({.name = request.run(), .owner = owner});
  if (!run) {
    return {grpc::StatusCode::FAILED_PRECONDITION,
            fmt::format("run {} is not registered: RegisterRun comes first", request.run())};
  }
  std::uint32_t entries = 0;
  std::uint32_t visits = 0;
  Standing standing = standing_of_log(books.database, *run);
  grpc::Status status =
      add_all<Entries>(request.entries(), request.first_entry(), *run, books, standing, entries);
  if (status.ok())
    status =
        add_all<Visits>(request.visits(), request.first_visit(), *run, books, standing, visits);
  if (status.ok() && entries + visits > 0) books.writer.note_log(run->key, standing);
  response.set_entries_new(entries);
  response.set_visits_new(visits);
  return status;
}

}  // namespace caseload::wire
