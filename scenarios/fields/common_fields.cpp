#include "scenarios/fields/common_fields.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "sim/telemetry/signals.hpp"

namespace caseload::scenarios {
namespace {

struct MeanAndCv {
  double mean = 0;
  double cv = 0;
};
struct MinutesFile {
  std::optional<MeanAndCv> lognormal;
  std::optional<double> constant;
  std::optional<MeanAndCv> gamma;
  std::optional<double> exponential;
  std::optional<std::vector<double>> observed;
  std::optional<std::vector<double>> quantiles;
};
struct MeanAndSd {
  double mean = 0;
  double sd = 0;
};
struct MeanAndConcentration {
  double mean = 0;
  double concentration = 0;
};

constexpr double kLongestTask = 480;  // minutes: a working day

Value<double> inner_share() {
  Value<double> value = number_above(0, 0.999);
  value.shape.expected = "a share above 0 and below 1";
  return value;
}

}  // namespace

Value<DurationLaw> minutes() {
  const auto by_mean_and_cv = [](std::string what, Value<double> cv, std::string meaning) {
    return object<MeanAndCv>(
        std::move(what), {field("mean", &MeanAndCv::mean, number_above(0, kLongestTask, "minutes"),
                                "The mean duration."),
                          field("cv", &MeanAndCv::cv, std::move(cv), std::move(meaning))});
  };
  const auto some_minutes = number_above(0, kLongestTask, "minutes");
  const auto file = object<MinutesFile>(
      "how long it takes: {lognormal: {mean: 12, cv: 0.55}}, {constant: 3} or another law, in "
      "minutes",
      {field("lognormal", &MinutesFile::lognormal,
             by_mean_and_cv("a lognormal by its mean and coefficient of variation", number(0, 5),
                            "Standard deviation ÷ mean; 0 is a constant."),
             "Most are short, a few are long: the shape of phone calls."),
       field("constant", &MinutesFile::constant, some_minutes, "Always the same."),
       field("gamma", &MinutesFile::gamma,
             by_mean_and_cv("a gamma by its mean and coefficient of variation",
                            number_above(0.05, 5), "Standard deviation ÷ mean; 1 is exponential."),
             "Shorter tails than a lognormal's."),
       field("exponential", &MinutesFile::exponential, some_minutes,
             "By its mean; what queueing formulas assume."),
       field("observed", &MinutesFile::observed, list_of(some_minutes, 1, 10'000),
             "Minutes that were observed: each as likely as another."),
       field("quantiles", &MinutesFile::quantiles, list_of(some_minutes, 2, 1'001),
             "Minutes that divide what was observed into equal parts, ascending: of "
             "[1, 3, 5, 9, 20] a quarter lies between each two; straight lines between them.")},
      {{"lognormal", "constant", "gamma", "exponential", "observed", "quantiles"}});
  using Law = DurationLaw;
  return converted<Law, MinutesFile>(
      told_as_one(file), [](const MinutesFile& given) -> Parsed<Law> {
        if (given.lognormal) return Law(Lognormal(given.lognormal->mean, given.lognormal->cv));
        if (given.constant) return Law::constant(*given.constant);
        if (given.gamma) return Law::gamma(given.gamma->mean, given.gamma->cv);
        if (given.exponential) return Law::exponential(*given.exponential);
        if (given.observed) return Law::observed(*given.observed);
        if (!std::ranges::is_sorted(*given.quantiles))
          return std::unexpected(
              "quantiles descend somewhere; expected them from the shortest to "
              "the longest");
        return Law::quantiles(*given.quantiles);
      });
}

Value<BetaShape> beta_by_sd() {
  const auto file = object<MeanAndSd>(
      "a Beta distribution by mean and standard deviation",
      {field("mean", &MeanAndSd::mean, inner_share(), "The mean over patients."),
       field("sd", &MeanAndSd::sd, number_above(0, 0.5), "The standard deviation over patients.")});
  return converted<BetaShape, MeanAndSd>(file, [](const MeanAndSd& given) -> Parsed<BetaShape> {
    const double largest = given.mean * (1 - given.mean);
    if (given.sd * given.sd >= largest * 0.99)
      return std::unexpected(
          fmt::format("no share has mean {} and SD {}; expected an SD below {:.3f}", given.mean,
                      given.sd, std::sqrt(largest * 0.99)));
    return BetaShape::from_mean_sd(given.mean, given.sd);
  });
}

Value<BetaShape> beta_by_concentration() {
  const auto file = object<MeanAndConcentration>(
      "a Beta distribution by mean and concentration",
      {own_value_wanted(
           field("mean", &MeanAndConcentration::mean, inner_share(), "The mean over patients."),
           "what share of calls do the others answer"),
       field("concentration", &MeanAndConcentration::concentration, number_above(0, 10'000),
             "α + β: the larger, the more alike patients are.")});
  return converted<BetaShape, MeanAndConcentration>(
      file, [](const MeanAndConcentration& given) -> Parsed<BetaShape> {
        return BetaShape{given.mean * given.concentration, (1 - given.mean) * given.concentration};
      });
}

Value<rules::Role> role() {
  std::vector<std::pair<std::string, rules::Role>> choices;
  for (int number = 0; number < rules::kRoles; ++number) {
    const auto role = static_cast<rules::Role>(number);
    choices.emplace_back(rules::name(role), role);
  }
  return one_of<rules::Role>(std::move(choices));
}

Value<telemetry::DeviceKind> device_kind() {
  std::vector<std::pair<std::string, telemetry::DeviceKind>> choices;
  for (const telemetry::DeviceInfo& device : telemetry::kDeviceTable)
    choices.emplace_back(device.name, device.kind);
  return one_of<telemetry::DeviceKind>(std::move(choices));
}

}  // namespace caseload::scenarios
