#include "scenarios/schema/json_schema.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/text/quantities.hpp"

namespace caseload::scenarios {
namespace {

using Json = nlohmann::ordered_json;

// A default as a JSON value of the shape's type.
Json json_value(const Node& node, const Shape& shape) {
  switch (shape.kind) {
    case Shape::Kind::Number:
      return *parse_number(node.text);
    case Shape::Kind::Integer:
      return static_cast<int>(*parse_number(node.text));
    case Shape::Kind::Flag:
      return node.text == "true";
    case Shape::Kind::Text:
      return node.text;
    case Shape::Kind::List: {
      if (shape.single_item_alone && node.is_scalar()) return json_value(node, *shape.item);
      Json items = Json::array();
      for (const Node& item : node.items) items.push_back(json_value(item, *shape.item));
      return items;
    }
    case Shape::Kind::Map: {
      Json entries = Json::object();
      for (const Entry& entry : node.entries)
        entries[entry.key] = json_value(entry.value, *shape.item);
      return entries;
    }
    case Shape::Kind::Object: {
      Json members = Json::object();
      for (const Entry& entry : node.entries) {
        const auto member = std::ranges::find(shape.object->members, entry.key, &Member::key);
        members[entry.key] = json_value(entry.value, member->shape);
      }
      return members;
    }
  }
  return {};
}

Json object_schema(const ObjectShape& shape, const KnownDefaults& defaults) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Member& member : shape.members) {
    const KnownDefaults inner = defaults.member(member.key);
    Json property = json_schema(member.shape, inner);
    property["description"] = member.description;
    const bool whole = member.shape.kind != Shape::Kind::Object || member.shape.told_as_one;
    if (inner.entry() != nullptr && whole)
      property["default"] = json_value(inner.entry()->value, member.shape);
    if (member.own_value_wanted) property["x-own-value-wanted"] = true;
    const bool one_of_several = std::ranges::any_of(shape.alternatives, [&](const auto& group) {
      return std::ranges::find(group, member.key) != group.end();
    });
    const bool something_inside_is = property.contains("required");
    properties[member.key] = std::move(property);
    if (!member.optional && !one_of_several && (!inner.any() || something_inside_is))
      required.push_back(member.key);
  }
  Json schema{
      {"type", "object"}, {"additionalProperties", false}, {"properties", std::move(properties)}};
  if (!required.empty()) schema["required"] = std::move(required);
  for (const auto& group : shape.alternatives)
    schema["$comment"] = fmt::format("exactly one of {}", fmt::join(group, ", "));
  return schema;
}

}  // namespace

Json json_schema(const Shape& shape, const KnownDefaults& defaults) {
  Json schema;
  switch (shape.kind) {
    case Shape::Kind::Number:
    case Shape::Kind::Integer:
      schema["type"] = shape.kind == Shape::Kind::Integer ? "integer" : "number";
      schema[shape.above_minimum ? "exclusiveMinimum" : "minimum"] = *shape.minimum;
      schema["maximum"] = *shape.maximum;
      break;
    case Shape::Kind::Flag:
      schema["type"] = "boolean";
      break;
    case Shape::Kind::Text:
      schema["type"] = "string";
      if (!shape.pattern.empty()) schema["pattern"] = shape.pattern;
      if (!shape.choices.empty()) schema["enum"] = shape.choices;
      break;
    case Shape::Kind::List:
      schema["type"] = shape.single_item_alone ? Json{"string", "array"} : Json("array");
      if (shape.number_alone) schema["type"].insert(schema["type"].begin(), "integer");
      schema["items"] = json_schema(*shape.item, defaults.item(shape));
      schema["minItems"] = shape.items_min;
      schema["maxItems"] = shape.items_max;
      break;
    case Shape::Kind::Map:
      schema["type"] = "object";
      schema["additionalProperties"] = json_schema(*shape.item, defaults.item(shape));
      schema["minProperties"] = shape.items_min;
      schema["maxProperties"] = shape.items_max;
      break;
    case Shape::Kind::Object:
      schema = object_schema(*shape.object, defaults);
      break;
  }
  if (!shape.example.empty() && shape.choices.empty())
    schema["examples"] = Json::array({shape.example});
  return schema;
}

}  // namespace caseload::scenarios
