#include "grpc/closed_loop/reconcile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/base/check.hpp"
#include "sim/base/visible.hpp"
#include "sim/base/wording.hpp"

namespace caseload::wire {
namespace {

using experiment::Reconciliation;

// One line of the table: how an account is shown, whether two agree, and the first difference.
struct Question {
  std::string what;
  Reconciliation::Span span;
  std::vector<std::string> told;
  std::vector<std::string> differences;  // against the first who knows, one per teller who differs
};

template <class Answered, class Show, class Differ>
Question ask(std::string what, Reconciliation::Span span, std::span<const Account> accounts,
             Answered known, Show show, Differ differ) {
  Question question{std::move(what), span, {}, {}};
  const Account* first = nullptr;
  for (const Account& account : accounts) {
    const auto* answer = known(account);
    question.told.push_back(answer == nullptr ? "–" : show(*answer));
    if (answer == nullptr) continue;
    if (first == nullptr) {
      first = &account;
      continue;
    }
    if (const std::string difference = differ(*known(*first), *answer); !difference.empty())
      question.differences.push_back(fmt::format("{}, {} against {}: {}", question.what,
                                                 first->teller, account.teller, difference));
  }
  return question;
}

template <class T>
const T* pointer(const std::optional<T>& value) {
  return value ? &*value : nullptr;
}

std::string alert_words(const telemetry::Alert& alert) {
  constexpr std::array kKinds{"reading", "silence", "trend"};
  return fmt::format("{} patient {} device {} sequence {} {} {}{}", iso(alert.raised_at),
                     number(alert.patient), number(alert.device), alert.sequence,
                     kKinds[static_cast<std::size_t>(alert.kind)],
                     alert.level == telemetry::AlertLevel::Urgent ? "urgent" : "review",
                     alert.suppressed ? " closed" : "");
}

std::string differing_alerts(const std::vector<telemetry::Alert>& a,
                             const std::vector<telemetry::Alert>& b) {
  const auto [left_at, right_at] = std::ranges::mismatch(a, b);
  if (left_at == a.end() && right_at == b.end()) return "";
  return fmt::format("alert {}: {} | {}", left_at - a.begin() + 1,
                     left_at == a.end() ? "none" : alert_words(*left_at),
                     right_at == b.end() ? "none" : alert_words(*right_at));
}

std::string credit_words(const experiment::PatientMonth& month) {
  return fmt::format("{}{}, {} by practitioners", spoken(month.credit.credited),
                     month.credit.live_contact ? " with a live contact" : ", no live contact",
                     spoken(month.credit.practitioner));
}

std::string claims_words(const experiment::PatientMonth& month) {
  std::vector<std::tuple<LocalDay, LocalDay, std::string, int, std::string>> claims;
  for (const rules::Claim& claim : month.claims) {
    std::string reason = claim.reason;
    for (const std::string& fact : claim.unknown) reason += ", " + fact;
    if (claim.held) reason += ", held";
    claims.emplace_back(claim.service_from, claim.service_to, visible(claim.code), claim.units,
                        visible(reason));
  }
  std::ranges::sort(claims);  // the order in which codes are listed decides nothing
  std::string words;
  for (const auto& [from, to, code, units, reason] : claims)
    words += fmt::format("{}{} × {} {}..{} ({})", words.empty() ? "" : "; ", code, units, iso(from),
                         iso(to), reason);
  return words.empty() ? "no code" : words;
}

std::string refusal_words(const experiment::PatientMonth& month) {
  std::vector<std::tuple<LocalDay, LocalDay, std::string, std::string>> refusals;
  for (const rules::NotClaimed& refused : month.not_claimed)
    refusals.emplace_back(refused.service_from, refused.service_to, visible(refused.code),
                          visible(refused.reason));
  std::ranges::sort(refusals);
  std::string words;
  for (const auto& [from, to, code, reason] : refusals)
    words += fmt::format("{}{} {}..{} ({})", words.empty() ? "" : "; ", code, iso(from), iso(to),
                         reason);
  return words.empty() ? "no code" : words;
}

// The first patient about whom two accounts are not the `same`, in `words`.
template <class Say, class Same>
std::string differing_patients(const std::vector<experiment::PatientMonth>& a,
                               const std::vector<experiment::PatientMonth>& b, Say words,
                               Same same) {
  for (std::size_t index = 0; index < std::max(a.size(), b.size()); ++index) {
    if (index >= a.size() || index >= b.size() || a[index].patient != b[index].patient) {
      const auto who = [&](const std::vector<experiment::PatientMonth>& list) {
        return index < list.size() ? fmt::format("patient {}", number(list[index].patient))
                                   : "nobody";
      };
      return fmt::format("{} | {}", who(a), who(b));
    }
    if (!same(a[index], b[index]))
      return fmt::format("patient {}: {} | {}", number(a[index].patient), words(a[index]),
                         words(b[index]));
  }
  return "";
}

bool same_credit(const experiment::PatientMonth& a, const experiment::PatientMonth& b) {
  return a.credit.credited == b.credit.credited && a.credit.live_contact == b.credit.live_contact &&
         a.credit.practitioner == b.credit.practitioner;
}

bool same_claims(const experiment::PatientMonth& a, const experiment::PatientMonth& b) {
  return claims_words(a) == claims_words(b);
}

bool same_refusals(const experiment::PatientMonth& a, const experiment::PatientMonth& b) {
  return refusal_words(a) == refusal_words(b);
}

std::string differing_numbers(std::uint64_t a, std::uint64_t b) {
  return a == b ? "" : fmt::format("{} | {}", a, b);
}

std::string total_minutes(const std::vector<experiment::PatientMonth>& patients) {
  SimDuration total{};
  for (const experiment::PatientMonth& month : patients) total += month.credit.credited;
  return fmt::format("{:.6f} h", to_minutes(total) / 60);
}

std::string total_refusals(const std::vector<experiment::PatientMonth>& patients) {
  std::size_t refusals = 0;
  for (const experiment::PatientMonth& month : patients) refusals += month.not_claimed.size();
  return thousands(static_cast<std::int64_t>(refusals));
}

std::string total_units(const std::vector<experiment::PatientMonth>& patients) {
  std::int64_t units = 0;
  for (const experiment::PatientMonth& month : patients)
    for (const rules::Claim& claim : month.claims) units += claim.units;
  return thousands(units);
}

}  // namespace

Reconciliation reconcile(std::span<const Account> accounts) {
  CASELOAD_CHECK(accounts.size() >= 2, "a comparison needs two accounts");
  const auto hex = [](std::uint64_t digest) { return fmt::format("{:016x}", digest); };
  const auto count = [](std::uint64_t number) {
    return thousands(static_cast<std::int64_t>(number));
  };
  const auto patients = [](const Account& account) { return pointer(account.patients); };

  using enum Reconciliation::Span;
  const std::vector<Question> questions{
      ask(
          "readings, each once", Run, accounts,
          [](const Account& t) { return pointer(t.readings); }, count, differing_numbers),
      ask(
          "digest of readings", Run, accounts,
          [](const Account& t) { return pointer(t.readings_digest); }, hex, differing_numbers),
      ask(
          "order of readings", Run, accounts,
          [](const Account& t) { return pointer(t.readings_order); }, hex, differing_numbers),
      ask(
          "alerts", Run, accounts, [](const Account& t) { return pointer(t.alerts); },
          [&](const std::vector<telemetry::Alert>& alerts) { return count(alerts.size()); },
          differing_alerts),
      ask(
          "order of events", Run, accounts, [](const Account& t) { return pointer(t.fingerprint); },
          hex, differing_numbers),
      ask("credited time", Month, accounts, patients, total_minutes,
          [](const auto& a, const auto& b) {
            return differing_patients(a, b, credit_words, same_credit);
          }),
      ask("units claimed", Month, accounts, patients, total_units,
          [](const auto& a, const auto& b) {
            return differing_patients(a, b, claims_words, same_claims);
          }),
      ask("codes not claimed", Month, accounts, patients, total_refusals,
          [](const auto& a, const auto& b) {
            return differing_patients(a, b, refusal_words, same_refusals);
          }),
  };

  Reconciliation reconciliation;
  for (const Account& account : accounts) reconciliation.tellers.push_back(account.teller);
  for (const Question& question : questions) {
    reconciliation.lines.push_back(
        {question.what, question.span, question.told, question.differences.empty()});
    for (const std::string& difference : question.differences)
      if (reconciliation.differences.size() < Reconciliation::kShown)
        reconciliation.differences.push_back(difference);
  }
  return reconciliation;
}

}  // namespace caseload::wire
