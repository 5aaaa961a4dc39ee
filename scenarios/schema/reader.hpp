#pragma once

// Walks a tree, knows where it is, and collects what is wrong.

#include <string>
#include <string_view>

#include "scenarios/text/diagnostics.hpp"
#include "scenarios/text/node.hpp"

namespace caseload::scenarios {

// A value with the place it came from, for checks that need several values.
template <class T>
struct Located {
  T value{};
  Place place;
  std::string path;
};

class Reader {
 public:
  explicit Reader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void error(const Place& place, std::string_view message) {
    diagnostics_.error(place, path_, message);
  }
  const std::string& path() const { return path_; }
  std::size_t errors() const { return diagnostics_.count(); }

  // One step down, for as long as it lives: ".key", or "[name]" where the last character closes it.
  class Step {
   public:
    Step(Reader& reader, std::string_view step) : reader_(reader), length_(reader.path_.size()) {
      if (!reader.path_.empty() && !step.starts_with('[')) reader.path_ += '.';
      reader.path_ += step;
    }
    ~Step() { reader_.path_.resize(length_); }
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;

   private:
    Reader& reader_;
    std::size_t length_;
  };

 private:
  Diagnostics& diagnostics_;
  std::string path_;
};

// How a path names an item of a list: by its name where it has one, else by its number from 1.
std::string item_step(const Node& item, std::size_t index);

}  // namespace caseload::scenarios
