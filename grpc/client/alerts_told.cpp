#include "grpc/client/alerts_told.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "grpc/convert/findings.hpp"
#include "grpc/convert/telemetry.hpp"

namespace caseload::wire {

Result<telemetry::Alert> AlertsTold::next(const v1::Alert& message, SimTime from, SimTime to) {
  const Result<telemetry::Alert> alert = decode(message);
  if (!alert) return std::unexpected(Error{Error::Kind::Incorrect, alert.error().text});
  const bool silence = alert->kind == telemetry::AlertKind::Silence;

  Findings findings;
  const SimTime earliest = std::max(from, last_);
  findings.expect(
      earliest <= alert->raised_at && alert->raised_at <= to, "raised_at_us",
      message.raised_at_us(),
      fmt::format("{} to {}", earliest.time_since_epoch().count(), to.time_since_epoch().count()));
  findings.expect(sent_.enrolled(alert->patient), "patient", message.patient(),
                  fmt::format("one of the {} who were enrolled", sent_.patients()));
  findings.expect(sent_.owns(alert->patient, alert->device), "device", message.device(),
                  fmt::format("a device of patient {}", message.patient()));
  const bool none_yet = silence && message.sequence() == 0;
  findings.expect(none_yet || sent_.sent(alert->device, alert->sequence), "sequence",
                  message.sequence(),
                  fmt::format("that of a reading of device {}", message.device()));
  if (findings.none() && !silence) {
    findings.expect(alerted_[message.device()].insert(message.sequence()), "sequence",
                    message.sequence(), "a reading that was not alerted before");
  }
  silences_ += silence ? 1 : 0;
  findings.expect(silences_ <= sent_.silences_at_most(), "kind",
                  fmt::format("silence for the {}. time", silences_),
                  fmt::format("at most {} spells of silence", sent_.silences_at_most()));
  if (!findings.none()) return std::unexpected(Error{Error::Kind::Incorrect, findings.text()});
  last_ = alert->raised_at;
  ++count_;
  return alert;
}

}  // namespace caseload::wire
