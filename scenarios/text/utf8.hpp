#pragma once

// The little of UTF-8 that readers and messages need: is it valid, how many characters stand before
// a byte, and the same words in small letters.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace caseload::scenarios {

// The offset of the first byte that is not part of a well-formed sequence (Unicode 15, table 3-7).
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// Characters (code points) in well-formed text.
std::size_t count_characters(std::string_view text);

// "RN" and "Mon-Fri" as "rn" and "mon-fri"; letters outside ASCII stay as they are.
std::string lower(std::string_view text);

}  // namespace caseload::scenarios
