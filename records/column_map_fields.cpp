#include "records/column_map_fields.hpp"

#include "scenarios/schema/object.hpp"

namespace caseload::records {
namespace {

using scenarios::field;
using scenarios::list_of;
using scenarios::Located;
using scenarios::map_of;
using scenarios::Node;
using scenarios::optional;
using scenarios::Reader;
using scenarios::Value;

using Text = ColumnMapSection::Text;

Value<Text> word() { return scenarios::located(scenarios::text("a word or a name", "Start Time")); }

// One name, or a list of several.
Value<std::vector<Text>> names() {
  Value<std::vector<Text>> list = list_of(word(), 1, 4);
  list.shape.single_item_alone = true;
  return {list.shape, [one = word().read, several = list.read](const Node& node, Reader& reader,
                                                               std::vector<Text>& out) {
            if (node.is_scalar()) one(node, reader, out.emplace_back());
            else several(node, reader, out);
          }};
}

Value<Located<DateFormat>> date_format() {
  return scenarios::located(scenarios::converted<DateFormat, std::string>(
      scenarios::text("a pattern such as MM/DD/YYYY hh:mm AM", "MM/DD/YYYY hh:mm AM"),
      [](const std::string& pattern) { return DateFormat::parse(pattern); }));
}

Value<ColumnMapSection> section() {
  using S = ColumnMapSection;
  using enum DurationUnit;
  const auto plain_words = list_of(scenarios::text("a word", "Y"), 1);
  return scenarios::object<S>(
      "how one file is read",
      {optional(field("columns", &S::columns, map_of(names(), "our columns and theirs", 1),
                      "Our columns, and the file's name for each.")),
       optional(field("always", &S::always, map_of(word(), "our columns and a value", 1),
                      "Columns that are the same in every row.")),
       optional(field("words", &S::words,
                      map_of(map_of(word(), "their words and ours", 1), "our columns", 1),
                      "By our column, the file's words and ours.")),
       optional(field("dates", &S::dates, list_of(date_format(), 1), "How dates are written.")),
       optional(field("yes", &S::yes, plain_words, "Words for yes.")),
       optional(field("no", &S::no, plain_words, "Words for no.")),
       optional(field("duration", &S::duration,
                      scenarios::one_of<DurationUnit>({{"minutes", Minutes},
                                                       {"seconds", Seconds},
                                                       {"hours", Hours},
                                                       {"h:mm:ss", HoursMinutesSeconds},
                                                       {"m:ss", MinutesSeconds}}),
                      "What stands in the column minutes.")),
       optional(field("encoding", &S::windows_1252,
                      scenarios::one_of<bool>({{"utf-8", false}, {"windows-1252", true}}),
                      "The file's encoding.")),
       optional(field("header_line", &S::header_line, scenarios::whole_number(1, 100),
                      "The line with the columns' names."))});
}

}  // namespace

const Value<ColumnMapFile>& column_map_fields() {
  using F = ColumnMapFile;
  static const Value<ColumnMapFile> fields = [] {
    return scenarios::object<F>(
        "how a practice's exports are read",
        {field("schema_version", &F::schema_version, scenarios::whole_number(1, 1),
               "The version of this file's shape."),
         optional(field("time_log", &F::time_log, section(), "Of --time-log.")),
         optional(field("readings", &F::readings, section(), "Of --readings.")),
         optional(field("enrolments", &F::enrolments, section(), "Of --enrolments.")),
         optional(field("visits", &F::visits, section(), "Of --visits."))});
  }();
  return fields;
}

}  // namespace caseload::records
