#include "grpc/backend/live_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "grpc/backend/history.hpp"
#include "grpc/backend/plausible.hpp"
#include "grpc/backend/row_checksums.hpp"
#include "grpc/convert/documentation.hpp"
#include "grpc/convert/findings.hpp"

namespace caseload::wire {
namespace {

// The same measurement of the same patient at the same moment; copies differ in when they arrived.
bool same_reading(const telemetry::Reading& a, const telemetry::Reading& b) {
  return a.patient == b.patient && a.taken_at == b.taken_at && a.measurement == b.measurement;
}

std::string describe(const telemetry::Reading& reading) {
  return fmt::format("reading {} of device {}", reading.sequence, number(reading.device));
}

// The enrolment as it was understood: a newer sender may say more, in other bytes.
std::string canonical(const v1::Enrolment& message, const telemetry::Enrolment& enrolment) {
  v1::Enrolment understood;
  encode(enrolment, understood);
  if (message.has_documentation()) {
    Findings findings;
    encode(decode(message.documentation(), findings), *understood.mutable_documentation());
  }
  return understood.SerializeAsString();
}

grpc::Status refused(grpc::StatusCode code, const v1::Window& window, std::size_t index,
                     std::string_view why) {
  return {code, fmt::format("window {}, arrival {}: {}", window.number(), index + 1, why)};
}

}  // namespace

LiveRun::LiveRun(StoredRun run, const rules::AlertRuleSettings& alerts, StoreReader& reader)
    : run_(std::move(run)), rules_(alerts) {
  last_.checksum = run_.checksum;
  History history(reader.database(), run_, History::Part::Both);
  while (history.next()) {
    for (const StoredArrival& arrival : history.arrivals()) {
      if (const auto* reading = std::get_if<telemetry::Reading>(&arrival)) {
        expect_fresh(*reading, true, reader.database());
        judge(*reading);
      } else if (const auto* stored = std::get_if<StoredEnrolment>(&arrival)) {
        const telemetry::Enrolment enrolment = enrolment_in(*stored);
        roster_.enrol(enrolment);
        judge(enrolment);
      } else {
        const Withdrawal& withdrawal = std::get<Withdrawal>(arrival);
        roster_.withdraw(withdrawal);
        judge(withdrawal);
      }
    }
    last_ = history.window();
    rules_.advance(last_.watermark);  // handed on before the restart
  }
}

std::size_t LiveRun::bytes() const {
  // The tables of the rules grow by blocks of 16 kB, and begin with one each.
  constexpr std::size_t kOfNobody = 80'000;
  constexpr std::size_t kPerPatient = 230 + 48;
  constexpr std::size_t kPerDevice = 32 + 96;
  return kOfNobody + kPerPatient * roster_.patients() + kPerDevice * roster_.devices();
}

grpc::Status LiveRun::take(const v1::Window& window, StoreReader& reader, StoreWriter& writer,
                           v1::Acknowledgement& answer) {
  std::vector<Arrival> arrivals;
  if (grpc::Status wrong = decode_all(window, arrivals); !wrong.ok()) return wrong;
  // Of what was understood of the window, so that a resend can be told from another of its number.
  Checksum digest;
  for (const Arrival& arrival : arrivals) {
    if (const auto* enrolment = std::get_if<NewEnrolment>(&arrival)) {
      add(digest, 0, enrolment->stored);
    } else if (const auto* reading = std::get_if<telemetry::Reading>(&arrival)) {
      add(digest, 0, *reading);
    } else {
      add(digest, 0, std::get<Withdrawal>(arrival));
    }
  }
  digest.add({window.watermark_us()});
  if (window.number() != 0 && window.number() <= last_.number)
    return repeat(window, digest.value(), reader, answer);
  if (window.number() != last_.number + 1) {
    return {grpc::StatusCode::OUT_OF_RANGE,
            fmt::format("window {} does not follow: the last one stored is {}", window.number(),
                        last_.number)};
  }

  Roster above = Roster::on_top_of(roster_);
  if (grpc::Status wrong = check(window, arrivals, above); !wrong.ok()) return wrong;
  StoredWindow stored{.number = window.number(),
                      .watermark = instant(window.watermark_us()),
                      .last_arrival = last_.last_arrival,
                      .last_received = last_.last_received,
                      .digest = digest.value()};
  std::vector<bool> fresh;
  if (grpc::Status wrong = store(arrivals, stored, fresh, reader, writer); !wrong.ok())
    return wrong;

  // From here on the window is taken; only the disk can still fail.
  roster_.merge(std::move(above));
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    if (const auto* reading = std::get_if<telemetry::Reading>(&arrivals[i])) {
      expect_fresh(*reading, fresh[i], reader.database());
      if (fresh[i]) judge(*reading);
    } else if (const auto* enrolment = std::get_if<NewEnrolment>(&arrivals[i])) {
      judge(enrolment->enrolment);
    } else {
      judge(std::get<Withdrawal>(arrivals[i]));
    }
  }
  const std::vector<telemetry::Alert> alerts = rules_.advance(stored.watermark);
  Checksum sum;
  for (std::size_t i = 0; i < alerts.size(); ++i) add(sum, static_cast<std::int64_t>(i), alerts[i]);
  stored.alerts_checksum = sum.value();
  stored.checksum = checksum_of(stored, last_.checksum);
  last_ = stored;
  writer.add_window(run_.key, stored, alerts);

  answer.set_window(stored.number);
  answer.set_readings_new(stored.readings_new);
  answer.set_readings_known(stored.readings_known);
  for (const telemetry::Alert& alert : alerts) encode(alert, *answer.add_alerts());
  return grpc::Status::OK;
}

grpc::Status LiveRun::repeat(const v1::Window& window, std::uint64_t digest, StoreReader& reader,
                             v1::Acknowledgement& answer) const {
  const AcknowledgedWindow stored = reader.window(run_, window.number());
  if (stored.window.digest != digest) {
    return {grpc::StatusCode::ALREADY_EXISTS,
            fmt::format("window {} is stored with other content", window.number())};
  }
  answer.set_window(stored.window.number);
  answer.set_readings_new(stored.window.readings_new);
  answer.set_readings_known(stored.window.readings_known);
  for (const telemetry::Alert& alert : stored.alerts) encode(alert, *answer.add_alerts());
  return grpc::Status::OK;
}

grpc::Status LiveRun::decode_all(const v1::Window& window, std::vector<Arrival>& arrivals) {
  using enum grpc::StatusCode;
  arrivals.reserve(static_cast<std::size_t>(window.arrivals_size()));
  for (const v1::Arrival& message : window.arrivals()) {
    switch (message.what_case()) {
      case v1::Arrival::kReading: {
        const Result<telemetry::Reading> reading = decode(message.reading());
        if (!reading)
          return refused(INVALID_ARGUMENT, window, arrivals.size(), reading.error().text);
        arrivals.emplace_back(*reading);
        break;
      }
      case v1::Arrival::kEnrolment: {
        Result<telemetry::Enrolment> enrolment = decode(message.enrolment());
        if (!enrolment)
          return refused(INVALID_ARGUMENT, window, arrivals.size(), enrolment.error().text);
        StoredEnrolment stored{.patient = enrolment->patient,
                               .monitoring_from = enrolment->monitoring_from,
                               .message = canonical(message.enrolment(), *enrolment)};
        arrivals.emplace_back(NewEnrolment{std::move(*enrolment), std::move(stored)});
        break;
      }
      case v1::Arrival::kWithdrawal: {
        const Result<Withdrawal> withdrawal = decode(message.withdrawal());
        if (!withdrawal)
          return refused(INVALID_ARGUMENT, window, arrivals.size(), withdrawal.error().text);
        arrivals.emplace_back(*withdrawal);
        break;
      }
      case v1::Arrival::WHAT_NOT_SET:
        return refused(INVALID_ARGUMENT, window, arrivals.size(),
                       "expected a reading, an enrolment or a withdrawal");
    }
  }
  return grpc::Status::OK;
}

grpc::Status LiveRun::check(const v1::Window& window, const std::vector<Arrival>& arrivals,
                            Roster& above) const {
  using enum grpc::StatusCode;
  // Nothing may arrive before what has arrived, nor before the last promise that it would not.
  SimTime earliest = std::max(last_.last_received, last_.watermark);
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    if (const auto* reading = std::get_if<telemetry::Reading>(&arrivals[i])) {
      if (const std::string why = above.refusal(*reading); !why.empty())
        return refused(FAILED_PRECONDITION, window, i, why);
      if (const std::string why = implausible(*reading); !why.empty()) {
        return refused(INVALID_ARGUMENT, window, i, fmt::format("{}: {}", describe(*reading), why));
      }
      if (reading->received_at < earliest) {
        return refused(INVALID_ARGUMENT, window, i,
                       fmt::format("{}: received_at_us is {}; expected {} or later",
                                   describe(*reading), iso(reading->received_at), iso(earliest)));
      }
      earliest = reading->received_at;
    } else if (const auto* enrolment = std::get_if<NewEnrolment>(&arrivals[i])) {
      if (const std::string why = above.enrol(enrolment->enrolment); !why.empty())
        return refused(INVALID_ARGUMENT, window, i, why);
    } else if (const std::string why = above.withdraw(std::get<Withdrawal>(arrivals[i]));
               !why.empty()) {
      return refused(FAILED_PRECONDITION, window, i, why);
    }
  }
  Findings findings;
  const SimTime watermark = findings.time(window.watermark_us(), "watermark_us");
  findings.expect(watermark >= last_.watermark, "watermark_us", iso(watermark),
                  fmt::format("{} or later", iso(last_.watermark)));
  if (findings.none()) return grpc::Status::OK;
  return {INVALID_ARGUMENT, fmt::format("window {}: {}", window.number(), findings.text())};
}

grpc::Status LiveRun::store(const std::vector<Arrival>& arrivals, StoredWindow& stored,
                            std::vector<bool>& fresh, StoreReader& reader,
                            StoreWriter& writer) const {
  fresh.assign(arrivals.size(), true);
  Checksum sum;
  for (std::size_t i = 0; i < arrivals.size(); ++i) {
    const std::int64_t arrival = stored.last_arrival + 1;
    if (const auto* reading = std::get_if<telemetry::Reading>(&arrivals[i])) {
      stored.last_received = reading->received_at;
      if (!writer.add_reading(run_.key, arrival, *reading)) {
        const std::optional<telemetry::Reading> known =
            reader.reading(run_.key, reading->device, reading->sequence);
        if (!known || known->device != reading->device || known->sequence != reading->sequence)
          throw damage_of(reader.database(), run_, "the index of readings leads elsewhere");
        if (!same_reading(*known, *reading)) {
          return {grpc::StatusCode::ALREADY_EXISTS,
                  fmt::format("window {}, arrival {}: {} is stored with other values",
                              stored.number, i + 1, describe(*reading))};
        }
        fresh[i] = false;
        ++stored.readings_known;
        continue;
      }
      add(sum, arrival, *reading);
      ++stored.readings_new;
    } else if (const auto* enrolment = std::get_if<NewEnrolment>(&arrivals[i])) {
      add(sum, arrival, enrolment->stored);
      writer.add_enrolment(run_.key, arrival, enrolment->stored);
    } else {
      add(sum, arrival, std::get<Withdrawal>(arrivals[i]));
      writer.add_withdrawal(run_.key, arrival, std::get<Withdrawal>(arrivals[i]));
    }
    stored.last_arrival = arrival;
  }
  stored.arrivals_checksum = sum.value();
  return grpc::Status::OK;
}

void LiveRun::expect_fresh(const telemetry::Reading& reading, bool fresh,
                           const Database& database) {
  if (roster_.note(reading) == fresh) return;
  throw damage_of(database, run_,
                  fmt::format("its index of readings is wrong about {}", describe(reading)));
}

}  // namespace caseload::wire
