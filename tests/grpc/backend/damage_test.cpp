// What changed in the file since it was acknowledged is found, named and never served.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "grpc/backend/database.hpp"
#include "grpc/backend/verify_store.hpp"
#include "grpc/client/stream_call.hpp"
#include "sim/base/random.hpp"
#include "tests/grpc/backend_fixture.hpp"
#include "tests/grpc/child_backend.hpp"

namespace caseload::wire::testing {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr StreamId kFlips{"test flips"};

std::string bytes_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}
void write(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

// Everything a caller can be told of a run, in one text; where it is refused, the refusal.
struct Told {
  std::string text;
  std::string refusal;
};

class Damage : public BackendTest {
 protected:
  // Two runs with everything that can be stored, in a file that no backend has open.
  void SetUp() override {
    start();
    for (const char* run : {"run 1", "run 2"}) {
      const Traffic traffic({.windows = 30});
      const auto link = open_link(run);
      traffic.play(*link, *link);
      link->close();
      std::vector<rules::TimeEntry> log;
      for (std::uint32_t i = 0; i < 20; ++i) {
        const SimTime begins = traffic.watermark(0) + hours{i};
        log.push_back({.patient = PatientId{i % 5}, .start = begins, .end = begins + minutes{7}});
      }
      const rules::Visit visit{PatientId{1}, log[0].start, log[0].end};
      ASSERT_TRUE(audit(run).log_time(log, {{visit}}));
    }
    file_ = backend_->database();
    stop();
  }
  void change(const char* sql) { Database(file_).run(sql); }
  StoreVerification verified() const {
    const auto verification = verify_store(file_, [](const VerificationProgress&) {});
    if (verification) return *verification;
    return {.runs = {}, .damage = {verification.error().text}};
  }
  static std::string damage_in(const StoreVerification& verification) {
    std::string text;
    for (const std::string& line : verification.damage) text += line + "\n";
    for (const VerifiedRun& run : verification.runs) text += run.damage + "\n";
    return text;
  }
  Told told(const std::string& run) const {
    Told told;
    BackendAudit audit = this->audit(run);
    const auto note = [&told](const auto& result) {
      if (!result) told.refusal += result.error().text + "\n";
      return result.has_value();
    };
    if (const auto totals = audit.totals(); note(totals)) {
      told.text +=
          fmt::format("{} {} {} {} {} {} {}\n", totals->windows, totals->patients, totals->readings,
                      totals->readings_digest, totals->alerts, totals->entries, totals->visits);
    }
    note(audit.each_reading([&told](const telemetry::Reading& reading) {
      told.text += fmt::format("{} {} {}\n", number(reading.device), reading.sequence,
                               reading.taken_at.time_since_epoch().count());
    }));
    if (const auto alerts = audit.alerts(); note(alerts)) {
      for (const telemetry::Alert& alert : *alerts)
        told.text += fmt::format("{} {}\n", number(alert.patient),
                                 alert.raised_at.time_since_epoch().count());
    }
    if (const auto claims = audit.claims(*parse_month("2026-02")); note(claims)) {
      for (const PatientClaims& patient : *claims)
        told.text +=
            fmt::format("{} {}\n", number(patient.patient), patient.credit.credited.count());
    }
    return told;
  }
  grpc::Status open_stream(const std::string& run) const {
    const LinkOptions to = options();
    v1::RegisterRunRequest registered;
    encode(registration(run), *registered.mutable_registration());
    StreamCall call(to);
    StreamCall::Opened opened_as;
    return call.open(registered, soon(), opened_as);
  }

  std::string file_;
};

struct Change {
  const char* what;
  const char* sql;
  const char* words;
};
void PrintTo(const Change& change, std::ostream* out) { *out << change.what; }

const std::vector<Change> kChanges{
    {"a reading is another",
     "UPDATE reading SET value1 = value1 + 1 WHERE run = 1 AND arrival = 40",
     "what arrived in window"},
    {"a reading came at another time",
     "UPDATE reading SET received_at_us = received_at_us + 1 WHERE run = 1 AND arrival = 40",
     "what arrived in window"},
    {"a reading is gone", "DELETE FROM reading WHERE run = 1 AND arrival = 40",
     "what arrived in window"},
    {"the last reading is gone",
     "DELETE FROM reading WHERE run = 1 AND arrival = (SELECT max(arrival) FROM reading)",
     "what arrived in window"},
    {"a reading nobody sent",
     "INSERT INTO reading SELECT 1, 100000, patient, device, 90000, taken_at_us, received_at_us, "
     "kind, value1, value2, value3 FROM reading WHERE run = 1 AND arrival = 40",
     "rows of no window"},
    {"an enrolment is another",
     "UPDATE enrolment SET message = x'' WHERE run = 1 AND arrival = "
     "(SELECT min(arrival) FROM enrolment)",
     "what arrived in window 1"},
    {"an alert is another", "UPDATE alert SET level = 3 - level WHERE run = 1 AND ordinal = 0",
     "the alerts of window"},
    {"an alert is gone", "DELETE FROM alert WHERE run = 1 AND ordinal = 0", "the alerts of window"},
    {"a window is another",
     "UPDATE window SET watermark_us = watermark_us + 1 WHERE run = 1 AND number = 9",
     "window 9 is not as it was stored"},
    {"a window is gone", "DELETE FROM window WHERE run = 1 AND number = 9",
     "window 9 is not there"},
    {"the last window is gone", "DELETE FROM window WHERE run = 1 AND number = 30",
     "window 29 is not the last that was stored, 30"},
    {"an entry is another",
     "UPDATE time_entry SET end_us = end_us + 1 WHERE run = 1 AND number = 3",
     "entry 3 is not as it was stored"},
    {"an entry is gone", "DELETE FROM time_entry WHERE run = 1 AND number = 3",
     "entry 3 is not as it was stored"},
    {"the last entry is gone", "DELETE FROM time_entry WHERE run = 1 AND number = 20",
     "entry 20 is not as it was stored"},
    {"a visit is gone", "DELETE FROM visit WHERE run = 1", "visit 1 is not as it was stored"},
    {"a registration is another",
     "UPDATE run SET registration = (SELECT registration FROM run WHERE run = 2) WHERE run = 1",
     "its registration is not as it was stored"},
    {"the standing is gone", "DELETE FROM standing WHERE run = 1", "it has no standing"},
};

class Changed : public Damage, public ::testing::WithParamInterface<Change> {};

TEST_P(Changed, IsNamedAndTheRunIsNotServedAndAnotherIs) {
  start();
  const Told before = told("run 2");
  ASSERT_EQ(before.refusal, "");
  stop();

  change(GetParam().sql);

  const StoreVerification verification = verified();
  EXPECT_FALSE(verification.whole());
  ASSERT_EQ(verification.runs.size(), 2U);
  EXPECT_THAT(verification.runs[0].damage, HasSubstr(GetParam().words));
  EXPECT_THAT(verification.runs[0].damage, HasSubstr("run 1 is damaged"));
  EXPECT_EQ(verification.runs[1].damage, "");

  start();
  EXPECT_TRUE(serving());
  const auto totals = audit().totals();
  ASSERT_FALSE(totals);
  EXPECT_THAT(totals.error().text, HasSubstr(GetParam().words));
  EXPECT_THAT(totals.error().text, Not(HasSubstr(".cpp")));
  EXPECT_FALSE(serving());
  EXPECT_EQ(told("run 2").text, before.text);
  EXPECT_TRUE(open_stream("run 2").ok());
}

INSTANTIATE_TEST_SUITE_P(Rows, Changed, ::testing::ValuesIn(kChanges));

TEST_F(Damage, OfARunThatIsGoneTheRestIsMissed) {
  change("DELETE FROM run WHERE run = 1");

  EXPECT_THAT(damage_in(verified()), HasSubstr("reading: there are rows of a run that is gone"));
}

TEST_F(Damage, ADamagedRunTakesNothingMore) {
  change("UPDATE reading SET value1 = value1 + 1 WHERE run = 1 AND arrival = 40");
  start();

  const grpc::Status refused = open_stream("run 1");

  EXPECT_EQ(refused.error_code(), grpc::StatusCode::DATA_LOSS);
  EXPECT_THAT(refused.error_message(), HasSubstr("run 1 is damaged"));
  EXPECT_FALSE(audit().log_time({{rules::TimeEntry{}}}, {}));
}

TEST_F(Damage, WithNoneEverythingIsCountedAndCalledWhole) {
  const StoreVerification verification = verified();

  EXPECT_TRUE(verification.whole()) << damage_in(verification);
  ASSERT_EQ(verification.runs.size(), 2U);
  EXPECT_EQ(verification.runs[0].name, "run 1");
  EXPECT_EQ(verification.runs[0].windows, 30U);
  EXPECT_EQ(verification.runs[0].readings, Traffic({.windows = 30}).distinct_readings().size());
  EXPECT_EQ(verification.runs[0].entries, 20U);
  EXPECT_EQ(verification.runs[0].visits, 1U);
}

// Every column of every table, as SQLite reads it.
std::string content_of(const std::string& file) {
  Database database = Database::read_only(file, true);
  std::string text;
  for (const char* table : {"run", "standing", "window", "reading", "enrolment", "withdrawal",
                            "alert", "time_entry", "visit"}) {
    Statement row = database.prepare(fmt::format("SELECT * FROM {} NOT INDEXED", table));
    for (row.bind(); row.step(); text += "\n")
      for (int column = 0; column < row.columns(); ++column)
        text.append(row.bytes(column)).append(" ");
  }
  return text;
}

// One bit in each of many places, spread over the whole file and drawn within each stretch.
std::vector<std::string> with_one_bit_flipped(const std::string& whole, std::uint32_t count,
                                              std::uint64_t seed) {
  const RandomStream random(seed, 0, kFlips, 0);
  std::vector<std::string> files;
  const std::size_t stretch = whole.size() / count;
  for (std::uint32_t i = 0; i < count; ++i) {
    const auto draw = random.block(i);
    // The first stretch is the header's: there, all of it.
    const std::size_t place = i < 100 ? i : i * stretch + draw[0] % stretch;
    files.push_back(whole);
    files.back()[place] = static_cast<char>(files.back()[place] ^ (1 << draw[1] % 8));
  }
  return files;
}

TEST_F(Damage, AFlippedBitIsFoundUnlessItStandsWhereNothingIs) {
  const std::string whole = bytes_of(file_);
  const std::string content = content_of(file_);

  int harmless = 0;
  int found = 0;
  for (const std::string& flipped : with_one_bit_flipped(whole, 600, 1)) {
    write(file_, flipped);
    if (!verified().whole()) {
      ++found;
      continue;
    }
    ++harmless;
    ASSERT_EQ(content_of(file_), content) << "a changed content was called whole";
  }
  EXPECT_GT(found, 200);
  EXPECT_GT(harmless, 20) << "pages that are not full have room for harm without a victim";
}

TEST_F(Damage, AFlippedBitIsNeverServed) {
  start();
  const Told before[]{told("run 1"), told("run 2")};
  stop();
  const std::string whole = bytes_of(file_);

  int refused = 0;
  for (const std::string& flipped : with_one_bit_flipped(whole, 140, 2)) {
    write(file_, flipped);
    auto started = Backend::start(
        {.listen = "127.0.0.1:0", .store = {.path = file_, .synchronous_full = false}});
    if (!started) {
      EXPECT_THAT(started.error().text, Not(HasSubstr(".cpp")));
      ++refused;
      continue;
    }
    backend_ = std::move(*started);
    for (const int run : {0, 1}) {
      const Told now = told(run == 0 ? "run 1" : "run 2");
      EXPECT_THAT(now.refusal, Not(HasSubstr(".cpp")));
      if (now.refusal.empty()) {
        EXPECT_EQ(now.text, before[run].text);
      } else {
        ++refused;
        EXPECT_FALSE(serving()) << now.refusal;
      }
    }
    stop();
  }
  EXPECT_GT(refused, 30);
}

TEST_F(Damage, VerifyingChangesNothingWhateverStateTheFileIsIn) {
  const std::string path = folder_.file("killed.db");
  ChildBackend killed(path);
  const Traffic traffic({.windows = 20});
  const auto link = BackendLink::open({.target = killed.target()}, registration("run 1"));
  ASSERT_TRUE(link);
  traffic.play(**link, **link);
  const auto verify = [&path] {
    const auto verification = verify_store(path, [](const VerificationProgress&) {});
    EXPECT_TRUE(verification);
    return verification && verification->whole() && verification->runs.at(0).windows == 20;
  };
  EXPECT_TRUE(verify()) << "while a backend has it open";
  killed.kill();
  ASSERT_GT(fs::file_size(path + "-wal"), 0U) << "what was acknowledged last is in the log";
  fs::remove(path + "-shm");  // as in a copy that somebody made of the file and its log
  const std::string database = bytes_of(path);
  const std::string log = bytes_of(path + "-wal");

  EXPECT_TRUE(verify()) << "with a log that nobody has read yet";

  EXPECT_EQ(bytes_of(path), database);
  EXPECT_EQ(bytes_of(path + "-wal"), log);
  EXPECT_FALSE(fs::exists(path + "-shm"));
}

TEST_F(Damage, WhatIsNoStoreOfOursIsNotCalledDamaged) {
  const std::string other = folder_.file("other.db");
  Database(other).run("CREATE TABLE music (title TEXT)");
  const auto verify = [](const std::string& path) {
    const auto verification = verify_store(path, [](const VerificationProgress&) {});
    return verification ? "none" : verification.error().text;
  };

  EXPECT_THAT(verify(other), HasSubstr("another program's SQLite database"));
  EXPECT_THAT(verify(folder_.file("nothing.db")), HasSubstr("No such file"));
  EXPECT_THAT(verify(folder_.file("")), HasSubstr("expected a file"));
  EXPECT_FALSE(fs::exists(folder_.file("nothing.db")));
}

}  // namespace
}  // namespace caseload::wire::testing
