#pragma once

// Bearer tokens (RFC 6750): who holds one of them is let in under the name beside it.
//
// A token stands in files and in the header of a call, and nowhere else: no message names one.

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/result.hpp"

namespace caseload::wire {

// `openssl rand -hex 16` makes as many; below, a token could be guessed.
inline constexpr std::size_t kTokenLettersMin = 32;
inline constexpr std::size_t kTokenLettersMax = 1024;
inline constexpr std::size_t kTokenNameLettersMax = 64;

// The one token of a client's file: nothing else stands in it but white space around. BadInput: the
// file cannot be read or is not ours alone (private_file.hpp), or what stands in it is no token.
Result<std::string> read_token(const std::string& file);

class Tokens {
 public:
  // A server's file: on each line a name, white space, a token. What follows a # and empty lines
  // are left out. A name (letters, digits, and . _ - @) may have several tokens, so that a new one
  // can be handed out before the old one goes. BadInput: as above, each line that is wrong, a token
  // that two names have, or none at all.
  static Result<Tokens> read(const std::string& file);

  // Whose it is; nothing: nobody's. Takes as long for every token of the same length, known or not.
  std::optional<std::string> owner_of(std::string_view token) const;

 private:
  using Hash = std::array<unsigned char, 32>;  // SHA-256
  static Hash hash_of(std::string_view token);

  struct Known {
    std::string name;
    Hash hash{};
  };
  std::vector<Known> known_;  // the tokens themselves are not kept
};

}  // namespace caseload::wire
