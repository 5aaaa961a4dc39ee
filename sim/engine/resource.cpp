#include "sim/engine/resource.hpp"

namespace caseload::engine {

Resource::Resource(Simulation& simulation, std::int64_t units)
    : simulation_(simulation),
      in_line_(simulation.now()),
      busy_(simulation.now()),
      capacity_(simulation.now(), units),
      overtime_(simulation.now()) {
  CASELOAD_CHECK(units >= 0, "there cannot be fewer than no units");
}

Resource::~Resource() {
  for (RankedList<Seat>* list : {&line_, &holders_}) {
    while (Seat* seat = list->first()) {
      list->remove(*seat);
      seat->state_ = Seat::State::Idle;
      seat->resource_ = nullptr;
    }
  }
}

void Resource::set_capacity(std::int64_t units, AtShiftEnd busy) {
  CASELOAD_CHECK(units >= 0, "there cannot be fewer than no units");
  const SimTime now = simulation_.now();
  capacity_.set(now, units);
  overtime_.set(now, std::max<std::int64_t>(0, busy_.value() - units));
  stop_beyond_capacity_ = busy == AtShiftEnd::StopNow;
  settle();
}

EventHandle Resource::set_capacity_at(SimTime at, std::int64_t units, AtShiftEnd busy) {
  CASELOAD_CHECK(units >= 0 && units < std::int64_t{1} << 32, "too many units, or less than none");
  constexpr auto change = [](void* resource, std::uint64_t argument) {
    static_cast<Resource*>(resource)->set_capacity(static_cast<std::int64_t>(argument >> 1),
                                                   static_cast<AtShiftEnd>(argument & 1));
  };
  const std::uint64_t argument = static_cast<std::uint64_t>(units) << 1 |
                                 static_cast<std::uint64_t>(busy == AtShiftEnd::StopNow);
  return simulation_.schedule({.at = at,
                               .event_class = EventClass::ShiftChange,
                               .action = change,
                               .context = this,
                               .argument = argument});
}

SimDuration Resource::waited_until_now() const {
  SimDuration waited = counts_.waited;
  for (unsigned priority = 0; priority < RankedList<Seat>::kPriorities; ++priority) {
    for (const Seat* seat = line_.of_priority(priority).first(); seat != nullptr; seat = seat->next)
      waited += simulation_.now() - seat->since_;
  }
  return waited;
}

// A wait ended without a grant; the next in line may be one who pre-empts.
void Resource::leave(Seat& seat, std::int64_t Counts::* why) {
  leave_line(seat);
  seat.lost_unit_ = false;
  ++(counts_.*why);
  settle();
}

// In hold(), and not at the microsecond at which that ends.
bool Resource::can_be_woken(const Seat& holder) const {
  return holder.held() && holder.sleeper_.asleep() && holder.until_ > simulation_.now();
}

bool Resource::interrupt(Seat& seat) {
  if (seat.in_line()) {
    seat.sleeper_.wake(Wake::Cancelled);
    leave(seat, &Counts::cancelled);
    return true;
  }
  if (!can_be_woken(seat)) return false;
  seat.left_ = seat.until_ - simulation_.now();
  seat.sleeper_.wake(Wake::Cancelled);
  return true;
}

void Resource::take_away(Seat& seat, Wake reason) {
  seat.left_ = seat.until_ - simulation_.now();
  seat.lost_unit_ = true;
  let_go(seat);
  seat.sleeper_.wake(reason);
  ++(reason == Wake::Preempted ? counts_.preempted : counts_.shift_ended);
}

// Frees one unit for `seat`, if it comes first and there is somebody to take it from.
bool Resource::preempt_for(const Seat& seat) {
  if (busy_.value() != capacity_.value()) return false;
  const Seat* first = line_.first();
  const bool comes_first = first == nullptr || first == &seat ||
                           seat.priority() < first->priority() ||
                           (seat.priority() == first->priority() && seat.lost_unit_);
  if (!comes_first) return false;
  Seat* loser = victim(seat.priority() + 1);
  if (loser == nullptr) return false;
  take_away(*loser, Wake::Preempted);
  return true;
}

// Of the largest priority number, at least `from_priority`, the latest to start. Null: nobody can
// lose a unit now.
Seat* Resource::victim(unsigned from_priority) const {
  for (unsigned priority = RankedList<Seat>::kPriorities; priority-- > from_priority;) {
    for (Seat* seat = holders_.of_priority(priority).last(); seat != nullptr; seat = seat->previous)
      if (can_be_woken(*seat)) return seat;
  }
  return nullptr;
}

// After every change: nobody is busy who was to stop, and the first in line cannot have a unit.
void Resource::settle() {
  while (stop_beyond_capacity_ && busy_.value() > capacity_.value()) {
    Seat* loser = victim(0);
    if (loser == nullptr) break;
    take_away(*loser, Wake::ShiftEnded);
  }
  while (Seat* first = line_.first()) {
    if (all_busy() && !(first->rank_.preempts && preempt_for(*first))) return;
    leave_line(*first);
    grant(*first);
    if (first->in_use_) {
      first->sleeper_.sleep_on_until(begin_service(*first));
    } else {
      first->sleeper_.wake(Wake::Granted);
    }
  }
}

}  // namespace caseload::engine
