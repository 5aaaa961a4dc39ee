// Whoever takes the files away from under a running backend is told: nothing is acknowledged any
// more.

#include "grpc/backend/store_watch.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <functional>
#include <thread>

#include "grpc/backend/store_file.hpp"
#include "grpc/client/stream_call.hpp"
#include "grpc/convert/telemetry.hpp"
#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire::testing {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using ::testing::HasSubstr;
using enum grpc::StatusCode;

struct Attack {
  const char* what;
  std::function<void(const std::string& database)> strike;
  const char* words;
};
void PrintTo(const Attack& attack, std::ostream* out) { *out << attack.what; }

void replace_by_its_copy(const std::string& file) {
  fs::copy_file(file, file + ".copy");
  fs::rename(file + ".copy", file);
}

const std::vector<Attack> kAttacks{
    {"the database is deleted", [](const std::string& db) { fs::remove(db); }, "gone while in use"},
    {"the database is moved away", [](const std::string& db) { fs::rename(db, db + ".old"); },
     "gone while in use"},
    {"the database is replaced", &replace_by_its_copy, "replaced by another file while in use"},
    {"the database is emptied", [](const std::string& db) { fs::resize_file(db, 0); },
     "to 0 bytes while in use"},
    {"the database is cut",
     [](const std::string& db) { fs::resize_file(db, fs::file_size(db) - 1); },
     "backend.db: truncated from"},
    {"the log is deleted", [](const std::string& db) { fs::remove(db + "-wal"); },
     "-wal: gone while in use"},
    {"the log is replaced", [](const std::string& db) { replace_by_its_copy(db + "-wal"); },
     "-wal: replaced by another file while in use"},
    {"the log is emptied", [](const std::string& db) { fs::resize_file(db + "-wal", 0); },
     "-wal: truncated from"},
    {"the log is cut",
     [](const std::string& db) { fs::resize_file(db + "-wal", fs::file_size(db + "-wal") - 1); },
     "-wal: truncated from"},
    {"the log's index is deleted", [](const std::string& db) { fs::remove(db + "-shm"); },
     "-shm: gone while in use"},
    {"the folder is moved away",
     [](const std::string& db) {
       fs::rename(fs::path(db).parent_path(), fs::path(db).parent_path().string() + ".old");
     },
     "gone while in use"},
};

class UnderAttack : public BackendTest, public ::testing::WithParamInterface<Attack> {
 protected:
  void SetUp() override {
    fs::create_directory(folder_.file("store"));
    auto started = Backend::start(
        {.listen = "127.0.0.1:0", .store = {.path = file_}, .note = [this](const std::string& why) {
           const std::lock_guard lock(mutex_);
           noted_ += why + "\n";
         }});
    ASSERT_TRUE(started) << started.error().text;
    backend_ = std::move(*started);
  }
  std::string noted() {
    const std::lock_guard lock(mutex_);
    return noted_;
  }

  std::string file_ = folder_.file("store/backend.db");
  std::mutex mutex_;
  std::string noted_;
};

TEST_P(UnderAttack, NothingIsAcknowledgedAfterwardsAndHealthSaysSo) {
  const LinkOptions to = options();
  v1::RegisterRunRequest registered;
  encode(registration("run 1"), *registered.mutable_registration());
  StreamCall call(to);
  StreamCall::Opened opened_as;
  ASSERT_TRUE(call.open(registered, soon(), opened_as).ok());
  v1::StreamRequest window;
  v1::StreamResponse response;
  const auto send = [&](std::uint64_t number) {
    window.mutable_window()->set_number(number);
    return call.exchange(window, soon(), response);
  };
  ASSERT_TRUE(send(1).ok());
  ASSERT_TRUE(serving());

  GetParam().strike(file_);

  const grpc::Status refused = send(2);
  EXPECT_EQ(refused.error_code(), DATA_LOSS);
  EXPECT_THAT(refused.error_message(), HasSubstr(GetParam().words));
  EXPECT_THAT(noted(), HasSubstr(GetParam().words));
  EXPECT_FALSE(serving());
  EXPECT_FALSE(backend_->store_is_whole());

  // Nor does any other call that writes find it in order.
  StreamCall again(to);
  EXPECT_EQ(again.open(registered, soon(), opened_as).error_code(), DATA_LOSS);
  const auto log = audit().log_time({{rules::TimeEntry{}}}, {});
  ASSERT_FALSE(log);
  EXPECT_THAT(log.error().text, HasSubstr("nothing more is taken"));
}

INSTANTIATE_TEST_SUITE_P(Files, UnderAttack, ::testing::ValuesIn(kAttacks));

using StoreOfABackend = BackendTest;

TEST_F(StoreOfABackend, HealthTellsOfALostDatabaseThoughNobodyWrites) {
  start();
  ASSERT_TRUE(serving());

  fs::remove(backend_->database());

  for (int i = 0; i < 100 && serving(); ++i) std::this_thread::sleep_for(100ms);
  EXPECT_FALSE(serving());
}

// SQLite writes on where it was, past the new end: the size is as it should be, with a hole in it.
TEST(StoreWatch, FindsTheHoleWhereALogWasCutAndWrittenOn) {
  Folder folder;
  const std::string path = folder.file("store.db");
  auto database = open_database({.path = path, .synchronous_full = false});
  ASSERT_TRUE(database);
  auto watch = StoreWatch::over(*database, path);
  ASSERT_TRUE(watch);
  database->each_commit([&watch](std::int64_t frames) { watch->committed(frames); });
  const auto add_run = [&database](int key) {
    database->run(("INSERT INTO run VALUES (" + std::to_string(key) + ", 'run " +
                   std::to_string(key) + "', '', x'00', 0)")
                      .c_str());
  };
  add_run(1);
  ASSERT_EQ(watch->trouble(Look::Everything), "");

  const auto size = fs::file_size(path + "-wal");
  fs::resize_file(path + "-wal", size / 2);
  add_run(2);
  ASSERT_GT(fs::file_size(path + "-wal"), size);

  EXPECT_THAT(watch->trouble(Look::Everything),
              HasSubstr("-wal: what was written to it is no longer there"));
}

TEST(StoreWatch, ALogThatBeginsAnewIsNoTrouble) {
  Folder folder;
  const std::string path = folder.file("store.db");
  auto database = open_database({.path = path, .synchronous_full = false});
  ASSERT_TRUE(database);
  auto watch = StoreWatch::over(*database, path);
  ASSERT_TRUE(watch);
  std::int64_t most_frames = 0;
  std::int64_t frames_now = 0;
  database->each_commit([&](std::int64_t frames) {
    watch->committed(frames_now = frames);
    most_frames = std::max(most_frames, frames);
  });

  for (int key = 1; key <= 2000; ++key) {
    database->run(("INSERT INTO run VALUES (" + std::to_string(key) + ", 'run " +
                   std::to_string(key) + "', '', x'00', 0)")
                      .c_str());
    ASSERT_EQ(watch->trouble(Look::Everything), "");
  }
  EXPECT_LT(frames_now, most_frames) << "the log never began anew";
}

}  // namespace
}  // namespace caseload::wire::testing
