#include "sim/engine/event_queue.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <random>
#include <set>
#include <tuple>
#include <vector>

#include "sim/base/check.hpp"

namespace caseload::engine {
namespace {

using testing::ElementsAre;

void nothing(void*, std::uint64_t) {}

Event event_at(std::int64_t microsecond, std::uint64_t argument,
               EventClass event_class = EventClass::Ordinary) {
  return {.at = SimTime{SimDuration{microsecond}},
          .event_class = event_class,
          .entity = 0,
          .action = nothing,
          .context = nullptr,
          .argument = argument};
}

std::vector<std::uint64_t> drain(EventQueue& queue) {
  std::vector<std::uint64_t> arguments;
  while (!queue.empty()) arguments.push_back(queue.pop().argument);
  return arguments;
}

TEST(EventQueue, GivesEventsBackInOrderOfTime) {
  EventQueue queue;
  for (const std::int64_t time : {30, -5, 10, 20, 0})
    queue.schedule(event_at(time, static_cast<std::uint64_t>(time + 5)));

  EXPECT_THAT(drain(queue), ElementsAre(0, 5, 15, 25, 35));
}

TEST(EventQueue, AtOneTimeTheClassDecides) {
  EventQueue queue;
  queue.schedule(event_at(7, 5, EventClass::Sample));
  queue.schedule(event_at(7, 4, EventClass::Ordinary));
  queue.schedule(event_at(7, 3, EventClass::Wake));
  queue.schedule(event_at(7, 2, EventClass::ShiftChange));
  queue.schedule(event_at(7, 1, EventClass::Release));
  queue.schedule(event_at(6, 0, EventClass::Sample));

  EXPECT_THAT(drain(queue), ElementsAre(0, 1, 2, 3, 4, 5));
}

TEST(EventQueue, WithinAClassFirstComeFirstServed) {
  EventQueue queue;
  std::vector<std::uint64_t> expected(1000);
  for (std::uint64_t i = 0; i < expected.size(); ++i) {
    expected[i] = i;
    queue.schedule(event_at(7, i));
  }

  EXPECT_EQ(drain(queue), expected);
}

TEST(EventQueue, AReusedSlotDoesNotJumpTheLine) {
  EventQueue queue;
  queue.schedule(event_at(1, 1));
  queue.schedule(event_at(7, 2));
  queue.pop();
  queue.schedule(event_at(7, 3));  // takes the slot of the first

  EXPECT_THAT(drain(queue), ElementsAre(2, 3));
}

TEST(EventQueue, GivesBackAllItWasGiven) {
  int context = 0;
  EventQueue queue;
  queue.schedule({SimTime{SimDuration{9}}, EventClass::Wake, 77, nothing, &context, UINT64_MAX});

  const Event event = queue.pop();

  EXPECT_EQ(event.at, SimTime{SimDuration{9}});
  EXPECT_EQ(event.event_class, EventClass::Wake);
  EXPECT_EQ(event.entity, 77U);
  EXPECT_EQ(event.action, &nothing);
  EXPECT_EQ(event.context, &context);
  EXPECT_EQ(event.argument, UINT64_MAX);
}

TEST(EventQueue, ReachesTheEndsOfTime) {
  EventQueue queue;
  queue.schedule(event_at(INT64_MAX, 3));
  queue.schedule(event_at(0, 2));
  queue.schedule(event_at(INT64_MIN, 1));

  EXPECT_THAT(drain(queue), ElementsAre(1, 2, 3));
}

TEST(EventQueue, ACancelledEventNeverHappens) {
  EventQueue queue;
  queue.schedule(event_at(1, 1));
  const EventHandle second = queue.schedule(event_at(2, 2));
  const EventHandle first_of_all = queue.schedule(event_at(0, 0));

  EXPECT_TRUE(queue.pending(second));
  EXPECT_TRUE(queue.cancel(second));
  EXPECT_TRUE(queue.cancel(first_of_all));

  EXPECT_FALSE(queue.pending(second));
  EXPECT_EQ(queue.size(), 1U);
  EXPECT_THAT(drain(queue), ElementsAre(1));
}

TEST(EventQueue, StaleHandlesAreHarmless) {
  EventQueue queue;
  const EventHandle happened = queue.schedule(event_at(1, 1));
  queue.pop();
  const EventHandle cancelled = queue.schedule(event_at(2, 2));
  queue.cancel(cancelled);
  const EventHandle never;
  std::vector<EventHandle> alive;
  for (std::uint64_t i = 0; i < 200; ++i)
    alive.push_back(queue.schedule(event_at(3, i)));  // reuses their slots

  for (const EventHandle stale : {happened, cancelled, never}) {
    EXPECT_FALSE(queue.pending(stale));
    EXPECT_FALSE(queue.cancel(stale));
  }
  EXPECT_EQ(queue.size(), alive.size());
  EXPECT_TRUE(
      std::ranges::all_of(alive, [&](EventHandle handle) { return queue.pending(handle); }));
}

TEST(EventQueue, MisuseIsAFault) {
  EventQueue queue;
  Event without_action = event_at(1, 1);
  without_action.action = nullptr;

  EXPECT_THROW(queue.schedule(without_action), CheckFailed);
  EXPECT_THROW(queue.pop(), CheckFailed);
  queue.cancel(queue.schedule(event_at(1, 1)));
  EXPECT_THROW(queue.pop(), CheckFailed) << "nothing but a dead event is left";
  queue.schedule(event_at(5, 1));
  queue.pop();
  EXPECT_THROW(queue.schedule(event_at(4, 1)), CheckFailed) << "the past";
}

// The same three operations, at random, on a sorted list that nobody can get wrong.
class SlowQueue {
 public:
  using Key =
      std::tuple<SimTime, EventClass, std::uint64_t>;  // the last is the sequence, and the argument

  void schedule(const Event& event) {
    const Key key{event.at, event.event_class, event.argument};
    keys_.insert(std::ranges::upper_bound(keys_, key), key);
  }
  bool cancel(std::uint64_t sequence) {
    return std::erase_if(keys_, [&](const Key& key) { return std::get<2>(key) == sequence; }) == 1;
  }
  std::uint64_t pop() {
    const std::uint64_t sequence = std::get<2>(keys_.front());
    keys_.erase(keys_.begin());
    return sequence;
  }
  std::size_t size() const { return keys_.size(); }

 private:
  std::vector<Key> keys_;
};

TEST(EventQueue, DoesWhatASortedListDoes) {
  std::mt19937_64 random(20260301);
  EventQueue queue;
  SlowQueue slow;
  std::vector<EventHandle> handles;
  std::int64_t now = 0;

  for (int step = 0; step < 40'000; ++step) {
    // Growing, then shrinking, then growing again; few times, so that ties are the rule.
    const bool growing = step / 4000 % 2 == 0;
    const std::uint64_t choice = random() % 10;
    if (choice < (growing ? 6U : 3U)) {
      const Event event = event_at(now + static_cast<std::int64_t>(random() % 50), handles.size(),
                                   static_cast<EventClass>(random() % 5));
      slow.schedule(event);
      handles.push_back(queue.schedule(event));
    } else if (choice < 8 && !handles.empty()) {
      const std::uint64_t sequence =
          handles.size() - 1 - random() % std::min<std::uint64_t>(handles.size(), 500);
      ASSERT_EQ(queue.cancel(handles[sequence]), slow.cancel(sequence)) << "step " << step;
    } else if (!queue.empty()) {
      const Event event = queue.pop();
      ASSERT_EQ(event.argument, slow.pop()) << "step " << step;
      now = event.at.time_since_epoch().count();
    }
    ASSERT_EQ(queue.size(), slow.size()) << "step " << step;
  }
  while (!queue.empty()) ASSERT_EQ(queue.pop().argument, slow.pop());
}

// So many that most are kept in coarse order, near and far, in the next millisecond and in a
// hundred years; also past an end before which there is nothing.
TEST(EventQueue, KeepsAHundredThousandInOrder) {
  std::mt19937_64 random(5);
  EventQueue queue;
  std::set<std::tuple<SimTime, EventClass, std::uint64_t>> sorted;
  std::vector<std::pair<EventHandle, Event>> handles;
  SimTime now{};
  const auto schedule = [&] {
    const auto delay = static_cast<std::int64_t>(random() >> (8 + random() % 56));
    const Event event = event_at(now.time_since_epoch().count() + delay, handles.size(),
                                 static_cast<EventClass>(random() % 5));
    handles.emplace_back(queue.schedule(event), event);
    sorted.emplace(event.at, event.event_class, event.argument);
  };
  const auto next_is_right = [&](const Event& event) {
    const bool right = std::tuple{event.at, event.event_class, event.argument} == *sorted.begin();
    sorted.erase(sorted.begin());
    now = event.at;
    return right;
  };

  for (int i = 0; i < 100'000; ++i) schedule();
  for (int step = 0; step < 300'000; ++step) {
    switch (random() % 8) {
      case 0:
      case 1:
        schedule();
        break;
      case 2:
      case 3: {
        const auto& [handle, event] = handles[random() % handles.size()];
        ASSERT_EQ(queue.cancel(handle),
                  sorted.erase({event.at, event.event_class, event.argument}) == 1)
            << step;
        break;
      }
      case 4: {
        const SimTime end = std::get<0>(*sorted.begin()) + SimDuration{random() % 2};
        const auto event = queue.pop_before(end);
        ASSERT_EQ(event.has_value(), std::get<0>(*sorted.begin()) < end) << step;
        if (event) ASSERT_TRUE(next_is_right(*event)) << step;
        now = std::max(now, end);
        break;
      }
      default:
        ASSERT_TRUE(next_is_right(queue.pop())) << step;
    }
    if (step % 50'000 == 0)  // all at once, at one time and at the next
      for (int i = 0; i < 5'000; ++i) schedule();
    ASSERT_EQ(queue.size(), sorted.size()) << step;
  }
  while (!queue.empty()) ASSERT_TRUE(next_is_right(queue.pop()));
}

// Everybody measures at eight; some are cancelled, and what they do at eight is more work for
// eight.
TEST(EventQueue, ThousandsOfOneMicrosecondLetNewOnesOfAnEarlierClassGoFirst) {
  constexpr std::int64_t kEight = 8 * 3600'000'000LL;
  std::mt19937_64 random(6);
  EventQueue queue;
  std::set<std::pair<EventClass, std::uint64_t>> sorted;
  std::vector<EventHandle> handles;
  const auto schedule = [&](EventClass event_class) {
    sorted.emplace(event_class, handles.size());
    handles.push_back(queue.schedule(event_at(kEight, handles.size(), event_class)));
  };
  for (int i = 0; i < 10'000; ++i) schedule(static_cast<EventClass>(1 + random() % 4));
  queue.schedule(event_at(0, UINT64_MAX));
  ASSERT_EQ(queue.pop().argument, UINT64_MAX);
  ASSERT_FALSE(queue.pop_before(SimTime{SimDuration{kEight}}).has_value());

  for (int step = 0; !queue.empty(); ++step) {
    const Event event = queue.pop();
    ASSERT_EQ((std::pair{event.event_class, event.argument}), *sorted.begin()) << step;
    sorted.erase(sorted.begin());
    if (step < 5'000 && random() % 4 == 0) schedule(static_cast<EventClass>(random() % 5));
    if (random() % 5 == 0) {
      const std::uint64_t which = random() % handles.size();
      const bool cancelled = queue.cancel(handles[which]);
      ASSERT_EQ(std::erase_if(sorted, [&](const auto& one) { return one.second == which; }) == 1,
                cancelled);
    }
    ASSERT_EQ(queue.size(), sorted.size());
  }
}

TEST(EventQueue, ThousandsAtTheBeginningOfTimeKeepTheirOrder) {
  EventQueue queue;
  std::vector<std::uint64_t> expected(5000);
  for (std::uint64_t i = 0; i < expected.size(); ++i) {
    expected[i] = i;
    queue.schedule(event_at(INT64_MIN, i));
  }

  EXPECT_EQ(drain(queue), expected);
}

std::size_t resident_bytes() {
  std::size_t whole = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> whole >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

// A pre-empted call and an answered time-out both leave a cancelled event behind. Ten million of
// them, kept, would be 480 MB.
TEST(EventQueue, MemoryFollowsTheLivingAndNotTheCancelled) {
  constexpr int kLiving = 1000;
  EventQueue queue;
  std::int64_t now = 0;
  const auto schedule_ten_and_cancel_nine = [&](int round) {
    std::array<EventHandle, 9> doomed;
    for (EventHandle& handle : doomed) handle = queue.schedule(event_at(now + 1'000'000, 0));
    queue.schedule(event_at(now + round % 7, 1));
    for (const EventHandle handle : doomed) queue.cancel(handle);
  };
  for (int i = 0; i < kLiving; ++i) schedule_ten_and_cancel_nine(i);
  const std::size_t before = resident_bytes();

  for (int round = 0; round < 1'000'000; ++round) {
    schedule_ten_and_cancel_nine(round);
    const Event event = queue.pop();
    ASSERT_EQ(event.argument, 1U) << "a cancelled event came back";
    now = event.at.time_since_epoch().count();
  }

  EXPECT_EQ(queue.size(), static_cast<std::size_t>(kLiving));
  EXPECT_LT(resident_bytes(), before + (std::size_t{4} << 20));
}

}  // namespace
}  // namespace caseload::engine
