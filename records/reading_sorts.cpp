#include "records/reading_sorts.hpp"

namespace caseload::records {

std::uint16_t ReadingSorts::number(const ReadingSort& sort) {
  if (last_ < sorts_.size() && sorts_[last_] == sort) return last_;
  const auto key = [&](std::string_view kind) -> const std::string& {
    key_.clear();
    key_ += !sort.program ? '?' : *sort.program == rules::Program::Rtm ? 't' : 'p';
    key_ += sort.by_hand ? 'h' : 'd';
    return key_ += kind;
  };
  std::string_view kind = sort.kind;
  std::optional<std::uint32_t> known = keys_.find(key(kind));
  if (!known && keys_.size() >= kMost) {
    kind = {};
    known = keys_.find(key(kind));
  }
  if (!known) {
    known = keys_.number(key_);
    sorts_.push_back({sort.program, std::string(kind), sort.by_hand});
  }
  last_ = static_cast<std::uint16_t>(*known);
  return last_;
}

ReadingOwner owner_of(const ReadingSort& sort, const rules::RuleSet& rules) {
  using enum ReadingOwner::Who;
  const auto kind = rules.reading_kinds.find(sort.kind);
  const rules::ReadingKind* named = kind == rules.reading_kinds.end() ? nullptr : &kind->second;
  std::optional<rules::Program> program = sort.program;
  if (!program && named != nullptr) program = named->program;
  const bool counts =
      !sort.by_hand || (program && rules.self_reported.at(static_cast<std::size_t>(*program)));
  if (!counts) return {Nobody, std::nullopt};
  if (!program) return {Unsaid, std::nullopt};
  if (*program == rules::Program::Rpm) return {Rpm, std::nullopt};
  return {Rtm, named == nullptr ? std::nullopt : named->system};
}

}  // namespace caseload::records
