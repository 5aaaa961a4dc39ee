#include "grpc/transport/tokens.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>

#include <algorithm>
#include <sstream>

#include "grpc/transport/private_file.hpp"
#include "sim/base/check.hpp"

namespace caseload::wire {
namespace {

bool is_letter_or_digit(char letter) {
  return ('a' <= letter && letter <= 'z') || ('A' <= letter && letter <= 'Z') ||
         ('0' <= letter && letter <= '9');
}

bool all_of(std::string_view text, std::string_view others) {
  return std::ranges::all_of(text, [others](char letter) {
    return is_letter_or_digit(letter) || others.find(letter) != others.npos;
  });
}

// Empty: it is one. RFC 6750, 2.1 (b64token); "=" only at the end there, and anywhere here.
std::string why_no_token(std::string_view text) {
  if (!all_of(text, "-._~+/=")) return "a token is letters, digits and - . _ ~ + / =";
  if (text.size() < kTokenLettersMin || text.size() > kTokenLettersMax) {
    return fmt::format(
        "a token has {} to {} characters, this one {}; openssl rand -hex 32 makes one",
        kTokenLettersMin, kTokenLettersMax, text.size());
  }
  return {};
}

std::string why_no_name(std::string_view text) {
  if (text.size() <= kTokenNameLettersMax && all_of(text, "._-@")) return {};
  return fmt::format("a name is up to {} letters, digits and . _ - @", kTokenNameLettersMax);
}

}  // namespace

Result<std::string> read_token(const std::string& file) {
  const Result<std::string> text = read_private_file(file);
  if (!text) return std::unexpected(text.error());
  std::istringstream words(*text);
  std::string token;
  std::string more;
  words >> token;
  const auto refuse = [&file](std::string_view why) {
    return std::unexpected(Error{Error::Kind::BadInput, fmt::format("{}: {}", file, why)});
  };
  if (token.empty() || words >> more) return refuse("expected one token, and nothing else");
  if (const std::string why = why_no_token(token); !why.empty()) return refuse(why);
  return token;
}

Result<Tokens> Tokens::read(const std::string& file) {
  const Result<std::string> text = read_private_file(file);
  if (!text) return std::unexpected(text.error());
  Tokens tokens;
  std::vector<std::string> wrong;
  std::istringstream lines(*text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::istringstream words(line.substr(0, line.find('#')));
    std::string name;
    std::string token;
    std::string more;
    if (!(words >> name)) continue;
    std::string why = why_no_name(name);
    if (why.empty() && (!(words >> token) || words >> more)) why = "expected a name and a token";
    if (why.empty()) why = why_no_token(token);
    if (why.empty()) {
      const std::optional<std::string> owner = tokens.owner_of(token);
      if (owner && *owner != name) why = fmt::format("{} has this token already", *owner);
    }
    if (why.empty()) tokens.known_.push_back({name, hash_of(token)});
    else wrong.push_back(fmt::format("{}:{}: {}", file, number, why));
  }
  if (wrong.empty() && tokens.known_.empty())
    wrong.push_back(fmt::format("{}: expected a name and a token on a line", file));
  if (!wrong.empty())
    return std::unexpected(Error{Error::Kind::BadInput, fmt::format("{}", fmt::join(wrong, "\n"))});
  return tokens;
}

std::optional<std::string> Tokens::owner_of(std::string_view token) const {
  const Hash hash = hash_of(token);
  const Known* owner = nullptr;
  // All of them, whichever it is.
  for (const Known& known : known_)
    if (CRYPTO_memcmp(known.hash.data(), hash.data(), hash.size()) == 0) owner = &known;
  if (owner == nullptr) return std::nullopt;
  return owner->name;
}

Tokens::Hash Tokens::hash_of(std::string_view token) {
  Hash hash{};
  const int done =
      EVP_Digest(token.data(), token.size(), hash.data(), nullptr, EVP_sha256(), nullptr);
  CASELOAD_CHECK(done == 1, "SHA-256 cannot be computed");
  return hash;
}

}  // namespace caseload::wire
