#include "sim/care/team/primary_nurses.hpp"

#include <gtest/gtest.h>

#include <array>
#include <vector>

namespace caseload::care {
namespace {

constexpr population::LanguageId kSpanish = 1;
const std::vector<population::Language> kNone, kSpanish15{{"spanish", 0.15}},
    kSpanish80{{"spanish", 0.8}};

population::LanguageSet spanish() {
  population::LanguageSet speaks;
  speaks.add(kSpanish);
  return speaks;
}

// Of the first 1000 patients of a language, how many each place of the team has.
std::array<int, 4> panels(const PrimaryNurses& nurses,
                          population::LanguageId language = population::kFirstLanguage) {
  std::array<int, 4> sizes{};
  for (std::uint32_t patient = 0; patient < 1000; ++patient)
    if (const auto person = nurses.of(PatientId{patient}, language)) ++sizes[*person];
  return sizes;
}

TEST(PrimaryNurses, PatientsAreSharedOutByTheHoursForRpm) {
  const PrimaryNurses nurses(std::vector<PrimaryCandidate>{{0, 40}, {2, 20}, {3, 20}}, kNone);

  const auto sizes = panels(nurses);

  EXPECT_NEAR(sizes[0], 500, 3);
  EXPECT_EQ(sizes[1], 0);
  EXPECT_NEAR(sizes[2], 250, 3);
  EXPECT_NEAR(sizes[3], 250, 3);
}

TEST(PrimaryNurses, AShortStretchOfNumbersIsSharedOutTooAndNeverChanges) {
  const PrimaryNurses nurses(std::vector<PrimaryCandidate>{{0, 40}, {1, 40}}, kNone);
  for (std::uint32_t from = 0; from < 5000; from += 10) {
    int first = 0;
    for (std::uint32_t patient = from; patient < from + 10; ++patient)
      first += *nurses.of(PatientId{patient}, population::kFirstLanguage) == 0 ? 1 : 0;
    EXPECT_GE(first, 3);
    EXPECT_LE(first, 7);
  }
}

TEST(PrimaryNurses, ALanguageGoesToThoseWhoSpeakItAndTheOthersMakeUpForIt) {
  const PrimaryNurses nurses(std::vector<PrimaryCandidate>{{0, 40}, {1, 40, spanish()}},
                             kSpanish15);

  const auto in_spanish = panels(nurses, kSpanish), others = panels(nurses);

  EXPECT_EQ(in_spanish[1], 1000);
  // Half of the whole panel each: 15 of 100 and 35 of the other 85.
  EXPECT_NEAR(others[1], 1000 * 35 / 85, 3);
  EXPECT_NEAR(0.15 * in_spanish[1] + 0.85 * others[1], 500, 3);
}

TEST(PrimaryNurses, MoreOfALanguageThanTheirShareIsStillTheirs) {
  const PrimaryNurses nurses(std::vector<PrimaryCandidate>{{0, 40}, {1, 40, spanish()}},
                             kSpanish80);

  EXPECT_EQ(panels(nurses, kSpanish)[1], 1000);
  EXPECT_EQ(panels(nurses)[0], 1000);
}

TEST(PrimaryNurses, ALanguageThatNobodySpeaksIsEverybodys) {
  const PrimaryNurses nurses(std::vector<PrimaryCandidate>{{0, 40}, {1, 40}}, kSpanish15);

  EXPECT_EQ(panels(nurses, kSpanish), panels(nurses));
}

TEST(PrimaryNurses, WithoutAnybodyThereIsNone) {
  EXPECT_FALSE(PrimaryNurses().of(PatientId{3}, population::kFirstLanguage));
  EXPECT_FALSE(PrimaryNurses(std::vector<PrimaryCandidate>{{0, 0}}, kNone)
                   .of(PatientId{3}, population::kFirstLanguage));
}

}  // namespace
}  // namespace caseload::care
