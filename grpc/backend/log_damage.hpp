#pragma once

// Whether a write-ahead log that a process left behind lost more than what nobody was told is
// stored.
//
// SQLite takes of such a log what comes before the first frame whose checksum is wrong, and drops
// the rest without a word: right for a transaction that was being written when the power failed,
// wrong for a bit that flipped among transactions that were acknowledged. The two differ in what
// follows. A transaction is begun when the one before it is on the disk, so that behind the end of
// one that was torn there is nothing of the same log.

#include <string>

namespace caseload::wire {

// Of the log at this path, written with synchronous commits and begun anew when its database was
// opened; empty where nothing that was acknowledged is missing, or where there is no log.
std::string damage_in_log(const std::string& path);

}  // namespace caseload::wire
