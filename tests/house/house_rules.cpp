#include "tests/house/house_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>

namespace caseload::house {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLinesMax = 400;
constexpr std::array<std::string_view, 9> kRooms{"sim",  "devices", "scenarios", "records", "load",
                                                 "grpc", "reports", "cli",       "tests"};

// A folder may include itself and what it points to, and what those point to. `cli` and `tests` may
// include everything.
const std::map<std::string, std::set<std::string>, std::less<>> kArrows{
    {"sim/base", {}},
    {"sim/engine", {"sim/base"}},
    {"sim/statistics", {"sim/base"}},
    {"sim/telemetry", {"sim/base"}},
    {"sim/rules", {"sim/telemetry"}},
    {"sim/population", {"sim/telemetry", "sim/engine", "sim/statistics"}},
    {"sim/care", {"sim/population", "sim/rules"}},
    {"sim/experiment", {"sim/care"}},
    // Hardware knows who carries it and never what a trial is.
    {"devices", {"sim/telemetry", "sim/population"}},
    {"load", {"sim/base", "sim/statistics", "sim/telemetry"}},
    {"scenarios", {"devices", "load", "sim"}},
    {"records", {"scenarios"}},
    {"grpc/convert", {"sim/rules"}},
    // What any server or client of ours needs to meet the other side.
    {"grpc/transport", {"sim/base"}},
    // The backend judges what it stored and knows nothing of simulated patients or coroutines.
    {"grpc/backend", {"grpc/convert", "grpc/transport", "sim/rules"}},
    // A client meets its backend over the wire only, and does not care who simulates.
    {"grpc/client", {"grpc/convert", "grpc/transport"}},
    {"grpc/closed_loop", {"grpc/client", "sim/experiment"}},
    {"reports", {"records", "load", "devices", "sim"}},
};

struct LibraryHome {
  std::string_view header;  // how its headers begin
  std::set<std::string, std::less<>> rooms;
};
const std::vector<LibraryHome> kLibraries{
    {"Random123/", {"sim"}},
    {"boost/math/", {"sim"}},
    {"yaml-cpp/", {"scenarios", "devices"}},
    {"date/", {"scenarios"}},
    {"csv.h", {"records"}},
    {"nlohmann/", {"scenarios", "devices", "reports"}},
    {"grpc", {"grpc"}},  // <grpcpp/…> and <grpc/…>
    {"google/protobuf", {"grpc"}},
    {"sqlite3.h", {"grpc"}},
    {"xxhash.h", {"grpc"}},
    {"nghttp2/", {"grpc"}},
    {"openssl/", {"grpc"}},
    {"boost/asio", {"grpc"}},
    {"boost/beast", {"grpc"}},
    {"CLI/", {"cli"}},
    {"spdlog/", {"cli"}},
};

std::string top_of(std::string_view path) { return std::string{path.substr(0, path.find('/'))}; }

// sim/care, grpc/backend, reports: the folder by which the arrows know a file.
std::string folder_of(std::string_view path) {
  const std::string top = top_of(path);
  const std::size_t second = path.find('/', top.size() + 1);
  if (second == std::string_view::npos) return top;
  const std::string deep{path.substr(0, second)};
  return kArrows.contains(deep) ? deep : top;
}

bool may_include(const std::string& from, const std::string& to) {
  if (from == to || from == "cli" || from == "tests") return true;
  // A folder inside a room is of that room for whoever may include the room.
  if (top_of(to) == from) return true;
  const auto arrows = kArrows.find(from);
  if (arrows == kArrows.end()) return false;
  return std::ranges::any_of(arrows->second,
                             [&](const std::string& next) { return may_include(next, to); });
}

struct Include {
  std::size_t line = 0;
  bool quoted = false;
  std::string_view target;
};

void for_each_line(std::string_view text,
                   const std::function<void(std::size_t, std::string_view)>& visit) {
  for (std::size_t number = 1, at = 0; at < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    visit(number, text.substr(at, end - at));
    at = end + 1;
  }
}

std::vector<Include> includes(std::string_view text) {
  constexpr std::string_view kDirective = "#include ";
  std::vector<Include> found;
  for_each_line(text, [&](std::size_t number, std::string_view line) {
    if (!line.starts_with(kDirective)) return;
    const std::string_view rest = line.substr(kDirective.size());
    const bool quoted = rest.starts_with('"');
    const std::size_t end = rest.find(quoted ? '"' : '>', 1);
    if (end != std::string_view::npos) found.push_back({number, quoted, rest.substr(1, end - 1)});
  });
  return found;
}

bool ours(std::string_view target) {
  return std::ranges::any_of(kRooms, [&](std::string_view room) {
    return target.starts_with(room) && target.substr(room.size()).starts_with('/');
  });
}

// Protobuf's output is written to the build folder under the package's name.
bool generated(std::string_view target) {
  return target.starts_with("caseload/v1/") && target.ends_with(".pb.h");
}

}  // namespace

Breaches arrows(const SourceFile& file) {
  Breaches found;
  const std::string from = folder_of(file.path);
  for (const Include& include : includes(file.text)) {
    if (!include.quoted || !ours(include.target)) continue;
    const std::string to = folder_of(include.target);
    if (!may_include(from, to))
      found.push_back(fmt::format("{}:{}: {} may not include {}", file.path, include.line, from,
                                  include.target));
  }
  return found;
}

Breaches libraries(const SourceFile& file) {
  Breaches found;
  const std::string room = top_of(file.path);
  if (room == "tests") return found;
  for (const Include& include : includes(file.text)) {
    for (const LibraryHome& library : kLibraries) {
      const bool its = !ours(include.target) && include.target.starts_with(library.header);
      if (its && !library.rooms.contains(room))
        found.push_back(fmt::format("{}:{}: {} is not at home in {}/", file.path, include.line,
                                    include.target, room));
    }
    if (generated(include.target) && room != "grpc")
      found.push_back(
          fmt::format("{}:{}: protocol messages stay in grpc/", file.path, include.line));
  }
  return found;
}

Breaches form(const SourceFile& file) {
  Breaches found;
  std::size_t lines = 0;
  bool guarded = false;
  for_each_line(file.text, [&](std::size_t number, std::string_view line) {
    lines = number;
    guarded = guarded || line == "#pragma once";
    if (line.contains('\t')) found.push_back(fmt::format("{}:{}: a tab", file.path, number));
  });
  if (file.path.ends_with(".hpp") && !guarded) found.push_back(file.path + ": no #pragma once");
  if (lines > kLinesMax)
    found.push_back(fmt::format("{}: {} lines; a file has one subject and at most {}", file.path,
                                lines, kLinesMax));
  for (const Include& include : includes(file.text))
    if (include.quoted && !ours(include.target) && !generated(include.target))
      found.push_back(fmt::format("{}:{}: \"{}\" is not written from the repository root",
                                  file.path, include.line, include.target));
  return found;
}

Breaches determinism(const SourceFile& file) {
  Breaches found;
  // Who waits for a backend waits by the clock it was given, which a test may turn.
  if (file.path.starts_with("grpc/client/") && file.path != "grpc/client/wall_clock.cpp")
    for_each_line(file.text, [&](std::size_t number, std::string_view line) {
      if (line.contains("_clock::now"))
        found.push_back(
            fmt::format("{}:{}: the machine's clock instead of a Clock", file.path, number));
    });
  // The runner watches its budget on the wall clock: that decides when to stop, never what happens.
  if (top_of(file.path) != "sim" || file.path.starts_with("sim/experiment/")) return found;
  for_each_line(file.text, [&](std::size_t number, std::string_view line) {
    const std::string_view code = line.substr(0, line.find("//"));
    for (const std::string_view word : {"_clock::now", "random_device", "std::rand(", "mt19937"})
      if (code.contains(word))
        found.push_back(
            fmt::format("{}:{}: {} inside the simulated world", file.path, number, word));
  });
  return found;
}

std::vector<SourceFile> sources(std::string_view root) {
  std::vector<SourceFile> files;
  for (const std::string_view room : kRooms) {
    const fs::path folder = fs::path{root} / room;
    if (!fs::exists(folder)) continue;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator{folder}) {
      const std::string extension = entry.path().extension().string();
      if (!entry.is_regular_file() ||
          (extension != ".hpp" && extension != ".cpp" && extension != ".h"))
        continue;
      std::ifstream in{entry.path(), std::ios::binary};
      std::ostringstream text;
      text << in.rdbuf();
      files.push_back({fs::relative(entry.path(), root).generic_string(), text.str()});
    }
  }
  std::ranges::sort(files, {}, &SourceFile::path);
  return files;
}

}  // namespace caseload::house
