#pragma once

// Places in the programme, where enrolment is limited.

namespace caseload::care {

class Places {
 public:
  explicit Places(int at_most) : at_most_(at_most) {}  // 0: no limit

  bool limited() const { return at_most_ > 0; }
  bool full() const { return limited() && enrolled_ + on_the_way_ >= at_most_; }

  void accept() { ++on_the_way_; }  // somebody who is not yet monitored
  void arrive() { --on_the_way_; }
  void enrol() { ++enrolled_; }
  void leave() { --enrolled_; }

 private:
  int at_most_;
  int enrolled_ = 0;
  int on_the_way_ = 0;
};

}  // namespace caseload::care
