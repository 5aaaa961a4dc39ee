#pragma once

// Small files on which security hangs: certificates, keys, tokens.

#include <string>

#include "sim/base/result.hpp"

namespace caseload::wire {

// No such file is larger.
inline constexpr std::size_t kFileBytesMax = 1 << 20;

// The whole text. BadInput: it cannot be read, is no regular file, is empty or larger than that.
Result<std::string> read_file(const std::string& path);

// The same, of a secret. BadInput also where somebody else may read or change it: it must be ours,
// for nobody else to do either (0600), or root's, whose group may read it (0640), as on machines
// where secrets are handed out by group. PostgreSQL asks the same of its keys (libpq, "SSL Client
// File Usage").
Result<std::string> read_private_file(const std::string& path);

}  // namespace caseload::wire
