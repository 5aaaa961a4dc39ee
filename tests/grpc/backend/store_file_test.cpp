// Which files the backend takes, and what it says of the others.

#include "grpc/backend/store_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

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
  EXPECT_THAT(refusal(folder_.file("")), HasSubstr("Is a directory"));
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

  EXPECT_THAT(refusal(path), HasSubstr("the tables have version 99; this backend knows version "));
}

TEST_F(StoreFile, HasOneOwnerAtATime) {
  start();

  EXPECT_THAT(refusal(backend_->database()), HasSubstr("another backend has this file open"));

  const std::string path = backend_->database();
  stop();
  EXPECT_EQ(refusal(path), "none");
}

TEST_F(StoreFile, WithoutAPathItIsTemporaryAndGoesAway) {
  std::string path;
  {
    const auto backend = Backend::start({});
    ASSERT_TRUE(backend);
    path = (*backend)->database();
    EXPECT_TRUE(std::filesystem::exists(path));
  }
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_FALSE(std::filesystem::exists(path + "-wal"));
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
