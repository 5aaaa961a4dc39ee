#pragma once

// Characters of UTF-8, found in bytes that may be anything.

#include <cstddef>
#include <string_view>

namespace caseload {

// Bytes in the well-formed sequence at the front of `text` (Unicode 15, table 3-7); 0: there is
// none. Requires: not empty.
std::size_t utf8_sequence(std::string_view text);

// The character of a well-formed sequence.
char32_t utf8_character(std::string_view sequence);

}  // namespace caseload
