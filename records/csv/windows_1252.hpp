#pragma once

// The encoding of older Windows programs' exports; Latin-1 but for the bytes 80 to 9F.

#include <string>
#include <string_view>

namespace caseload::records {

// Appends `text` to `out` as UTF-8. A byte that stands for nothing becomes U+FFFD.
void append_windows_1252(std::string_view text, std::string& out);

}  // namespace caseload::records
