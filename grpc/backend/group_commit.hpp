#pragma once

// The one thread that writes.
//
// Jobs that are waiting when it becomes free share a transaction, hence one wait for the disk; each
// is answered after that commit. A refused job is undone alone, and so is one that comes upon
// damage: it is told so (DATA_LOSS). When the store itself fails, the whole group is told to try
// again, and nothing of it is stored. When the files are no longer those that were opened, nothing
// is written or acknowledged any more.

#include <grpcpp/support/status.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "grpc/backend/live_runs.hpp"
#include "grpc/backend/store_reader.hpp"
#include "grpc/backend/store_state.hpp"
#include "grpc/backend/store_writer.hpp"

namespace caseload::wire {

// Everything that belongs to the writing thread.
struct Books {
  Books(Database opened, std::size_t live_bytes)
      : database(std::move(opened)), writer(database), reader(database), runs(live_bytes) {}

  Database database;
  StoreWriter writer;
  StoreReader reader;
  LiveRuns runs;
};

// Rows that are written in some tens of milliseconds: how much may be done between two commits, so
// that nobody with little to do waits for much longer. A single job may be more, and then waits its
// turn alone.
inline constexpr std::size_t kLongGroup = 10'000;

class GroupCommit {
 public:
  using Work = std::move_only_function<grpc::Status(Books&)>;
  using Reply = std::move_only_function<void(grpc::Status)>;

  // `state` is told how it goes, and asked before each transaction and after each commit whether
  // the files are still those that were opened. It outlives this. `live_bytes`: of runs kept in
  // memory.
  GroupCommit(Database database, StoreState& state, std::size_t live_bytes = kLiveBytes);
  ~GroupCommit() { stop(); }

  // `work` runs on the writing thread; `reply` there too, once its outcome is durable. After
  // stop(): `reply` is called at once, with UNAVAILABLE. `weight`: how much there is to do, in
  // rows; what outweighs kLongGroup shares no transaction, and lets everything lighter that waits
  // go first.
  void submit(Work work, Reply reply, std::size_t weight = 1);

  // Finishes what was submitted. Idempotent.
  void stop();

 private:
  struct Job {
    Work work;
    Reply reply;
    grpc::Status outcome;
    std::size_t weight = 1;
  };
  std::vector<Job> next_group();  // of those that wait; with the lock held
  void run();
  void serve(std::vector<Job>& group);
  void write(std::vector<Job>& group);
  void perform_as_part(Job& job);
  void perform(Job& job);

  StoreState& state_;
  Books books_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Job> waiting_;  // in order of arrival
  bool heavy_turn_ = false;   // the last group was of light jobs
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace caseload::wire
