#pragma once

// SQLite as we use it: one connection per thread, statements prepared once, failures as one
// exception that the threads of the backend catch at their edge.

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace caseload::wire {

// The disk, the file or SQLite itself failed: full, locked. The text says which file. Another time
// it may work.
class StoreFailure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// What is in the file is not what was stored, by SQLite's own finding or by a checksum of ours. No
// other time will be better.
class StoreDamaged : public StoreFailure {
 public:
  using StoreFailure::StoreFailure;
};

// What was being done is not wanted any more (Database::while_working).
class StoreInterrupted : public StoreFailure {
 public:
  using StoreFailure::StoreFailure;
};

class Statement;

class Database {
 public:
  // Opens for reading and writing; creates the file where it does not exist. Throws StoreFailure,
  // as everything here does, and StoreDamaged where SQLite finds the file corrupt or no database.
  explicit Database(const std::string& path);
  // For reading only: neither the database nor its log is changed. `alone`: nobody else has it open
  // and there is no log, so that not even an index of the log is needed.
  static Database read_only(const std::string& path, bool alone);

  Statement prepare(std::string_view sql);
  // One or more statements without results or parameters.
  void run(const char* sql);
  std::int64_t number(
      std::string_view sql);               // first column of the first row; 0 where there is none
  std::string text(std::string_view sql);  // likewise; empty where there is none
  std::int64_t rows_changed() const;       // by the last INSERT, UPDATE or DELETE
  bool in_transaction() const;

  const std::string& path() const { return path_; }  // as it was named
  std::string file() const;  // in full, symbolic links followed; empty: kept in no file
  bool has_moved() const;    // the file that is open is no longer at its path
  // Called as part of each commit with the number of frames in the log; throws nothing.
  void each_commit(std::function<void(std::int64_t frames)> heed);
  // Asked now and then during long statements and between many short ones, some hundred times a
  // second; throws nothing. False: what is being done is given up, with StoreInterrupted.
  void while_working(std::function<bool()> go_on);

  [[noreturn]] void fail() const;

 private:
  friend class Statement;
  Database(const std::string& path, const std::string& name, int flags);
  void count_row();

  struct Close {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
  };
  std::string path_;
  // What SQLite calls back: it outlives the connection, and stays where it is.
  struct Heeded {
    std::function<void(std::int64_t)> commit;
    std::function<bool()> go_on = [] { return true; };
    std::uint32_t rows = 0;  // since the beginning; it may wrap
  };
  std::unique_ptr<Heeded> heeded_;
  std::unique_ptr<sqlite3, Close> handle_;
};

// One view of the database for as long as this lives; inside a transaction, that transaction's.
class Snapshot {
 public:
  explicit Snapshot(Database& database);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

 private:
  Database* mine_ = nullptr;  // null: somebody else's transaction
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
  int columns() const { return sqlite3_column_count(handle_.get()); }

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
