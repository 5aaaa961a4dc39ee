#include "grpc/backend/database.hpp"

#include <fmt/format.h>

#include <utility>

namespace caseload::wire {

namespace {

constexpr int kOwnThread = SQLITE_OPEN_NOMUTEX;  // each connection stays on one thread at a time

// A name that SQLite reads as a URI, so that it can bear options.
std::string uri(std::string_view path, std::string_view options) {
  std::string name = "file:";
  for (const char letter : path) {
    if (letter == '?' || letter == '#' || letter == '%') {
      name += fmt::format("%{:02X}", static_cast<unsigned char>(letter));
    } else {
      name += letter;
    }
  }
  return name.append("?").append(options);
}

// Frames in the log after which it is copied into the database: SQLite's default.
constexpr int kFramesBetweenCheckpoints = 1000;

}  // namespace

Database::Database(const std::string& path, const std::string& name, int flags)
    : path_(path), heeded_(std::make_unique<Heeded>()) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(name.c_str(), &handle, flags | kOwnThread, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) fail();
  // Readers and the writer meet only while a checkpoint restarts the log.
  sqlite3_busy_timeout(handle, 10'000);
  // Nothing that stands in a damaged file's schema is to be run.
  sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
}

Database::Database(const std::string& path)
    : Database(path, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE) {}

Database Database::read_only(const std::string& path, bool alone) {
  Database database(path, uri(path, alone ? "mode=ro&immutable=1" : "mode=ro"),
                    SQLITE_OPEN_READONLY | SQLITE_OPEN_URI);
  sqlite3_db_config(database.handle_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
  return database;
}

void Database::fail() const {
  const std::string text =
      fmt::format("{}: {}", path_, handle_ ? sqlite3_errmsg(handle_.get()) : "out of memory");
  const int code = handle_ ? sqlite3_errcode(handle_.get()) & 0xff : SQLITE_NOMEM;
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) throw StoreDamaged(text);
  if (code == SQLITE_INTERRUPT) throw StoreInterrupted(text);
  throw StoreFailure(text);
}

std::string Database::file() const {
  const char* name = sqlite3_db_filename(handle_.get(), "main");
  return name == nullptr ? "" : name;
}

bool Database::has_moved() const {
  int moved = 0;
  sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
  return moved != 0;
}

void Database::each_commit(std::function<void(std::int64_t frames)> heed) {
  heeded_->commit = std::move(heed);
  const auto hook = [](void* heeded, sqlite3* handle, const char* schema, int frames) {
    static_cast<Heeded*>(heeded)->commit(frames);
    // A hook of our own takes the place of SQLite's, which did this. What cannot be copied now is
    // copied next time.
    if (frames >= kFramesBetweenCheckpoints)
      sqlite3_wal_checkpoint_v2(handle, schema, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    return SQLITE_OK;
  };
  sqlite3_wal_hook(handle_.get(), hook, heeded_.get());
}

void Database::while_working(std::function<bool()> go_on) {
  constexpr int kInstructions = 100'000;  // of SQLite's virtual machine
  heeded_->go_on = std::move(go_on);
  const auto hook = [](void* heeded) {
    return static_cast<Heeded*>(heeded)->go_on() ? 0 : 1;  // 1: SQLITE_INTERRUPT
  };
  sqlite3_progress_handler(handle_.get(), kInstructions, hook, heeded_.get());
}

void Database::count_row() {
  constexpr std::uint32_t kRows = 1024;
  if (++heeded_->rows % kRows == 0 && !heeded_->go_on())
    throw StoreInterrupted(path_ + ": reading was given up");
}

Snapshot::Snapshot(Database& database) {
  if (database.in_transaction()) return;
  database.run("BEGIN");
  mine_ = &database;
}

Snapshot::~Snapshot() {
  if (mine_ == nullptr) return;
  try {
    mine_->run("COMMIT");
  } catch (const StoreFailure&) {
    // Nothing was written; the next BEGIN will say what is wrong.
  }
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

std::string Database::text(std::string_view sql) {
  Statement statement = prepare(sql);
  return statement.step() ? std::string(statement.bytes(0)) : std::string{};
}

std::int64_t Database::rows_changed() const { return sqlite3_changes64(handle_.get()); }

bool Database::in_transaction() const { return sqlite3_get_autocommit(handle_.get()) == 0; }

bool Statement::step() {
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) {
    database_->count_row();
    return true;
  }
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
