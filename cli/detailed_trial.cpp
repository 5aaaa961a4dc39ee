#include "cli/detailed_trial.hpp"

#include <fmt/format.h>

namespace caseload::cli {
namespace {

// Stands between the simulation and whoever takes its readings: keeps the enrolment of one patient,
// and looks whether the user wants to stop.
class Tap final : public sim::ReadingSink, public sim::AlertSource {
 public:
  Tap(sim::ReadingSink& sink, sim::AlertSource& source, std::optional<sim::PatientId> follow,
      const std::atomic<bool>& stop)
      : sink_(sink), source_(source), follow_(follow), stop_(stop) {}

  void enrol(const sim::Enrolment& enrolment) override {
    if (enrolment.patient == follow_) followed_ = enrolment;
    sink_.enrol(enrolment);
  }
  void withdraw(sim::PatientId patient, sim::SimTime at) override { sink_.withdraw(patient, at); }
  void accept(const sim::Reading& reading) override { sink_.accept(reading); }

  std::vector<sim::Alert> advance(sim::SimTime watermark) override {
    if (stop_)
      throw Interrupted(fmt::format("stopped at {} of simulated time; there is nothing to report",
                                    sim::iso(watermark)));
    return source_.advance(watermark);
  }

  const std::optional<sim::Enrolment>& followed() const { return followed_; }

 private:
  sim::ReadingSink& sink_;
  sim::AlertSource& source_;
  std::optional<sim::PatientId> follow_;
  const std::atomic<bool>& stop_;
  std::optional<sim::Enrolment> followed_;
};

}  // namespace

DetailedTrial run_in_detail(const sim::Scenario& scenario, const TrialAddress& address,
                            std::optional<sim::PatientId> follow, sim::ReadingSink& sink,
                            sim::AlertSource& source, const std::atomic<bool>& stop) {
  DetailedTrial trial;
  if (follow) trial.record.journal = &trial.journal.emplace(*follow);
  Tap tap{sink, source, follow, stop};
  trial.outcome = sim::run_trial(scenario, address.plan, address.month, address.random, {&tap, &tap},
                                 &trial.record);
  trial.record.journal = nullptr;  // it would point into a value that is about to move
  trial.enrolment = tap.followed();
  return trial;
}

DetailedTrial run_in_process(const sim::Scenario& scenario, const TrialAddress& address,
                             std::optional<sim::PatientId> follow, const std::atomic<bool>& stop) {
  sim::AlertRules rules{sim::alert_rule_settings(scenario.care.alerts)};
  return run_in_detail(scenario, address, follow, rules, rules, stop);
}

}  // namespace caseload::cli
