#pragma once

// Every stream that any of our rooms draws from, found by reading the sources: base may not
// know the rooms above it, and a list kept by hand would forget one.

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

#include "sim/base/random.hpp"

namespace caseload {

// Each as often as it is written.
inline std::multiset<std::string> stream_ids_in(const std::string& text) {
  static const std::regex kStreamId(R"re(\bStreamId\b\s*\w*\s*[({]\s*"([^"]*)")re");
  std::multiset<std::string> names;
  for (std::sregex_iterator match(text.begin(), text.end(), kStreamId), end; match != end;
       ++match) {
    names.insert((*match)[1]);
  }
  return names;
}

inline std::multiset<std::string> stream_ids_in_use() {
  namespace fs = std::filesystem;
  std::multiset<std::string> names;
  for (const char* room : {"sim", "devices", "scenarios", "grpc", "load", "cli"}) {
    const fs::path folder = fs::path(CASELOAD_SOURCE_DIR) / room;
    if (!fs::exists(folder)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(folder)) {
      if (entry.path().extension() != ".hpp" && entry.path().extension() != ".cpp") continue;
      std::ifstream file(entry.path());
      names.merge(stream_ids_in({std::istreambuf_iterator<char>(file), {}}));
    }
  }
  return names;
}

// A stream with a chosen number instead of a hashed name, to reach any counter.
inline StreamId stream_numbered(std::uint32_t value) {
  StreamId stream_id{"chosen by number"};
  stream_id.value = value;
  return stream_id;
}

// Of a name known only when the program runs.
inline StreamId stream_named(std::string_view name) { return stream_numbered(fnv1a(name)); }

}  // namespace caseload
