#pragma once

// What is stored of a run, page by page, so that a listing holds neither memory nor a view of the
// store between its pages. Nothing is handed out before the window it belongs to was verified.

#include <cstdint>
#include <utility>
#include <vector>

#include "grpc/backend/history.hpp"
#include "grpc/backend/store_reader.hpp"

namespace caseload::wire {

class ReadingListing {
 public:
  // Without the first `skip` of them, which the caller has.
  ReadingListing(StoreReader& reader, StoredRun run, std::uint64_t skip)
      : run_(std::move(run)), after_(reader.last_of_readings(run_.key, skip)) {}
  // The next readings in the order of arrival, at most `limit`. Empty: the end. Throws
  // StoreDamaged.
  std::vector<telemetry::Reading> next(StoreReader& reader, int limit);

 private:
  StoredRun run_;
  StoredWindow verified_;
  std::int64_t after_;  // the arrival that was handed out last
};

class AlertListing {
 public:
  AlertListing(StoreReader& reader, StoredRun run, std::uint64_t skip)
      : run_(std::move(run)), after_(reader.last_of_alerts(run_.key, skip)) {}
  std::vector<telemetry::Alert> next(StoreReader& reader, int limit);

 private:
  StoredRun run_;
  StoredWindow verified_;
  AlertPlace after_;
};

}  // namespace caseload::wire
