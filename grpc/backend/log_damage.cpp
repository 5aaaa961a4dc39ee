#include "grpc/backend/log_damage.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <span>
#include <vector>

namespace caseload::wire {
namespace {

// The layout and the checksum: https://www.sqlite.org/fileformat2.html#walformat.
constexpr std::size_t kLogHeader = 32;
constexpr std::size_t kFrameHeader = 24;
constexpr std::uint32_t kMagic = 0x377f0682;  // and one more where checksums take words big-endian

std::uint32_t big_endian(const char* bytes) {
  std::uint32_t word = 0;
  std::memcpy(&word, bytes, sizeof word);
  return std::endian::native == std::endian::little ? __builtin_bswap32(word) : word;
}

class LogChecksum {
 public:
  explicit LogChecksum(bool big_endian_words) : big_endian_words_(big_endian_words) {}
  // Requires: a multiple of eight bytes.
  void add(std::span<const char> bytes) {
    for (std::size_t at = 0; at < bytes.size(); at += 8) {
      first_ += word(&bytes[at]) + second_;
      second_ += word(&bytes[at + 4]) + first_;
    }
  }
  bool is(const char* stored) const {
    return big_endian(stored) == first_ && big_endian(stored + 4) == second_;
  }

 private:
  std::uint32_t word(const char* bytes) const {
    const std::uint32_t word = big_endian(bytes);
    return big_endian_words_ ? word : __builtin_bswap32(word);
  }
  bool big_endian_words_;
  std::uint32_t first_ = 0;
  std::uint32_t second_ = 0;
};

}  // namespace

std::string damage_in_log(const std::string& path) {
  std::ifstream log(path, std::ios::binary);
  std::array<char, kLogHeader> header{};
  if (!log.read(header.data(), header.size())) return {};  // none, or none that was ever written
  const std::uint32_t magic = big_endian(&header[0]);
  const std::uint32_t page = big_endian(&header[8]);
  LogChecksum sum((magic & 1U) != 0);
  sum.add(std::span(header).first(24));
  const bool sane = (magic & ~1U) == kMagic && sum.is(&header[24]) && std::has_single_bit(page) &&
                    512 <= page && page <= 65536;
  const auto says = [&path](std::string_view what) { return fmt::format("{}: {}", path, what); };

  std::vector<char> frame(kFrameHeader + (sane ? page : 4096));
  bool torn = false;   // a frame was wrong: SQLite takes nothing from there on
  bool ended = false;  // and after it the end of a transaction was seen
  for (std::uint64_t number = 1; log.read(frame.data(), static_cast<std::streamsize>(frame.size()));
       ++number) {
    if (!sane) return says("its header is damaged, and with it what was acknowledged last");
    if (std::memcmp(&frame[8], &header[16], 8) != 0) {
      // Of an earlier log, unless it is the salt that flipped.
      if (torn) break;
      torn = true;
      continue;
    }
    if (ended) {
      return says(fmt::format("damaged before frame {}, among transactions that were acknowledged",
                              number));
    }
    if (!torn) {
      sum.add(std::span(frame).first(8));
      sum.add(std::span(frame).subspan(kFrameHeader));
      torn = !sum.is(&frame[16]);
    }
    if (torn) ended = big_endian(&frame[4]) != 0;
  }
  return {};
}

}  // namespace caseload::wire
