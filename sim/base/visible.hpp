#pragma once

// What came from outside, as something to read: never a command to the terminal it is shown on.
//
// A name in a file may hold an escape sequence that colours or clears a terminal, a character that
// turns the direction of writing, or bytes that are no text. Shown are, in their place, \x1b for a
// control character, \u202e for a mark of direction, a separator of lines or one of the controls
// from U+007F on, \xff for a byte that is no UTF-8, and \n \r \t by name. Everything else is kept.

#include <string>
#include <string_view>

namespace caseload {

// A name or a value inside of a line: it can neither end the line nor move in it.
std::string visible(std::string_view text);

// A whole text, on its way out: its own line feeds and tabs are kept. JSON stays JSON and keeps its
// values: it has no other control characters than those written as \u there too.
std::string visible_text(std::string_view text);

// A cell of a table for other programs, which is to be the value itself: only what no value has is
// shown, C0, DEL and C1; tabs, line ends and marks of direction are kept.
std::string visible_cell(std::string_view text);

}  // namespace caseload
