#include "cli/choose.hpp"

#include <fmt/format.h>

#include <charconv>
#include <system_error>

#include "cli/console.hpp"

namespace caseload::cli {

Result<void> check_wire(const std::string& where) {
  if (where == "none" || where == "embedded") return {};
  const std::size_t colon = where.rfind(':');
  int port = 0;
  if (colon != std::string::npos && colon > 0) {
    const char* end = where.data() + where.size();
    const auto [last, error] = std::from_chars(where.data() + colon + 1, end, port);
    if (error == std::errc{} && last == end && 1 <= port && port <= 65535) return {};
  }
  return bad_input(
      fmt::format("--wire {}: expected none, embedded, or HOST:PORT as in 127.0.0.1:50051", where));
}

}  // namespace caseload::cli
