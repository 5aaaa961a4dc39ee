// Which files the backend takes, and what it says of the others.

#include "grpc/backend/store_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "grpc/backend/schema.hpp"
#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire::testing {
namespace {

using ::testing::HasSubstr;
using StoreFile = BackendTest;

std::string refusal(const std::string& path) {
  const auto backend = Backend::start({.listen = "127.0.0.1:0", .store = {.path = path}});
  if (backend) return "none";
  EXPECT_EQ(backend.error().kind, Error::Kind::BadInput);
  return backend.error().text;
}

TEST_F(StoreFile, ATextFileIsNoDatabase) {
  const std::string path = folder_.file("notes.txt");
  std::ofstream(path) << std::string(5000, 'x');

  EXPECT_THAT(refusal(path), HasSubstr("notes.txt: file is not a database"));

  EXPECT_EQ(std::filesystem::file_size(path), 5000U);  // untouched
}

TEST_F(StoreFile, ADirectoryAndAMissingFolderAreRefused) {
  EXPECT_THAT(refusal(folder_.file("")), HasSubstr("this is a directory; expected a file"));
  EXPECT_THAT(refusal(folder_.file("no/such/folder.db")), HasSubstr("No such file or directory"));
}

TEST_F(StoreFile, AnotherProgramsDatabaseIsLeftAlone) {
  const std::string path = folder_.file("other.db");
  Database(path).run("CREATE TABLE music (title TEXT)");

  EXPECT_THAT(refusal(path), HasSubstr("another program's SQLite database"));
}

TEST_F(StoreFile, ANewerVersionIsNotGuessedAt) {
  start();
  const std::string path = backend_->database();
  stop();
  Database(path).run("PRAGMA user_version = 99");

  EXPECT_THAT(refusal(path), HasSubstr("the tables have version 99; this backend knows versions "));
}

TEST_F(StoreFile, AnOlderVersionIsNotHalfRead) {
  const std::string path = folder_.file("old.db");
  Database(path).run(
      "PRAGMA application_id = 1129532484; PRAGMA user_version = 2; CREATE TABLE run (run "
      "INTEGER)");
  std::ifstream before(path, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(before), {}};

  EXPECT_THAT(refusal(path),
              HasSubstr("the tables have version 2; this backend knows versions 3 to 4"));

  std::ifstream after(path, std::ios::binary);
  EXPECT_EQ((std::string{std::istreambuf_iterator<char>(after), {}}), bytes);
}

TEST_F(StoreFile, HasOneOwnerAtATime) {
  start();

  EXPECT_THAT(refusal(backend_->database()), HasSubstr("another backend has this file open"));

  const std::string path = backend_->database();
  stop();
  EXPECT_EQ(refusal(path), "none");
}

TEST_F(StoreFile, WhatIsNoFileIsRefusedBeforeAnythingIsStoredThere) {
  const std::string pipe = folder_.file("pipe");
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  EXPECT_THAT(refusal(":memory:"), HasSubstr("SQLite would keep this in memory, and lose it"));
  EXPECT_THAT(refusal("file::memory:?cache=shared"), HasSubstr("not a URI"));
  EXPECT_THAT(refusal("file:" + folder_.file("a.db") + "?vfs=memdb"), HasSubstr("not a URI"));
  EXPECT_THAT(refusal("/dev/null"), HasSubstr("this is a device; expected a file"));
  EXPECT_THAT(refusal(pipe), HasSubstr("this is a pipe; expected a file"));
  EXPECT_THAT(refusal(folder_.file("a.db-wal")), HasSubstr("what it keeps beside a database"));
  EXPECT_FALSE(std::filesystem::exists(":memory:"));
  EXPECT_FALSE(std::filesystem::exists(folder_.file("a.db-wal")));
}

TEST_F(StoreFile, IsItsOwnersAlone) {
  const mode_t mask = ::umask(0);
  start();
  const auto link = open_link();
  const Traffic traffic({.windows = 2});
  traffic.play(*link, *link);
  ::umask(mask);

  for (const char* suffix : {"", "-wal", "-shm"}) {
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(backend_->database() + suffix).permissions(),
              perms::owner_read | perms::owner_write)
        << suffix;
  }
}

// A process that is killed removes nothing: there must be nothing to remove while it runs.
TEST_F(StoreFile, WithoutAPathNothingIsLeftOfItHoweverTheProcessEnds) {
  const char* before = std::getenv("TMPDIR");
  const std::string parent = before == nullptr ? "" : before;
  ASSERT_EQ(::setenv("TMPDIR", folder_.file("").c_str(), 1), 0);
  auto backend = Backend::start({});
  before == nullptr ? ::unsetenv("TMPDIR") : ::setenv("TMPDIR", parent.c_str(), 1);
  ASSERT_TRUE(backend);
  backend_ = std::move(*backend);
  const Traffic traffic({.windows = 100});
  const auto link = open_link();
  traffic.play(*link, *link);

  EXPECT_TRUE(std::filesystem::is_empty(folder_.file("")));

  EXPECT_EQ(audit().totals()->readings, traffic.distinct_readings().size());
  EXPECT_TRUE(serving());
}

TEST_F(StoreFile, DamageInTheMiddleIsAnErrorAndNotACrash) {
  start();
  const Traffic traffic({.windows = 300});
  const auto link = open_link();
  traffic.play(*link, *link);
  link->close();
  const std::string path = backend_->database();
  stop();
  const auto size = static_cast<std::streamoff>(std::filesystem::file_size(path));
  ASSERT_GT(size, 100'000);
  {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(8192);
    file << std::string(static_cast<std::size_t>(size) - 8192, '\x5a');
  }

  const std::string said = refusal(path);
  if (said != "none") {
    EXPECT_THAT(said, HasSubstr("malformed"));
    return;
  }
  start();
  const auto totals = audit().totals();
  ASSERT_FALSE(totals);
  EXPECT_THAT(totals.error().text, HasSubstr("malformed"));
}

TEST_F(StoreFile, TheSchemaSaysWhoseItIs) {
  start();
  Database file(backend_->database());

  EXPECT_EQ(file.number("PRAGMA application_id"), 0x43534C44);
  EXPECT_EQ(file.number("PRAGMA user_version"), kSchemaVersion);
}

}  // namespace
}  // namespace caseload::wire::testing
