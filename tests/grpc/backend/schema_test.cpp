// A file of an earlier version is brought up to date, whole or not at all.

#include "grpc/backend/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "grpc/backend/store_file.hpp"
#include "grpc/backend/verify_store.hpp"
#include "tests/grpc/backend_fixture.hpp"

namespace caseload::wire::testing {
namespace {

using ::testing::HasSubstr;

// As the program that made such files wrote it.
constexpr const char* kRunTableOfVersion3 = R"sql(CREATE TABLE run (
  run          INTEGER PRIMARY KEY,
  name         TEXT NOT NULL UNIQUE,
  registration BLOB NOT NULL,          -- caseload.v1.Registration
  checksum     INTEGER NOT NULL
) STRICT)sql";

class SchemaOfVersion3 : public BackendTest {
 protected:
  // A file with a run of some traffic and one of none.
  void SetUp() override {
    start();
    path_ = backend_->database();
    const auto link = open_link("run 1");
    traffic_.play(*link, *link);
    link->close();
    open_link("run 2")->close();
    stop();
    {
      Database database(path_);
      database.run("BEGIN; ALTER TABLE run RENAME TO run_of_today");
      database.run(kRunTableOfVersion3);
      database.run(
          "INSERT INTO run SELECT run, name, registration, checksum FROM run_of_today; "
          "DROP TABLE run_of_today; PRAGMA user_version = 3; COMMIT");
      database.number("PRAGMA wal_checkpoint(TRUNCATE)");
    }
  }
  std::string bytes() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  void change(const char* sql) const {
    Database database(path_);
    database.run(sql);
    database.number("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  Traffic traffic_{{.windows = 30}};
  std::string path_;
};

TEST_F(SchemaOfVersion3, IsBroughtUpToDateWithEverythingInIt) {
  start();

  EXPECT_EQ(audit().totals()->readings, traffic_.distinct_readings().size());
  EXPECT_EQ(audit("run 2").totals()->readings, 0U);
  const auto link = open_link("run 3");
  traffic_.play(*link, *link);
  link->close();
  stop();
  EXPECT_EQ(Database(path_).number("PRAGMA user_version"), kSchemaVersion);
  const auto verified = verify_store(path_, [](const auto&) {});
  ASSERT_TRUE(verified);
  EXPECT_TRUE(verified->whole());
  EXPECT_EQ(verified->runs.size(), 3U);
}

TEST_F(SchemaOfVersion3, IsVerifiedAsItIs) {
  const std::string before = bytes();

  const auto verified = verify_store(path_, [](const auto&) {});

  ASSERT_TRUE(verified) << verified.error().text;
  EXPECT_TRUE(verified->whole());
  ASSERT_EQ(verified->runs.size(), 2U);
  EXPECT_EQ(verified->runs[0].name, "run 1");
  EXPECT_EQ(verified->runs[0].readings, traffic_.distinct_readings().size());
  EXPECT_EQ(bytes(), before);
}

TEST_F(SchemaOfVersion3, IsLeftAloneWhereItsTablesAreOthers) {
  change("CREATE TABLE run_before (run INTEGER)");
  const std::string before = bytes();

  const auto opened = open_database({.path = path_});

  ASSERT_FALSE(opened);
  EXPECT_THAT(opened.error().text, HasSubstr("the tables are not those that were made"));
  EXPECT_EQ(bytes(), before);
}

// The disk is full in the middle of it.
TEST_F(SchemaOfVersion3, StaysWhatItWasWhereItCannotBeBroughtUpToDate) {
  change("VACUUM");  // no page is free
  Database database(path_);
  database.number("PRAGMA max_page_count = 1");  // raised to what is there, and no more
  bool failed = false;
  try {
    const auto adopted = adopt_schema(database, path_);
    failed = !adopted;
  } catch (const StoreFailure& failure) {
    EXPECT_THAT(failure.what(), HasSubstr("full"));
    failed = true;
  }
  ASSERT_TRUE(failed);
  if (database.in_transaction()) database.run("ROLLBACK");

  EXPECT_EQ(database.number("PRAGMA user_version"), 3);
  EXPECT_EQ(database.number("SELECT count(*) FROM run"), 2);
  EXPECT_TRUE(expect_our_schema(database, path_));
}

TEST_F(SchemaOfVersion3, KeepsWhatDamageItHad) {
  change("UPDATE run SET name = 'run 5' WHERE run = 2");

  start();

  EXPECT_THAT(audit("run 5").totals().error().text,
              HasSubstr("run 5 is damaged: its registration is not as it was stored"));
  EXPECT_TRUE(audit().totals());
}

TEST_F(BackendTest, AnOwnerThatChangesIsDamage) {
  start();
  const std::string path = backend_->database();
  open_link()->close();
  stop();
  Database(path).run("UPDATE run SET owner = 'token eve'");

  const auto verified = verify_store(path, [](const auto&) {});

  ASSERT_TRUE(verified);
  ASSERT_EQ(verified->runs.size(), 1U);
  EXPECT_THAT(verified->runs[0].damage,
              HasSubstr("run run 1 of token eve is damaged: its registration is not as it was"));
}

}  // namespace
}  // namespace caseload::wire::testing
