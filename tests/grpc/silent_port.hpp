#pragma once

// Ports behind which nobody speaks.

#include <string>
#include <vector>

namespace caseload::wire::testing {

// Takes a connection and never says a word on it.
class SilentPort {
 public:
  SilentPort();
  ~SilentPort();
  SilentPort(const SilentPort&) = delete;
  SilentPort& operator=(const SilentPort&) = delete;

  const std::string& address() const { return address_; }

 protected:
  int listening_ = -1;
  std::string address_;
};

// Does not even take the connection: what knocks is dropped, as behind a firewall, because the
// queue of those who wait to be taken is full.
class BlackHole final : public SilentPort {
 public:
  BlackHole();
  ~BlackHole();

 private:
  std::vector<int> waiting_;
};

}  // namespace caseload::wire::testing
