#pragma once

// The little of UTF-8 that messages need: is it valid, and how many characters stand before a byte.

#include <cstddef>
#include <optional>
#include <string_view>

namespace caseload::scenarios {

// The offset of the first byte that is not part of a well-formed sequence (Unicode 15, table 3-7).
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

// Characters (code points) in well-formed text.
std::size_t count_characters(std::string_view text);

}  // namespace caseload::scenarios
