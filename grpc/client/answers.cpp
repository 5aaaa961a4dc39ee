#include "grpc/client/answers.hpp"

#include <fmt/format.h>

#include <limits>
#include <optional>
#include <utility>

#include "grpc/convert/findings.hpp"

namespace caseload::wire {
namespace {

Result<void> outcome(const Findings& findings) {
  if (findings.none()) return {};
  return std::unexpected(Error{Error::Kind::Incorrect, findings.text()});
}

std::unexpected<Error> lie(std::uint64_t window, const std::string& what) {
  return std::unexpected(Error{Error::Kind::Incorrect, fmt::format("window {}: {}", window, what)});
}

}  // namespace

Result<std::vector<telemetry::Alert>> read_acknowledgement(const v1::StreamResponse& response,
                                                           const SealedWindow& window,
                                                           AlertsTold& told) {
  if (!response.has_acknowledgement())
    return lie(window.number, "the backend answered with something else than an acknowledgement");
  const v1::Acknowledgement& answer = response.acknowledgement();
  Findings findings;
  findings.expect(answer.window() == window.number, "acknowledgement.window", answer.window(),
                  fmt::format("{}", window.number));
  const std::uint64_t stored = std::uint64_t{answer.readings_new()} + answer.readings_known();
  findings.expect(stored == window.readings, "acknowledgement.readings_new + readings_known",
                  fmt::format("{} + {}", answer.readings_new(), answer.readings_known()),
                  fmt::format("the {} readings that the window carried", window.readings));
  if (!findings.none()) return lie(window.number, findings.text());

  std::vector<telemetry::Alert> alerts;
  for (const v1::Alert& message : answer.alerts()) {
    const auto told_so = [&](const std::string& what) {
      return lie(window.number, fmt::format("acknowledgement.alerts[{}].{}", alerts.size(), what));
    };
    const Result<telemetry::Alert> alert = told.next(message, window.opens, window.watermark);
    if (!alert) return told_so(alert.error().text);
    if (!alerts.empty() && !(alerts.back() < *alert))
      return told_so(
          "raised_at_us, patient, device, sequence: expected to be after the one before");
    alerts.push_back(*alert);
  }
  return alerts;
}

Result<void> check_position(const v1::Position& position, std::uint64_t acknowledged,
                            std::uint64_t sent) {
  if (position.last_window() < acknowledged) {
    return std::unexpected(
        Error{Error::Kind::Incorrect,
              fmt::format("it has lost what it acknowledged: window {} was the last, now "
                          "position.last_window is {}",
                          acknowledged, position.last_window())});
  }
  Findings findings;
  findings.expect(position.last_window() <= sent, "position.last_window", position.last_window(),
                  fmt::format("at most {}, the last that was sent", sent));
  return outcome(findings);
}

Result<void> check_logged(const v1::LogTimeResponse& response, const v1::LogTimeRequest& request) {
  Findings findings;
  const auto at_most = [&](std::uint32_t told, int sent, std::string_view field) {
    findings.expect(std::cmp_less_equal(told, sent), field, told,
                    fmt::format("at most the {} that were sent", sent));
  };
  at_most(response.entries_new(), request.entries_size(), "entries_new");
  at_most(response.visits_new(), request.visits_size(), "visits_new");
  return outcome(findings);
}

Result<BackendTotals> read_totals(const v1::GetTotalsResponse& response) {
  Findings findings;
  const BackendTotals totals{.windows = response.windows(),
                             .watermark = findings.time(response.watermark_us(), "watermark_us"),
                             .patients = response.patients(),
                             .readings = response.readings(),
                             .readings_digest = response.readings_digest(),
                             .alerts = response.alerts(),
                             .entries = response.entries(),
                             .visits = response.visits()};
  if (const auto sane = outcome(findings); !sane) return std::unexpected(sane.error());
  return totals;
}

Result<void> check_totals(const BackendTotals& told, const BackendTotals& expected) {
  Findings findings;
  const auto equal = [&](const auto& is, const auto& should, std::string_view field) {
    findings.expect(is == should, field, is, fmt::format("{}", should));
  };
  equal(told.windows, expected.windows, "windows");
  equal(told.watermark.time_since_epoch().count(), expected.watermark.time_since_epoch().count(),
        "watermark_us");
  equal(told.patients, expected.patients, "patients");
  equal(told.readings, expected.readings, "readings");
  equal(told.readings_digest, expected.readings_digest, "readings_digest");
  equal(told.alerts, expected.alerts, "alerts");
  equal(told.entries, expected.entries, "entries");
  equal(told.visits, expected.visits, "visits");
  return outcome(findings);
}

}  // namespace caseload::wire
