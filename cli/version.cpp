#include "cli/version.hpp"

#include <commit.hpp>

namespace caseload::cli {

std::string_view commit() { return CASELOAD_COMMIT; }

}  // namespace caseload::cli
