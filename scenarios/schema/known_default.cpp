#include "scenarios/schema/known_default.hpp"

#include <algorithm>

#include "scenarios/defaults.hpp"

namespace caseload::scenarios {

KnownDefaults KnownDefaults::of_scenario() {
  return KnownDefaults({&defaults_file(kClinicDefaults)}, nullptr);
}

// The first layer speaks for all: the only one at the root, "any" among presets.
KnownDefaults KnownDefaults::member(std::string_view key) const {
  std::vector<const Node*> found;
  const Entry* for_all = nullptr;
  for (const Node* layer : layers_) {
    const auto entry = std::ranges::find(layer->entries, key, &Entry::key);
    if (entry == layer->entries.end()) continue;
    if (layer == layers_.front()) for_all = &*entry;
    found.push_back(&entry->value);
  }
  return KnownDefaults(std::move(found), for_all);
}

KnownDefaults KnownDefaults::item(const Shape& list_or_map) const {
  std::vector<const Node*> layers;
  if (list_or_map.presets) {
    const Node& presets = defaults_file(list_or_map.presets->file);
    layers.push_back(presets.find("any"));
    for (const Entry& entry : presets.entries)
      if (entry.key != "any") layers.push_back(&entry.value);
  }
  return KnownDefaults(std::move(layers), nullptr);
}

}  // namespace caseload::scenarios
