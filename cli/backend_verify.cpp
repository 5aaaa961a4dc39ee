#include "cli/backend_verify.hpp"

#include <fmt/format.h>

#include <iterator>

#include "cli/console.hpp"
#include "cli/progress.hpp"
#include "grpc/backend/verify_store.hpp"
#include "sim/base/visible.hpp"
#include "sim/base/wording.hpp"

namespace caseload::cli {
namespace {

std::string many(std::uint64_t count, std::string_view noun) {
  return counted(static_cast<std::int64_t>(count), noun);
}

std::string line_of(const wire::VerifiedRun& run) {
  if (!run.damage.empty()) return fmt::format("damaged  {}\n", visible(run.damage));
  return fmt::format("whole    run {}: {}, {}, {}, {}, {}\n", visible(run.name),
                     many(run.windows, "window"), many(run.readings, "reading"),
                     many(run.alerts, "alert"), many(run.entries, "entry"),
                     many(run.visits, "visit"));
}

}  // namespace

Exit verify_database(const std::string& file, bool quiet) {
  Progress progress(quiet);
  const auto verified =
      wire::verify_store(file, [&progress](const wire::VerificationProgress& now) {
        progress.say(now.total == 0 ? fmt::format("reading {}", now.what)
                                    : fmt::format("run {}: window {} of {}", visible(now.what),
                                                  now.done, now.total));
      });
  if (!verified) return refuse(verified.error());

  std::string text;
  for (const std::string& damage : verified->damage)
    fmt::format_to(std::back_inserter(text), "damaged  {}\n", visible(damage));
  for (const wire::VerifiedRun& run : verified->runs) text += line_of(run);
  text +=
      verified->whole()
          ? fmt::format("{}: {}, all whole\n", visible(file), many(verified->runs.size(), "run"))
          : fmt::format("{}: not everything that was acknowledged is still what it was\n",
                        visible(file));
  if (const auto printed = print(text); !printed) return refuse(printed.error());
  return verified->whole() ? Exit::Yes : Exit::Incorrect;
}

}  // namespace caseload::cli
