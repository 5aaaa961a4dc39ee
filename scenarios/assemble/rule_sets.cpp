#include "scenarios/assemble/rule_sets.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "scenarios/embedded.hpp"
#include "scenarios/fields/rule_set_fields.hpp"
#include "scenarios/text/parse_yaml.hpp"
#include "scenarios/text/read_file.hpp"
#include "sim/base/check.hpp"

namespace caseload::scenarios {
namespace {

using rules::RuleSet;

// What several keys must agree on.
class Coherence {
 public:
  Coherence(const Node& root, Diagnostics& diagnostics) : root_(root), diagnostics_(diagnostics) {}

  void check(const RuleSet& rules) {
    if (rules.effective_to < rules.effective_from) error("effective", "it ends before it begins");
    rated(rules);
    excluded(rules);
    computed(rules);
    based("add_ons", rules.add_ons, rules.time_tiers);
    based("ccm_add_ons", rules.ccm_add_ons, rules.ccm_tiers);
    based("rtm", rules.rtm_add_ons, rules.rtm_tiers);
    apart("time_tiers", rules.time_tiers);
    apart("ccm_tiers", rules.ccm_tiers);
    apart("rtm", rules.rtm_tiers);
    by_days("device_tiers", rules.device_tiers);
    for (const auto& tiers : rules.rtm_device_tiers) by_days("rtm", tiers);
  }

 private:
  void error(const std::string& key, const std::string& message) {
    const Node* node = root_.find(key);
    diagnostics_.error(node == nullptr ? root_.place : node->place, key, message);
  }

  void rated(const RuleSet& rules) {
    const std::set<std::string> billable = rules::codes_of(rules);
    for (const std::string& code : billable)
      if (!rules.rates.contains(code) && !rules.contractor_priced.contains(code))
        error("rates", fmt::format("\"{}\" can be billed but has no rate here", code));
    for (const auto& [code, rate] : rules.rates)
      if (!billable.contains(code))
        error("rates", fmt::format("\"{}\" has a rate but no rule bills it", code));
    for (const std::string& code : rules.contractor_priced) {
      if (rules.rates.contains(code))
        error("contractor_priced", fmt::format("\"{}\" has a national rate here", code));
      if (!billable.contains(code))
        error("contractor_priced", fmt::format("no rule bills \"{}\"", code));
    }
  }

  // What relative values come to is what the rates say.
  void computed(const RuleSet& rules) {
    for (const auto& [code, value] : rules.relative_values) {
      const auto rate = rules.rates.find(code);
      if (rate == rules.rates.end()) {
        error("relative_values", fmt::format("\"{}\" has no rate here", code));
        continue;
      }
      const Cents fee = rules::national_fee(value, rules.conversion_factor.standard);
      if (fee != rate->second)
        error("relative_values",
              fmt::format("{}: {:.2f} × {:.4f} is {:.2f}, but its rate here is {:.2f}", code,
                          value.total / 100.0,
                          static_cast<double>(rules.conversion_factor.standard) / 10'000,
                          fee.dollars(), rate->second.dollars()));
    }
  }

  // A base that gives way takes its add-ons along.
  void excluded(const RuleSet& rules) {
    const std::set<std::string> billable = rules::codes_of(rules);
    for (const rules::Exclusion& exclusion : rules.exclusions) {
      for (const auto* codes : {&exclusion.codes, &exclusion.beside})
        for (const std::string& code : *codes)
          if (!billable.contains(code))
            error("exclusions", fmt::format("no rule bills \"{}\"", code));
      const auto gives_way = [&](const std::string& code) {
        return std::ranges::find(exclusion.codes, code) != exclusion.codes.end();
      };
      for (const auto* add_ons : {&rules.add_ons, &rules.ccm_add_ons, &rules.rtm_add_ons})
        for (const rules::TimeAddOn& add_on : *add_ons)
          if (gives_way(add_on.base) && !gives_way(add_on.code))
            error("exclusions", fmt::format("{} gives way, but {}, which is added to it, does not",
                                            add_on.base, add_on.code));
    }
  }

  void based(const std::string& key, const std::vector<rules::TimeAddOn>& add_ons,
             const std::vector<rules::TimeTier>& tiers) {
    for (const rules::TimeAddOn& add_on : add_ons)
      if (std::ranges::find(tiers, add_on.base, &rules::TimeTier::code) == tiers.end())
        error(key, fmt::format("{} is added to {}, which no tier bills", add_on.code, add_on.base));
  }

  void apart(const std::string& key, const std::vector<rules::TimeTier>& tiers) {
    const auto end = [](const rules::TimeTier& tier) {
      return tier.below.value_or(SimDuration::max());
    };
    for (const rules::TimeTier& tier : tiers)
      if (end(tier) <= tier.at_least)
        error(key, fmt::format("{} ends before it begins", tier.code));
    for (const rules::TimeTier& a : tiers)
      for (const rules::TimeTier& b : tiers)
        if (&a < &b && a.at_least == b.at_least)
          error(key, fmt::format("{} and {} begin at the same minutes", a.code, b.code));
  }

  void by_days(const std::string& key, const std::vector<rules::DeviceTier>& tiers) {
    for (const rules::DeviceTier& a : tiers)
      for (const rules::DeviceTier& b : tiers)
        if (&a < &b && a.days_min <= b.days_max && b.days_min <= a.days_max)
          error(key, fmt::format("{} and {} share days; a period has one code", a.code, b.code));
  }

  const Node& root_;
  Diagnostics& diagnostics_;
};

}  // namespace

Result<RuleSet> parse_rule_set(std::string_view text, std::string_view name) {
  const Result<Node> root = parse_yaml(std::string(text), std::string(name));
  if (!root) return std::unexpected(root.error());
  Diagnostics diagnostics;
  Reader reader(diagnostics);
  RuleSetFile file;
  rule_set_fields().read(*root, reader, file);
  if (diagnostics.empty()) Coherence(*root, diagnostics).check(file.rules);
  if (!diagnostics.empty()) return std::unexpected(diagnostics.as_error());
  return file.rules;
}

Result<RuleSet> load_rule_set(const std::filesystem::path& file) {
  const Result<std::string> text = read_file(file);
  if (!text) return std::unexpected(text.error());
  return parse_rule_set(*text, file.string());
}

const std::vector<RuleSet>& installed_rule_sets() {
  static const std::vector<RuleSet> installed = [] {
    std::vector<RuleSet> sets;
    for (const std::string_view path : embedded_files()) {
      if (!path.starts_with("rules/")) continue;
      Result<RuleSet> set = parse_rule_set(*embedded(path), path);
      if (!set) fail_check("an embedded rule set is valid", set.error().text.c_str());
      sets.push_back(std::move(*set));
    }
    std::ranges::sort(sets, {}, &RuleSet::effective_from);
    return sets;
  }();
  return installed;
}

Result<RuleSet> find_rule_set(const std::string& wanted, std::string_view option) {
  if (wanted.ends_with(".yaml") || wanted.ends_with(".yml")) return load_rule_set(wanted);
  std::vector<std::string> names;
  for (const RuleSet& set : installed_rule_sets()) {
    if (set.name == wanted) return set;
    names.push_back(set.name);
  }
  return std::unexpected(
      Error{Error::Kind::BadInput, fmt::format("{} {}: no such rule set; installed: {}, or a file",
                                               option, wanted, fmt::join(names, ", "))});
}

std::string installed_rules_text() {
  std::vector<std::string> texts;
  for (const RuleSet& set : installed_rule_sets())
    texts.push_back(
        fmt::format("{} ({} to {})", set.name, iso(set.effective_from), iso(set.effective_to)));
  return fmt::format("{}", fmt::join(texts, ", "));
}

rules::RuleBook carried_forward(std::vector<RuleSet> sets, std::chrono::year through) {
  rules::RuleBook book{std::move(sets)};
  const LocalDay end{through / std::chrono::December / 31};
  RuleSet last = book.sets.back();
  if (end <= last.effective_to) return book;
  book.published_to = last.effective_to;
  last.name += " (carried forward)";
  last.effective_from = last.effective_to + days{1};
  last.effective_to = end;
  book.sets.push_back(std::move(last));
  return book;
}

}  // namespace caseload::scenarios
