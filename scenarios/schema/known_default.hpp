#pragma once

// Which default a key has, for those who describe keys without a file at hand.
//
// Walks the shape and the embedded defaults side by side: one step down the shape is one step down
// them.

#include <string_view>
#include <vector>

#include "scenarios/schema/complete.hpp"
#include "scenarios/schema/shape.hpp"

namespace caseload::scenarios {

class KnownDefaults {
 public:
  // At the root of a scenario, over defaults/clinic.yaml.
  static KnownDefaults of_scenario();
  // Of a file without defaults.
  static KnownDefaults none() { return KnownDefaults({}, nullptr); }

  KnownDefaults member(std::string_view key) const;
  // Of each item of a list or entry of a map: their presets, if any.
  KnownDefaults item(const Shape& list_or_map) const;

  // A default for everybody; null: none.
  const Entry* entry() const { return entry_; }
  // A default for some only: by role, by condition.
  bool for_some() const { return entry_ == nullptr && !layers_.empty(); }
  bool any() const { return entry_ != nullptr || for_some(); }

 private:
  KnownDefaults(std::vector<const Node*> layers, const Entry* entry)
      : layers_(std::move(layers)), entry_(entry) {}

  std::vector<const Node*> layers_;  // where deeper keys are looked for
  const Entry* entry_;               // what stands for all
};

}  // namespace caseload::scenarios
