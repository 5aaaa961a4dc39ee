#include "grpc/backend/group_commit.hpp"

#include <exception>
#include <utility>

namespace caseload::wire {

GroupCommit::GroupCommit(Database database)
    : books_(std::move(database)), thread_([this] { run(); }) {}

void GroupCommit::submit(Work work, Reply reply) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_) {
      waiting_.push_back({.work = std::move(work), .reply = std::move(reply), .outcome = {}});
      wake_.notify_one();
      return;
    }
  }
  reply({grpc::StatusCode::UNAVAILABLE, "the backend is shutting down"});
}

void GroupCommit::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    wake_.notify_one();
  }
  if (thread_.joinable()) thread_.join();
}

void GroupCommit::run() {
  for (std::vector<Job> group;; group.clear()) {
    {
      std::unique_lock lock(mutex_);
      wake_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      group.swap(waiting_);
    }
    serve(group);
  }
}

void GroupCommit::serve(std::vector<Job>& group) {
  try {
    books_.writer.begin();
    for (Job& job : group) perform(job);
    books_.writer.commit();
  } catch (const std::exception& failure) {
    books_.runs.forget_all();
    try {
      books_.writer.roll_back();
    } catch (const StoreFailure&) {
      // The transaction dies with the connection at the latest; the next begin() will say so.
    }
    for (Job& job : group) job.outcome = {grpc::StatusCode::UNAVAILABLE, failure.what()};
  }
  for (Job& job : group) job.reply(job.outcome);
}

void GroupCommit::perform(Job& job) {
  books_.writer.begin_part();
  try {
    job.outcome = job.work(books_);
  } catch (const StoreFailure&) {
    throw;
  } catch (const std::exception& fault) {
    // A check of ours: this job is beyond help, the others are not.
    books_.runs.forget_all();
    job.outcome = {grpc::StatusCode::INTERNAL, fault.what()};
  }
  if (job.outcome.ok()) {
    books_.writer.keep_part();
  } else {
    books_.writer.undo_part();
  }
}

}  // namespace caseload::wire
