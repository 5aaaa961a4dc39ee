#include "scenarios/text/diagnostics.hpp"

#include <gtest/gtest.h>

namespace caseload::scenarios {
namespace {

DocumentPtr document(std::string text) {
  return std::make_shared<const Document>("clinic.yaml", std::move(text));
}

TEST(Diagnostics, ShowTheLineAndUnderlineTheValue) {
  Diagnostics diagnostics;
  diagnostics.error({document("a: 1\nmean: 1.20  # high\n"), 2, 7, 4}, "adherence.mean",
                    "1.20 is out of range");

  EXPECT_EQ(diagnostics.as_error().text,
            "clinic.yaml:2:7: adherence.mean: 1.20 is out of range\n"
            "     2 | mean: 1.20  # high\n"
            "       |       ^^^^");
}

TEST(Diagnostics, StandInTheOrderOfTheFile) {
  const DocumentPtr text = document("a: 1\nb: 2\n");
  Diagnostics diagnostics;
  diagnostics.error({text, 2, 1, 1}, "b", "second");
  diagnostics.error({text, 1, 4, 1}, "a", "first");

  const std::string told = diagnostics.as_error().text;
  EXPECT_LT(told.find("first"), told.find("second"));
}

TEST(Diagnostics, DoNotFloodTheTerminal) {
  const DocumentPtr text = document("a: 1\n");
  Diagnostics diagnostics;
  for (int i = 0; i < 200'000; ++i) diagnostics.error({text, 1, 1, 1}, "a", "wrong");

  const std::string told = diagnostics.as_error().text;
  EXPECT_LT(told.size(), 10'000U);
  EXPECT_TRUE(told.ends_with("and 199950 more")) << told.substr(told.size() - 40);
}

TEST(Diagnostics, KnowWhichPartIsAlreadyWrong) {
  Diagnostics diagnostics;
  diagnostics.error({document("x"), 1, 1, 1}, "staff[Ana].hours", "wrong");

  EXPECT_TRUE(diagnostics.any_under("staff"));
  EXPECT_TRUE(diagnostics.any_under("staff[Ana]"));
  EXPECT_FALSE(diagnostics.any_under("sta"));
  EXPECT_FALSE(diagnostics.any_under("staff[Ana].hours.mon"));
}

TEST(Nearest, FindsTyposAndNothingElse) {
  const std::vector<std::string> keys{"patients", "conditions", "adherence"};

  EXPECT_EQ(nearest("pateints", keys), "patients");
  EXPECT_EQ(nearest("Conditions", keys), "conditions");
  EXPECT_EQ(nearest("adherance", keys), "adherence");
  EXPECT_EQ(nearest("payers", keys), "");
  EXPECT_EQ(nearest(std::string(100'000, 'a'), keys), "");
}

}  // namespace
}  // namespace caseload::scenarios
