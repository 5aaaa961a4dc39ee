#include "grpc/backend/listings.hpp"

#include <iterator>

namespace caseload::wire {

namespace {

// Verifies windows after `verified`, which moves on, until they hold `limit` of what is counted.
// False: there are none.
template <class Count>
bool verify_more(Database& database, const StoredRun& run, History::Part part, int limit,
                 StoredWindow& verified, const Count& count) {
  History history(database, run, part, verified);
  std::int64_t found = 0;
  while (found < limit && history.next()) found += count(history);
  const bool any = history.window().number != verified.number;
  verified = history.window();
  return any;
}

}  // namespace

std::vector<telemetry::Reading> ReadingListing::next(StoreReader& reader, int limit) {
  const Snapshot snapshot(reader.database());
  for (;;) {
    std::vector<telemetry::Reading> page =
        reader.readings_between(run_.key, after_, verified_.last_arrival, limit);
    if (!page.empty()) return page;
    const auto count = [](const History& history) { return std::ssize(history.arrivals()); };
    if (!verify_more(reader.database(), run_, History::Part::Arrivals, limit, verified_, count))
      return {};
  }
}

std::vector<telemetry::Alert> AlertListing::next(StoreReader& reader, int limit) {
  const Snapshot snapshot(reader.database());
  for (;;) {
    std::vector<telemetry::Alert> page =
        reader.alerts_between(run_.key, after_, verified_.number, limit);
    if (!page.empty()) return page;
    const auto count = [](const History& history) { return std::ssize(history.alerts()); };
    if (!verify_more(reader.database(), run_, History::Part::Alerts, limit, verified_, count))
      return {};
  }
}

}  // namespace caseload::wire
