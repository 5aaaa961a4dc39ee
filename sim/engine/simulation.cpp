#include "sim/engine/simulation.hpp"

#include <utility>

#include "sim/base/check.hpp"

namespace caseload::engine {

void Process::promise_type::unhandled_exception() noexcept {
  simulation->failure_ = std::current_exception();
}

Simulation::~Simulation() {
  queue_.for_each_standing(
      [this](void* process) { destroy(*static_cast<Process::promise_type*>(process)); });
}

EventHandle Simulation::schedule(const Event& event) {
  CASELOAD_CHECK(event.at >= now_, "an event was scheduled in the past");
  return queue_.schedule(event);
}

[[gnu::always_inline]] inline void Simulation::step(Process::promise_type& process) {
  running_ = &process;
  Process::Handle::from_promise(process).resume();
  if (ended_) [[unlikely]]
    bury(process);
}

void Simulation::bury(Process::promise_type& process) {
  running_ = nullptr;
  ended_ = false;
  destroy(process);
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void Simulation::run_until(SimTime end) {
  CASELOAD_CHECK(end >= now_, "the clock cannot run backwards");
  while (const std::optional<Event> event = queue_.pop_before(end)) {
    now_ = event->at;
    fingerprint_.add(static_cast<std::uint64_t>(event->at.time_since_epoch().count()));
    fingerprint_.add(std::uint64_t{static_cast<std::uint8_t>(event->event_class)} << 32 |
                     event->entity);
    if (event->action == nullptr) {  // the wake-up of a process
      step(*static_cast<Process::promise_type*>(event->context));
    } else {
      running_ = nullptr;
      event->action(event->context, event->argument);
    }
  }
  running_ = nullptr;
  now_ = end;
}

void Simulation::destroy(Process::promise_type& process) {
  queue_.dismiss(process.wake);
  if (process.links().group != nullptr) leave_group(process.links());
  --processes_alive_;
  Process::Handle::from_promise(process).destroy();
}

void Simulation::join_group(Process::promise_type& process, ProcessGroup& group) {
  ProcessLinks& links = process.links();
  links.group = &group;
  links.group_next = group.first_;
  if (group.first_ != nullptr) group.first_->links().group_previous = &process;
  group.first_ = &process;
}

void Simulation::leave_group(ProcessLinks& links) {
  (links.group_previous != nullptr ? links.group_previous->links().group_next
                                   : links.group->first_) = links.group_next;
  if (links.group_next != nullptr) links.group_next->links().group_previous = links.group_previous;
}

void ProcessGroup::cancel() {
  Process::promise_type* running = nullptr;
  // From the front each time: a member's last act may be to end others, or to cancel this group.
  while (Process::promise_type* member =
             running == nullptr ? first_ : running->links().group_next) {
    if (member->simulation->running_ == member) {
      member->simulation->ended_ = true;
      running = member;
    } else {
      member->simulation->destroy(*member);
    }
  }
}

}  // namespace caseload::engine
