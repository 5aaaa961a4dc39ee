#pragma once

// Whether what a file opens it also closes.
//
// yaml-cpp takes a quote that is still open at the end of the file for a closed one, and trips over
// open brackets with misleading words; a file that was cut off deserves a better message.

#include <cstddef>
#include <string_view>

namespace caseload::scenarios {

// `at` is the offset of a quote, bracket or brace. True for anything else.
bool is_closed(std::string_view text, std::size_t at);

}  // namespace caseload::scenarios
