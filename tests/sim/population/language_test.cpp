#include "sim/population/language.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "sim/population/cohort.hpp"
#include "tests/sim/population/example_population.hpp"
#include "tests/sim/population/moments.hpp"

namespace caseload::population {
namespace {

constexpr RandomKey kLuck{.seed = 99, .replication = 0};
constexpr ClinicTraits kClinic{
    .high_acuity_share = 0.2, .talk_time_sd = 0.2, .alerts = {2.0, 0.03}};
constexpr LanguageId kHaitian = 1, kSpanish = 2;

PopulationModel of_three_languages() {
  PopulationModel model = example_population();
  model.languages = {{"haitian", 0.05}, {"spanish", 0.15}};
  return model;
}

TEST(Language, ComeInTheirSharesAndTheRestSpeaksTheFirst) {
  const PopulationModel model = of_three_languages();
  const Cohort cohort(model, kClinic);

  std::vector<double> first, haitian, spanish, decliners;
  for (std::uint32_t i = 0; i < 20'000; ++i) {
    const LanguageId language = cohort.language_of(kLuck, PatientId{i});
    first.push_back(language == kFirstLanguage);
    haitian.push_back(language == kHaitian);
    spanish.push_back(language == kSpanish);
    decliners.push_back(cohort.language_of_decliner(kLuck, i) == kSpanish);
  }

  EXPECT_NEAR(mean_of(first), 0.80, 0.01);
  EXPECT_NEAR(mean_of(haitian), 0.05, 0.006);
  EXPECT_NEAR(mean_of(spanish), 0.15, 0.01);
  EXPECT_NEAR(mean_of(decliners), 0.15, 0.01);
}

TEST(Language, IsThePatientsAndMovesNothingElse) {
  const PopulationModel model = of_three_languages(), plain = example_population();
  const Cohort cohort(model, kClinic), everybody_alike(plain, kClinic);

  for (std::uint32_t i = 0; i < 200; ++i) {
    const Patient patient = cohort.member(kLuck, PatientId{i}, example_day());
    EXPECT_EQ(patient.language, cohort.language_of(kLuck, PatientId{i}));
    EXPECT_EQ(cohort.joiner(kLuck, PatientId{i}, example_day()).language, patient.language);
    const Patient same = everybody_alike.member(kLuck, PatientId{i}, example_day());
    EXPECT_EQ(same.language, kFirstLanguage);
    EXPECT_EQ(same.answers, patient.answers);
    EXPECT_EQ(same.talk_time, patient.talk_time);
    EXPECT_EQ(same.withdraws_at, patient.withdraws_at);
  }
}

TEST(Language, StaysWithAFixedPanel) {
  PopulationModel model = of_three_languages();
  const auto speaking_spanish = [&] {
    const Cohort cohort(model, kClinic);
    std::vector<std::vector<LanguageId>> panels(2);
    for (std::uint32_t replication = 0; replication < 2; ++replication)
      for (std::uint32_t i = 0; i < 100; ++i)
        panels[replication].push_back(
            cohort.language_of({.seed = 99, .replication = replication}, PatientId{i}));
    return panels;
  };

  const auto drawn_anew = speaking_spanish();
  model.panel_fixed = true;
  const auto fixed = speaking_spanish();

  EXPECT_NE(drawn_anew[0], drawn_anew[1]);
  EXPECT_EQ(fixed[0], fixed[1]);
}

TEST(Language, EverybodySpeaksTheFirst) {
  LanguageSet speaks;
  EXPECT_TRUE(speaks.has(kFirstLanguage));
  EXPECT_FALSE(speaks.has(kSpanish));

  speaks.add(kSpanish);
  speaks.add(static_cast<LanguageId>(kMostLanguages));

  EXPECT_TRUE(speaks.has(kSpanish));
  EXPECT_TRUE(speaks.has(static_cast<LanguageId>(kMostLanguages)));
  EXPECT_FALSE(speaks.has(kHaitian));
}

}  // namespace
}  // namespace caseload::population
