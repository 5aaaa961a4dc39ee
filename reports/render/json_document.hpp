#pragma once

// How every JSON document of ours ends up as text.

#include <string>

namespace caseload::reports {

// Two spaces of indent and a final newline. A file's name is bytes: those that are no UTF-8 become
// U+FFFD, where nlohmann-json would throw.
template <class Json>
std::string json_document(const Json& root) {
  return root.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace caseload::reports
