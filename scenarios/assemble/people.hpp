#pragma once

// People as plans speak of them: a name is one person, or everybody of an entry with a count.

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace caseload::scenarios {

class People {
 public:
  // False: the name is somebody's already.
  bool add(const std::string& name, std::vector<std::size_t> who);

  // "Ana", "Nurse" (all of them), "Nurse 1..12" (the first twelve), as indices into
  // experiment::Scenario::staff; empty: nobody is called so.
  std::vector<std::size_t> find(const std::string& name) const;

  // In the order of the file.
  const std::vector<std::string>& names() const { return names_; }

 private:
  std::map<std::string, std::vector<std::size_t>> people_;
  std::vector<std::string> names_;
};

}  // namespace caseload::scenarios
