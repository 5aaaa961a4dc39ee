#pragma once

// A text file a person wrote, or a clear refusal.
//
// Refused before anything is parsed: what cannot be opened, a directory, more than 1 MB (a larger
// file is not read at all; a pipe is read no further than that), and bytes that are not UTF-8 text.

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "sim/base/result.hpp"

namespace caseload::scenarios {

inline constexpr std::size_t kMaxFileBytes = 1'000'000;

// Without a byte order mark.
Result<std::string> read_file(const std::filesystem::path& file);

// The same refusals for text that is already in memory; `name` is what messages call it.
Result<std::string> accept_text(std::string text, std::string_view name);

}  // namespace caseload::scenarios
