// The seeds of a fuzz target, each once, without a fuzzer: any crash is a failure.

#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

int main(int argc, char** argv) {
  int replayed = 0;
  for (int i = 1; i < argc; ++i)
    for (const auto& entry : std::filesystem::directory_iterator(argv[i])) {
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string seed{std::istreambuf_iterator<char>{in}, {}};
      // Whole, and cut off in the middle.
      for (const std::size_t size : {seed.size(), seed.size() / 2})
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(seed.data()), size);
      ++replayed;
    }
  std::printf("%d seeds replayed\n", replayed);
  return replayed > 0 ? 0 : 1;
}
