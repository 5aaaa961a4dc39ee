#include "sim/experiment/detailed_trial.hpp"

#include <fmt/format.h>

#include <unordered_map>

#include "sim/base/check.hpp"
#include "sim/base/fingerprint.hpp"
#include "sim/rules/seen_sequences.hpp"
#include "sim/telemetry/digest.hpp"

namespace caseload::experiment {
namespace {

// Stands between the simulation and whoever takes its readings: keeps the enrolment of one patient
// and the order of the readings, and looks whether the user wants to stop.
class Tap final : public telemetry::ReadingSink, public telemetry::AlertSource {
 public:
  Tap(telemetry::ReadingSink& sink, telemetry::AlertSource& source, std::optional<PatientId> follow,
      const std::atomic<bool>& stop)
      : sink_(sink), source_(source), follow_(follow), stop_(stop) {}

  void enrol(const telemetry::Enrolment& enrolment) override {
    if (enrolment.patient == follow_) followed_ = enrolment;
    sink_.enrol(enrolment);
  }
  void withdraw(PatientId patient, SimTime at) override { sink_.withdraw(patient, at); }
  void accept(const telemetry::Reading& reading) override {
    if (seen_[number(reading.device)].insert(reading.sequence))
      order_.add(telemetry::reading_digest(reading));
    sink_.accept(reading);
  }

  std::vector<telemetry::Alert> advance(SimTime watermark) override {
#if CASELOAD_EXCEPTIONS  // nobody interrupts a trial elsewhere
    if (stop_)
      throw Interrupted(fmt::format("stopped at {} of simulated time; there is nothing to report",
                                    iso(watermark)));
#endif
    return source_.advance(watermark);
  }

  const std::optional<telemetry::Enrolment>& followed() const { return followed_; }
  std::uint64_t order() const { return order_.value(); }

 private:
  telemetry::ReadingSink& sink_;
  telemetry::AlertSource& source_;
  std::optional<PatientId> follow_;
  [[maybe_unused]] const std::atomic<bool>& stop_;
  std::optional<telemetry::Enrolment> followed_;
  std::unordered_map<std::uint32_t, rules::SeenSequences> seen_;  // by device
  Fingerprint order_;
};

}  // namespace

DetailedTrial run_in_detail(const Scenario& scenario, const TrialAddress& address,
                            std::optional<PatientId> follow, telemetry::ReadingSink& sink,
                            telemetry::AlertSource& source, const std::atomic<bool>& stop) {
  DetailedTrial trial;
  if (follow) trial.record.journal = &trial.journal.emplace(*follow);
  Tap tap{sink, source, follow, stop};
  trial.outcome =
      run_trial(scenario, address.plan, address.month, address.random, {&tap, &tap}, &trial.record);
  trial.record.journal = nullptr;  // it would point into a value that is about to move
  trial.enrolment = tap.followed();
  trial.readings_order = tap.order();
  return trial;
}

DetailedTrial run_in_process(const Scenario& scenario, const TrialAddress& address,
                             std::optional<PatientId> follow, const std::atomic<bool>& stop) {
  rules::AlertRules rules{alert_rule_settings(scenario.care.alerts)};
  return run_in_detail(scenario, address, follow, rules, rules, stop);
}

}  // namespace caseload::experiment
