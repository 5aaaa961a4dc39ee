#include "scenarios/schema/reference.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

namespace caseload::scenarios {
namespace {

constexpr std::string_view kIntroduction = R"(# Scenario reference

Every key of a scenario file, generated from the table the loader reads with.

A file need not say everything. A key that it leaves out takes the default shown here, from
`scenarios/defaults`; `caseload check` lists the defaults a file uses. Behind each default stands its
basis: a source, or "assumed", which is judgement and waits for the practice's own value. Keys marked
**own value wanted** move the answer: with a default there, a report says "if these assumptions hold".
Where no default is shown the key is required, unless it says optional. A dot in a key is one level down;
`<name>` is a word of your own, `[]` stands for each item of a list.

Durations carry their unit (`30s`, `20min`, `48h`, `2d`), spans of a day are `"08:00-16:30"`, months
`2026-03`, dates `2026-03-01`, days of the week `mon-fri` or `tue+thu`, shares numbers between 0 and 1.
Words are read in any case: `RN` is `rn`. Between braces YAML ends an entry at a comma, so that `{tue,thu: …}`
needs quotes, `{"tue,thu": …}`; `tue+thu` needs none.
A file is at most 1 MB, one YAML document, without anchors, aliases, tags and duplicate keys.
)";

std::string cell(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '|') out += '\\';
    out += c;
  }
  return out;
}

bool in(const std::vector<std::vector<std::string>>& groups, const std::string& key) {
  return std::ranges::any_of(
      groups, [&](const auto& group) { return std::ranges::find(group, key) != group.end(); });
}

class Page {
 public:
  std::string write(const Shape& root, const KnownDefaults& defaults) {
    text_ = kIntroduction;
    simple_keys(*root.object, defaults);
    for (const Member& member : root.object->members)
      if (has_section(member.shape)) section(member, defaults.member(member.key));
    composites();
    return std::move(text_);
  }

 private:
  struct Composite {
    std::string name;
    const ObjectShape* shape;
  };

  static const Shape* object_inside(const Shape& shape) {
    if (shape.kind == Shape::Kind::Object) return &shape;
    return shape.item && shape.item->kind == Shape::Kind::Object ? shape.item.get() : nullptr;
  }
  static bool has_section(const Shape& shape) { return object_inside(shape) != nullptr; }

  void table_head() {
    text_ += with_defaults_ ? "\n| Key | Value | Default | Meaning |\n|---|---|---|---|\n"
                            : "\n| Key | Value | Meaning |\n|---|---|---|\n";
  }

  void simple_keys(const ObjectShape& shape, const KnownDefaults& defaults) {
    text_ += "\n## The file itself\n";
    table_head();
    for (const Member& member : shape.members)
      if (!has_section(member.shape)) row(member, member.key, defaults.member(member.key), false);
  }

  void section(const Member& member, const KnownDefaults& defaults) {
    text_ += fmt::format("\n## `{}`\n\n{}{}\n", member.key, member.description,
                         member.optional ? " Optional." : "");
    table_head();
    const Shape& object = *object_inside(member.shape);
    if (&object == &member.shape) rows(*object.object, "", defaults);
    else rows(*object.object, "[].", defaults.item(member.shape));
  }

  void rows(const ObjectShape& shape, const std::string& prefix, const KnownDefaults& defaults,
            const std::string& with = {}) {
    for (const Member& member : shape.members) {
      const std::string path = prefix + member.key;
      const KnownDefaults inner = defaults.member(member.key);
      const Shape* object = object_inside(member.shape);
      if (object == nullptr || member.shape.told_as_one) {
        row(member, path, inner, in(shape.alternatives, member.key), with);
        if (member.shape.told_as_one) remember(member);
      } else if (object == &member.shape) {
        const bool chosen = in(shape.alternatives, member.key) && inner.entry() == nullptr;
        rows(*object->object, path + '.', inner, chosen ? path : with);
      } else {
        row(member, path, inner, false);
        rows(*object->object, path + (member.shape.kind == Shape::Kind::Map ? ".<name>." : "[]."),
             inner.item(member.shape));
      }
    }
  }

  void row(const Member& member, const std::string& path, const KnownDefaults& defaults,
           bool alternative, const std::string& with = {}) {
    std::string standard;
    if (const Entry* entry = defaults.entry()) {
      standard = fmt::format("`{}`", one_line(entry->value));
      if (const auto basis = comment_beside(entry->key_place); !basis.empty())
        standard += fmt::format("<br>{}", basis);
    } else if (defaults.for_some()) {
      standard = "by name or role: see `scenarios/defaults`";
    } else if (member.optional) {
      standard = "optional";
    } else if (alternative) {
      standard = "one of these";
    } else if (!with.empty()) {
      standard = fmt::format("required with `{}`", with);
    } else {
      standard = "**required**";
    }
    text_ += fmt::format("| `{}` | {} | ", path, cell(member.shape.expected));
    if (with_defaults_) text_ += fmt::format("{} | ", cell(standard));
    text_ += fmt::format("{}{} |\n", cell(member.description),
                         member.own_value_wanted ? " **Own value wanted.**" : "");
  }

  void remember(const Member& member) {
    const std::string& name = member.shape.expected;
    if (std::ranges::find(composites_, name, &Composite::name) == composites_.end())
      composites_.push_back({name, member.shape.object.get()});
  }

  // What stands behind "how long it takes: {…}". May grow while it is written: they nest.
  void composites() {
    text_ +=
        "\n## Values of several keys\n\nWhat stands behind values that are told as one, where each "
        "is "
        "first used; elsewhere units and\nranges are those of the signal.\n";
    with_defaults_ = false;
    for (std::size_t i = 0; i < composites_.size(); ++i) {
      const Composite composite = composites_[i];
      text_ += fmt::format("\n### {}\n", composite.name);
      table_head();
      rows(*composite.shape, "", KnownDefaults::none());
    }
  }

  std::string text_;
  bool with_defaults_ = true;
  std::vector<Composite> composites_;
};

}  // namespace

std::string reference(const Shape& root, const KnownDefaults& defaults) {
  return Page{}.write(root, defaults);
}

}  // namespace caseload::scenarios
