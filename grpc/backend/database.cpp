#include "grpc/backend/database.hpp"

#include <fmt/format.h>

namespace caseload::wire {

Database::Database(const std::string& path) : path_(path) {
  sqlite3* handle = nullptr;
  // Each connection stays on one thread at a time; SQLite's own mutexes would only cost.
  const int code =
      sqlite3_open_v2(path.c_str(), &handle,
                      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail();
  // Readers and the writer meet only while a checkpoint restarts the log.
  sqlite3_busy_timeout(handle, 10'000);
}

void Database::fail() const {
  throw StoreFailure(
      fmt::format("{}: {}", path_, handle_ ? sqlite3_errmsg(handle_.get()) : "out of memory"));
}

Statement Database::prepare(std::string_view sql) {
  sqlite3_stmt* statement = nullptr;
  const int code = sqlite3_prepare_v3(handle_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
  if (code != SQLITE_OK) fail();
  return {*this, statement};
}

void Database::run(const char* sql) {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t Database::number(std::string_view sql) {
  Statement statement = prepare(sql);
  return statement.step() ? statement.integer(0) : 0;
}

std::int64_t Database::rows_changed() const { return sqlite3_changes64(handle_.get()); }

bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

bool Statement::step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  sqlite3_reset(handle_.get());
  if (code != SQLITE_DONE) database_->fail();
  return false;
}

std::string_view Statement::bytes(int column) const {
  const void* data = sqlite3_column_blob(handle_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return {static_cast<const char*>(data), data == nullptr ? 0 : size};
}

void Statement::bind_at(int position, std::int64_t value) {
  if (sqlite3_bind_int64(handle_.get(), position, value) != SQLITE_OK) database_->fail();
}

void Statement::bind_at(int position, const std::string& text) {
  const int code = sqlite3_bind_text64(handle_.get(), position, text.data(), text.size(),
                                       SQLITE_STATIC, SQLITE_UTF8);
  if (code != SQLITE_OK) database_->fail();
}

void Statement::bind_at(int position, Bytes blob) {
  const int code = sqlite3_bind_blob64(handle_.get(), position, blob.view.data(), blob.view.size(),
                                       SQLITE_STATIC);
  if (code != SQLITE_OK) database_->fail();
}

}  // namespace caseload::wire
