#include "cli/init_questions.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

namespace caseload::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(InitQuestions, AreFiveAndAnEmptyLineTakesWhatIsSuggested) {
  std::istringstream in("320\n2 rn mon-fri 08:00-16:30 100%\nnp 10%\n\n\n\n\n\n");
  std::ostringstream out;

  const auto asked = ask({}, in, out);

  ASSERT_TRUE(asked) << asked.error().text;
  const auto answers = understand(*asked);
  ASSERT_TRUE(answers) << answers.error().text;
  EXPECT_EQ(answers->patients, 320);
  EXPECT_EQ(answers->people.size(), 2U);
  EXPECT_EQ(answers->months, "2026-02,2026-03,2026-11");
  EXPECT_EQ(answers->reach_share, 0.55);
  EXPECT_EQ(answers->urgent_late_at_most, 2);
  EXPECT_TRUE(answers->wages.empty());
  EXPECT_THAT(out.str(), HasSubstr("5. What are they paid an hour?"));
}

TEST(InitQuestions, AreAskedAgainUntilTheyAreUnderstood) {
  std::istringstream in(
      "many\n320\nsome nurses\n\n2 rn 100%\n\n2026-13\n2026-03\n55\nnone\nnone\nrn\nrn 48\n\n");
  std::ostringstream out;

  const auto asked = ask({}, in, out);

  ASSERT_TRUE(asked) << asked.error().text;
  EXPECT_EQ(asked->months, "2026-03");
  EXPECT_FALSE(understand(*asked)->reach_share);
  EXPECT_EQ(asked->wages, std::vector<std::string>{"rn 48"});
  EXPECT_THAT(out.str(), HasSubstr("expected a whole number from 1 to 1000000"));
  EXPECT_THAT(out.str(), HasSubstr("there is no such month"));
  EXPECT_THAT(out.str(), HasSubstr("expected a share such as 55% or 0.55"));
}

TEST(InitQuestions, AYearWithoutRulesAsksWhetherTheLastOnesAreToBeUsed) {
  std::istringstream in("320\nrn 100%\n\n2027\nyes\n\n\n\n");
  std::ostringstream out;

  const auto asked = ask({}, in, out);

  ASSERT_TRUE(asked) << asked.error().text;
  EXPECT_EQ(understand(*asked)->rules_carry_forward, 2027);
  EXPECT_THAT(out.str(), HasSubstr("No rules are installed for 2027"));
}

TEST(InitQuestions, WhatTheCommandLineSaysIsNotAsked) {
  std::istringstream in("rn 100%\n\n\n\n\n\n");
  std::ostringstream out;

  const auto asked = ask({.patients = "50"}, in, out);

  ASSERT_TRUE(asked) << asked.error().text;
  EXPECT_THAT(out.str(), Not(HasSubstr("How many patients")));
}

TEST(InitQuestions, AnInputThatEndsIsNoAnswer) {
  std::istringstream in("320\n");
  std::ostringstream out;

  EXPECT_FALSE(ask({}, in, out));
}

TEST(InitAnswers, WithoutPatientsOrPeopleAreNotEnough) {
  EXPECT_THAT(understand({.patients = "320"}).error().text, HasSubstr("--staff"));
  EXPECT_THAT(understand({.patients = "0", .people = {"rn 100%"}}).error().text,
              HasSubstr("--patients 0: expected"));
  EXPECT_THAT(
      understand({.patients = "9", .people = {"rn 100%"}, .months = "2026,2027"}).error().text,
      HasSubstr("or one year"));
}

}  // namespace
}  // namespace caseload::cli
