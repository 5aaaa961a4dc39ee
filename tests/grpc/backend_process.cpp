// A backend in a process of its own, for tests that kill it: `wire_backend_process HOST:PORT FILE`.
// Prints its port and runs until its standard input ends.

#include <cstdio>

#include "grpc/backend/backend.hpp"

int main(int count, char** arguments) {
  if (count != 3) return 2;
  const auto backend =
      caseload::wire::Backend::start({.listen = arguments[1], .store = {.path = arguments[2]}});
  if (!backend) {
    std::fprintf(stderr, "%s\n", backend.error().text.c_str());
    return 1;
  }
  std::printf("%d\n", (*backend)->port());
  std::fflush(stdout);
  while (std::getchar() != EOF) continue;
  return 0;
}
