#include "scenarios/schema/complete.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "scenarios/schema/reader.hpp"
#include "scenarios/text/utf8.hpp"

namespace caseload::scenarios {
namespace {

// One telling of the same value; the first of several is the most specific.
struct Layer {
  const Node* node;
  bool is_default;
};
using Layers = std::vector<Layer>;

// What the items of a list were given alike is told once: "staff[Ana, Ben].huddle".
class SharedDefaults {
 public:
  void add(std::string_view step, const std::vector<DefaultUsed>& of_item) {
    step.remove_prefix(1);  // [Ana]
    step.remove_suffix(1);
    for (const DefaultUsed& used : of_item) {
      const auto same = std::ranges::find(shared_, used, &Shared::used);
      Shared& told = same == shared_.end() ? shared_.emplace_back(used) : *same;
      told.items.emplace_back(step);
    }
  }

  void tell(const std::string& path, std::vector<DefaultUsed>& out) const {
    constexpr std::size_t kNamed = 3;
    for (const Shared& told : shared_) {
      const std::size_t named = told.items.size() <= kNamed ? told.items.size() : kNamed - 1;
      std::string items = fmt::format("{}", fmt::join(std::span(told.items).first(named), ", "));
      if (named < told.items.size())
        items += fmt::format(" and {} more", told.items.size() - named);
      DefaultUsed used = told.used;
      used.path = fmt::format("{}[{}].{}", path, items, told.used.path);
      out.push_back(std::move(used));
    }
  }

 private:
  struct Shared {
    DefaultUsed used;
    std::vector<std::string> items{};
  };
  std::vector<Shared> shared_;
};

struct Completion {
  const DefaultsFile& file;
  std::vector<DefaultUsed>& used;

  // `key_place`: where the most specific layer names the value; the comment beside it is its basis.
  Node value(const Layers& layers, const Shape& shape, const std::string& path,
             const Place& key_place, const Member* member = nullptr) {
    const Node& top = *layers.front().node;
    const bool by_default = layers.front().is_default;
    const auto tell = [&] {
      used.push_back({path, one_line(top), std::string(comment_beside(key_place)),
                      member != nullptr && member->own_value_wanted,
                      member == nullptr ? "" : member->ask});
    };
    if (shape.kind == Shape::Kind::Object && top.is_map()) {
      if (!by_default || !shape.told_as_one) return object(layers, *shape.object, path);
      tell();
      std::vector<DefaultUsed> parts;
      return Completion{file, parts}.object(layers, *shape.object, path);
    }
    if (shape.presets && top.is_map()) return map(layers.front(), shape, path);
    if (shape.presets && top.is_list()) return list(layers.front(), shape, path);
    if (by_default) tell();
    return top;
  }

 private:
  static bool has(const Layer& layer, const std::string& key) {
    return layer.node->find(key) != nullptr;
  }

  // The group's key that the most specific layer gives; the others are out.
  static bool pushed_out(const Layers& layers, const ObjectShape& shape, const std::string& key) {
    for (const auto& group : shape.alternatives) {
      if (std::ranges::find(group, key) == group.end()) continue;
      for (const Layer& layer : layers) {
        const bool any = std::ranges::any_of(
            group, [&](const std::string& member) { return has(layer, member); });
        if (any) return !has(layer, key);
      }
    }
    return false;
  }

  Node object(const Layers& layers, const ObjectShape& shape, const std::string& path) {
    Node result = *layers.front().node;
    result.entries.clear();
    for (const Member& member : shape.members) {
      if (pushed_out(layers, shape, member.key)) continue;
      Layers found;
      Place key_place;
      for (const Layer& layer : layers) {
        const auto entry = std::ranges::find(layer.node->entries, member.key, &Entry::key);
        if (entry == layer.node->entries.end()) continue;
        if (found.empty()) key_place = entry->key_place;
        found.push_back({&entry->value, layer.is_default});
      }
      if (found.empty()) continue;
      const std::string inner = path.empty() ? member.key : path + '.' + member.key;
      Node completed = value(found, member.shape, inner, key_place, &member);
      // What is missing in an object nobody gave is missing where it should have been given.
      if (found.front().is_default && completed.is_map()) completed.place = result.place;
      result.entries.push_back({member.key, key_place, std::move(completed)});
    }
    // What is not described is kept for the reader to complain about.
    for (const Layer& layer : layers) {
      for (const Entry& entry : layer.node->entries)
        if (std::ranges::find(shape.members, entry.key, &Member::key) == shape.members.end())
          result.entries.push_back(entry);
    }
    return result;
  }

  Layers with_presets(Layer own, const Shape& shape, const std::string& name) const {
    Layers layers{own};
    const Node& presets = file(shape.presets->file);
    const Node* named = presets.find(name);
    if (named == nullptr) named = presets.find(lower(name));
    if (named != nullptr) layers.push_back({named, true});
    else if (!may_be_named(name, shape)) add_all(presets, layers);
    if (const Node* any = presets.find("any")) layers.push_back({any, true});
    return layers;
  }

  // Whether the member that names an item's layer may have this value.
  static bool may_be_named(const std::string& name, const Shape& shape) {
    if (shape.presets->by.empty() || !shape.item->object) return true;
    const auto& members = shape.item->object->members;
    const auto by = std::ranges::find(members, shape.presets->by, &Member::key);
    if (by == members.end() || by->shape.choices.empty()) return true;
    return std::ranges::find(by->shape.choices, lower(name)) != by->shape.choices.end();
  }

  // Of an item whose layer nobody knows (its role is misspelt, or missing): that is what is wrong
  // with it, and not that the keys are missing that such a layer would have brought.
  static void add_all(const Node& presets, Layers& layers) {
    for (const Entry& entry : presets.entries)
      if (entry.key != "any") layers.push_back({&entry.value, true});
  }

  Node map(const Layer& top, const Shape& shape, const std::string& path) {
    Node result = *top.node;
    for (Entry& entry : result.entries) {
      const Node own = std::move(entry.value);
      entry.value = value(with_presets({&own, top.is_default}, shape, entry.key), *shape.item,
                          path + '.' + entry.key, entry.key_place);
    }
    return result;
  }

  Node list(const Layer& top, const Shape& shape, const std::string& path) {
    Node result = *top.node;
    SharedDefaults shared;
    for (std::size_t i = 0; i < result.items.size(); ++i) {
      const Node own = std::move(result.items[i]);
      const Node* name = own.find(shape.presets->by);
      std::vector<DefaultUsed> of_item;
      result.items[i] = Completion{file, of_item}.value(
          with_presets({&own, top.is_default}, shape, name == nullptr ? "" : name->text),
          *shape.item, "", own.place);
      shared.add(item_step(own, i), of_item);
    }
    shared.tell(path, used);
    return result;
  }
};

}  // namespace

Node complete(const Node& given, const Node& defaults, const Shape& shape, const DefaultsFile& file,
              std::vector<DefaultUsed>& used) {
  return Completion{file, used}.value({{&given, false}, {&defaults, true}}, shape, "", given.place);
}

}  // namespace caseload::scenarios
