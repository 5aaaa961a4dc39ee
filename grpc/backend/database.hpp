#pragma once

// SQLite as we use it: one connection per thread, statements prepared once, failures as one
// exception that the threads of the backend catch at their edge.

#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace caseload::wire {

// The disk, the file or SQLite itself failed: full, locked, corrupt. The text says which file.
class StoreFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Statement;

class Database {
 public:
  // Opens for reading and writing; creates the file where it does not exist. Throws StoreFailure,
  // as everything here does.
  explicit Database(const std::string& path);

  Statement prepare(std::string_view sql);
  // One or more statements without results or parameters.
  void run(const char* sql);
  std::int64_t number(
      std::string_view sql);          // first column of the first row; 0 where there is none
  std::int64_t rows_changed() const;  // by the last INSERT, UPDATE or DELETE
  bool in_transaction() const;

  [[noreturn]] void fail() const;

 private:
  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  std::string path_;
  std::unique_ptr<sqlite3, Close> handle_;
};

// A parameter to be stored as BLOB.
struct Bytes {
  std::string_view view;
};

// A prepared statement. Parameters are bound in order and stay until bound again.
//
//   for (by_patient.bind(run, patient); by_patient.step();) use(by_patient.integer(0));
class Statement {
 public:
  Statement(Database& database, sqlite3_stmt* handle) : database_(&database), handle_(handle) {}

  // Starts over with these parameters: integers, strings (as TEXT), Bytes (as BLOB). What a view
  // shows must last until the statement has run.
  template <class... Values>
  Statement& bind(const Values&... values) {
    sqlite3_reset(handle_.get());
    int position = 0;
    (bind_at(++position, values), ...);
    return *this;
  }
  // True while there is a row. After the last one the statement is ready to be bound again.
  bool step();
  // For statements without rows.
  template <class... Values>
  void run(const Values&... values) {
    bind(values...);
    while (step()) continue;
  }

  std::int64_t integer(int column) const { return sqlite3_column_int64(handle_.get(), column); }
  std::string_view bytes(int column) const;  // until the next step

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* handle) const { sqlite3_finalize(handle); }
  };
  void bind_at(int position, std::int64_t value);
  void bind_at(int position, const std::string& text);
  void bind_at(int position, Bytes blob);

  Database* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> handle_;
};

}  // namespace caseload::wire
