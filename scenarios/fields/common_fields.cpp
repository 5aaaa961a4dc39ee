#include "scenarios/fields/common_fields.hpp"

#include <cmath>
#include <optional>

namespace caseload::scenarios {
namespace {

struct MeanAndCv {
  double mean = 0;
  double cv = 0;
};
struct MinutesFile {
  std::optional<MeanAndCv> lognormal;
  std::optional<double> constant;
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

Value<sim::Lognormal> minutes() {
  const auto lognormal = object<MeanAndCv>(
      "a lognormal by its mean and coefficient of variation",
      {field("mean", &MeanAndCv::mean, number_above(0, kLongestTask, "minutes"),
             "The mean duration."),
       field("cv", &MeanAndCv::cv, number(0, 5), "Standard deviation ÷ mean; 0 is a constant.")});
  const auto file = object<MinutesFile>(
      "how long it takes: {lognormal: {mean: 12, cv: 0.55}} or {constant: 3}, in minutes",
      {field("lognormal", &MinutesFile::lognormal, lognormal,
             "Most are short, a few are long: the shape of phone calls."),
       field("constant", &MinutesFile::constant, number_above(0, kLongestTask, "minutes"),
             "Always the same.")},
      {{"lognormal", "constant"}});
  return converted<sim::Lognormal, MinutesFile>(
      told_as_one(file), [](const MinutesFile& given) -> Parsed<sim::Lognormal> {
        if (given.lognormal) return sim::Lognormal(given.lognormal->mean, given.lognormal->cv);
        return sim::Lognormal(*given.constant, 0);
      });
}

Value<sim::BetaShape> beta_by_sd() {
  const auto file = object<MeanAndSd>(
      "a Beta distribution by mean and standard deviation",
      {field("mean", &MeanAndSd::mean, inner_share(), "The mean over patients."),
       field("sd", &MeanAndSd::sd, number_above(0, 0.5), "The standard deviation over patients.")});
  return converted<sim::BetaShape, MeanAndSd>(
      file, [](const MeanAndSd& given) -> Parsed<sim::BetaShape> {
        const double largest = given.mean * (1 - given.mean);
        if (given.sd * given.sd >= largest * 0.99)
          return std::unexpected(
              fmt::format("no share has mean {} and SD {}; expected an SD below {:.3f}", given.mean,
                          given.sd, std::sqrt(largest * 0.99)));
        return sim::BetaShape::from_mean_sd(given.mean, given.sd);
      });
}

Value<sim::BetaShape> beta_by_concentration() {
  const auto file = object<MeanAndConcentration>(
      "a Beta distribution by mean and concentration",
      {own_value_wanted(
           field("mean", &MeanAndConcentration::mean, inner_share(), "The mean over patients.")),
       field("concentration", &MeanAndConcentration::concentration, number_above(0, 10'000),
             "α + β: the larger, the more alike patients are.")});
  return converted<sim::BetaShape, MeanAndConcentration>(
      file, [](const MeanAndConcentration& given) -> Parsed<sim::BetaShape> {
        return sim::BetaShape{given.mean * given.concentration,
                              (1 - given.mean) * given.concentration};
      });
}

Value<sim::Role> role() {
  using enum sim::Role;
  return one_of<sim::Role>({{"rn", Rn},
                            {"lpn", Lpn},
                            {"ma", Ma},
                            {"pharmacist", Pharmacist},
                            {"np", Np},
                            {"md", Md},
                            {"clerk", Clerk}});
}

Value<sim::DeviceKind> device_kind() {
  using enum sim::DeviceKind;
  return one_of<sim::DeviceKind>(
      {{"cuff", Cuff}, {"scale", Scale}, {"glucometer", Glucometer}, {"oximeter", Oximeter}});
}

}  // namespace caseload::scenarios
