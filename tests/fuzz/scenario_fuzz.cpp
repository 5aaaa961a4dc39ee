// A scenario file: valid, or everything that is wrong with it.

#include <cstdint>
#include <string>

#include "scenarios/load.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  (void)caseload::scenarios::parse_scenario(std::string(reinterpret_cast<const char*>(data), size),
                                            "clinic.yaml");
  return 0;
}
