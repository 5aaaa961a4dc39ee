#pragma once

// In which language a patient is cared for, and which a person of the staff speaks.
//
// Languages go by number: 0 is the practice's first, which everybody of the staff speaks; the
// others are 1, 2, … in the order of PopulationModel::languages.

#include <cstdint>
#include <span>
#include <string>

namespace caseload::population {

using LanguageId = std::uint8_t;
inline constexpr LanguageId kFirstLanguage = 0;
inline constexpr std::size_t kMostLanguages = 31;  // besides the first

struct Language {
  std::string name;  // "spanish"
  double share = 0;  // of the panel; those of all sum to 1 at most, the rest speak the first
};

// What one person speaks: the practice's first language, and these.
struct LanguageSet {
  std::uint32_t others = 0;  // bit n − 1: language n

  constexpr void add(LanguageId language) {
    if (language != kFirstLanguage) others |= 1U << (language - 1);
  }
  constexpr LanguageSet& operator|=(LanguageSet more) {
    others |= more.others;
    return *this;
  }
  constexpr bool has(LanguageId language) const {
    return language == kFirstLanguage || (others >> (language - 1) & 1U) != 0;
  }
  bool operator==(const LanguageSet&) const = default;
};

// The language at this place (0 … 1) of the panel.
constexpr LanguageId pick_language(std::span<const Language> languages, double u) {
  double below = 0;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    below += languages[i].share;
    if (u < below) return static_cast<LanguageId>(i + 1);
  }
  return kFirstLanguage;
}

}  // namespace caseload::population
