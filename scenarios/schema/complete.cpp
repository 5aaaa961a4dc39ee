#include "scenarios/schema/complete.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "scenarios/schema/reader.hpp"

namespace caseload::scenarios {
namespace {

// One telling of the same value; the first of several is the most specific.
struct Layer {
  const Node* node;
  bool is_default;
};
using Layers = std::vector<Layer>;

struct Completion {
  const DefaultsFile& file;
  std::vector<DefaultUsed>& used;

  Node value(const Layers& layers, const Shape& shape, const std::string& path,
             bool own_value_wanted) {
    const Node& top = *layers.front().node;
    const bool of_objects = shape.item && shape.item->kind == Shape::Kind::Object;
    if (shape.kind == Shape::Kind::Object && top.is_map())
      return object(layers, *shape.object, path);
    if (shape.kind == Shape::Kind::Map && top.is_map() && of_objects)
      return map(layers.front(), shape, path);
    if (shape.kind == Shape::Kind::List && top.is_list() && of_objects)
      return list(layers.front(), shape, path);
    if (layers.front().is_default)
      used.push_back(
          {path, one_line(top), std::string(comment_beside(top.place)), own_value_wanted});
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
      result.entries.push_back(
          {member.key, key_place, value(found, member.shape, inner, member.own_value_wanted)});
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
    if (!shape.presets) return layers;
    const Node& presets = file(shape.presets->file);
    for (const std::string& layer : {name, std::string("any")})
      if (const Node* node = presets.find(layer)) layers.push_back({node, true});
    return layers;
  }

  Node map(const Layer& top, const Shape& shape, const std::string& path) {
    Node result = *top.node;
    for (Entry& entry : result.entries) {
      const Node own = std::move(entry.value);
      entry.value = value(with_presets({&own, top.is_default}, shape, entry.key), *shape.item,
                          path + '.' + entry.key, false);
    }
    return result;
  }

  Node list(const Layer& top, const Shape& shape, const std::string& path) {
    Node result = *top.node;
    for (std::size_t i = 0; i < result.items.size(); ++i) {
      const Node own = std::move(result.items[i]);
      const Node* name = shape.presets ? own.find(shape.presets->by) : nullptr;
      result.items[i] =
          value(with_presets({&own, top.is_default}, shape, name == nullptr ? "" : name->text),
                *shape.item, path + item_step(own, i), false);
    }
    return result;
  }
};

}  // namespace

Node complete(const Node& given, const Node& defaults, const Shape& shape, const DefaultsFile& file,
              std::vector<DefaultUsed>& used) {
  return Completion{file, used}.value({{&given, false}, {&defaults, true}}, shape, "", false);
}

}  // namespace caseload::scenarios
