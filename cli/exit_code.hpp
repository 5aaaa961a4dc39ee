#pragma once

// What the shell learns. A `plan` that answers no or cannot tell has still answered: 1 and 3 are
// answers, not failures.

#include "sim/base/result.hpp"

namespace caseload::cli {

enum class Exit : int {
  Yes = 0,            // done; for `plan`: some plan meets the requirement
  NoPlan = 1,         // done; no plan meets the requirement
  BadInput = 2,       // nothing was written
  TooClose = 3,       // done; more replications are needed to tell
  Incorrect = 11,     // a reading was lost or altered, or two tellings of one month differ
  Unreachable = 13,   // the backend was gone for longer than we retry
  Fault = 70,         // a check of ours failed; seed, trial and simulated time were printed
  Interrupted = 130,  // by the user; what was finished was reported and marked partial
};

constexpr Exit exit_for(Error::Kind kind) {
  switch (kind) {
    case Error::Kind::BadInput:
      return Exit::BadInput;
    case Error::Kind::Unreachable:
      return Exit::Unreachable;
    case Error::Kind::Incorrect:
      return Exit::Incorrect;
    case Error::Kind::Internal:
      return Exit::Fault;
    case Error::Kind::Interrupted:
      return Exit::Interrupted;
  }
  return Exit::Fault;
}

}  // namespace caseload::cli
