#pragma once

// Things handed from process to process: put in by some, taken out by others, first in, first out
// on both sides. It never fills up.
//
//   Process serve(Simulation& simulation, Store<Customer>& line) {
//     for (;;) {
//       const Customer customer = co_await line.get();
//       co_await simulation.after(customer.service);
//     }
//   }
//
// What is there is taken without an event: the process runs on. Else the process waits, and put()
// promises it the item: nobody can come between, and the process goes on in one event of class Wake
// at the same microsecond. If it is destroyed before that, the item is the next one's. A deadline
// is of class Release: at one microsecond it comes before a put() in an ordinary event.
//
// A store may die before or after its simulation. A process left waiting by a store that died waits
// until its deadline, and for ever without one.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "sim/base/level.hpp"
#include "sim/base/time.hpp"
#include "sim/engine/intrusive_list.hpp"
#include "sim/engine/ring_buffer.hpp"
#include "sim/engine/simulation.hpp"
#include "sim/engine/sleeper.hpp"

namespace caseload::engine {

// Item is a value: default-constructible and movable.
template <class Item>
class Store {
 public:
  class Get;
  class GetBy;

  explicit Store(Simulation& simulation) : simulation_(simulation), length_(simulation.now()) {}
  ~Store() {
    for (IntrusiveList<Getter>* list : {&waiting_, &promised_}) {
      while (Getter* getter = list->first()) {
        list->remove(*getter);
        getter->store_ = nullptr;
      }
    }
  }
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  void put(Item item) {
    items_.push_back(std::move(item));
    length_.add(simulation_.now(), +1);
    promise_next();
  }

  // co_await: the first item, once there is one.
  [[nodiscard]] Get get() { return Get(*this); }
  // co_await: the same as an optional, empty if there was none by the deadline. Requires: the
  // deadline is not in the past.
  [[nodiscard]] GetBy get_by(SimTime deadline) { return GetBy(*this, deadline); }

  // How many items are here, over time. One that is promised is here until it is fetched.
  const Level& length() const { return length_; }
  std::size_t getters_waiting() const { return getters_waiting_; }

 private:
  class Getter;

  bool has_unpromised() const { return items_.size() > promises_; }

  void promise_next() {
    if (waiting_.empty() || !has_unpromised()) return;
    Getter& getter = *waiting_.first();
    leave(getter);
    getter.place_ = Getter::Place::Promised;
    promised_.push_back(getter);
    ++promises_;
    getter.sleeper_.wake(Wake::Granted);
  }

  void join(Getter& getter) {
    getter.place_ = Getter::Place::Waiting;
    waiting_.push_back(getter);
    ++getters_waiting_;
  }
  void leave(Getter& getter) {
    waiting_.remove(getter);
    --getters_waiting_;
  }
  void end_promise(Getter& getter) {
    promised_.remove(getter);
    --promises_;
  }
  Item take() {
    length_.add(simulation_.now(), -1);
    return items_.pop_front();
  }

  Simulation& simulation_;
  RingBuffer<Item> items_;
  IntrusiveList<Getter> waiting_;
  IntrusiveList<Getter> promised_;  // woken, each about to fetch an item
  std::size_t getters_waiting_ = 0;
  std::size_t promises_ = 0;
  Level length_;
};

// A process that comes for an item, in its frame.
template <class Item>
class Store<Item>::Getter {
 public:
  explicit Getter(Store& store) : store_(&store) {}
  ~Getter() {
    if (place_ != Place::Outside) [[unlikely]]
      abandon();
  }
  Getter(const Getter&) = delete;
  Getter& operator=(const Getter&) = delete;

  bool await_ready() const { return store_->has_unpromised(); }

 protected:
  void wait(Process::Handle process, SimTime deadline) {
    sleeper_.fall_asleep(process, deadline);
    store_->join(*this);
  }
  // Whether there is an item to take; it must then be taken.
  bool arrive() {
    if (place_ == Place::Outside) return true;
    (void)sleeper_.get_up();
    if (store_ == nullptr) return false;
    const bool promised = place_ == Place::Promised;
    promised ? store_->end_promise(*this) : store_->leave(*this);
    place_ = Place::Outside;
    return promised;
  }

  Store* store_;  // null once it has died

 private:
  friend class Store;
  friend class IntrusiveList<Getter>;
  enum class Place : std::uint8_t { Outside, Waiting, Promised };

  // The process is destroyed before it could fetch.
  void abandon() {
    if (store_ == nullptr) return;
    if (place_ == Place::Promised) {
      store_->end_promise(*this);
      store_->promise_next();
    } else {
      store_->leave(*this);
    }
  }

  Getter* previous;  // of those at the same place, if any
  Getter* next;
  Sleeper sleeper_;
  Place place_ = Place::Outside;
};

template <class Item>
class Store<Item>::Get : public Store<Item>::Getter {
 public:
  using Getter::Getter;
  void await_suspend(Process::Handle process) { this->wait(process, SimTime::max()); }
  Item await_resume() {
    this->arrive();
    return this->store_->take();
  }
};

template <class Item>
class Store<Item>::GetBy : public Store<Item>::Getter {
 public:
  GetBy(Store& store, SimTime deadline) : Getter(store), deadline_(deadline) {}
  void await_suspend(Process::Handle process) { this->wait(process, deadline_); }
  std::optional<Item> await_resume() {
    if (!this->arrive()) return std::nullopt;
    return this->store_->take();
  }

 private:
  SimTime deadline_;
};

}  // namespace caseload::engine
