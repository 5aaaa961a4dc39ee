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
  explicit Books(Database opened)
      : database(std::move(opened)), writer(database), reader(database) {}

  Database database;
  StoreWriter writer;
  StoreReader reader;
  LiveRuns runs;
};

class GroupCommit {
 public:
  using Work = std::move_only_function<grpc::Status(Books&)>;
  using Reply = std::move_only_function<void(grpc::Status)>;

  // `state` is told how it goes, and asked before each transaction and after each commit whether
  // the files are still those that were opened. It outlives this.
  GroupCommit(Database database, StoreState& state);
  ~GroupCommit() { stop(); }

  // `work` runs on the writing thread; `reply` there too, once its outcome is durable. After
  // stop(): `reply` is called at once, with UNAVAILABLE.
  void submit(Work work, Reply reply);

  // Finishes what was submitted. Idempotent.
  void stop();

 private:
  struct Job {
    Work work;
    Reply reply;
    grpc::Status outcome;
  };
  void run();
  void serve(std::vector<Job>& group);
  void write(std::vector<Job>& group);
  void perform(Job& job);

  StoreState& state_;
  Books books_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::vector<Job> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace caseload::wire
