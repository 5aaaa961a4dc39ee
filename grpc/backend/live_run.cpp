#include "grpc/backend/live_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <utility>

#include "grpc/backend/history.hpp"
#include "grpc/backend/plausible.hpp"
#include "grpc/convert/findings.hpp"
#include "sim/base/check.hpp"
#include "sim/base/fingerprint.hpp"

namespace caseload::wire {
namespace {

// Of everything a window says, so that a resend can be told from another window of the same number.
std::uint64_t digest_of(const v1::Window& window) {
  const std::string bytes = window.SerializeAsString();
  Fingerprint digest;
  for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes.data() + at, std::min(sizeof word, bytes.size() - at));
    digest.add(word);
  }
  digest.add(bytes.size());
  return digest.value();
}

// The same measurement of the same patient at the same moment; copies differ in when they arrived.
bool same_reading(const telemetry::Reading& a, const telemetry::Reading& b) {
  return a.patient == b.patient && a.taken_at == b.taken_at && a.measurement == b.measurement;
}

std::string describe(const telemetry::Reading& reading) {
  return fmt::format("reading {} of device {}", reading.sequence, number(reading.device));
}

}  // namespace

LiveRun::LiveRun(RunKey key, const rules::AlertRuleSettings& alerts, StoreReader& reader)
    : key_(key), rules_(alerts) {
  replay(reader.database(), key,
         {.reading = [this](const telemetry::Reading& reading) { judge(reading); },
          .enrolment =
              [this](const telemetry::Enrolment& enrolment) {
                roster_.enrol(enrolment);
                judge(enrolment);
              },
          .withdrawal =
              [this](const Withdrawal& withdrawal) {
                roster_.withdraw(withdrawal);
                judge(withdrawal);
              },
          .window =
              [this](const StoredWindow& window) {
                last_ = window;
                rules_.advance(window.watermark);  // handed on before the restart
              }});
}

grpc::Status LiveRun::take(const v1::Window& window, StoreReader& reader, StoreWriter& writer,
                           v1::Acknowledgement& answer) {
  const std::uint64_t digest = digest_of(window);
  if (1 <= window.number() && window.number() <= last_.number)
    return repeat(window, digest, reader, answer);
  if (window.number() != last_.number + 1) {
    return {grpc::StatusCode::OUT_OF_RANGE,
            fmt::format("window {} does not follow: the last one stored is {}", window.number(),
                        last_.number)};
  }

  std::vector<Arrival> arrivals;
  Roster above = Roster::on_top_of(roster_);
  if (grpc::Status refused = check(window, arrivals, above); !refused.ok()) return refused;
  StoredWindow stored{.number = window.number(),
                      .watermark = instant(window.watermark_us()),
                      .last_arrival = last_.last_arrival,
                      .digest = digest};
  std::vector<bool> fresh;
  if (grpc::Status refused = store(window, arrivals, stored, fresh, reader, writer); !refused.ok())
    return refused;

  // From here on the window is taken; only the disk can still fail.
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    if (const auto* reading = std::get_if<telemetry::Reading>(&arrivals[i]))
      last_received_ = reading->received_at;
    if (fresh[i]) judge(arrivals[i]);
  }
  const std::vector<telemetry::Alert> alerts = rules_.advance(stored.watermark);
  roster_.merge(std::move(above));
  last_ = stored;
  writer.add_window(key_, stored, alerts);

  answer.set_window(stored.number);
  answer.set_readings_new(stored.readings_new);
  answer.set_readings_known(stored.readings_known);
  for (const telemetry::Alert& alert : alerts) encode(alert, *answer.add_alerts());
  return grpc::Status::OK;
}

grpc::Status LiveRun::repeat(const v1::Window& window, std::uint64_t digest, StoreReader& reader,
                             v1::Acknowledgement& answer) {
  const std::optional<StoredWindow> stored = reader.window(key_, window.number());
  CASELOAD_CHECK(stored, "windows are stored without gaps");
  if (stored->digest != digest) {
    return {grpc::StatusCode::ALREADY_EXISTS,
            fmt::format("window {} is stored with other content", window.number())};
  }
  answer.set_window(stored->number);
  answer.set_readings_new(stored->readings_new);
  answer.set_readings_known(stored->readings_known);
  for (const telemetry::Alert& alert : reader.alerts_of_window(key_, stored->number))
    encode(alert, *answer.add_alerts());
  return grpc::Status::OK;
}

grpc::Status LiveRun::check(const v1::Window& window, std::vector<Arrival>& arrivals,
                            Roster& above) const {
  int position = 0;
  const auto refuse = [&](grpc::StatusCode code, std::string_view why) {
    return grpc::Status{code,
                        fmt::format("window {}, arrival {}: {}", window.number(), position, why)};
  };
  using enum grpc::StatusCode;
  // Nothing may arrive before what has arrived, nor before the last promise that it would not.
  SimTime earliest = std::max(last_received_, last_.watermark);
  arrivals.reserve(static_cast<std::size_t>(window.arrivals_size()));
  for (const v1::Arrival& message : window.arrivals()) {
    ++position;
    switch (message.what_case()) {
      case v1::Arrival::kReading: {
        Result<telemetry::Reading> reading = decode(message.reading());
        if (!reading) return refuse(INVALID_ARGUMENT, reading.error().text);
        if (std::string why = above.refusal(*reading); !why.empty())
          return refuse(FAILED_PRECONDITION, why);
        if (std::string why = implausible(*reading); !why.empty()) {
          return refuse(INVALID_ARGUMENT, fmt::format("{}: {}", describe(*reading), why));
        }
        if (reading->received_at < earliest) {
          return refuse(INVALID_ARGUMENT,
                        fmt::format("{}: received_at_us is {}; expected {} or later",
                                    describe(*reading), iso(reading->received_at), iso(earliest)));
        }
        earliest = reading->received_at;
        arrivals.emplace_back(*reading);
        break;
      }
      case v1::Arrival::kEnrolment: {
        Result<telemetry::Enrolment> enrolment = decode(message.enrolment());
        if (!enrolment) return refuse(INVALID_ARGUMENT, enrolment.error().text);
        if (std::string why = above.enrol(*enrolment); !why.empty())
          return refuse(INVALID_ARGUMENT, why);
        arrivals.emplace_back(std::move(*enrolment));
        break;
      }
      case v1::Arrival::kWithdrawal: {
        Result<Withdrawal> withdrawal = decode(message.withdrawal());
        if (!withdrawal) return refuse(INVALID_ARGUMENT, withdrawal.error().text);
        if (std::string why = above.withdraw(*withdrawal); !why.empty())
          return refuse(FAILED_PRECONDITION, why);
        arrivals.emplace_back(*withdrawal);
        break;
      }
      case v1::Arrival::WHAT_NOT_SET:
        return refuse(INVALID_ARGUMENT, "expected a reading, an enrolment or a withdrawal");
    }
  }
  Findings findings;
  const SimTime watermark = findings.time(window.watermark_us(), "watermark_us");
  findings.expect(watermark >= last_.watermark, "watermark_us", iso(watermark),
                  fmt::format("{} or later", iso(last_.watermark)));
  if (findings.none()) return grpc::Status::OK;
  return {INVALID_ARGUMENT, fmt::format("window {}: {}", window.number(), findings.text())};
}

grpc::Status LiveRun::store(const v1::Window& window, const std::vector<Arrival>& arrivals,
                            StoredWindow& stored, std::vector<bool>& fresh, StoreReader& reader,
                            StoreWriter& writer) const {
  fresh.assign(arrivals.size(), true);
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    const std::int64_t arrival = stored.last_arrival + 1;
    if (const auto* reading = std::get_if<telemetry::Reading>(&arrivals[i])) {
      if (!writer.add_reading(key_, arrival, *reading)) {
        const std::optional<telemetry::Reading> known =
            reader.reading(key_, reading->device, reading->sequence);
        if (!known || !same_reading(*known, *reading)) {
          return {grpc::StatusCode::ALREADY_EXISTS,
                  fmt::format("window {}, arrival {}: {} is stored with other values",
                              window.number(), i + 1, describe(*reading))};
        }
        fresh[i] = false;
        ++stored.readings_known;
        continue;
      }
      ++stored.readings_new;
    } else if (const auto* enrolment = std::get_if<telemetry::Enrolment>(&arrivals[i])) {
      const v1::Enrolment& message = window.arrivals(static_cast<int>(i)).enrolment();
      writer.add_enrolment(key_, arrival, *enrolment, message.SerializeAsString());
    } else {
      writer.add_withdrawal(key_, arrival, std::get<Withdrawal>(arrivals[i]));
    }
    stored.last_arrival = arrival;
  }
  return grpc::Status::OK;
}

void LiveRun::judge(const Arrival& arrival) {
  if (const auto* reading = std::get_if<telemetry::Reading>(&arrival)) {
    last_received_ = std::max(last_received_, reading->received_at);
    rules_.accept(*reading);
  } else if (const auto* enrolment = std::get_if<telemetry::Enrolment>(&arrival)) {
    rules_.enrol(*enrolment);
  } else {
    const Withdrawal& withdrawal = std::get<Withdrawal>(arrival);
    rules_.withdraw(withdrawal.patient, withdrawal.at);
  }
}

}  // namespace caseload::wire
