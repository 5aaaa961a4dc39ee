#include "grpc/backend/group_commit.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <utility>

#include "grpc/backend/failure_status.hpp"

namespace caseload::wire {
namespace {

// Without work: how soon health says that the files are gone.
constexpr std::chrono::seconds kLookEvery{1};

}  // namespace

GroupCommit::GroupCommit(Database database, StoreState& state, std::size_t live_bytes)
    : state_(state), books_(std::move(database), live_bytes), thread_([this] { run(); }) {}

void GroupCommit::submit(Work work, Reply reply, std::size_t weight) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopping_) {
      waiting_.push_back(
          {.work = std::move(work), .reply = std::move(reply), .outcome = {}, .weight = weight});
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
  for (;;) {
    std::vector<Job> group;
    {
      std::unique_lock lock(mutex_);
      while (!wake_.wait_for(lock, kLookEvery, [this] { return stopping_ || !waiting_.empty(); })) {
        lock.unlock();
        state_.inspect();
        lock.lock();
      }
      if (waiting_.empty()) return;
      group = next_group();
    }
    serve(group);
  }
}

// Heavy jobs one by one, and between two of them whatever is light: nobody waits for more than one
// heavy job, and no heavy job for more than one group of light ones before its turn.
std::vector<GroupCommit::Job> GroupCommit::next_group() {
  const auto heavy = [](const Job& job) { return job.weight > kLongGroup; };
  const bool any_heavy = std::ranges::any_of(waiting_, heavy);
  const bool any_light = !std::ranges::all_of(waiting_, heavy);
  const bool one_heavy = any_heavy && (heavy_turn_ || !any_light);
  heavy_turn_ = !one_heavy;
  std::vector<Job> group;
  std::vector<Job> later;
  std::size_t weight = 0;
  for (Job& job : waiting_) {
    const bool fits = one_heavy
                          ? heavy(job) && group.empty()
                          : !heavy(job) && (group.empty() || weight + job.weight <= kLongGroup);
    if (fits) weight += job.weight;
    (fits ? group : later).push_back(std::move(job));
  }
  waiting_ = std::move(later);
  return group;
}

void GroupCommit::serve(std::vector<Job>& group) {
  std::string lost = state_.inspect(Look::Sizes);
  if (lost.empty()) {
    write(group);
    lost = state_.inspect();
  }
  for (Job& job : group)
    job.reply(lost.empty() ? job.outcome : grpc::Status{grpc::StatusCode::DATA_LOSS, lost});
}

void GroupCommit::write(std::vector<Job>& group) {
  try {
    books_.writer.begin();
    if (group.size() == 1) {
      perform(group.front());
    } else {
      for (Job& job : group) perform_as_part(job);
    }
    // To be able to undo a part SQLite copies every page before it changes: what is alone is spared
    // it.
    if (group.size() == 1 && !group.front().outcome.ok()) {
      books_.writer.roll_back();
    } else {
      books_.writer.commit();
    }
    state_.commit_succeeded();
  } catch (const std::exception& failure) {
    books_.runs.forget_all();
    try {
      books_.writer.roll_back();
    } catch (const StoreFailure&) {
      // The transaction dies with the connection at the latest; the next begin() will say so.
    }
    const grpc::Status status = status_of(failure);
    if (status.error_code() == grpc::StatusCode::DATA_LOSS) {
      state_.found_damage(failure.what());
    } else {
      state_.commit_failed(failure.what());
    }
    for (Job& job : group) job.outcome = status;
  }
}

void GroupCommit::perform_as_part(Job& job) {
  books_.writer.begin_part();
  perform(job);
  if (job.outcome.ok()) {
    books_.writer.keep_part();
  } else {
    books_.writer.undo_part();
  }
}

void GroupCommit::perform(Job& job) {
  try {
    job.outcome = job.work(books_);
  } catch (const StoreDamaged& damage) {
    // Of what this job asked for; the others may ask for something else.
    books_.runs.forget_all();
    state_.found_damage(damage.what());
    job.outcome = status_of(damage);
  } catch (const StoreFailure&) {
    throw;
  } catch (const std::exception& fault) {
    // A check of ours: this job is beyond help, the others are not.
    books_.runs.forget_all();
    state_.found_fault(fault.what());
    job.outcome = status_of(fault);
  }
}

}  // namespace caseload::wire
