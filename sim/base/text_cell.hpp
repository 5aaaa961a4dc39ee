#pragma once

// Text in a CSV file that a spreadsheet takes as text, and that reads back as it was.
//
// A cell that begins with = + - @, a tab or a line end is a formula to a spreadsheet, whoever wrote
// it and whether quoted or not (OWASP, "CSV injection"; the wide forms of these signs are too in
// some locales). An apostrophe before it makes it text, and is what spreadsheets themselves write.
// Where a program splits cells by a semicolon or a tab though the file has commas, what follows one
// of them inside a value would begin a cell of its own: it gets its apostrophe too.

#include <string>
#include <string_view>

namespace caseload {

std::string to_text_cell(std::string_view value);

// Undoes to_text_cell. Other cells are returned as they are; so '=1+1 as a spreadsheet writes it is
// read as the =1+1 that it shows.
std::string from_text_cell(std::string_view cell);

}  // namespace caseload
