#include "sim/experiment/trial_part.hpp"

#include <fmt/format.h>

#include <boost/pfr.hpp>
#include <concepts>
#include <map>
#include <optional>
#include <type_traits>
#include <utility>

#include "sim/base/fingerprint.hpp"

namespace caseload::experiment {
namespace {

constexpr std::string_view kMagic = "caseload trials 1\n";
constexpr std::size_t kChecksumBytes = 8;

std::uint64_t checksum(std::string_view bytes) {
  Fingerprint fingerprint;
  for (const char byte : bytes) fingerprint.add(static_cast<unsigned char>(byte));
  return fingerprint.value();
}

template <class T>
concept Number = std::integral<T> || std::is_enum_v<T>;

// Both directions walk the members of a value in one way; Codec says what is done with a number and
// with a text.
template <class Codec>
class Walk {
 public:
  explicit Walk(Codec& codec) : codec_(codec) {}

  template <Number T>
  void operator()(T& value) {
    codec_.number(value);
  }
  void operator()(std::string& value) { codec_.text(value); }
  void operator()(SimDuration& value) {
    std::int64_t count = value.count();
    codec_.number(count);
    value = SimDuration{count};
  }
  template <class T, std::size_t kSize>
  void operator()(std::array<T, kSize>& values) {
    for (T& value : values) (*this)(value);
  }
  template <class T>
  void operator()(std::vector<T>& values) {
    std::size_t size = values.size();
    codec_.length(size);
    values.resize(size);
    for (T& value : values) (*this)(value);
  }
  template <class T>
  void operator()(std::map<std::string, T>& values) {
    std::size_t size = values.size();
    codec_.length(size);
    std::vector<std::pair<std::string, T>> pairs{values.begin(), values.end()};
    pairs.resize(size);
    for (auto& [key, value] : pairs) {
      (*this)(key);
      (*this)(value);
    }
    values = {pairs.begin(), pairs.end()};
  }
  void operator()(MonthOutcome& row) {
    (*this)(static_cast<care::ClinicCounts&>(row));
    (*this)(static_cast<TrialFindings&>(row));
  }
  template <class T>
    requires std::is_aggregate_v<T>
  void operator()(T& value) {
    boost::pfr::for_each_field(value, [this](auto& member) { (*this)(member); });
  }
  void operator()(TrialPart& part) {
    (*this)(part.scenario_hash);
    (*this)(part.seed);
    (*this)(part.plan);
    auto year = static_cast<int>(part.month.value.year());
    auto month = static_cast<unsigned>(part.month.value.month());
    (*this)(year);
    (*this)(month);
    part.month = {std::chrono::year{year} / std::chrono::month{month}};
    (*this)(part.first_replication);
    (*this)(part.rows);
  }

 private:
  Codec& codec_;
};

// Seven bits a byte, the low ones first; signed numbers zigzag (as Protobuf's varints).
struct Writer {
  std::string out;

  void varint(std::uint64_t value) {
    for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
    out.push_back(static_cast<char>(value));
  }
  template <Number T>
  void number(const T& value) {
    const auto wide = static_cast<std::int64_t>(value);
    varint(static_cast<std::uint64_t>(wide) << 1 ^ static_cast<std::uint64_t>(wide >> 63));
  }
  void length(std::size_t size) { varint(size); }
  void text(const std::string& value) {
    varint(value.size());
    out += value;
  }
};

struct Reader {
  std::string_view rest;
  bool good = true;

  std::uint64_t varint() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64 && !rest.empty(); shift += 7) {
      const auto byte = static_cast<unsigned char>(rest.front());
      rest.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return value;
    }
    good = false;
    return 0;
  }
  template <Number T>
  void number(T& value) {
    const std::uint64_t raw = varint();
    const auto wide = static_cast<std::int64_t>(raw >> 1 ^ (~(raw & 1) + 1));
    value = static_cast<T>(wide);
    if (static_cast<std::int64_t>(value) != wide) good = false;
  }
  // Whatever is counted takes a byte at least.
  void length(std::size_t& size) {
    const std::uint64_t stated = varint();
    good = good && stated <= rest.size();
    size = good ? static_cast<std::size_t>(stated) : 0;
  }
  void text(std::string& value) {
    std::size_t size = 0;
    length(size);
    value = rest.substr(0, size);
    rest.remove_prefix(size);
  }
};

auto refuse(std::string_view why) {
  return std::unexpected(
      Error{Error::Kind::BadInput, fmt::format("these are no trials of this version: {}", why)});
}

}  // namespace

std::string write_trials(TrialPart part) {
  Writer writer{std::string{kMagic}};
  Walk{writer}(part);
  std::uint64_t sum = checksum(writer.out);
  for (std::size_t i = 0; i < kChecksumBytes; ++i, sum >>= 8)
    writer.out.push_back(static_cast<char>(sum & 0xFF));
  return std::move(writer.out);
}

Result<TrialPart> read_trials(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return refuse("they begin otherwise");
  if (bytes.size() < kMagic.size() + kChecksumBytes) return refuse("they end early");
  const std::string_view body = bytes.substr(0, bytes.size() - kChecksumBytes);
  std::uint64_t sum = 0;
  for (std::size_t i = kChecksumBytes; i-- > 0;)
    sum = sum << 8 | static_cast<unsigned char>(bytes[body.size() + i]);
  if (sum != checksum(body)) return refuse("they are damaged, or cut off");
  Reader reader{body.substr(kMagic.size())};
  TrialPart part;
  Walk{reader}(part);
  if (!reader.good || !reader.rest.empty() || !part.month.value.ok())
    return refuse("their members are others");
  return part;
}

}  // namespace caseload::experiment
