#pragma once

// Objects: which keys there are, what each means, and which member of ours it fills.
//
//   Value<care::LoggingModel> logging() {
//     using M = care::LoggingModel;
//     return object<M>("How much of the work reaches the log.",
//                      {field("logged_share", &M::logged_share, share(), "Pieces of work that are
//                      logged."),
//                       …});
//   }
//
// A key without a value in the file takes the one of scenarios/defaults; where there is none
// either, it is required, unless it is marked optional.

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "scenarios/schema/value.hpp"

namespace caseload::scenarios {

// One key of an object that is read into an Owner.
template <class Owner>
struct Field {
  Member member;
  std::function<void(const Node&, Reader&, Owner&)> read;
};

// `access` is a pointer to a member of Owner, or a function from Owner& to what is to be filled.
template <class Owner, class Access, class T>
Field<Owner> field_of(std::string key, Access access, Value<T> value, std::string description) {
  return {{.key = std::move(key),
           .description = std::move(description),
           .shape = std::move(value.shape)},
          [access, read = std::move(value.read)](const Node& node, Reader& reader, Owner& owner) {
            auto& target = std::invoke(access, owner);
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(target)>, T>) {
              read(node, reader, target);
            } else {
              T held{};
              read(node, reader, held);
              target = std::move(held);
            }
          }};
}
template <class Owner, class Target, class T>
Field<Owner> field(std::string key, Target Owner::* member, Value<T> value,
                   std::string description) {
  return field_of<Owner>(std::move(key), member, std::move(value), std::move(description));
}

// May be absent.
template <class Owner>
Field<Owner> optional(Field<Owner> field) {
  field.member.optional = true;
  return field;
}

// Moves the answer: with the default here, reports say "if these assumptions hold". `ask`: what to
// ask the practice, or the platform it uses.
template <class Owner>
Field<Owner> own_value_wanted(Field<Owner> field, std::string ask = {}) {
  field.member.own_value_wanted = true;
  field.member.ask = std::move(ask);
  return field;
}

using Alternatives = std::vector<std::vector<std::string>>;

// The parts of reading an object that do not depend on what it is read into (object.cpp).
void report_unknown_keys(const ObjectShape& shape, const Node& node, Reader& reader);
void report_missing_keys(const ObjectShape& shape, const Node& node, Reader& reader);

template <class Owner>
Value<Owner> object(std::string what, std::vector<Field<Owner>> fields,
                    Alternatives alternatives = {}) {
  auto keys = std::make_shared<ObjectShape>(ObjectShape{{}, std::move(alternatives)});
  for (const Field<Owner>& field : fields) keys->members.push_back(field.member);
  const Shape shape{
      .kind = Shape::Kind::Object, .expected = std::move(what), .object = std::move(keys)};
  return {shape, [shape, fields = std::move(fields)](const Node& node, Reader& reader, Owner& out) {
            if (!node.is_map())
              return reader.error(node.place,
                                  fmt::format("expected keys and values: {}", shape.expected));
            report_unknown_keys(*shape.object, node, reader);
            report_missing_keys(*shape.object, node, reader);
            for (const Field<Owner>& field : fields) {
              const Node* value = node.find(field.member.key);
              if (value == nullptr) continue;
              const Reader::Step step(reader, field.member.key);
              if (value->kind == Node::Kind::Empty)
                reader.error(value->place,
                             fmt::format("has no value; expected {}", field.member.shape.expected));
              else field.read(*value, reader, out);
            }
          }};
}

// Keys of the same owner, one level down: `drop_out: {first_per_month: …}`.
template <class Owner>
Field<Owner> group(std::string key, std::string description, std::vector<Field<Owner>> fields,
                   Alternatives alternatives = {}) {
  return field_of<Owner>(std::move(key), std::identity{},
                         object<Owner>(description, std::move(fields), std::move(alternatives)),
                         description);
}

}  // namespace caseload::scenarios
